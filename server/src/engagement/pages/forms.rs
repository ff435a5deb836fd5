//! A form with its fields: the shape of all that is written in engagement.

use std::borrow::Cow;

use chrono::NaiveDate;
use serde::Serialize;

use crate::platform::{FieldErrors, Form, Page, Screen, pages::Choice, problem::FieldError};

#[derive(Clone, Debug, Serialize)]
pub struct Link {
    pub url: String,
    pub text: String,
}

impl Link {
    pub fn to(url: impl Into<String>, text: impl Into<String>) -> Self {
        Self { url: url.into(), text: text.into() }
    }
}

/// A form as the code knows it: texts by their keys.
pub struct FormOf {
    pub title: &'static str,
    pub above: Link,
    /// Sentences in the reader's language.
    pub lead: Vec<String>,
    pub action: String,
    pub done: &'static str,
    /// What the form was filled from: a counter of changes, or which version it asks about.
    pub seen: Option<String>,
    pub fields: Vec<Field>,
}

/// A field; its label is the text `engagement-field-<name>`, unless it brings its own.
pub struct Field {
    name: Cow<'static, str>,
    kind: &'static str,
    required: bool,
    label: Option<String>,
    help: Help,
    options: Vec<Choice>,
    /// What each option belongs to, one for one; none where they all belong together.
    groups: Vec<String>,
    value: String,
}

/// What stands below a field.
enum Help {
    None,
    /// A text key.
    Text(&'static str),
    /// In the reader's language.
    Said(String),
}

impl Field {
    fn new(name: impl Into<Cow<'static, str>>, kind: &'static str) -> Self {
        Self {
            name: name.into(),
            kind,
            required: true,
            label: None,
            help: Help::None,
            options: Vec::new(),
            groups: Vec::new(),
            value: String::new(),
        }
    }

    pub fn text(name: impl Into<Cow<'static, str>>) -> Self {
        Self::new(name, "text")
    }

    pub fn amount(name: &'static str) -> Self {
        Self::new(name, "number")
    }

    pub fn area(name: &'static str) -> Self {
        Self::new(name, "area")
    }

    /// A day, filled with this one.
    pub fn day(name: &'static str, day: Option<NaiveDate>) -> Self {
        Self::new(name, "date").with(day.map(|day| day.to_string()).unwrap_or_default())
    }

    pub fn select(name: impl Into<Cow<'static, str>>, options: Vec<Choice>) -> Self {
        Self { options, ..Self::new(name, "select") }
    }

    pub fn ticks(name: &'static str, options: Vec<Choice>) -> Self {
        Self { options, ..Self::new(name, "ticks") }
    }

    /// Ticks below the name of what they belong to, in this order.
    pub fn grouped_ticks(name: &'static str, options: Vec<(String, Choice)>) -> Self {
        let (groups, options) = options.into_iter().unzip();
        Self { options, groups, ..Self::new(name, "ticks") }
    }

    fn label(&self, screen: &Screen) -> String {
        let own = || screen.text(&format!("engagement-field-{}", self.name.replace('_', "-")));
        self.label.clone().unwrap_or_else(own)
    }

    #[must_use]
    pub fn optional(self) -> Self {
        Self { required: false, ..self }
    }

    #[must_use]
    pub fn helped(self, key: &'static str) -> Self {
        Self { help: Help::Text(key), ..self }
    }

    /// With a help and a label that are already in the reader's language.
    #[must_use]
    pub fn saying(self, label: String, help: String) -> Self {
        Self { label: Some(label), help: Help::Said(help), ..self }
    }

    #[must_use]
    pub fn with(self, value: impl Into<String>) -> Self {
        Self { value: value.into(), ..self }
    }
}

#[derive(Serialize)]
pub struct FormPage {
    title: String,
    above: Link,
    lead: Vec<String>,
    action: String,
    done: String,
    seen: String,
    fields: Vec<FieldShown>,
    summary: Vec<Wrong>,
    /// What somebody else changed meanwhile.
    theirs: Vec<Theirs>,
}

#[derive(Serialize)]
struct FieldShown {
    kind: &'static str,
    name: String,
    label: String,
    help: String,
    value: String,
    error: String,
    required: bool,
    options: Vec<OptionShown>,
}

#[derive(Serialize)]
struct OptionShown {
    field: String,
    value: String,
    text: String,
    selected: bool,
    group: String,
    /// Whether it is the first of its group.
    leads: bool,
}

/// A field as somebody else left it, beside what the reader typed.
#[derive(Clone, Debug, Serialize)]
pub struct Theirs {
    pub label: String,
    pub now: String,
    pub typed: String,
}

#[derive(Serialize)]
struct Wrong {
    field: String,
    text: String,
}

impl FormPage {
    /// The form before anything was typed.
    pub fn blank(screen: &Screen, form: FormOf) -> Self {
        Self::filled(screen, form, None)
    }

