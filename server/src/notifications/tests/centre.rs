//! The notice centre.

use actix_web::http::{Method, StatusCode};

use super::*;
use crate::platform::tokens::Tokens;

#[actix_web::test]
async fn whoever_is_assigned_a_course_is_told_here_and_by_mail_and_reading_is_kept() {
    for academy in TestAcademy::on_both().await {
        let brand = brand(&academy).await;
        let mut buyer = fixture::signed_in(&academy, brand.buyer).await;
        assert!(buyer.opens("/notices").await.text.contains("Nothing to tell you yet"));
        let enrolment = assigned(&academy, &brand, Some(30)).await;
        academy.runs_jobs().await;
        let page = buyer.opens("/notices").await.text;
        assert!(page.contains("A course for you: Buying") && page.contains("22 December 2026"), "{page}");
        assert!(page.contains(", one not read"), "{page}");
        let letter = &academy.letters().await[0];
        assert_eq!(
            (letter.address.as_str(), letter.subject.as_str()),
            ("linh@brand.example", "A course for you: Buying")
        );
        let link = format!("http://localhost:8080/enrolments/{enrolment}");
        assert!(letter.text.contains(&link) && letter.html.contains(&link), "{}", letter.text);

        let notice = notices(&academy, brand.buyer).await.remove(0);
        let read = buyer.submits("/notices", &format!("/notices/{}/reading", notice.id), &[]).await;
        assert_eq!(read.location, Some(format!("/enrolments/{enrolment}")));
        let page = buyer.opens("/notices").await.text;
        assert!(
            !page.contains("not read") && page.contains(&format!("href=\"/enrolments/{enrolment}\"")),
            "{page}"
        );
    }
}

#[actix_web::test]
async fn whoever_enrols_oneself_is_told_nothing_and_whoever_completes_is_told_once() {
    let academy = TestAcademy::new().await;
    let brand = brand(&academy).await;
    let mut buyer = fixture::signed_in(&academy, brand.buyer).await;
    let made = buyer.submits("/courses/buying", "/courses/buying/enrolments", &[]).await;
    assert_eq!(made.status, StatusCode::SEE_OTHER);
    academy.runs_jobs().await;
    assert!(notices(&academy, brand.buyer).await.is_empty());
    let enrolment = enrolments_of(academy.db().read(), brand.buyer).await.unwrap()[0].enrolment.id;
    tells(&academy, Happened::Completed, enrolment).await;
    tells(&academy, Happened::Completed, enrolment).await;
    assert_eq!(words(&academy, brand.buyer).await, ["completed"]);
    assert_eq!(academy.letters().await.len(), 1);
}

#[actix_web::test]
async fn a_plan_asks_the_nearest_who_may_countersign_and_nobody_else() {
    let academy = TestAcademy::new().await;
    let brand = brand(&academy).await;
    let other = member(&academy, "Hoa", Role::Buyer, brand.organisation).await;
    let enrolment = assigned(&academy, &brand, None).await;
    tells(&academy, Happened::PlanMade, enrolment).await;
    assert_eq!(words(&academy, brand.coordinator).await, ["countersignature-asked"]);
    assert_eq!(words(&academy, brand.buyer).await, ["assigned"]);
    assert!(words(&academy, other).await.is_empty());
    let mut coordinator = fixture::signed_in(&academy, brand.coordinator).await;
    let page = coordinator.opens("/notices").await.text;
    assert!(page.contains("Linh made an action plan that waits for your countersignature"), "{page}");
}

#[actix_web::test]
async fn nobody_reads_or_marks_the_notices_of_somebody_else() {
    let academy = TestAcademy::new().await;
    let brand = brand(&academy).await;
    assigned(&academy, &brand, None).await;
    academy.runs_jobs().await;
    let notice = notices(&academy, brand.buyer).await.remove(0);
    let mut coordinator = fixture::signed_in(&academy, brand.coordinator).await;
    let answer = coordinator.submits("/notices", &format!("/notices/{}/reading", notice.id), &[]).await;
    assert_eq!(answer.status, StatusCode::NOT_FOUND);
    coordinator.submits("/notices", "/notices/readings", &[]).await;
    assert!(!notices(&academy, brand.buyer).await[0].read);
    let mut buyer = fixture::signed_in(&academy, brand.buyer).await;
    buyer.submits("/notices", "/notices/readings", &[]).await;
    assert!(notices(&academy, brand.buyer).await[0].read);
}

