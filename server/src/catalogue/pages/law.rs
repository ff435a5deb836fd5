//! What the law says about a course's subject, the reader's own countries first.

use std::collections::BTreeMap;

use courses::{Course, LawFact};
use serde::Serialize;

use super::words::name_of;
use crate::platform::Screen;

#[derive(Clone, Serialize)]
pub struct CountryLaw {
    country: String,
    /// The reader belongs to an organisation there.
    is_own: bool,
    facts: Vec<FactLine>,
}

#[derive(Clone, Serialize)]
struct FactLine {
    text: String,
    source: String,
    address: Option<String>,
    /// ISO 8601.
    since: Option<String>,
    is_confirmed: bool,
}

impl CountryLaw {
    /// In the course's language `language`; countries of the reader first, then by name.
    pub fn of(screen: &Screen, course: &Course, language: &str) -> Vec<Self> {
        let mut countries: BTreeMap<&str, Vec<&LawFact>> = BTreeMap::new();
        for fact in &course.law {
            countries.entry(&fact.country).or_default().push(fact);
        }
        let memberships = screen.actor.iter().flat_map(|actor| &actor.memberships);
        let own: Vec<&str> = memberships.filter_map(|standing| standing.place.country.as_deref()).collect();
        let mut laws: Vec<Self> = countries
            .into_iter()
            .map(|(code, facts)| Self {
                country: name_of(screen, "country", code),
                is_own: own.contains(&code),
                facts: facts.into_iter().map(|fact| FactLine::of(fact, language)).collect(),
            })
            .collect();
        laws.sort_by(|a, b| b.is_own.cmp(&a.is_own).then_with(|| a.country.cmp(&b.country)));
        laws
    }

    pub fn example() -> Self {
        let line = |address: Option<&str>, since: Option<&str>, is_confirmed| FactLine {
            text: "…".to_owned(),
            source: "…".to_owned(),
            address: address.map(str::to_owned),
            since: since.map(str::to_owned),
            is_confirmed,
        };
        let facts =
            vec![line(Some("https://law.example/98"), Some("2021-01-01"), true), line(None, None, false)];
        Self { country: "Viet Nam".to_owned(), is_own: true, facts }
    }
}

impl FactLine {
    fn of(fact: &LawFact, language: &str) -> Self {
        Self {
            text: fact.texts.get(language).cloned().unwrap_or_default(),
            source: fact.source.clone(),
            address: fact.address.clone(),
            since: fact.in_force_from.clone(),
            is_confirmed: fact.confirmed,
        }
    }
}
