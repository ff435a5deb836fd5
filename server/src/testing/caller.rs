//! Somebody who calls the API.

use actix_web::http::Method;
use serde_json::Value;

use super::{TestAcademy, Visitor};
use crate::platform::{PersonId, tokens::Tokens};

pub struct Caller<'a> {
    visitor: Visitor<'a>,
    token: String,
}

impl<'a> Caller<'a> {
    pub async fn of(academy: &'a TestAcademy, person: PersonId) -> Self {
        let tokens = Tokens::new((**academy.academy.secret).clone());
        let token = tokens.issue(academy.db(), person).await.unwrap();
        Self { visitor: academy.visitor().await, token }
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

    /// Posts a table as CSV, the body itself.
    pub async fn sends_table(&mut self, path: &str, table: &str) -> (u16, Value) {
        let bearer = format!("Bearer {}", self.token);
        let headers = [("authorization", bearer.as_str()), ("content-type", "text/csv; charset=utf-8")];
        let answer = self.visitor.sends(Method::POST, path, Some(table.to_owned()), &headers).await;
        (answer.status.as_u16(), serde_json::from_str(&answer.text).unwrap_or(Value::Null))
    }

    /// Posts a file, the body itself.
    pub async fn sends_file(&mut self, path: &str, bytes: &[u8]) -> (u16, Value) {
        let bearer = format!("Bearer {}", self.token);
        let headers = [("authorization", bearer.as_str()), ("content-type", "application/octet-stream")];
        let body = Some(bytes.to_vec());
        let answer = self.visitor.sends_bytes(Method::POST, path, body, &headers).await;
        (answer.status.as_u16(), serde_json::from_str(&answer.text).unwrap_or(Value::Null))
    }

    /// Posts a file by a form.
    pub async fn uploads(&mut self, path: &str, name: &str, text: &str) -> (u16, Value) {
        let bearer = format!("Bearer {}", self.token);
        let form = format!(
            "--seam\r\ncontent-disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\r\n{text}\r\n--seam--\r\n"
        );
        let kind = "multipart/form-data; boundary=seam";
        let headers = [("authorization", bearer.as_str()), ("content-type", kind)];
        let answer = self.visitor.sends_bytes(Method::POST, path, Some(form.into_bytes()), &headers).await;
        (answer.status.as_u16(), serde_json::from_str(&answer.text).unwrap_or(Value::Null))
    }

    /// What comes back, whatever it is.
    pub async fn fetches(&mut self, path: &str) -> (u16, String) {
        let bearer = format!("Bearer {}", self.token);
        let headers = [("authorization", bearer.as_str())];
        let answer = self.visitor.sends(Method::GET, path, None, &headers).await;
        (answer.status.as_u16(), answer.text)
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
        let answer = self.visitor.sends(method, path, body.map(|body| body.to_string()), &headers).await;
        (answer.status.as_u16(), serde_json::from_str(&answer.text).unwrap_or(Value::Null))
    }
}
