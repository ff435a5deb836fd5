//! A full disk: said clearly, nothing harmed, and all goes on when there is room.

use std::time::{Duration, Instant};

use reqwest::Method;
use serde_json::json;
use tests::{
    Academy, Store,
    learner::{first_learner, new_id},
};

use super::kill::stored_records;

/// The log of what is not in the database yet fills up first.
const ROOM: u64 = 400 * 1024;
const PATIENCE: Duration = Duration::from_secs(60);

#[tokio::test(flavor = "multi_thread")]
async fn a_full_disk_is_said_and_nothing_acknowledged_is_lost() {
    let mut academy = Academy::on(Store::Sqlite).outliving_full_disk().start().await;
    let mut learner = first_learner(&[&academy], "ada@academy.example").await;
    let enrolment = learner.enrols().await;
    let attempt = learner.begins(&enrolment, "final").await;
    // Started anew, so that the log begins empty.
    academy.stops().await;
    academy.restart().await;
    academy.may_fill(Some(ROOM));

    let mut acknowledged = Vec::new();
    let began = Instant::now();
    let refusal = loop {
        assert!(began.elapsed() < PATIENCE, "{} answers fitted into {ROOM} bytes", acknowledged.len());
        let id = new_id();
        let (status, answer) = learner.saves(&attempt, 0, id).await.expect("the server answers");
        if !status.is_success() {
            break (status, answer);
        }
        acknowledged.push(id);
    };
    assert_eq!(refusal.0.as_u16(), 503, "{}", refusal.1);
    assert!(acknowledged.len() > 3, "only {} answers were saved", acknowledged.len());

    // What needs no room goes on, and what does is refused as clearly as before.
    let attempt_path = format!("/api/v1/attempts/{}", attempt["id"].as_str().unwrap());
    let (status, _) = learner.tries(Method::GET, &attempt_path, None).await.expect("the server answers");
    assert_eq!(status.as_u16(), 200);
    let mut visitor = academy.visitor();
    assert_eq!(visitor.opens("/courses").await.status, 200);
    assert_eq!(visitor.opens("/healthz").await.status, 200);
    let again =
        learner.tries(Method::POST, &format!("{enrolment}/steps/final/attempts"), Some(json!({}))).await;
    assert!(again.is_some_and(|(status, _)| status.is_server_error() || status.is_success()));

    academy.may_fill(None);
    let id = new_id();
    let (status, answer) = learner.saves(&attempt, 0, id).await.expect("the server answers");
    assert_eq!(status.as_u16(), 200, "{answer}");
    acknowledged.push(id);
    academy.stops().await;
    academy.runs(&["verify"]).await;
    let stored = stored_records(&academy).await;
    for id in &acknowledged {
        assert_eq!(stored.iter().filter(|stored| *stored == id).count(), 1, "answer {id}");
    }
}
