//! A learner goes through the course by the API: on each database, and on two servers that share one.

use reqwest::Method;
use serde_json::{Value, json};
use tests::{
    Academy, Store,
    learner::{Learner, any_answer, first_learner, new_id},
    on_both_stores,
};

async fn a_learner_answers_practice_and_sees_progress(store: Store) {
    let academy = Academy::on(store).start().await;
    let learner = first_learner(&[&academy], "ada@academy.example").await;
    studies_the_first_module(learner).await;
    academy.runs(&["verify"]).await;
    let before = academy.runs(&["rebuild"]).await;
    assert!(before.contains("records"), "{before}");
    academy.runs(&["verify"]).await;
}

on_both_stores!(a_learner_answers_practice_and_sees_progress);

#[tokio::test(flavor = "multi_thread")]
async fn two_servers_on_one_database_serve_one_learner_in_turn() {
    let first = Academy::on(Store::Postgres).start().await;
    let second = first.another().await;
    let learner = first_learner(&[&first, &second], "ada@academy.example").await;
    studies_the_first_module(learner).await;
    first.runs(&["verify"]).await;
}

/// Every step of the first module, whose last one is a practice quiz.
async fn studies_the_first_module(mut learner: Learner) {
    let enrolment = learner.enrols().await;
    let course = learner.calls(Method::GET, "/api/v1/courses/responsible-purchasing", None).await;
    let steps = course["modules"][0]["steps"].as_array().expect("steps").clone();
    for step in &steps {
        let id = step["id"].as_str().expect("an id");
        let step_path = format!("{enrolment}/steps/{id}");
        learner.calls(Method::POST, &format!("{step_path}/opening"), Some(json!({}))).await;
        if step["kind"] == "practice-quiz" {
            sits(&mut learner, &enrolment, id).await;
        } else {
            learner.calls(Method::POST, &format!("{step_path}/completion"), Some(json!({}))).await;
        }
    }
    let progress = learner.calls(Method::GET, &format!("{enrolment}/progress"), None).await;
    assert_eq!(progress["steps_done"], steps.len(), "{progress}");
    assert_eq!(progress["modules_done"], 1, "{progress}");
}

/// Answers every question, each one twice with the same id, as a phone on a bad line does.
async fn sits(learner: &mut Learner, enrolment: &str, step: &str) {
    let attempt = learner.begins(enrolment, step).await;
    let questions: Vec<Value> = attempt["questions"].as_array().expect("questions").clone();
    for (number, question) in questions.iter().enumerate() {
        let path = format!(
            "/api/v1/attempts/{}/answers/{}",
            attempt["id"].as_str().expect("an id"),
            question["id"].as_str().expect("an id")
        );
        let body = json!({ "id": new_id(), "response": any_answer(question) });
        let saved = learner.calls(Method::PUT, &path, Some(body.clone())).await;
        assert_eq!(saved["answered"], number + 1, "{saved}");
        if number + 1 < questions.len() {
            let again = learner.calls(Method::PUT, &path, Some(body)).await;
            assert_eq!(again["answered"], number + 1, "{again}");
        }
    }
}
