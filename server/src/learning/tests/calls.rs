//! A buyer completes a course through the API alone; a coordinator helps. Each answer is held to the document.

use actix_web::http::Method;
use serde_json::{Value, json};
use uuid::Uuid;

use super::{fixture, member, organisation};
use crate::{
    catalogue::{Parcel, Publish, PublishCourse, commands},
    platform::{
        Actor, Language, Permit, PersonId,
        roles::{OrganisationKind, Role},
    },
    testing::{TestAcademy, caller::Caller},
};

pub async fn publishes(academy: &TestAcademy) {
    let mut work = academy.begin().await;
    let operator = std::rc::Rc::new(Actor::operator(Language::En));
    let permit = Permit::<PublishCourse>::judge(operator, ()).unwrap();
    let parcel = Parcel::of(&fixture::course()).unwrap();
    commands::import(&mut work, &permit, &parcel, Publish::Now).await.unwrap();
    work.commit().await.unwrap();
}

/// A brand with a buyer and a learning coordinator.
pub async fn brand(academy: &TestAcademy) -> (PersonId, PersonId) {
    let brand = organisation(academy, OrganisationKind::Brand, None, None).await;
    let buyer = member(academy, "Linh", Role::Buyer, brand).await;
    (buyer, member(academy, "Minh", Role::LearningCoordinator, brand).await)
}

fn right_answer(question: &str) -> Value {
    match question {
        "one" => json!({ "kind": "one", "option": "a1" }),
        "several" => json!({ "kind": "several", "options": ["a1", "a2"] }),
        "number" => json!({ "kind": "number", "value": "880" }),
        "text" => json!({ "kind": "text", "text": "Critical path" }),
        "order" => json!({ "kind": "order", "items": ["i1", "i2", "i3"] }),
        _ => json!({ "kind": "match", "pairs": { "l1": "r1", "l2": "r2" } }),
    }
}

pub fn id() -> Uuid {
    use std::sync::atomic::{AtomicU64, Ordering};
    static NEXT: AtomicU64 = AtomicU64::new(1);
    Uuid::from_u128(
        0x0192_f0c1_2e3d_7c4b_8a5f_0000_0000_0000 + u128::from(NEXT.fetch_add(1, Ordering::SeqCst)),
    )
}

/// Answers every question of an attempt rightly; returns what came back for the last one.
async fn answers_all(caller: &mut Caller<'_>, attempt: &Value) -> Value {
    let mut last = Value::Null;
    for question in attempt["questions"].as_array().unwrap() {
        let question = question["id"].as_str().unwrap();
        let path = format!("/api/v1/attempts/{}/answers/{question}", attempt["id"].as_str().unwrap());
        let body = json!({ "id": id(), "response": right_answer(question) });
        let (status, saved) = caller.puts(&path, body).await;
        assert_eq!(status, 200, "{saved}");
        last = saved;
    }
    last
}

/// Goes through the whole small course. Returns the path of the enrolment.
pub async fn completes(caller: &mut Caller<'_>) -> String {
    let (status, made) = caller.posts("/api/v1/enrolments", json!({ "course": "buying" })).await;
    assert_eq!(status, 201, "{made}");
    let enrolment = format!("/api/v1/enrolments/{}", made["enrolment"]["id"].as_str().unwrap());
    for (step, what) in [("start", "opening"), ("start", "completion"), ("minute", "completion")] {
        let (status, progress) = caller.posts(&format!("{enrolment}/steps/{step}/{what}"), json!({})).await;
        assert_eq!(status, 200, "{step} {what}: {progress}");
    }
    let (status, _) =
        caller.posts(&format!("{enrolment}/steps/story/ending"), json!({ "scene": "split" })).await;
    assert_eq!(status, 200);
    for step in ["check", "final"] {
        let (status, attempt) = caller.posts(&format!("{enrolment}/steps/{step}/attempts"), json!({})).await;
        assert_eq!(status, 201, "{attempt}");
        answers_all(caller, &attempt).await;
        let path = format!("/api/v1/attempts/{}/hand-in", attempt["id"].as_str().unwrap());
        let (_, result) = caller.posts(&path, json!({})).await;
        assert_eq!(result["standing"], "handed-in");
        assert_eq!(result["result"]["right"], result["result"]["asked"], "{result:#}");
    }
    let promise = json!({
        "id": id(), "promise": "No change after cutting", "owner": "Linh", "due_on": "2026-12-20", "measure": "Change log"
    });
    let (status, plan) = caller.puts(&format!("{enrolment}/plan"), json!({ "promises": [promise] })).await;
    assert_eq!(status, 200, "{plan}");
    enrolment
}

