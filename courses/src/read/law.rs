//! `law.toml`: what the law of a country says, with source and dates, so that no lesson states it for ever.

use std::collections::BTreeMap;

use super::{
    files,
    here::{Here, is_id},
    table::{Table, with_table},
};
use crate::{
    document::{LawFact, Localised},
    mistakes::MistakeKind,
};

/// The file's name; a course may do without it.
pub const FILE: &str = "law.toml";

pub fn read(here: Here, files: &BTreeMap<String, Vec<u8>>, languages: &[String]) -> Vec<LawFact> {
    if !files.contains_key(FILE) {
        return Vec::new();
    }
    let here = Here { file: FILE, ..here };
    let Some(text) = files::text(files, here) else { return Vec::new() };
    with_table(here, text, 1, |table| Some(facts(here, table, languages))).unwrap_or_default()
}

fn facts(here: Here, table: &mut Table, languages: &[String]) -> Vec<LawFact> {
    let mut facts: Vec<LawFact> = Vec::new();
    for mut entry in table.tables("fact") {
        let line = entry.line;
        let Some(fact) = fact(here, &mut entry, languages) else { continue };
        entry.finish();
        let is_same = |other: &LawFact| {
            (&other.id, &other.country, &other.in_force_from)
                == (&fact.id, &fact.country, &fact.in_force_from)
        };
        if facts.iter().any(is_same) {
            let LawFact { id, country, .. } = fact;
            here.mistake(line, MistakeKind::LawTwice { id, country });
        } else {
            facts.push(fact);
        }
    }
    facts
}

fn fact(here: Here, entry: &mut Table, languages: &[String]) -> Option<LawFact> {
    let id = entry.text("id");
    let country = entry.text("country");
    let in_force_from = entry.text_if_any("in_force_from");
    let source = entry.text("source");
    let address = entry.text_if_any("address");
    let confirmed = entry.is_set("confirmed");
    let note = entry.text_if_any("note");
    let texts: Option<Localised<String>> =
        languages.iter().map(|language| entry.text(language).map(|text| (language.clone(), text))).collect();
    if let Some(id) = id.as_ref().filter(|id| !is_id(id)) {
        here.mistake(entry.line_of("id"), MistakeKind::IdForm { id: id.clone() });
    }
    if let Some(country) = country.as_ref().filter(|country| !is_country(country)) {
        here.mistake(entry.line_of("country"), MistakeKind::LawCountryForm { country: country.clone() });
    }
    if let Some(date) = in_force_from.as_ref().filter(|date| !is_date(date)) {
        here.mistake(entry.line_of("in_force_from"), MistakeKind::LawDateForm { date: date.clone() });
    }
    Some(LawFact {
        id: id?,
        country: country?,
        in_force_from,
        source: source?,
        address,
        confirmed,
        note,
        texts: texts?,
    })
}

/// ISO 3166-1 alpha-2.
fn is_country(text: &str) -> bool {
    text.len() == 2 && text.bytes().all(|letter| letter.is_ascii_uppercase())
}

/// ISO 8601, `2021-01-01`.
fn is_date(text: &str) -> bool {
    let parts: Vec<Option<u32>> = text.split('-').map(|part| part.parse().ok()).collect();
    let [Some(_), Some(month), Some(day)] = parts.as_slice() else { return false };
    text.len() == 10 && (1..=12).contains(month) && (1..=31).contains(day)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::read_files;

    const GOOD: &str = "[[fact]]\nid = \"hours\"\ncountry = \"VN\"\nin_force_from = \"2021-01-01\"\n\
                        source = \"Labour Code, Article 105\"\nconfirmed = false\nen = \"Eight hours.\"\nvi = \"Tám giờ.\"\n";

    fn course_with(law: &str) -> Result<Vec<LawFact>, Vec<(u32, MistakeKind)>> {
        let library = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("library/working-hours");
        let mut files = files::collect(&library).unwrap();
        files.insert(FILE.to_owned(), law.as_bytes().to_vec());
        match read_files(&files) {
            Ok(checked) => Ok(checked.course.law),
            Err(mistakes) => Err(mistakes.into_iter().map(|mistake| (mistake.line, mistake.kind)).collect()),
        }
    }

    #[test]
    fn a_fact_is_read_with_its_source_in_every_language() {
        let facts = course_with(GOOD).unwrap();
        let [fact] = facts.as_slice() else { panic!("{facts:?}") };
        assert_eq!((fact.country.as_str(), fact.confirmed), ("VN", false));
        assert_eq!(fact.texts.get("vi").map(String::as_str), Some("Tám giờ."));
    }

    #[test]
    fn what_is_wrong_in_it_is_said_with_its_line() {
        let twice = format!("{GOOD}\n{GOOD}");
        let (id, country) = ("hours".to_owned(), "VN".to_owned());
        assert_eq!(course_with(&twice).unwrap_err(), [(10, MistakeKind::LawTwice { id, country })]);
        let wrong = GOOD.replace("VN", "Vietnam").replace("2021-01-01", "January 2021");
        let expected = [
            (3, MistakeKind::LawCountryForm { country: "Vietnam".to_owned() }),
            (4, MistakeKind::LawDateForm { date: "January 2021".to_owned() }),
        ];
        assert_eq!(course_with(&wrong).unwrap_err(), expected);
        let silent = GOOD.replace("vi = \"Tám giờ.\"\n", "");
        assert_eq!(
            course_with(&silent).unwrap_err(),
            [(1, MistakeKind::KeyMissing { key: "fact.vi".to_owned() })]
        );
    }
}
