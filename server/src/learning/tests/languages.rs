//! The language of a course, which belongs to the enrolment.

use serde_json::{Value, json};

use super::calls::{brand, publishes};
use crate::testing::{TestAcademy, caller::Caller};

#[actix_web::test]
async fn a_course_is_told_in_the_language_of_the_enrolment_and_another_one_may_be_chosen() {
    let academy = TestAcademy::new().await;
    publishes(&academy).await;
    let (buyer, coordinator) = brand(&academy).await;
    let mut coordinator = Caller::of(&academy, coordinator).await;
    let body = json!({ "course": "buying", "person": buyer, "language": "vi" });
    let (_, made) = coordinator.posts("/api/v1/enrolments", body).await;
    assert_eq!(made["enrolment"]["title"], "Mua hàng", "{made}");
    let enrolment = format!("/api/v1/enrolments/{}", made["enrolment"]["id"].as_str().unwrap());
    let mut buyer = Caller::of(&academy, buyer).await;
    let start = format!("{enrolment}/steps/check/attempts");
    let (_, attempt) = buyer.posts(&start, json!({})).await;
    let unit = |attempt: &Value| {
        let questions = attempt["questions"].as_array().unwrap().clone();
        questions.iter().find(|question| question["id"] == "number").unwrap()["unit"].clone()
    };
    assert_eq!(unit(&attempt), "chiếc");
    let language = format!("{enrolment}/language");
    assert_eq!(coordinator.puts(&language, json!({ "language": "en" })).await.0, 404);
    let (status, refused) = buyer.puts(&language, json!({ "language": "tlh" })).await;
    assert_eq!((status, &refused["errors"][0]["field"]), (422, &json!("language")));
    let (status, chosen) = buyer.puts(&language, json!({ "language": "en" })).await;
    assert_eq!((status, &chosen["enrolment"]["title"]), (200, &json!("Buying")), "{chosen}");
    assert_eq!(chosen["progress"]["current_step"], "check", "{chosen}");
    let (_, again) = buyer.posts(&start, json!({})).await;
    assert_eq!((&again["id"], unit(&again)), (&attempt["id"], json!("pieces")));
}
