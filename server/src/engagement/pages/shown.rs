//! Sections with what is known: the shape of most pages of engagement. Its forms are in `forms.rs`.

use chrono::NaiveDate;
use serde::Serialize;

pub use super::forms::{Field, FormOf, FormPage, Link};
use crate::platform::{Argument, Page, Screen, Sentence, pages::Choice};

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
    pub actions: Vec<Button>,
    pub posts: Vec<Post>,
}

impl Line {
    /// A way to what can be done with it, beside the way to what it speaks of.
    pub fn action(&mut self, screen: &Screen, url: String, key: &'static str) {
        self.actions.push(Button::plain(screen, url, key));
    }
}

/// A button that changes something.
#[derive(Clone, Debug, Serialize)]
pub struct Post {
    action: String,
    text: String,
    /// What it is about, for those who hear the page.
    about: String,
    /// What the reader saw before they pressed it, where that matters.
    seen: String,
    main: bool,
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
        self.actions.push(Button::plain(screen, url, key));
    }

    pub fn post(&mut self, screen: &Screen, action: String, key: &'static str) {
        self.posts.push(Post::new(screen, action, key, ""));
    }
}

impl Button {
    pub fn main(screen: &Screen, url: String, key: &'static str) -> Self {
        Self { main: true, ..Self::plain(screen, url, key) }
    }

    pub fn plain(screen: &Screen, url: String, key: &'static str) -> Self {
        Self { url, text: screen.text(key), main: false }
    }
}

impl Post {
    pub fn new(screen: &Screen, action: String, key: &'static str, about: &str) -> Self {
        Self { action, text: screen.text(key), about: about.to_owned(), seen: String::new(), main: false }
    }

    /// What the page is for.
    #[must_use]
    pub fn made_main(self) -> Self {
        Self { main: true, ..self }
    }

    /// Sent along as `seen`.
    #[must_use]
    pub fn having_seen(self, seen: String) -> Self {
        Self { seen, ..self }
    }
}

impl Page for SectionsPage {
    const TEMPLATE: &'static str = "engagement/page";

    fn examples() -> Vec<Self> {
        let post = || Post {
            action: "/x".to_owned(),
            text: "…".to_owned(),
            about: "…".to_owned(),
            seen: "1".to_owned(),
            main: true,
        };
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
                    actions: vec![button()],
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
