//! Somebody who learns through the JSON API, on one server or on several in turn.

use reqwest::{Client, Method, StatusCode};
use serde_json::{Value, json};
use tokio::time::{Duration, timeout};
use uuid::Uuid;

use crate::{Academy, Visitor};

const PASSWORD: &str = "stitched with patience";
pub const COURSE: &str = "responsible-purchasing";

/// An id as a phone makes it.
#[expect(clippy::disallowed_methods, reason = "a client makes its ids by itself")]
pub fn new_id() -> Uuid {
    Uuid::now_v7()
}

/// A learner with a bearer token.
#[derive(Clone)]
pub struct Learner {
    client: Client,
    servers: Vec<String>,
    host: String,
    token: String,
    asked: usize,
}

/// Imports the course and joins as the first administrator, by the link that the operator's command prints.
pub async fn first_learner(servers: &[&Academy], email: &str) -> Learner {
    let academy = servers[0];
    let course = crate::repository::root().join("courses/library").join(COURSE);
    academy.runs(&["courses", "import", &course.display().to_string()]).await;
    let printed = academy.runs(&["admin", "create", "--email", email, "--name", "Ada First"]).await;
    let link =
        printed.split_whitespace().find(|word| word.contains("/invitations/")).expect("a link is printed");
    let path = &link[link.find("/invitations/").expect("a path")..];
    let mut visitor = Visitor::of(servers);
    let page = visitor.opens(path).await;
    let form = page.form("main form").fill("name", "Ada First").fill("password", PASSWORD);
    visitor.sends(&form.fill("language", "en").tick("sex", "not-stated")).await;
    Learner::signs_in(servers, email).await
}

impl Learner {
    async fn signs_in(servers: &[&Academy], email: &str) -> Self {
        let host = servers[0].public_url().trim_start_matches("http://").to_owned();
        let urls = servers.iter().map(|server| server.own_url()).collect();
        let mut learner = Self { client: Client::new(), servers: urls, host, token: String::new(), asked: 0 };
        let body = json!({ "email": email, "password": PASSWORD });
        let answer = learner.calls(Method::POST, "/api/v1/tokens", Some(body)).await;
        learner.token = answer["token"].as_str().expect("a token").to_owned();
        learner
    }

    /// A call that must succeed; each one goes to the next server.
    pub async fn calls(&mut self, method: Method, path: &str, body: Option<Value>) -> Value {
        let (status, answer) = self.tries(method, path, body).await.expect("the server answers");
        assert!(status.is_success(), "{path}: {status} {answer}");
        answer
    }

    /// A call that may fail, also because nobody answers.
    pub async fn tries(
        &mut self,
        method: Method,
        path: &str,
        body: Option<Value>,
    ) -> Option<(StatusCode, Value)> {
        let server = &self.servers[self.asked % self.servers.len()];
        self.asked += 1;
        let mut request = self.client.request(method, format!("{server}{path}")).header("Host", &self.host);
        if !self.token.is_empty() {
            request = request.bearer_auth(&self.token);
        }
        if let Some(body) = body {
            request = request.json(&body);
        }
        let response = timeout(Duration::from_secs(20), request.send()).await.ok()?.ok()?;
        let status = response.status();
        let text = response.text().await.ok()?;
        Some((status, serde_json::from_str(&text).unwrap_or(Value::Null)))
    }

    /// Saves some answer to a question of an attempt under this id; `None` if nobody answers.
    pub async fn saves(&mut self, attempt: &Value, number: usize, id: Uuid) -> Option<(StatusCode, Value)> {
        let question = &attempt["questions"][number];
        let name = question["id"].as_str().expect("an id");
        let path = format!("/api/v1/attempts/{}/answers/{name}", attempt["id"].as_str().expect("an id"));
        self.tries(Method::PUT, &path, Some(json!({ "id": id, "response": any_answer(question) }))).await
    }

    /// Enrols, and says where the enrolment is.
    pub async fn enrols(&mut self) -> String {
        let answer = self.calls(Method::POST, "/api/v1/enrolments", Some(json!({ "course": COURSE }))).await;
        let id = answer.pointer("/enrolment/id").or_else(|| answer.get("id")).and_then(Value::as_str);
        format!("/api/v1/enrolments/{}", id.expect("an id"))
    }

    /// Begins an attempt at a quiz; the document of the attempt.
    pub async fn begins(&mut self, enrolment: &str, step: &str) -> Value {
        let body = json!({ "id": new_id() });
        self.calls(Method::POST, &format!("{enrolment}/steps/{step}/attempts"), Some(body)).await
    }
}

/// Some answer to a question, right or wrong, as its document asks for it.
pub fn any_answer(question: &Value) -> Value {
    let ids = |list: &str| -> Vec<String> {
        let parts = question[list].as_array().into_iter().flatten();
        parts.filter_map(|part| part["id"].as_str().map(str::to_owned)).collect()
    };
    let options = ids("options");
    match question["kind"].as_str().expect("a kind") {
        "one" => json!({ "kind": "one", "option": options[0] }),
        "several" => json!({ "kind": "several", "options": [options[0]] }),
        "number" => json!({ "kind": "number", "value": "12" }),
        "text" => json!({ "kind": "text", "text": "a guess" }),
        "order" => json!({ "kind": "order", "items": options }),
        _ => {
            let pairs: serde_json::Map<String, Value> =
                ids("lefts").into_iter().zip(options.into_iter().map(Value::String)).collect();
            json!({ "kind": "match", "pairs": pairs })
        }
    }
}
