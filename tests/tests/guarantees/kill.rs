//! `kill -9` while learners answer: what was acknowledged is there, once.

use std::sync::{Arc, Mutex};

use sea_orm::{ConnectionTrait, Database, Statement};
use serde_json::Value;
use tests::{
    Academy, Store,
    learner::{Learner, first_learner, new_id},
    on_both_stores,
};
use tokio::time::{Duration, sleep};
use uuid::Uuid;

const ROUNDS: u64 = 20;
const AT_ONCE: usize = 6;

async fn every_acknowledged_answer_survives_twenty_kills_exactly_once(store: Store) {
    let mut academy = Academy::on(store).start().await;
    let mut learner = first_learner(&[&academy], "ada@academy.example").await;
    let enrolment = learner.enrols().await;
    let attempt = learner.begins(&enrolment, "final").await;
    let acknowledged: Arc<Mutex<Vec<Uuid>>> = Arc::default();
    for round in 0..ROUNDS {
        let answering: Vec<_> = (0..AT_ONCE)
            .map(|number| {
                tokio::spawn(answers_on(learner.clone(), attempt.clone(), number, acknowledged.clone()))
            })
            .collect();
        sleep(Duration::from_millis(40 + 7 * round)).await;
        academy.kill_9().await;
        for task in answering {
            task.abort();
        }
        academy.restart().await;
    }
    let acknowledged = acknowledged.lock().unwrap().clone();
    assert!(acknowledged.len() > usize::try_from(ROUNDS).unwrap(), "only {} were saved", acknowledged.len());
    let stored = stored_records(&academy).await;
    for id in &acknowledged {
        assert_eq!(stored.iter().filter(|stored| *stored == id).count(), 1, "answer {id}");
    }
    academy.runs(&["verify"]).await;
}

/// Answers one question again and again until the server is gone.
async fn answers_on(
    mut learner: Learner,
    attempt: Value,
    number: usize,
    acknowledged: Arc<Mutex<Vec<Uuid>>>,
) {
    loop {
        let id = new_id();
        match learner.saves(&attempt, number, id).await {
            Some((status, _)) if status.is_success() => acknowledged.lock().unwrap().push(id),
            Some((status, answer)) => assert!(status.is_server_error(), "{status} {answer}"),
            None => return,
        }
    }
}

/// The ids of all records of answers, straight from the database.
pub async fn stored_records(academy: &Academy) -> Vec<Uuid> {
    let connection = Database::connect(database(academy)).await.unwrap();
    let sql = "SELECT id FROM record WHERE verb = 'answered'";
    let statement = Statement::from_string(connection.get_database_backend(), sql);
    let rows = connection.query_all_raw(statement).await.unwrap();
    rows.iter().map(|row| row.try_get::<Uuid>("", "id").unwrap()).collect()
}

/// Where a test looks into the database itself.
pub fn database(academy: &Academy) -> String {
    let place = academy.place();
    let file = format!("sqlite://{}", place.data().join("academy.db").display());
    place.database_url().unwrap_or(file)
}

on_both_stores!(every_acknowledged_answer_survives_twenty_kills_exactly_once);
