//! The two shapes of which most pages of engagement are: a form with its fields, and sections with what is known.

use chrono::NaiveDate;
use serde::Serialize;

use crate::platform::{Argument, FieldErrors, Form, Page, Screen, Sentence, pages::Choice};

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
    /// The counter of changes that the form was filled from.
    pub seen: Option<i32>,
    pub fields: Vec<Field>,
}

/// A field; its label is the text `engagement-field-<name>`.
pub struct Field {
    name: &'static str,
    kind: &'static str,
    required: bool,
    help: Option<&'static str>,
    options: Vec<Choice>,
    value: String,
}

impl Field {
    fn new(name: &'static str, kind: &'static str) -> Self {
        Self { name, kind, required: true, help: None, options: Vec::new(), value: String::new() }
    }

    pub fn text(name: &'static str) -> Self {
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

    pub fn select(name: &'static str, options: Vec<Choice>) -> Self {
        Self { options, ..Self::new(name, "select") }
    }

    pub fn ticks(name: &'static str, options: Vec<Choice>) -> Self {
        Self { options, ..Self::new(name, "ticks") }
    }

    #[must_use]
    pub fn optional(self) -> Self {
        Self { required: false, ..self }
    }

    #[must_use]
    pub fn helped(self, key: &'static str) -> Self {
        Self { help: Some(key), ..self }
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
}

#[derive(Serialize)]
struct FieldShown {
    kind: &'static str,
    name: &'static str,
    label: String,
    help: String,
    value: String,
    error: String,
    required: bool,
    options: Vec<OptionShown>,
}

#[derive(Serialize)]
struct OptionShown {
    field: &'static str,
    value: String,
    text: String,
    selected: bool,
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

    fn filled(screen: &Screen, form: FormOf, sent: Option<(&Form, &FieldErrors)>) -> Self {
        let wrong = |error: &crate::platform::problem::FieldError| Wrong {
            field: error.field.clone(),
            text: screen.text(error.key),
        };
        Self {
            title: screen.text(form.title),
            above: form.above,
            lead: form.lead,
            action: form.action,
            done: screen.text(form.done),
            seen: form.seen.map(|seen| seen.to_string()).unwrap_or_default(),
            fields: form.fields.into_iter().map(|field| shown(screen, field, sent)).collect(),
            summary: sent.map(|(_, errors)| errors.0.iter().map(wrong).collect()).unwrap_or_default(),
        }
    }
}

fn shown(screen: &Screen, field: Field, sent: Option<(&Form, &FieldErrors)>) -> FieldShown {
    let name = field.name;
    let value = sent.map_or(field.value, |(typed, _)| typed.text(name).to_owned());
    let is_selected = |choice: &Choice| match sent {
        Some((typed, _)) => typed.all(name).any(|chosen| chosen == choice.value),
        None => choice.selected || (!value.is_empty() && choice.value == value),
    };
    let error = sent.and_then(|(_, errors)| errors.key_of(name)).map(|key| screen.text(key));
    FieldShown {
        options: field
            .options
            .iter()
            .map(|choice| OptionShown {
                field: name,
                selected: is_selected(choice),
                value: choice.value.clone(),
                text: choice.text.clone(),
            })
            .collect(),
        kind: field.kind,
        name,
        label: screen.text(&format!("engagement-field-{}", name.replace('_', "-"))),
        help: field.help.map(|key| screen.text(key)).unwrap_or_default(),
        error: error.unwrap_or_default(),
        required: field.required,
        value,
    }
}

impl Page for FormPage {
    const TEMPLATE: &'static str = "engagement/form";

    fn examples() -> Vec<Self> {
        let field = |kind: &'static str, error: &str| FieldShown {
            kind,
            name: "name",
            label: "…".to_owned(),
            help: "…".to_owned(),
            value: "2026-11-22".to_owned(),
            error: error.to_owned(),
            required: error.is_empty(),
            options: vec![OptionShown {
                field: "name",
                value: "x".to_owned(),
                text: "…".to_owned(),
                selected: true,
            }],
        };
        let page = |error: &str| Self {
            title: "…".to_owned(),
            above: Link::to("/engagement", "Hoa Gạo 3"),
            lead: vec!["…".to_owned()],
            action: "/engagement".to_owned(),
            done: "…".to_owned(),
            seen: "0".to_owned(),
            fields: ["text", "date", "select", "area", "ticks"].map(|kind| field(kind, error)).into(),
            summary: Vec::new(),
        };
        vec![page(""), page("…")]
    }
}

/// Sections with facts, lines and what can be done.
#[derive(Serialize)]
pub struct SectionsPage {
    pub title: String,
    pub above: Link,
    pub lead: Vec<String>,
    pub actions: Vec<Button>,
    pub sections: Vec<Section>,
}

#[derive(Clone, Debug, Serialize)]
pub struct Button {
    url: String,
    text: String,
    main: bool,
}

#[derive(Clone, Debug, Default, Serialize)]
pub struct Section {
    pub anchor: String,
    pub heading: String,
    pub notices: Vec<NoticeShown>,
    pub paragraphs: Vec<String>,
    pub facts: Vec<Fact>,
    pub lines: Vec<Line>,
    /// Said where there are no lines.
    pub empty: String,
    pub actions: Vec<Button>,
    pub posts: Vec<Post>,
}

#[derive(Clone, Debug, Serialize)]
pub struct NoticeShown {
    kind: &'static str,
    text: String,
}

#[derive(Clone, Debug, Serialize)]
pub struct Fact {
    name: String,
    words: String,
    state: &'static str,
}

#[derive(Clone, Debug, Default, Serialize)]
pub struct Line {
    pub url: String,
    pub title: String,
    pub words: Vec<String>,
    pub soft: Vec<String>,
    pub state: &'static str,
    pub state_word: String,
    pub posts: Vec<Post>,
}

/// A button that changes something.
#[derive(Clone, Debug, Serialize)]
pub struct Post {
    action: String,
    text: String,
    /// What it is about, for those who hear the page.
    about: String,
}

impl Section {
    pub fn new(screen: &Screen, heading: &'static str) -> Self {
        Self { anchor: heading.to_owned(), heading: screen.text(heading), ..Self::default() }
    }

