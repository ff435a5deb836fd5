//! From an outbox row to a finished letter.

use chrono::{DateTime, Utc};
use serde::Serialize;
use serde_json::{Value, json};

use super::{MailId, Waiting};
use crate::platform::{Engine, Language, Outcome, Problem, Site};

/// A mail as it is sent.
#[derive(Clone, Debug)]
pub struct Letter {
    pub id: MailId,
    pub name: String,
    pub address: String,
    pub language: Language,
    pub subject: String,
    pub text: String,
    pub html: String,
    pub made_at: DateTime<Utc>,
    /// Where one POST stops mails of this kind.
    pub unsubscribe_url: Option<String>,
}

/// Renders a mail in its reader's language.
pub fn letter(engine: &Engine, site: &Site, mail: &Waiting) -> Outcome<Letter> {
    let content: Value = serde_json::from_str(&mail.content).map_err(Problem::internal)?;
    let language = Language::from_code(&mail.language).unwrap_or_default();
    let stop = mail.unsubscribe_url.as_deref();
    let values = in_language(values(&content, &mail.name, &site.origin(), stop)?, language);
    let (subject, text) = words(engine, &mail.template, values.clone())?;
    let html = engine.render(&mail.template, values)?;
    Ok(Letter {
        id: mail.id,
        name: mail.name.clone(),
        address: mail.address.clone(),
        language,
        subject,
        text,
        html,
        made_at: mail.made_at,
        unsubscribe_url: mail.unsubscribe_url.clone(),
    })
}

/// Subject and plain text of a mail, as they were sent, from what its row holds.
pub fn sent_words(
    engine: &Engine,
    site: &Site,
    (template, content): (&str, &Value),
    (name, language): (&str, Language),
) -> Outcome<(String, String)> {
    words(engine, template, in_language(values(content, name, &site.origin(), None)?, language))
}

fn in_language(mut values: Value, language: Language) -> Value {
    if let Some(values) = values.as_object_mut() {
        let shell = json!({ "language": language.code(), "direction": language.direction() });
        values.insert("shell".to_owned(), shell);
    }
    values
}

/// The first line of the plain text is the subject.
fn words(engine: &Engine, template: &str, values: Value) -> Outcome<(String, String)> {
    let text = plain(&engine.render(&format!("{template}.txt"), values)?);
    let (subject, text) = text.trim().split_once('\n').unwrap_or((text.trim(), ""));
    Ok((subject.trim().to_owned(), format!("{}\n", text.trim())))
}

/// The page's own values, and `mail` beside them.
pub(super) fn values(
    page: &impl Serialize,
    name: &str,
    origin: &str,
    unsubscribe_url: Option<&str>,
) -> Outcome<Value> {
    let mut values = serde_json::to_value(page).map_err(Problem::internal)?;
    let object =
        values.as_object_mut().ok_or_else(|| Problem::Internal("a mail without fields".to_owned()))?;
    let mail = json!({ "name": name, "origin": origin, "unsubscribe_url": unsubscribe_url });
    object.insert("mail".to_owned(), mail);
    Ok(values)
}

/// The engine escapes everything for HTML; plain text takes that back. `&amp;` goes last, so that nothing is undone
/// twice.
fn plain(rendered: &str) -> String {
    [
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&#x27;", "'"),
        ("&#x60;", "`"),
        ("&#x3D;", "="),
        ("&amp;", "&"),
    ]
    .iter()
    .fold(rendered.to_owned(), |text, (escaped, letter)| text.replace(escaped, letter))
}
