//! What holds of the whole: every page renders, and nobody comes in where they may not.

mod access;
mod bodies;
mod calls;
mod names;
mod personal_data;

use serde_json::json;

use super::*;
use crate::{
    platform::Language,
    testing::{self, TestAcademy},
};

#[test]
fn every_example_of_every_page_and_mail_renders_in_every_language() {
    let engine = Engine::new().unwrap();
    for example in examples() {
        for language in Language::ALL {
            let mut values = example.values.clone();
            values["shell"] = json!({
                "language": language.code(), "direction": "ltr", "theme": "auto", "nonce": "nonce", "path": "/", "back": "/",
                "person": { "name": "Nguyễn Thị Lan", "initials": "NL" }, "navigation": [], "further": [], "is_further": false, "offers_sign_in": false, "languages": [],
                "notice": null, "csrf": "token", "request_key": "key", "unread": { "count": "3", "text": "…" },
            });
            let rendered = engine.render(&example.template, values);
            assert!(rendered.is_ok(), "{} {} in {language}: {rendered:?}", example.template, example.number);
        }
    }
}

#[actix_web::test]
async fn a_start_on_nothing_migrates_and_furnishes_and_the_next_one_changes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let mut seen = Vec::new();
    for _ in 0..2 {
        let store = StoreAddress::Sqlite(folder.path().join("academy.db"));
        let parts = TestAcademy::parts(store, folder.path(), Clock::still_at(testing::now()));
        let academy = Academy::open_migrating(parts).await.unwrap();
        let read = academy.db.read();
        health::is_schema_current(read).await.unwrap();
        seen.push((improvement::clusters(read).await.unwrap(), improvement::points(read).await.unwrap()));
        academy.db.close().await.unwrap();
    }
    assert!(!seen[0].0.is_empty() && !seen[0].1.is_empty());
    assert_eq!(seen[0], seen[1]);
}