    /// The form as it was sent, with what is wrong.
    pub fn again(screen: &Screen, form: FormOf, typed: &Form, errors: &FieldErrors) -> Self {
        Self::filled(screen, form, Some((typed, errors)))
    }

    /// The form as it was sent, with what somebody else changed since it was shown. Sent again, it says that the reader
    /// has seen theirs.
    pub fn second(screen: &Screen, form: FormOf, typed: &Form, theirs: Vec<Theirs>) -> Self {
        Self { theirs, ..Self::filled(screen, form, Some((typed, &FieldErrors::default()))) }
    }

    fn filled(screen: &Screen, form: FormOf, sent: Option<(&Form, &FieldErrors)>) -> Self {
        let summary = sent.map(|(_, errors)| summary(screen, &form.fields, errors)).unwrap_or_default();
        Self {
            title: screen.text(form.title),
            above: form.above,
            lead: form.lead,
            action: form.action,
            done: screen.text(form.done),
            seen: form.seen.unwrap_or_default(),
            fields: form.fields.into_iter().map(|field| shown(screen, field, sent)).collect(),
            summary,
            theirs: Vec::new(),
        }
    }
}

/// What is wrong, each once: a sentence that stands at several fields says at which.
fn summary(screen: &Screen, fields: &[Field], errors: &FieldErrors) -> Vec<Wrong> {
    let wrong = |error: &FieldError| {
        let text = screen.text(error.key);
        let is_repeated = errors.0.iter().filter(|other| other.key == error.key).count() > 1;
        let field = fields.iter().find(|field| is_repeated && field.name == error.field);
        let text = match field {
            Some(field) => format!("{}: {text}", field.label(screen)),
            None => text,
        };
        Wrong { field: error.field.clone(), text }
    };
    errors.0.iter().map(wrong).collect()
}

fn shown(screen: &Screen, field: Field, sent: Option<(&Form, &FieldErrors)>) -> FieldShown {
    let label = field.label(screen);
    let name = field.name.into_owned();
    let value = sent.map_or(field.value, |(typed, _)| typed.text(&name).to_owned());
    let group = |place: usize| field.groups.get(place);
    // “Choose” is chosen only where nothing else is.
    let is_chosen = field.options.iter().any(|choice| choice.selected && !choice.value.is_empty());
    let is_selected = |choice: &Choice| match sent {
        Some((typed, _)) => typed.all(&name).any(|chosen| chosen == choice.value),
        None if !value.is_empty() => choice.value == value,
        None => choice.selected && !(is_chosen && choice.value.is_empty()),
    };
    let error = sent.and_then(|(_, errors)| errors.key_of(&name)).map(|key| screen.text(key));
    FieldShown {
        options: field
            .options
            .iter()
            .enumerate()
            .map(|(place, choice)| OptionShown {
                field: name.clone(),
                selected: is_selected(choice),
                value: choice.value.clone(),
                text: choice.text.clone(),
                group: group(place).cloned().unwrap_or_default(),
                leads: place == 0 || group(place) != group(place.saturating_sub(1)),
            })
            .collect(),
        kind: field.kind,
        label,
        help: match field.help {
            Help::None => String::new(),
            Help::Text(key) => screen.text(key),
            Help::Said(said) => said,
        },
        error: error.unwrap_or_default(),
        required: field.required,
        name,
        value,
    }
}

impl Page for FormPage {
    const TEMPLATE: &'static str = "engagement/form";

    fn examples() -> Vec<Self> {
        let field = |kind: &'static str, error: &str| FieldShown {
            kind,
            name: "name".to_owned(),
            label: "…".to_owned(),
            help: "…".to_owned(),
            value: "2026-11-22".to_owned(),
            error: error.to_owned(),
            required: error.is_empty(),
            options: vec![OptionShown {
                field: "name".to_owned(),
                value: "x".to_owned(),
                text: "…".to_owned(),
                selected: true,
                group: error.to_owned(),
                leads: true,
            }],
        };
        let theirs =
            |text: &str| Theirs { label: "…".to_owned(), now: text.to_owned(), typed: text.to_owned() };
        let page = |error: &str| Self {
            title: "…".to_owned(),
            above: Link::to("/engagement", "Hoa Gạo 3"),
            lead: vec!["…".to_owned()],
            action: "/engagement".to_owned(),
            done: "…".to_owned(),
            seen: "0".to_owned(),
            fields: ["text", "date", "select", "area", "ticks"].map(|kind| field(kind, error)).into(),
            summary: Vec::new(),
            theirs: if error.is_empty() { Vec::new() } else { vec![theirs("…"), theirs("")] },
        };
        vec![page(""), page("…")]
    }
}