#[actix_web::test]
async fn whoever_is_taken_off_a_course_or_suspended_is_told_nothing_of_it() {
    let academy = TestAcademy::new().await;
    let brand = brand(&academy).await;
    let enrolment = assigned(&academy, &brand, None).await;
    academy.runs_jobs().await;
    let mut coordinator = fixture::signed_in(&academy, brand.coordinator).await;
    let page = format!("/enrolments/{enrolment}");
    coordinator.submits(&page, &format!("{page}/withdrawal"), &[]).await;
    let mut buyer = fixture::signed_in(&academy, brand.buyer).await;
    assert!(buyer.opens("/notices").await.text.contains("Nothing to tell you yet"));
    tells(&academy, Happened::Reminded, enrolment).await;
    assert_eq!(academy.letters().await.len(), 1, "the first mail only");

    let suspended = member(&academy, "Hoa", Role::Buyer, brand.organisation).await;
    let own = fixture::enrolled(&academy, suspended, &fixture::course()).await;
    suspend(&academy, suspended).await;
    tells(&academy, Happened::Reminded, own).await;
    assert_eq!(academy.letters().await.len(), 1);
    assert!(notices(&academy, suspended).await.is_empty());
}

#[actix_web::test]
async fn the_notice_centre_costs_as_many_queries_with_thirty_notices_as_with_three() {
    let academy = TestAcademy::new().await;
    let mut costs = Vec::new();
    for (name, count) in [("Three", 3), ("Thirty", 30)] {
        let person = fixture::person(&academy, name).await;
        for number in 0..count {
            let mut course = fixture::course();
            course.id = format!("buying-{name}-{number}").to_lowercase();
            let enrolment = fixture::enrolled(&academy, person, &course).await;
            tells(&academy, Happened::Completed, enrolment).await;
        }
        let mut visitor = fixture::signed_in(&academy, person).await;
        visitor.opens("/notices").await;
        let before = academy.db().queries();
        assert_eq!(visitor.opens("/notices").await.status, StatusCode::OK);
        costs.push(academy.db().queries() - before);
    }
    assert!(costs[0] == costs[1] && costs[1] <= 7, "{costs:?}");
}

#[actix_web::test]
async fn the_api_lists_marks_and_chooses() {
    let academy = TestAcademy::new().await;
    let brand = brand(&academy).await;
    assigned(&academy, &brand, Some(30)).await;
    academy.runs_jobs().await;
    let tokens = Tokens::new((**academy.academy.secret).clone());
    let token = tokens.issue(academy.db(), brand.buyer).await.unwrap();
    let mut caller = academy.visitor().await;
    let bearer = format!("Bearer {token}");
    let headers = [("authorization", bearer.as_str()), ("content-type", "application/json")];
    let list = caller.sends(Method::GET, "/api/v1/notices?unread=true", None, &headers).await;
    let list: serde_json::Value = serde_json::from_str(&list.text).unwrap();
    assert_eq!(
        (&list["notices"][0]["kind"], &list["notices"][0]["course"]),
        (&"assigned".into(), &"Buying".into())
    );
    let path = format!("/api/v1/notices/{}/reading", list["notices"][0]["id"].as_str().unwrap());
    assert_eq!(caller.sends(Method::POST, &path, None, &headers).await.status, StatusCode::NO_CONTENT);
    let list = caller.sends(Method::GET, "/api/v1/notices?unread=true", None, &headers).await;
    assert!(list.text.contains("\"total\":0"), "{}", list.text);
    assert_eq!(caller.sends(Method::GET, "/api/v1/notices?unread=1", None, &headers).await.status, 400);
    assert_eq!(caller.sends(Method::POST, "/api/v1/notices/readings", None, &headers).await.status, 204);
    let body = r#"{"rhythm":"daily","topics":[{"topic":"overdue","in_app":true,"by_mail":false}]}"#;
    let chosen =
        caller.sends(Method::PUT, "/api/v1/me/notice-choices", Some(body.to_owned()), &headers).await;
    assert!(chosen.text.contains(r#"{"topic":"overdue","in_app":true,"by_mail":false}"#), "{}", chosen.text);
    let again = caller.sends(Method::GET, "/api/v1/me/notice-choices", None, &headers).await;
    assert_eq!(again.text, chosen.text);
    let wrong = caller
        .sends(
            Method::PUT,
            "/api/v1/me/notice-choices",
            Some(r#"{"rhythm":"hourly","topics":[]}"#.to_owned()),
            &headers,
        )
        .await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", wrong.text);
}