    /// What fails is a warning, what is met is a tick.
    pub fn reasons(&mut self, screen: &Screen, answer: &crate::engagement::model::Answer) {
        for reason in &answer.reasons {
            let kind = if reason.met { "done" } else { "warning" };
            self.notices.push(NoticeShown { kind, text: said(screen, &reason.sentence) });
        }
    }

    pub fn warn(&mut self, screen: &Screen, sentences: &[Sentence]) {
        let notice = |sentence| NoticeShown { kind: "warning", text: said(screen, sentence) };
        self.notices.extend(sentences.iter().map(notice));
    }

    pub fn fact(&mut self, screen: &Screen, name: &'static str, words: impl Into<String>) {
        self.fact_marked(screen, name, words, "");
    }

    pub fn fact_marked(
        &mut self,
        screen: &Screen,
        name: &'static str,
        words: impl Into<String>,
        state: &'static str,
    ) {
        self.facts.push(Fact { name: screen.text(name), words: words.into(), state });
    }

    pub fn action(&mut self, screen: &Screen, url: String, key: &'static str) {
        self.actions.push(Button { url, text: screen.text(key), main: false });
    }

    pub fn post(&mut self, screen: &Screen, action: String, key: &'static str) {
        self.posts.push(Post::new(screen, action, key, ""));
    }
}

impl Button {
    pub fn main(screen: &Screen, url: String, key: &'static str) -> Self {
        Self { url, text: screen.text(key), main: true }
    }
}

impl Post {
    pub fn new(screen: &Screen, action: String, key: &'static str, about: &str) -> Self {
        Self { action, text: screen.text(key), about: about.to_owned() }
    }
}

impl Page for SectionsPage {
    const TEMPLATE: &'static str = "engagement/page";

    fn examples() -> Vec<Self> {
        let post = || Post { action: "/x".to_owned(), text: "…".to_owned(), about: "…".to_owned() };
        let button = || Button { url: "/x".to_owned(), text: "…".to_owned(), main: true };
        let full = Section {
            anchor: "a".to_owned(),
            heading: "…".to_owned(),
            notices: vec![NoticeShown { kind: "warning", text: "…".to_owned() }],
            paragraphs: vec!["…".to_owned()],
            facts: ["", "done"]
                .map(|state| Fact { name: "…".to_owned(), words: "…".to_owned(), state })
                .into(),
            lines: vec![
                Line {
                    url: "/x".to_owned(),
                    title: "…".to_owned(),
                    words: vec!["…".to_owned()],
                    soft: vec!["…".to_owned()],
                    state: "overdue",
                    state_word: "…".to_owned(),
                    posts: vec![post()],
                },
                Line::default(),
            ],
            empty: String::new(),
            actions: vec![button()],
            posts: vec![post()],
        };
        let page = |sections, actions| Self {
            title: "Hoa Gạo 3".to_owned(),
            above: Link::to("/engagement", "…"),
            lead: vec!["…".to_owned()],
            actions,
            sections,
        };
        let empty = Section { empty: "…".to_owned(), ..Section::default() };
        vec![page(vec![full, empty], vec![button()]), page(Vec::new(), Vec::new())]
    }
}

/// A sentence in the reader's language.
pub fn said(screen: &Screen, sentence: &Sentence) -> String {
    sentence.text(screen.engine().texts(), screen.language)
}

pub fn day_words(screen: &Screen, day: NaiveDate) -> String {
    screen.engine().formats().date(screen.language, day)
}

/// A text with one day in it, as `day`.
pub fn dated(screen: &Screen, key: &str, day: NaiveDate) -> String {
    screen.text_with(key, &[("day", Argument::from(day_words(screen, day)))])
}

/// Options for `words`, none of them chosen yet.
pub fn choices(screen: &Screen, prefix: &str, words: &[&str]) -> Vec<Choice> {
    let none = Choice::none(screen, "engagement-choose", "");
    std::iter::once(none).chain(Choice::all(screen, prefix, words.iter().copied(), "")).collect()
}

/// What somebody wrote, paragraph by paragraph.
pub fn paragraphs(text: &str) -> Vec<String> {
    text.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect()
}
