//! Holds what the API answers, in whatever test, to its document.

use actix_web::http::{Method, StatusCode};
use serde_json::Value;

use super::schema::faults;

pub struct Document(Value);

impl Document {
    pub fn parse(text: &str) -> Self {
        Self(serde_json::from_str(text).unwrap())
    }

    /// Panics where an answer is not as the document says. `kind` is its content type.
    pub fn hold(&self, method: &Method, path: &str, status: StatusCode, kind: &str, text: &str) {
        // What the document says of GET holds of HEAD.
        let method = if method == Method::HEAD { &Method::GET } else { method };
        let name = format!("{method} {path} {status}");
        let path = path.split('?').next().unwrap();
        let Some(operation) = self.operation(method, path) else {
            let unknown = [StatusCode::NOT_FOUND, StatusCode::METHOD_NOT_ALLOWED].contains(&status);
            assert!(unknown, "{name} is not in the document");
            return;
        };
        let responses = &operation["responses"];
        let response = responses.get(status.as_str()).unwrap_or(&responses["default"]);
        let Some(contents) = response["content"].as_object() else {
            assert!(text.is_empty(), "{name}: {text}");
            return;
        };
        // A file may be of any kind.
        let content = contents.get(kind).or_else(|| contents.get("*/*"));
        let content = content.unwrap_or_else(|| panic!("{name} answers with {kind}: {text}"));
        if !kind.ends_with("json") {
            return;
        }
        let value: Value = serde_json::from_str(text).unwrap_or_else(|_| panic!("{name}: {text}"));
        let found = faults(&self.0, &content["schema"], &value, "");
        assert!(found.is_empty(), "{name}: {found:#?}\n{value:#}");
    }

    fn operation(&self, method: &Method, path: &str) -> Option<&Value> {
        let parts: Vec<&str> = path.split('/').collect();
        let fits = |template: &str| {
            let names: Vec<&str> = template.split('/').collect();
            let same = |(name, part): (&&str, &&str)| name.starts_with('{') || name == part;
            names.len() == parts.len() && names.iter().zip(&parts).all(same)
        };
        let paths = self.0["paths"].as_object()?;
        // A fixed path goes before one with a parameter, as it does in the server.
        let mut fitting: Vec<_> = paths.iter().filter(|(template, _)| fits(template)).collect();
        fitting.sort_by_key(|(template, _)| template.matches('{').count());
        fitting.iter().find_map(|(_, found)| found.get(method.as_str().to_lowercase()))
    }
}
