//! Somebody who holds the database changes the audit, and the chain tells.

use sea_orm::{ConnectionTrait, DbBackend};
use serde_json::json;
use uuid::Uuid;

use super::{Anchor, Broken, Since, What, broken, link, store};
use crate::{
    platform::{
        PersonId,
        audit::{Entry, write_many},
    },
    testing::TestAcademy,
};

async fn adds(academy: &TestAcademy, count: usize) {
    let work = academy.begin().await;
    let entries = (0..count).map(|number| {
        Entry::of("membership.grant", "person", work.new_id()).with(json!({ "number": number }))
    });
    write_many(&work, PersonId(Uuid::max()), entries.collect()).await.unwrap();
    work.commit().await.unwrap();
}

async fn links(academy: &TestAcademy, since: Since) -> u64 {
    link(academy.db(), &academy.academy.storage, since).await.unwrap()
}

async fn finds(academy: &TestAcademy) -> Vec<Broken> {
    broken(academy.db(), &academy.academy.storage).await.unwrap()
}

/// What stands in a finding, without the entry's id.
async fn told(academy: &TestAcademy) -> Vec<(What, i32, i32)> {
    finds(academy).await.into_iter().map(|broken| (broken.what, broken.first, broken.last)).collect()
}

/// Behind the Academy's back, with the guards of the tables taken away.
async fn tampers(academy: &TestAcademy, statements: &[&str]) {
    let work = academy.begin().await;
    for table in ["audit", "audit_link"] {
        let guards = match work.get_database_backend() {
            DbBackend::Postgres => vec![format!("DROP TRIGGER IF EXISTS {table}_never_changes ON {table}")],
            _ => ["update", "delete"].map(|what| format!("DROP TRIGGER IF EXISTS {table}_no_{what}")).into(),
        };
        for guard in guards {
            work.execute_unprepared(&guard).await.unwrap();
        }
    }
    for statement in statements {
        let done = work.execute_unprepared(statement).await.unwrap();
        assert!(done.rows_affected() > 0, "{statement}");
    }
    work.commit().await.unwrap();
}

fn entry_of(number: i32) -> String {
    format!("id = (SELECT audit_id FROM audit_link WHERE sequence = {number})")
}

/// Nine entries, chained.
async fn chained() -> Vec<TestAcademy> {
    let academies = TestAcademy::on_both().await;
    for academy in &academies {
        adds(academy, 5).await;
        assert_eq!(links(academy, Since::LastLinks).await, 5);
        adds(academy, 4).await;
        assert_eq!(links(academy, Since::LastLinks).await, 4);
        assert_eq!(links(academy, Since::TheBeginning).await, 0);
        assert_eq!(told(academy).await, []);
    }
    academies
}

#[actix_web::test]
async fn a_changed_entry_is_named() {
    for academy in chained().await {
        for (number, column) in [(3, "details = '{}'"), (6, "action = 'audit.see'")] {
            let change = format!("UPDATE audit SET {column} WHERE {}", entry_of(number));
            tampers(&academy, &[&change]).await;
        }
        let found = finds(&academy).await;
        assert_eq!(told(&academy).await, [(What::Changed, 3, 3), (What::Changed, 6, 6)]);
        let link = store::link_at(academy.db().read(), 3).await.unwrap().unwrap();
        assert_eq!(found[0].entry, Some(link.audit_id));
    }
}

#[actix_web::test]
async fn an_entry_that_was_changed_before_it_was_linked_is_named_too() {
    for academy in TestAcademy::on_both().await {
        adds(&academy, 3).await;
        tampers(&academy, &["UPDATE audit SET organisation_id = subject_id WHERE details LIKE '%1%'"]).await;
        links(&academy, Since::LastLinks).await;
        assert_eq!(told(&academy).await, [(What::Changed, 2, 2)]);
    }
}

#[actix_web::test]
async fn an_entry_that_was_taken_away_is_missed() {
    for academy in chained().await {
        tampers(&academy, &[&format!("DELETE FROM audit WHERE {}", entry_of(4))]).await;
        assert_eq!(told(&academy).await, [(What::Missing, 4, 4)]);
        // With its link and the next one.
        tampers(&academy, &["DELETE FROM audit_link WHERE sequence IN (4, 5)"]).await;
        assert_eq!(told(&academy).await, [(What::Missing, 4, 5)]);
    }
}

#[actix_web::test]
async fn an_end_that_was_cut_off_is_missed_whatever_is_rewritten_in_the_database() {
    for academy in chained().await {
        let cut = [
            format!("DELETE FROM audit WHERE {} OR {}", entry_of(8), entry_of(9)),
            "DELETE FROM audit_link WHERE sequence > 7".to_owned(),
        ];
        tampers(&academy, &[&cut[0], &cut[1]]).await;
        assert_eq!(told(&academy).await, [(What::CutOff, 8, 9)]);
        // New links come behind the gap and hide nothing.
        adds(&academy, 1).await;
        links(&academy, Since::LastLinks).await;
        assert_eq!(told(&academy).await, [(What::Missing, 8, 9)]);
    }
    for academy in chained().await {
        // The end is rewritten as well.
        let end =
            "UPDATE audit_chain SET sequence = 7, hash = (SELECT hash FROM audit_link WHERE sequence = 7)";
        let cut = format!("DELETE FROM audit WHERE {} OR {}", entry_of(8), entry_of(9));
        tampers(&academy, &[end, &cut, "DELETE FROM audit_link WHERE sequence > 7"]).await;
        assert_eq!(told(&academy).await, [(What::AnchorGone, 0, 0), (What::CutOff, 8, 9)]);
        adds(&academy, 3).await;
        links(&academy, Since::LastLinks).await;
        assert_ne!(told(&academy).await, []);
    }
}