#[actix_web::test]
async fn a_buyer_completes_a_course_and_every_answer_is_as_the_document_says() {
    let academy = TestAcademy::new().await;
    publishes(&academy).await;
    let (buyer, coordinator) = brand(&academy).await;
    let mut buyer = Caller::of(&academy, buyer).await;
    let enrolment = completes(&mut buyer).await;
    let (_, whole) = buyer.gets(&enrolment).await;
    assert_eq!(whole["enrolment"]["state"], "done");
    assert_eq!(whole["progress"]["steps_done"], 6);
    assert!(whole["progress"]["demands"].as_array().unwrap().iter().all(|demand| demand["met"] == true));
    let (_, list) = buyer.gets("/api/v1/enrolments").await;
    assert_eq!(list["enrolments"][0]["modules_done"], 2);

    let mut coordinator = Caller::of(&academy, coordinator).await;
    let (status, plan) =
        coordinator.posts(&format!("{enrolment}/countersignature"), json!({ "comment": "Good" })).await;
    assert_eq!((status, &plan["countersignature"]["comment"]), (200, &json!("Good")));
    let commitment = plan["commitments"][0]["id"].as_str().unwrap().to_owned();
    let path = format!("{enrolment}/commitments/{commitment}/follow-up");
    let (status, plan) = buyer.posts(&path, json!({ "outcome": "partly", "comment": "Two of three" })).await;
    assert_eq!((status, &plan["commitments"][0]["follow_up"]["outcome"]), (200, &json!("partly")));
    assert_eq!(buyer.gets(&format!("{enrolment}/plan")).await.0, 200);
    assert_eq!(buyer.gets(&format!("{enrolment}/progress")).await.0, 200);
    let (status, _) = buyer.posts(&format!("{enrolment}/countersignature"), json!({})).await;
    assert_eq!(status, 403, "nobody countersigns their own plan");
}

#[actix_web::test]
async fn a_coordinator_enrols_moves_the_date_and_withdraws_and_strangers_find_nothing() {
    let academy = TestAcademy::new().await;
    publishes(&academy).await;
    let (buyer, coordinator) = brand(&academy).await;
    let stranger = fixture::person(&academy, "Stranger").await;
    let mut coordinator = Caller::of(&academy, coordinator).await;
    let body = json!({ "course": "buying", "person": buyer, "due_on": "2026-12-01", "language": "vi" });
    let (status, made) =
        coordinator.calls(Method::POST, "/api/v1/enrolments", Some(body.clone()), "key-1").await;
    assert_eq!((status, &made["enrolment"]["language"]), (201, &json!("vi")));
    let again = coordinator.calls(Method::POST, "/api/v1/enrolments", Some(body.clone()), "key-1").await;
    assert_eq!(again, (201, made.clone()));
    let enrolment = format!("/api/v1/enrolments/{}", made["enrolment"]["id"].as_str().unwrap());
    let past = json!({ "due_on": "2026-11-21" });
    let (status, refused) = coordinator.calls(Method::PATCH, &enrolment, Some(past), "").await;
    assert_eq!((status, &refused["errors"][0]["field"]), (422, &json!("due_on")), "{refused}");
    let late = json!({ "course": "buying", "person": buyer, "due_on": "2026-11-21" });
    assert_eq!(coordinator.posts("/api/v1/enrolments", late).await.0, 422);
    let change = json!({ "due_on": "2026-11-22" });
    let (status, soon) = coordinator.calls(Method::PATCH, &enrolment, Some(change), "").await;
    assert_eq!((status, &soon["enrolment"]["state"]), (200, &json!("due-soon")), "today may be given");
    let (_, list) = coordinator.gets(&format!("/api/v1/enrolments?person={buyer}")).await;
    assert_eq!(list["enrolments"].as_array().unwrap().len(), 1);

    let mut stranger = Caller::of(&academy, stranger).await;
    assert_eq!(stranger.gets(&enrolment).await.0, 404);
    assert_eq!(stranger.gets(&format!("/api/v1/enrolments?person={buyer}")).await.0, 404);
    assert_eq!(stranger.posts("/api/v1/enrolments", body).await.0, 404);
    assert_eq!(stranger.calls(Method::DELETE, &enrolment, None, "").await.0, 404);
    assert_eq!(stranger.gets(&format!("/api/v1/enrolments/{}", Uuid::nil())).await.0, 404);

    assert_eq!(coordinator.calls(Method::DELETE, &enrolment, None, "").await.0, 204);
    let (_, withdrawn) = coordinator.gets(&enrolment).await;
    assert_eq!(withdrawn["enrolment"]["state"], "withdrawn");
}

