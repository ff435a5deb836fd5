//! What holds of the whole: every page renders, and nobody comes in where they may not.

mod access;
mod bodies;
mod calls;
mod names;
mod personal_data;

use serde_json::json;

use super::*;
use crate::platform::Language;

#[test]
fn every_example_of_every_page_and_mail_renders_in_every_language() {
    let engine = Engine::new().unwrap();
    for example in examples() {
        for language in Language::ALL {
            let mut values = example.values.clone();
            values["shell"] = json!({
                "language": language.code(), "direction": "ltr", "theme": "auto", "nonce": "nonce", "path": "/", "back": "/",
                "person": { "name": "Nguyễn Thị Lan", "initials": "NL" }, "navigation": [], "further": [], "is_further": false, "languages": [],
                "notice": null, "csrf": "token", "request_key": "key", "unread": { "count": "3", "text": "…" },
            });
            let rendered = engine.render(&example.template, values);
            assert!(rendered.is_ok(), "{} {} in {language}: {rendered:?}", example.template, example.number);
        }
    }
}
