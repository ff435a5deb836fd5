//! What nobody can mean, wherever it stands: a NUL, which PostgreSQL cannot keep, and days of other centuries.

use serde_json::Value;

use super::day::{Day, UNMEANT};
use crate::platform::{Outcome, Problem, Sentence};

const NUL: &str = "problem-nul";

/// Days are for the fields that are read as days.
///
/// # Errors
/// `Problem::BadRequest` for a NUL: no browser sends one.
pub fn refuse_in_form(fields: &[(String, String)]) -> Outcome<()> {
    let has_nul = fields.iter().any(|(field, value)| field.contains('\0') || value.contains('\0'));
    if has_nul { Err(Problem::BadRequest(NUL)) } else { Ok(()) }
}

/// `body` is JSON that was read already; it is read once more only where something in it may be refused.
///
/// # Errors
/// `Problem::Unreadable` at the first field that holds such a thing.
pub fn refuse_in_json(body: &[u8]) -> Outcome<()> {
    if is_plain(body) {
        return Ok(());
    }
    let Ok(whole) = serde_json::from_slice::<Value>(body) else { return Ok(()) };
    match found(&whole, "") {
        Some((field, key)) => Err(Problem::Unreadable(Some((field.to_owned(), Sentence::of(key))))),
        None => Ok(()),
    }
}

/// Whether every text in it stands there letter by letter, and none is such a thing. A NUL is always written as `\u0000`
/// (RFC 8259, 7).
fn is_plain(body: &[u8]) -> bool {
    let Ok(body) = std::str::from_utf8(body) else { return false };
    !body.contains('\\') && body.split('"').all(|piece| reason(piece).is_none())
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
    let day = Some(text.trim()).filter(|text| text.len() <= 13 && text.contains('-'))?;
    Day::parse(day).err().filter(|key| *key == UNMEANT)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_of_other_centuries_and_nul_are_refused() {
        for day in ["+262142-12-31", "9999-12-31", " 0000-01-01", "-0001-01-01", "1899-12-31", "2200-01-01"] {
            assert_eq!(reason(day), Some("problem-day-unmeant"), "{day}");
        }
        for text in ["1900-01-01", "2026-11-22", " 2199-12-31 ", "", "9999", "9999-12-31 is no day of ours"] {
            assert_eq!(reason(text), None, "{text}");
        }
        assert_eq!(reason("a\0b"), Some("problem-nul"));
    }

    #[test]
    fn the_field_is_named() {
        let refused = |body: &str| match refuse_in_json(body.as_bytes()) {
            Err(Problem::Unreadable(Some((field, reason)))) => (field, reason.key.into_owned()),
            other => panic!("{body}: {other:?}"),
        };
        let of = |field: &str, key: &str| (field.to_owned(), key.to_owned());
        let late = of("due_on", "problem-day-unmeant");
        assert_eq!(refused(r#"{"stages": [{"name": "a"}, {"due_on": "9999-12-31"}], "name": "b"}"#), late);
        assert_eq!(refused(r#"{"name": "b", "due_on": ["2026-11-22", "9999\u002d12-31"]}"#), late);
        assert_eq!(refused(r#"{"due_on": "\n9999-12-31", "name": "b"}"#), late);
        assert_eq!(refused(r#"{"name": "a\u0000b"}"#), of("name", "problem-nul"));
    }

    #[test]
    fn what_may_be_meant_is_let_through() {
        for body in [
            r#"{"name": "b", "count": -3, "due_on": "2026-11-22"}"#,
            r#"{"name": "b \"9999-12-31\" c", "9999-12-31": true}"#,
            r#"{"said": "two\nlines, \\u0000"}"#,
            r#"["\"", "9999-12-31 or so"]"#,
        ] {
            assert!(refuse_in_json(body.as_bytes()).is_ok(), "{body}");
        }
        let fields = |value: &str| [("name".to_owned(), value.to_owned())];
        assert!(matches!(refuse_in_form(&fields("a\0")), Err(Problem::BadRequest("problem-nul"))));
        assert!(refuse_in_form(&fields("9999-12-31")).is_ok());
    }
}
