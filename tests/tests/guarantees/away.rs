//! What the server needs goes away in mid-use and comes back: PostgreSQL, the mail server.

use std::time::Duration;

use sea_orm::{ConnectionTrait, Database};
use tests::{
    Academy, Mailbox, Store,
    learner::{first_learner, new_id},
    on_both_stores,
};
use tokio::time::{Instant, sleep};

use super::kill::{database, stored_records};

const RECOVERY: Duration = Duration::from_secs(10);

#[tokio::test(flavor = "multi_thread")]
async fn while_postgresql_is_away_people_are_told_to_come_again_and_nothing_is_lost() {
    let academy = Academy::on_own_postgres().start().await;
    let mut learner = first_learner(&[&academy], "ada@academy.example").await;
    let enrolment = learner.enrols().await;
    let attempt = learner.begins(&enrolment, "final").await;
    let before = new_id();
    assert_eq!(learner.saves(&attempt, 0, before).await.expect("an answer").0.as_u16(), 200);

    let postgres = academy.place().postgres().expect("it runs on PostgreSQL").own();
    postgres.goes_away();
    let mut visitor = academy.visitor();
    for path in ["/courses", "/readyz"] {
        let page = visitor.opens(path).await;
        assert_eq!(page.status, 503, "{path}");
        assert!(page.header("retry-after").is_some(), "{path} says when to come again");
    }
    assert_eq!(visitor.opens("/healthz").await.status, 200);
    let during = new_id();
    let (status, problem) = learner.saves(&attempt, 1, during).await.expect("an answer");
    assert_eq!(status.as_u16(), 503, "{problem}");
    assert!(problem["type"].as_str().is_some_and(|name| name.ends_with("unavailable")), "{problem}");

    postgres.comes_back();
    let deadline = Instant::now() + RECOVERY;
    while visitor.opens("/readyz").await.status != 200 {
        assert!(Instant::now() < deadline, "the server does not find PostgreSQL again");
        sleep(Duration::from_millis(100)).await;
    }
    // The phone sends the same answer again.
    assert_eq!(learner.saves(&attempt, 1, during).await.expect("an answer").0.as_u16(), 200);
    let stored = stored_records(&academy).await;
    for id in [before, during] {
        assert_eq!(stored.iter().filter(|stored| **stored == id).count(), 1, "answer {id}");
    }
    academy.runs(&["verify"]).await;
}

async fn a_mail_waits_while_the_mail_server_is_away_and_is_sent_once_it_is_back(store: Store) {
    let mut mailbox = Mailbox::start().await;
    let academy = Academy::on(store).mail(&mailbox).start().await;
    first_learner(&[&academy], "ada@academy.example").await;
    mailbox.stop().await;
    let mut visitor = academy.visitor();
    let page = visitor.opens("/password-resets").await;
    let told = visitor.submits(&page, "main form", &[("email", "ada@academy.example")]).await;
    assert_eq!(told.status, 200, "whoever asks need not know that the mail server is away");
    let deadline = Instant::now() + RECOVERY;
    while !academy.log().contains("a job did not succeed") {
        assert!(Instant::now() < deadline, "nobody tried to send: {}", academy.log());
        sleep(Duration::from_millis(50)).await;
    }
    assert!(visitor.opens("/metrics").await.body.contains("academy_mails_waiting 1"));
    assert!(!academy.log().contains("ada@academy.example"), "the log names people: {}", academy.log());

    mailbox.restart().await;
    // Half a minute until the second try is over at once.
    let later = "UPDATE job SET run_at = made_at WHERE kind = 'mail-send' AND done_at IS NULL";
    let connection = Database::connect(database(&academy)).await.unwrap();
    connection.execute_unprepared(later).await.unwrap();
    mailbox.wait_for("ada@academy.example", "").await;
    sleep(Duration::from_secs(2)).await;
    assert_eq!(mailbox.mails_to("ada@academy.example").await.len(), 1, "it is sent once");
    assert!(visitor.opens("/metrics").await.body.contains("academy_mails_waiting 0"));
}

on_both_stores!(a_mail_waits_while_the_mail_server_is_away_and_is_sent_once_it_is_back);
