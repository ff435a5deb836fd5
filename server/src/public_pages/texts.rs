//! The texts of public pages, read from Markdown when the server starts.

use std::collections::BTreeMap;

use anyhow::{Context, bail};
use chrono::NaiveDate;
use serde::Serialize;

use crate::platform::{Language, assets};

/// Every text in every language.
pub struct PublicTexts(BTreeMap<(Language, String), PublicText>);

/// A page as its author wrote it. The file begins with lines `title:`, `kicker:`, `description:`, `lead:`, `changed:`
/// (and `action: address | words` where the page leads somewhere) up to `---`; then sections, each under a heading
/// `##`; then, after another `---`, what it is based on.
#[derive(Clone, Debug, Serialize)]
pub struct PublicText {
    pub title: String,
    pub kicker: String,
    pub description: String,
    pub lead: String,
    pub changed: NaiveDate,
    pub action: Option<Action>,
    pub sections: Vec<Section>,
    /// HTML; empty where nothing needs a source.
    pub sources: String,
}

#[derive(Clone, Debug, Serialize)]
pub struct Action {
    pub url: String,
    pub text: String,
}

#[derive(Clone, Debug, Serialize)]
pub struct Section {
    pub heading: String,
    pub html: String,
}

impl PublicTexts {
    /// # Errors
    /// A file that lacks a line of its head, or a page that lacks a language: the message names it.
    pub fn read() -> anyhow::Result<Self> {
        let mut texts = BTreeMap::new();
        for (name, source) in assets::read_pages()? {
            let (code, page) = name.split_once('/').context("a page outside a language's folder")?;
            let language = Language::from_code(code).with_context(|| format!("{code} is no language"))?;
            let text = PublicText::read(&source).with_context(|| format!("assets/pages/{name}.md"))?;
            texts.insert((language, page.to_owned()), text);
        }
        let texts = Self(texts);
        for page in super::TEXTS {
            for language in Language::ALL {
                if texts.find(language, page).is_none() {
                    bail!("assets/pages/{language}/{page}.md is missing");
                }
            }
        }
        Ok(texts)
    }

    pub fn find(&self, language: Language, page: &str) -> Option<&PublicText> {
        self.0.get(&(language, page.to_owned()))
    }
}

impl PublicText {
    pub fn example(sources: &str, with_action: bool) -> Self {
        let action = Action { url: "/en/courses".to_owned(), text: "Courses".to_owned() };
        Self {
            title: "About".to_owned(),
            kicker: "Academy".to_owned(),
            description: "…".to_owned(),
            lead: "…".to_owned(),
            changed: NaiveDate::from_ymd_opt(2026, 11, 22).unwrap_or_default(),
            action: Some(action).filter(|_| with_action),
            sections: vec![Section { heading: "One".to_owned(), html: "<p>…</p>".to_owned() }],
            sources: sources.to_owned(),
        }
    }

    fn read(source: &str) -> anyhow::Result<Self> {
        let (head, rest) = source.split_once("\n---\n").context("no line --- ends the head")?;
        let (body, sources) = rest.split_once("\n---\n").unwrap_or((rest, ""));
        let pairs: BTreeMap<&str, &str> = head
            .lines()
            .filter_map(|line| line.split_once(": "))
            .map(|(key, value)| (key, value.trim()))
            .collect();
        let line =
            |key: &str| pairs.get(key).map(|value| (*value).to_owned()).with_context(|| format!("no {key}"));
        let action = pairs.get("action").and_then(|action| action.split_once(" | "));
        Ok(Self {
            title: line("title")?,
            kicker: line("kicker")?,
            description: line("description")?,
            lead: line("lead")?,
            changed: line("changed")?.parse().context("changed is no date")?,
            action: action.map(|(url, text)| Action { url: url.to_owned(), text: text.to_owned() }),
            sections: sections(body),
            sources: courses::prose(sources),
        })
    }
}

fn sections(body: &str) -> Vec<Section> {
    let section = |text: &str| {
        let (heading, rest) = text.split_once('\n')?;
        Some(Section { heading: heading.trim().to_owned(), html: courses::prose(rest) })
    };
    format!("\n{}", body.trim_start()).split("\n## ").skip(1).filter_map(section).collect()
}

#[cfg(test)]
mod tests {
    use super::PublicText;

    const SOURCE: &str = "title: About\nkicker: Us\ndescription: What it is\nlead: In short\nchanged: 2026-11-22\n\
                          action: /en/courses | See: the courses\n---\n## One\n\nText *a*.\n\n## Two\n\nMore.\n\n---\n1. A source\n";

    #[test]
    fn a_text_has_a_head_sections_and_sources() {
        let text = PublicText::read(SOURCE).unwrap();
        assert_eq!((text.title.as_str(), text.changed.to_string().as_str()), ("About", "2026-11-22"));
        assert_eq!(text.action.unwrap().text, "See: the courses");
        let headings: Vec<&str> = text.sections.iter().map(|section| section.heading.as_str()).collect();
        assert_eq!(headings, ["One", "Two"]);
        assert!(text.sections[0].html.contains("<em>a</em>") && text.sources.contains("<li>A source</li>"));
    }

    #[test]
    fn a_text_without_a_line_of_its_head_says_which() {
        let error = PublicText::read(&SOURCE.replace("lead: In short\n", "")).unwrap_err();
        assert_eq!(error.to_string(), "no lead");
        assert!(PublicText::read("title: x").is_err());
    }
}
