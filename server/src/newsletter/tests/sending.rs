//! Rounds: their limits, what a server leaves that dies in the middle, refusals.

use std::{
    future::Future,
    pin::pin,
    task::{Context, Waker},
};

use chrono::TimeDelta;

use super::{
    issue, issue_on_its_way,
    mail_server::{header, runner},
    subscribers, subscription_of,
};
use crate::{
    newsletter::{
        model::{Fate, Topics},
        store::{deliveries, requests::OpenWish, subscriptions},
    },
    platform::Language,
    testing::TestAcademy,
};

fn readers(count: usize) -> Vec<String> {
    (0..count).map(|number| format!("reader-{number}@example.org")).collect()
}

#[actix_web::test]
async fn an_issue_goes_out_in_rounds_once_to_each_in_their_language() {
    for academy in TestAcademy::on_both().await {
        subscribers(&academy, 7).await;
        let (runner, taken) = runner(&academy);
        let id = issue_on_its_way(&academy, &Topics::default()).await;
        let mut sent = Vec::new();
        for _ in 0..5 {
            runner.run_due().await.unwrap();
            sent.push(taken.all().len());
            academy.clock.advance(TimeDelta::minutes(1));
        }
        assert_eq!(sent, [3, 6, 7, 7, 7], "three a minute");
        assert_eq!(taken.recipients(), readers(7));
        assert!(issue(&academy, id).await.finished_at.is_some());
        let counts = deliveries::counts(academy.db().read(), &[id]).await.unwrap();
        assert_eq!(counts[&id], [(Fate::Sent, 7)].into());
        let vietnamese =
            taken.all().into_iter().find(|mail| header(mail, "To").contains("reader-1@")).unwrap();
        let leave = header(&vietnamese, "List-Unsubscribe");
        assert!(leave.starts_with("<http://localhost:8080/newsletter/leaving/"), "{leave}");
        assert_eq!(header(&vietnamese, "List-Unsubscribe-Post"), "List-Unsubscribe=One-Click");
    }
}

/// Runs what is due, and stops in the middle, as a server does that is killed: after so many steps of waiting.
fn killed_after(steps: usize, work: impl Future) -> bool {
    let mut work = pin!(work);
    for _ in 0..steps {
        if work.as_mut().poll(&mut Context::from_waker(Waker::noop())).is_ready() {
            return true;
        }
        std::thread::sleep(std::time::Duration::from_millis(2));
    }
    false
}

#[actix_web::test]
async fn a_server_that_dies_in_the_middle_of_a_round_sends_nothing_twice() {
    for academy in TestAcademy::on_both().await {
        subscribers(&academy, 7).await;
        let (runner, taken) = runner(&academy);
        let id = issue_on_its_way(&academy, &Topics::default()).await;
        // Fewer deaths than a job may have.
        for steps in (1..12).step_by(2) {
            killed_after(steps, runner.run_due());
            // Long enough for the lease of whatever was held.
            academy.clock.advance(TimeDelta::minutes(3));
            actix_web::rt::time::sleep(std::time::Duration::from_millis(5)).await;
        }
        for _ in 0..8 {
            runner.run_due().await.unwrap();
            academy.clock.advance(TimeDelta::minutes(3));
        }
        let mut ids: Vec<String> = taken.all().iter().map(|mail| header(mail, "Message-ID")).collect();
        ids.sort();
        ids.dedup();
        assert_eq!(ids.len(), 7, "a mail that the server took twice has one Message-ID: {ids:?}");
        let mut reached = taken.recipients();
        reached.dedup();
        assert_eq!(reached, readers(7));
        assert!(issue(&academy, id).await.finished_at.is_some());
    }
}

#[actix_web::test]
async fn a_round_that_two_servers_hold_is_sent_once() {
    for academy in TestAcademy::on_both().await {
        subscribers(&academy, 3).await;
        let id = issue_on_its_way(&academy, &Topics::default()).await;
        let context = || crate::platform::JobContext {
            db: academy.academy.db.clone(),
            engine: academy.academy.engine.clone().into_inner(),
            site: academy.academy.site.clone().into_inner(),
            storage: (**academy.academy.storage).clone(),
        };
        let round = || {
            super::super::jobs::send_round(context(), 3, super::super::jobs::Round { issue: id, number: 0 })
        };
        let (one, other, third) = futures_util::join!(round(), round(), round());
        for outcome in [one, other, third, round().await] {
            outcome.unwrap();
        }
        assert_eq!(academy.letters().await.len(), 3);
    }
}

#[actix_web::test]
async fn an_address_that_the_mail_server_refuses_for_good_is_not_written_to_again() {
    for academy in TestAcademy::on_both().await {
        subscribers(&academy, 1).await;
        let work = academy.begin().await;
        let gone = OpenWish::of("gone@example.org", Language::En, &Topics::default());
        subscriptions::confirm(&work, &gone).await.unwrap();
        work.commit().await.unwrap();
        let (runner, taken) = runner(&academy);
        let first = issue_on_its_way(&academy, &Topics::default()).await;
        for _ in 0..4 {
            runner.run_due().await.unwrap();
            academy.clock.advance(TimeDelta::minutes(1));
        }
        let counts = deliveries::counts(academy.db().read(), &[first]).await.unwrap();
        assert_eq!(counts[&first], [(Fate::Sent, 1), (Fate::Refused, 1)].into());
        assert!(subscription_of(&academy, "gone@example.org").await.unwrap().bounced_at.is_some());
        let second = issue_on_its_way(&academy, &Topics::default()).await;
        for _ in 0..4 {
            runner.run_due().await.unwrap();
            academy.clock.advance(TimeDelta::minutes(1));
        }
        let counts = deliveries::counts(academy.db().read(), &[second]).await.unwrap();
        assert_eq!(counts[&second], [(Fate::Sent, 1)].into());
        assert_eq!(taken.all().len(), 2);
    }
}

#[actix_web::test]
async fn an_issue_goes_to_those_who_share_a_topic_or_chose_none() {
    for academy in TestAcademy::on_both().await {
        subscribers(&academy, 1).await;
        let work = academy.begin().await;
        for (address, topic) in [("wages@example.org", "wages"), ("hours@example.org", "working-time")] {
            let topics = Topics::of([topic].into_iter());
            let wish = OpenWish::of(address, Language::En, &topics);
            subscriptions::confirm(&work, &wish).await.unwrap();
        }
        work.commit().await.unwrap();
        issue_on_its_way(&academy, &Topics::of(["wages"].into_iter())).await;
        academy.runs_jobs().await;
        let mut addresses: Vec<String> =
            academy.letters().await.into_iter().map(|letter| letter.address).collect();
        addresses.sort();
        assert_eq!(addresses, ["reader-0@example.org", "wages@example.org"]);
    }
}

#[actix_web::test]
async fn who_confirms_while_an_issue_goes_out_waits_for_the_next() {
    let academy = TestAcademy::new().await;
    subscribers(&academy, 1).await;
    issue_on_its_way(&academy, &Topics::default()).await;
    academy.clock.advance(TimeDelta::seconds(1));
    let work = academy.begin().await;
    let late = OpenWish::of("late@example.org", Language::En, &Topics::default());
    subscriptions::confirm(&work, &late).await.unwrap();
    work.commit().await.unwrap();
    academy.runs_jobs().await;
    assert_eq!(academy.letters().await.len(), 1);
}
