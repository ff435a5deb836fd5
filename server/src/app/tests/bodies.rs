//! What calls of the API bring: nothing is dropped without a word, nothing is kept that nobody can mean.

use std::collections::BTreeSet;

use actix_web::http::{Method, StatusCode};
use serde_json::Value;

use crate::testing::TestAcademy;

/// Rows whose fields are the columns of an import: unknown ones are refused by name where they are read. And answers of
/// quizzes, whose fields are those of their kind; the document does not say that others are refused.
const CLOSED_OTHERWISE: [&str; 3] = ["FindingBody", "FindingsBody", "ResponseDocument"];

/// Every schema of an object that a body holds, by its place in the document.
fn objects(document: &Value, schema: &Value, name: &str, found: &mut BTreeSet<(String, bool)>) {
    if let Some(reference) = schema["$ref"].as_str() {
        let inner = reference.trim_start_matches("#/components/schemas/");
        if !found.iter().any(|(known, _)| known == inner) {
            objects(document, &document["components"]["schemas"][inner], inner, found);
        }
        return;
    }
    if let Some(properties) = schema["properties"].as_object() {
        found.insert((name.to_owned(), schema["additionalProperties"] == false));
        properties
            .values()
            .for_each(|property| objects(document, property, &format!("{name} within"), found));
    }
    for many in ["oneOf", "anyOf", "allOf"] {
        schema[many].as_array().into_iter().flatten().for_each(|one| objects(document, one, name, found));
    }
    if schema["items"].is_object() {
        objects(document, &schema["items"], name, found);
    }
}

#[actix_web::test]
async fn a_field_that_a_call_does_not_know_is_refused() {
    let academy = TestAcademy::new().await;
    let answer = academy.visitor().await.opens("/api/v1/openapi.json").await;
    let document: Value = serde_json::from_str(&answer.text).unwrap();
    let mut found = BTreeSet::new();
    for operations in document["paths"].as_object().unwrap().values() {
        for operation in operations.as_object().unwrap().values() {
            let body = &operation["requestBody"]["content"]["application/json"]["schema"];
            objects(&document, body, "a body", &mut found);
        }
    }
    assert!(found.len() > 40, "the bodies are in the document: {found:#?}");
    let open: Vec<&String> = found
        .iter()
        .filter(|(name, is_closed)| !is_closed && !CLOSED_OTHERWISE.contains(&name.as_str()))
        .map(|(name, _)| name)
        .collect();
    assert!(open.is_empty(), "`deny_unknown_fields` is missing at {open:#?}");
}

#[actix_web::test]
async fn an_address_with_nul_finds_nothing() {
    let academy = TestAcademy::new().await;
    let mut visitor = academy.visitor().await;
    assert_eq!(visitor.opens("/courses/a%00b").await.status, StatusCode::NOT_FOUND);
    assert_eq!(visitor.opens("/courses?search=a%00b").await.status, StatusCode::BAD_REQUEST);
    let json = [("content-type", "application/json")];
    let body = |value: &str| Some(format!(r#"{{"email": "{value}", "password": "x"}}"#));
    let wrong = visitor.sends(Method::POST, "/api/v1/tokens", body("a\\u0000"), &json).await;
    assert_eq!(wrong.status, StatusCode::BAD_REQUEST, "{}", wrong.text);
    assert!(wrong.text.contains("email"), "the field is named: {}", wrong.text);
    let wrong = visitor.sends(Method::POST, "/api/v1/tokens", body("a\\u001b"), &json).await;
    assert_eq!(wrong.status, StatusCode::BAD_REQUEST, "{}", wrong.text);
    assert!(wrong.text.contains("control character"), "{}", wrong.text);
}
