//! Somebody who calls the API. Every answer is held to the document.

use actix_web::http::{Method, StatusCode};
use serde_json::Value;

use super::schema::faults;
use crate::{
    platform::{PersonId, tokens::Tokens},
    testing::{Answer, TestAcademy, Visitor},
};

pub struct Caller<'a> {
    visitor: Visitor<'a>,
    token: String,
    document: Value,
}

impl<'a> Caller<'a> {
    pub async fn of(academy: &'a TestAcademy, person: PersonId) -> Self {
        let tokens = Tokens::new((**academy.academy.secret).clone());
        let token = tokens.issue(academy.db(), person).await.unwrap();
        let mut visitor = academy.visitor().await;
        let document = visitor.opens("/api/v1/openapi.json").await;
        assert_eq!(document.status, StatusCode::OK);
        Self { visitor, token, document: serde_json::from_str(&document.text).unwrap() }
    }

    pub async fn gets(&mut self, path: &str) -> (u16, Value) {
        self.calls(Method::GET, path, None, "").await
    }

    pub async fn posts(&mut self, path: &str, body: Value) -> (u16, Value) {
        self.calls(Method::POST, path, Some(body), "").await
    }

    pub async fn puts(&mut self, path: &str, body: Value) -> (u16, Value) {
        self.calls(Method::PUT, path, Some(body), "").await
    }

    /// `key` is the header `Idempotency-Key`.
    pub async fn calls(
        &mut self,
        method: Method,
        path: &str,
        body: Option<Value>,
        key: &str,
    ) -> (u16, Value) {
        let bearer = format!("Bearer {}", self.token);
        let mut headers = vec![("authorization", bearer.as_str()), ("idempotency-key", key)];
        if body.is_some() {
            headers.push(("content-type", "application/json"));
        }
        let answer =
            self.visitor.sends(method.clone(), path, body.map(|body| body.to_string()), &headers).await;
        let status = answer.status.as_u16();
        (status, self.held_to_the_document(&method, path, &answer))
    }

    fn held_to_the_document(&self, method: &Method, path: &str, answer: &Answer) -> Value {
        let name = format!("{method} {path} {}", answer.status);
        let path = path.split('?').next().unwrap();
        let operation =
            self.operation(method, path).unwrap_or_else(|| panic!("{name} is not in the document"));
        let responses = &operation["responses"];
        let status = answer.status.as_u16().to_string();
        let (response, kind) = match responses.get(&status) {
            Some(response) => (response, "application/json"),
            None => (&responses["default"], "application/problem+json"),
        };
        let Some(content) = response["content"].get(kind) else {
            assert!(answer.text.is_empty(), "{name}: {}", answer.text);
            return Value::Null;
        };
        let value: Value =
            serde_json::from_str(&answer.text).unwrap_or_else(|_| panic!("{name}: {}", answer.text));
        let found = faults(&self.document, &content["schema"], &value, "");
        assert!(found.is_empty(), "{name}: {found:#?}\n{value:#}");
        value
    }

    fn operation(&self, method: &Method, path: &str) -> Option<&Value> {
        let parts: Vec<&str> = path.split('/').collect();
        let fits = |template: &str| {
            let names: Vec<&str> = template.split('/').collect();
            names.len() == parts.len()
                && names.iter().zip(&parts).all(|(name, part)| name.starts_with('{') || name == part)
        };
        let paths = self.document["paths"].as_object()?;
        let (_, found) = paths.iter().find(|(template, _)| fits(template))?;
        found.get(method.as_str().to_lowercase())
    }
}
