//! Requests that come twice, or at the same time, have one effect.

use actix_web::http::Method;
use futures_util::future::join_all;
use serde_json::json;
use uuid::Uuid;

use super::{calls, fixture};
use crate::{
    learning::store,
    records,
    testing::{TestAcademy, caller::Caller},
};

#[actix_web::test]
async fn enrolling_many_times_at_once_makes_one_enrolment() {
    for academy in TestAcademy::on_both().await {
        calls::publishes(&academy).await;
        let person = fixture::person(&academy, "Linh").await;
        let mut callers = Vec::new();
        for _ in 0..8 {
            callers.push(Caller::of(&academy, person).await);
        }
        let made = join_all(callers.iter_mut().enumerate().map(|(number, caller)| async move {
            let key = format!("key-{}", number % 2);
            let body = json!({ "course": "buying" });
            caller.calls(Method::POST, "/api/v1/enrolments", Some(body), &key).await
        }))
        .await;
        assert!(made.iter().all(|(status, _)| *status == 201), "{made:#?}");
        assert!(made.windows(2).all(|pair| pair[0].1["enrolment"]["id"] == pair[1].1["enrolment"]["id"]));
        assert_eq!(records::record_count(academy.db().read()).await.unwrap(), 1);
    }
}

#[actix_web::test]
async fn an_answer_sent_many_times_at_once_is_saved_once() {
    for academy in TestAcademy::on_both().await {
        calls::publishes(&academy).await;
        let person = fixture::person(&academy, "Linh").await;
        let mut first = Caller::of(&academy, person).await;
        let (_, made) = first.posts("/api/v1/enrolments", json!({ "course": "buying" })).await;
        let enrolment = made["enrolment"]["id"].as_str().unwrap().to_owned();
        let (_, attempt) =
            first.posts(&format!("/api/v1/enrolments/{enrolment}/steps/final/attempts"), json!({})).await;
        let before = records::record_count(academy.db().read()).await.unwrap();
        let path = format!("/api/v1/attempts/{}/answers/one", attempt["id"].as_str().unwrap());
        let body = json!({ "id": Uuid::from_u128(7), "response": { "kind": "one", "option": "a2" } });
        let mut callers = Vec::new();
        for _ in 0..8 {
            callers.push(Caller::of(&academy, person).await);
        }
        let saved = join_all(callers.iter_mut().map(|caller| caller.puts(&path, body.clone()))).await;
        assert!(saved.iter().all(|(status, saved)| *status == 200 && saved["answered"] == 1), "{saved:#?}");
        assert_eq!(records::record_count(academy.db().read()).await.unwrap(), before + 1);
    }
}

#[actix_web::test]
async fn two_last_steps_at_once_complete_the_course_once() {
    for academy in TestAcademy::on_both().await {
        let mut course = fixture::course();
        course.completion.requires = vec![courses::Requirement::EveryStep];
        course.modules.truncate(1);
        course.modules[0].steps.retain(|step| ["start", "minute"].contains(&step.id.as_str()));
        let person = fixture::person(&academy, "Linh").await;
        for round in 0..5 {
            course.id = format!("buying-{round}");
            let enrolment = fixture::enrolled(&academy, person, &course).await;
            let path = |step: &str| format!("/api/v1/enrolments/{enrolment}/steps/{step}/completion");
            let (mut one, mut other) =
                (Caller::of(&academy, person).await, Caller::of(&academy, person).await);
            let (start, minute) = (path("start"), path("minute"));
            let both = tokio::join!(one.posts(&start, json!({})), other.posts(&minute, json!({})));
            assert_eq!((both.0.0, both.1.0), (200, 200), "{both:#?}");
            let progress = store::progress(academy.db().read(), enrolment).await.unwrap().unwrap();
            assert_eq!((progress.steps_done, progress.modules_done), (2, 1));
            assert!(progress.completed_at.is_some());
        }
    }
}
