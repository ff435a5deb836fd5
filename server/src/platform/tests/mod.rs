//! The platform as a visitor meets it.

use actix_web::http::{Method, StatusCode};

use crate::testing::TestAcademy;

#[actix_web::test]
async fn a_missing_page_says_so_in_the_reader_s_language_with_a_number() {
    let academy = TestAcademy::new().await;
    let mut visitor = academy.visitor().await;
    let answer = visitor.opens("/no-such-page").await;
    assert_eq!(answer.status, StatusCode::NOT_FOUND);
    assert!(answer.text.contains("There is no such page"), "{}", answer.text);
    let answer = visitor.sends(Method::GET, "/no-such-page", None, &[("accept-language", "vi")]).await;
    assert!(
        answer.text.contains("Không có trang này") && answer.text.contains("lang=\"vi\""),
        "{}",
        answer.text
    );
}

#[actix_web::test]
async fn a_missing_call_answers_a_problem_document() {
    let academy = TestAcademy::new().await;
    let answer = academy.visitor().await.opens("/api/v1/no-such-thing").await;
    assert_eq!(answer.status, StatusCode::NOT_FOUND);
    let document: serde_json::Value = serde_json::from_str(&answer.text).unwrap();
    assert_eq!(document["status"], 404);
    assert_eq!(document["type"], "urn:academy:problem:not-found");
}

#[actix_web::test]
async fn an_encoded_body_and_a_foreign_host_are_refused_unread() {
    let academy = TestAcademy::new().await;
    let mut visitor = academy.visitor().await;
    let answer =
        visitor.sends(Method::POST, "/", Some("x".to_owned()), &[("content-encoding", "gzip")]).await;
    assert_eq!(answer.status, StatusCode::UNSUPPORTED_MEDIA_TYPE);
    let answer = visitor.sends(Method::GET, "/", None, &[("host", "evil.example")]).await;
    assert_eq!(answer.status, StatusCode::BAD_REQUEST);
}

#[actix_web::test]
async fn a_page_that_says_no_leads_back_to_where_its_reader_was() {
    let academy = TestAcademy::new().await;
    let mut visitor = academy.visitor().await;
    let back = |page: &str| format!("href=\"{page}\">");
    let answer = visitor.opens("/organisations/1/invitations").await;
    assert_eq!(answer.status, StatusCode::METHOD_NOT_ALLOWED);
    assert!(answer.text.contains(&back("/organisations/1")), "{}", answer.text);
    let form = ("content-type", "application/x-www-form-urlencoded");
    let own = [form, ("referer", "http://localhost:8080/courses?q=hoa")];
    let answer = visitor.sends(Method::POST, "/sign-out", Some(String::new()), &own).await;
    assert!(answer.text.contains(&back("/courses?q&#x3D;hoa")), "{}", answer.text);
    let foreign = [form, ("referer", "http://evil.example/courses?q=hoa")];
    let answer = visitor.sends(Method::POST, "/sign-out", Some(String::new()), &foreign).await;
    assert!(!answer.text.contains("q&#x3D;hoa"), "{}", answer.text);
}
