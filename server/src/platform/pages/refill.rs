//! A form as it is shown: what is in its fields, and a sentence at each one that is wrong. Nothing typed is lost.

use std::collections::BTreeMap;

use serde::Serialize;

use super::Screen;
use crate::platform::{FieldErrors, Form};

/// `{{> pieces/field name="email" value=form.values.email error=form.errors.email …}}` and
/// `{{> pieces/error-summary errors=form.summary}}`. Every field stands in both maps, because templates are strict.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Refill {
    values: BTreeMap<String, String>,
    errors: BTreeMap<String, String>,
    summary: Vec<Wrong>,
}

#[derive(Clone, Debug, Serialize)]
struct Wrong {
    field: String,
    text: String,
}

impl Refill {
    /// The form before anything was typed.
    pub fn of(fields: &[(&str, &str)]) -> Self {
        let values = fields.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        let errors = fields.iter().map(|(name, _)| ((*name).to_owned(), String::new())).collect();
        Self { values, errors, summary: Vec::new() }
    }

    /// The form as it was sent, with what is wrong. Passwords are not sent back.
    pub fn again(screen: &Screen, fields: &[&str], form: &Form, errors: &FieldErrors) -> Self {
        let typed =
            |name: &str| if name.contains("password") { String::new() } else { form.text(name).to_owned() };
        let values = fields.iter().map(|name| ((*name).to_owned(), typed(name))).collect();
        let sentence = |name: &str| errors.key_of(name).map(|key| screen.text(key)).unwrap_or_default();
        let summary =
            errors.0.iter().map(|error| Wrong { field: error.field.clone(), text: screen.text(error.key) });
        Self {
            values,
            errors: fields.iter().map(|name| ((*name).to_owned(), sentence(name))).collect(),
            summary: summary.collect(),
        }
    }

    /// The same, with the sentences at those fields that are its own: another form was sent, and names them.
    #[must_use]
    pub fn named_by(mut self, screen: &Screen, errors: &FieldErrors) -> Self {
        for error in &errors.0 {
            if self.errors.contains_key(&error.field) {
                self = self.wrong(&error.field, &screen.text(error.key));
            }
        }
        self
    }

    /// A sentence at one field.
    #[must_use]
    pub fn wrong(mut self, field: &str, text: &str) -> Self {
        self.errors.insert(field.to_owned(), text.to_owned());
        self.summary.push(Wrong { field: field.to_owned(), text: text.to_owned() });
        self
    }

    pub fn value(&self, field: &str) -> &str {
        self.values.get(field).map(String::as_str).unwrap_or_default()
    }

    /// Whether something is wrong.
    pub fn is_wrong(&self) -> bool {
        !self.summary.is_empty()
    }
}

/// One option of `pieces/select`, one card of `pieces/choice`.
#[derive(Clone, Debug, Serialize)]
pub struct Choice {
    pub value: String,
    pub text: String,
    pub selected: bool,
}

impl Choice {
    /// Options for `words`, whose texts are `<prefix><word>`.
    pub fn all<'w>(
        screen: &Screen,
        prefix: &str,
        words: impl IntoIterator<Item = &'w str>,
        selected: &str,
    ) -> Vec<Self> {
        let choice = |word: &str| Self {
            value: word.to_owned(),
            text: screen.text(&format!("{prefix}{word}")),
            selected: word == selected,
        };
        words.into_iter().map(choice).collect()
    }

    /// The first option of a choice that nobody has made yet.
    pub fn none(screen: &Screen, text: &str, selected: &str) -> Self {
        Self { value: String::new(), text: screen.text(text), selected: selected.is_empty() }
    }
}