#[actix_web::test]
async fn an_end_that_is_put_back_to_an_older_one_is_told_by_the_file() {
    for academy in TestAcademy::on_both().await {
        adds(&academy, 5).await;
        links(&academy, Since::LastLinks).await;
        let old = store::chain(academy.db().read()).await.unwrap().unwrap();
        adds(&academy, 4).await;
        links(&academy, Since::LastLinks).await;
        let cut =
            format!("DELETE FROM audit WHERE {}", (6..10).map(entry_of).collect::<Vec<_>>().join(" OR "));
        tampers(&academy, &[&cut, "DELETE FROM audit_link WHERE sequence > 5"]).await;
        let work = academy.begin().await;
        let anchor = super::joining::anchor_of(&old);
        store::move_chain(&work, &anchor, &old.key_mark).await.unwrap();
        work.commit().await.unwrap();
        assert_eq!(told(&academy).await, [(What::CutOff, 6, 9)]);
        // And still after the numbers were given anew.
        adds(&academy, 9).await;
        links(&academy, Since::LastLinks).await;
        assert_eq!(told(&academy).await, [(What::Displaced, 9, 9)]);
    }
}

#[actix_web::test]
async fn two_that_were_swapped_are_named() {
    for academy in chained().await {
        let link = async |number| store::link_at(academy.db().read(), number).await.unwrap().unwrap();
        let (three, seven) = (link(3).await, link(7).await);
        let spelled = |id: Uuid| match academy.db().is_postgres() {
            true => format!("'{id}'"),
            false => format!("x'{}'", id.simple()),
        };
        let (one, other, free) = (spelled(three.audit_id), spelled(seven.audit_id), spelled(Uuid::max()));
        let swap = |table: &str, column: &str| {
            [(&one, &free), (&other, &one), (&free, &other)]
                .map(|(from, to)| format!("UPDATE {table} SET {column} = {to} WHERE {column} = {from}"))
        };
        let entries = swap("audit", "id");
        tampers(&academy, &entries.each_ref().map(String::as_str)).await;
        assert_eq!(told(&academy).await, [(What::Changed, 3, 3), (What::Changed, 7, 7)]);
        tampers(&academy, &entries.each_ref().map(String::as_str)).await;
        assert_eq!(told(&academy).await, []);
        let links = swap("audit_link", "audit_id");
        tampers(&academy, &links.each_ref().map(String::as_str)).await;
        assert_eq!(told(&academy).await, [(What::Displaced, 3, 3), (What::Displaced, 7, 7)]);
    }
}

#[actix_web::test]
async fn entries_older_than_seals_are_linked_as_they_are_found_and_later_ones_are_not_believed() {
    for academy in TestAcademy::on_both().await {
        adds(&academy, 3).await;
        tampers(&academy, &["UPDATE audit SET seal = NULL"]).await;
        adds(&academy, 2).await;
        assert_eq!(links(&academy, Since::LastLinks).await, 5);
        assert_eq!(told(&academy).await, []);
        tampers(&academy, &[&format!("UPDATE audit SET details = '' WHERE {}", entry_of(2))]).await;
        assert_eq!(told(&academy).await, [(What::Changed, 2, 2)]);

        adds(&academy, 1).await;
        tampers(
            &academy,
            &["UPDATE audit SET seal = NULL WHERE id NOT IN (SELECT audit_id FROM audit_link)"],
        )
        .await;
        assert_eq!(links(&academy, Since::TheBeginning).await, 0);
        assert_eq!(told(&academy).await, [(What::Changed, 2, 2), (What::Added, 0, 0)]);
    }
}

#[actix_web::test]
async fn the_file_outside_the_database_is_missed_when_it_is_gone_and_forged_when_it_was_rewritten() {
    for academy in chained().await {
        let storage = &academy.academy.storage;
        let kept = Anchor::kept(storage).await.unwrap().unwrap();
        Anchor { sequence: 7, ..kept }.keep(storage).await.unwrap();
        assert_eq!(told(&academy).await, [(What::AnchorGone, 0, 0)]);
        std::fs::remove_dir_all(academy.folder().join("files/notes")).unwrap();
        assert_eq!(told(&academy).await, [(What::AnchorGone, 0, 0)]);
        adds(&academy, 1).await;
        links(&academy, Since::LastLinks).await;
        assert_eq!(told(&academy).await, [(What::AnchorGone, 0, 0)]);
    }
}

#[actix_web::test]
async fn many_units_write_while_several_link_and_every_entry_has_one_link() {
    for academy in TestAcademy::on_both().await {
        let writers = (0..20).map(|_| adds(&academy, 3));
        let linkers = (0..6).map(|_| links(&academy, Since::TheBeginning));
        futures_util::join!(futures_util::future::join_all(writers), futures_util::future::join_all(linkers));
        links(&academy, Since::LastLinks).await;
        assert_eq!(store::last_link(academy.db().read()).await.unwrap().unwrap().sequence, 60);
        assert_eq!(told(&academy).await, []);
    }
}

#[actix_web::test]
async fn ten_thousand_entries_are_linked_in_chunks() {
    for academy in TestAcademy::on_both().await {
        for _ in 0..10 {
            adds(&academy, 1000).await;
        }
        adds(&academy, 1).await;
        let before = academy.db().queries();
        assert_eq!(links(&academy, Since::LastLinks).await, 10_001);
        assert!(academy.db().queries() - before < 200, "{}", academy.db().queries() - before);
        assert_eq!(told(&academy).await, []);
    }
}