#[actix_web::test]
async fn what_cannot_be_taken_is_refused_in_words() {
    let academy = TestAcademy::new().await;
    publishes(&academy).await;
    let (buyer, _) = brand(&academy).await;
    let mut buyer = Caller::of(&academy, buyer).await;
    assert_eq!(buyer.posts("/api/v1/enrolments", json!({ "course": "no-such" })).await.0, 404);
    assert_eq!(buyer.posts("/api/v1/enrolments", json!({})).await.0, 400);
    let own_date = json!({ "course": "buying", "due_on": "2026-12-01" });
    let (status, problem) = buyer.posts("/api/v1/enrolments", own_date).await;
    assert_eq!((status, &problem["errors"][0]["field"]), (422, &json!("due_on")));
    let (_, made) = buyer.posts("/api/v1/enrolments", json!({ "course": "buying" })).await;
    let enrolment = format!("/api/v1/enrolments/{}", made["enrolment"]["id"].as_str().unwrap());
    assert_eq!(buyer.posts(&format!("{enrolment}/steps/check/completion"), json!({})).await.0, 409);
    assert_eq!(buyer.posts(&format!("{enrolment}/steps/no-such/opening"), json!({})).await.0, 404);
    let (_, attempt) = buyer.posts(&format!("{enrolment}/steps/check/attempts"), json!({})).await;
    let path = format!("/api/v1/attempts/{}/answers/number", attempt["id"].as_str().unwrap());
    let words = json!({ "id": id(), "response": { "kind": "number", "value": "many" } });
    assert_eq!(buyer.puts(&path, words).await.0, 422);
    let blank =
        json!({ "id": id(), "promise": " ", "owner": "Linh", "due_on": "2026-12-20", "measure": "Log" });
    for name in ["promises", "commitments"] {
        let (status, problem) = buyer.puts(&format!("{enrolment}/plan"), json!({ name: [blank] })).await;
        assert_eq!((status, &problem["errors"][0]["field"]), (422, &json!("promise-1")), "{name}");
    }
    let (status, problem) = buyer.puts(&format!("{enrolment}/plan"), json!({ "promises": "many" })).await;
    assert_eq!((status, &problem["errors"][0]["field"]), (400, &json!("promises")), "{problem}");
}

#[actix_web::test]
async fn nothing_about_right_answers_leaves_a_final_quiz_before_it_is_handed_in() {
    let academy = TestAcademy::new().await;
    publishes(&academy).await;
    let (buyer, _) = brand(&academy).await;
    let mut buyer = Caller::of(&academy, buyer).await;
    let (_, made) = buyer.posts("/api/v1/enrolments", json!({ "course": "buying" })).await;
    let enrolment = format!("/api/v1/enrolments/{}", made["enrolment"]["id"].as_str().unwrap());
    let (_, begun) = buyer.posts(&format!("{enrolment}/steps/final/attempts"), json!({ "id": id() })).await;
    let saved = answers_all(&mut buyer, &begun).await;
    assert_eq!(saved["answered"], saved["of"]);
    let path = format!("/api/v1/attempts/{}", begun["id"].as_str().unwrap());
    let (_, open) = buyer.gets(&path).await;
    for said in [&begun, &saved, &open] {
        let said = said.to_string();
        for secret in ["said-", "explained", "\"right\":true", "\"right\":false"] {
            assert!(!said.contains(secret), "{secret} in {said}");
        }
    }
    assert_eq!(open["remaining_seconds"], 30 * 60);
    let (_, over) = buyer.posts(&format!("{path}/hand-in"), json!({})).await;
    assert_eq!(over["result"]["passed"], true);
    assert!(over.to_string().contains("explained"));
}

#[actix_web::test]
async fn an_answer_that_comes_again_gets_the_first_reply_and_another_under_its_id_is_refused() {
    for academy in TestAcademy::on_both().await {
        publishes(&academy).await;
        let (buyer, _) = brand(&academy).await;
        let mut buyer = Caller::of(&academy, buyer).await;
        let (_, made) = buyer.posts("/api/v1/enrolments", json!({ "course": "buying" })).await;
        let enrolment = format!("/api/v1/enrolments/{}", made["enrolment"]["id"].as_str().unwrap());
        let (_, begun) =
            buyer.posts(&format!("{enrolment}/steps/final/attempts"), json!({ "id": id() })).await;
        let attempt = format!("/api/v1/attempts/{}", begun["id"].as_str().unwrap());
        let question = begun["questions"][0]["id"].as_str().unwrap();
        let path = format!("{attempt}/answers/{question}");
        let right = json!({ "id": id(), "response": right_answer(question) });
        let (_, first) = buyer.puts(&path, right.clone()).await;
        academy.clock.advance(chrono::TimeDelta::minutes(5));
        assert_eq!(buyer.puts(&path, right.clone()).await, (200, first));

        let other = match question {
            "one" => json!({ "kind": "one", "option": "a2" }),
            "several" => json!({ "kind": "several", "options": ["a1"] }),
            "number" => json!({ "kind": "number", "value": "7" }),
            "text" => json!({ "kind": "text", "text": "A guess" }),
            "order" => json!({ "kind": "order", "items": ["i2", "i1", "i3"] }),
            _ => json!({ "kind": "match", "pairs": { "l1": "r2", "l2": "r1" } }),
        };
        let (status, _) = buyer.puts(&path, json!({ "id": right["id"], "response": other })).await;
        assert_eq!(status, 409);
        let (_, open) = buyer.gets(&attempt).await;
        assert!(open.to_string().contains(&right_answer(question).to_string()), "{open:#}");
    }
}
