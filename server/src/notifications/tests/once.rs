//! Everything arrives exactly once, whoever runs it how often.

use chrono::TimeDelta;

use super::*;
use crate::notifications::{
    NoticeKind,
    delivery::deliver,
    digest::send_digests,
    jobs::remind_of_dates,
    model::{Rhythm, Wishes},
};
use crate::{
    people::store::persons,
    platform::personal_data::{self, DataSubject},
};

/// Rows of a table, whatever they say.
async fn count(academy: &TestAcademy, table: &str) -> i64 {
    use sea_orm::{ConnectionTrait, Statement};
    let read = academy.db().read();
    let sql = format!("SELECT COUNT(*) AS found FROM {table}");
    let row =
        read.query_one_raw(Statement::from_string(read.get_database_backend(), sql)).await.unwrap().unwrap();
    row.try_get("", "found").unwrap()
}

#[actix_web::test]
async fn two_servers_that_look_for_reminders_at_once_give_each_one_once() {
    for academy in TestAcademy::on_both().await {
        let brand = brand(&academy).await;
        assigned(&academy, &brand, Some(10)).await;
        academy.clock.advance(TimeDelta::days(4));
        academy.runs_jobs().await;
        let before = count(&academy, "mail").await;
        let secret = &academy.academy.secret;
        let (one, other) = (context(&academy), context(&academy));
        let sweeps = futures_util::future::join_all(
            [&one, &other, &one, &other].map(|context| remind_of_dates(context, secret)),
        );
        assert!(sweeps.await.iter().all(Result::is_ok));
        assert_eq!(words(&academy, brand.buyer).await, ["assigned", "due-soon"]);
        assert_eq!(count(&academy, "mail").await - before, 1);
    }
}

#[actix_web::test]
async fn two_servers_that_send_digests_at_once_send_one() {
    for academy in TestAcademy::on_both().await {
        let brand = brand(&academy).await;
        let work = academy.begin().await;
        let daily = Wishes { rhythm: Rhythm::Daily, ..Wishes::default() };
        store::choose(&work, brand.buyer, &daily).await.unwrap();
        work.commit().await.unwrap();
        let enrolment = assigned(&academy, &brand, None).await;
        tells(&academy, Happened::Reminded, enrolment).await;
        assert!(academy.letters().await.is_empty());
        academy.clock.advance(TimeDelta::days(1));
        let secret = &academy.academy.secret;
        let (one, other) = (context(&academy), context(&academy));
        let sent =
            futures_util::future::join_all([&one, &other].map(|context| send_digests(context, secret)));
        assert!(sent.await.iter().all(Result::is_ok));
        let letters = academy.letters().await;
        assert_eq!(letters.len(), 1);
        assert_eq!(letters[0].subject, "2 notices from the Academy");
        assert!(letters[0].text.contains("- A reminder to go on with Buying"), "{}", letters[0].text);
    }
}

#[actix_web::test]
async fn a_job_that_was_killed_after_its_commit_runs_again_and_changes_nothing() {
    for academy in TestAcademy::on_both().await {
        let brand = brand(&academy).await;
        let id = assigned(&academy, &brand, None).await;
        let enrolment = enrolment(&academy, id).await;
        let day = in_days(&academy, 0);
        let secret = &academy.academy.secret;
        for _ in 0..2 {
            let told = vec![happening(NoticeKind::Reminded, &enrolment, day); 2];
            deliver(&context(&academy), secret, told).await.unwrap();
        }
        assert_eq!(words(&academy, brand.buyer).await, ["reminded"]);
        assert_eq!((count(&academy, "mail").await, count(&academy, "notice").await), (1, 1));
        academy.runs_jobs().await;
        assert_eq!(words(&academy, brand.buyer).await, ["assigned", "reminded"]);
    }
}

#[actix_web::test]
async fn an_erased_person_leaves_no_notice_no_wish_no_calendar_and_no_mail_that_names_them() {
    for academy in TestAcademy::on_both().await {
        let brand = brand(&academy).await;
        let enrolment = assigned(&academy, &brand, None).await;
        tells(&academy, Happened::PlanMade, enrolment).await;
        let mut buyer = fixture::signed_in(&academy, brand.buyer).await;
        buyer.submits("/profile/calendar", "/profile/calendar", &[]).await;
        buyer
            .submits("/profile/notices", "/profile/notices", &[("language", "en"), ("rhythm", "daily")])
            .await;
        let person = persons::person(academy.db().read(), brand.buyer).await.unwrap();
        let subject = DataSubject { person: person.id, name: person.name, email: person.email };
        let work = academy.begin().await;
        personal_data::erase(&work, &crate::notifications::personal_data(), &subject).await.unwrap();
        work.commit().await.unwrap();
        for table in ["notice", "notice_choice", "notice_rhythm", "calendar_feed"] {
            assert_eq!(count(&academy, table).await, 0, "{table}");
        }
        assert!(academy.letters().await.iter().all(|letter| !letter.text.contains("Linh")));
    }
}
