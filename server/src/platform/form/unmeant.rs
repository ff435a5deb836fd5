//! What nobody can mean, wherever it stands: a NUL, which PostgreSQL cannot keep, and days of other centuries.

use chrono::Datelike;
use serde_json::Value;

use crate::platform::{Outcome, Problem, Sentence};

const NUL: &str = "problem-nul";

/// Factories, people and plans of the Academy live in these years.
const YEARS: std::ops::RangeInclusive<i32> = 1900..=2199;

/// Days of other centuries are written so that they are no days any more: the form says so at its field, and shows them.
///
/// # Errors
/// `Problem::BadRequest` for a NUL: no browser sends one.
pub fn refuse_in_form(fields: &mut [(String, String)]) -> Outcome<()> {
    for (field, value) in fields {
        match reason(value).or_else(|| reason(field)) {
            Some(NUL) => return Err(Problem::BadRequest(NUL)),
            Some(_) => *value = value.replace('-', "/"),
            None => {}
        }
    }
    Ok(())
}

/// # Errors
/// `Problem::Unreadable` at the first field that holds such a thing.
pub fn refuse_in_json(body: &[u8]) -> Outcome<()> {
    let Ok(whole) = serde_json::from_slice::<Value>(body) else { return Ok(()) };
    match found(&whole, "") {
        Some((field, key)) => Err(Problem::Unreadable(Some((field.to_owned(), Sentence::of(key))))),
        None => Ok(()),
    }
}

fn found<'v>(value: &'v Value, field: &'v str) -> Option<(&'v str, &'static str)> {
    match value {
        Value::String(text) => Some((field, reason(text)?)),
        Value::Array(values) => values.iter().find_map(|value| found(value, field)),
        Value::Object(fields) => fields.iter().find_map(|(name, value)| found(value, name)),
        Value::Null | Value::Bool(_) | Value::Number(_) => None,
    }
}

fn reason(text: &str) -> Option<&'static str> {
    if text.contains('\0') {
        return Some(NUL);
    }
    // The longest day that can be read is `+262142-12-31`.
    let day = Some(text.trim()).filter(|text| text.len() <= 13 && text.contains('-'));
    let day: chrono::NaiveDate = day?.parse().ok()?;
    (!YEARS.contains(&day.year())).then_some("problem-day-unmeant")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_of_other_centuries_and_nul_are_refused() {
        for day in ["+262142-12-31", "9999-12-31", "0000-01-01", "-0001-01-01", "1899-12-31", "2200-01-01"] {
            assert_eq!(reason(day), Some("problem-day-unmeant"), "{day}");
        }
        for text in ["1900-01-01", "2026-11-22", " 2199-12-31 ", "", "9999", "9999-12-31 is no day of ours"] {
            assert_eq!(reason(text), None, "{text}");
        }
        assert_eq!(reason("a\0b"), Some("problem-nul"));
    }

    #[test]
    fn the_field_is_named() {
        let body = r#"{"stages": [{"name": "a"}, {"due_on": "9999-12-31"}], "name": "b"}"#;
        match refuse_in_json(body.as_bytes()) {
            Err(Problem::Unreadable(Some((field, reason)))) => {
                assert_eq!((field.as_str(), reason.key.as_ref()), ("due_on", "problem-day-unmeant"));
            }
            other => panic!("{other:?}"),
        }
        assert!(refuse_in_json(br#"{"name": "b", "count": 3}"#).is_ok());
        let fields = |value: &str| [("name".to_owned(), value.to_owned())];
        assert!(matches!(refuse_in_form(&mut fields("a\0")), Err(Problem::BadRequest("problem-nul"))));
        let mut late = fields("9999-12-31");
        assert!(refuse_in_form(&mut late).is_ok());
        assert!(late[0].1.parse::<chrono::NaiveDate>().is_err());
    }
}
