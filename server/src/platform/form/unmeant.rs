//! What nobody can mean, wherever it stands: control characters, and days of other centuries.

use serde_json::Value;

use super::day::{Day, UNMEANT};
use crate::platform::{Outcome, Problem, Sentence};

const NUL: &str = "problem-nul";
const UNSEEN: &str = "problem-unseen";

/// Control characters, which no text has and not every database keeps. The ends of lines and tabs are none of them.
pub fn is_unseen(letter: char) -> bool {
    letter.is_ascii_control() && !matches!(letter, '\t' | '\n' | '\r')
}

/// Control characters come along when text is copied from another program; who pasted it cannot find them. They become
/// spaces. Days are for the fields that are read as days.
///
/// # Errors
/// `Problem::BadRequest` for a NUL: no browser sends one.
pub fn clear_in_form(fields: &mut [(String, String)]) -> Outcome<()> {
    for (field, value) in fields {
        if field.contains('\0') || value.contains('\0') {
            return Err(Problem::BadRequest(NUL));
        }
        if value.contains(is_unseen) {
            *value = value.replace(is_unseen, " ");
        }
    }
    Ok(())
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

/// Whether every text in it stands there letter by letter, and none is such a thing. Most control characters are always
/// written as `\u0000` (RFC 8259, 7).
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
    if text.contains(is_unseen) {
        return Some(if text.contains('\0') { NUL } else { UNSEEN });
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
        for unseen in ["\u{7}", "a\u{1b}b", "\u{7f}"] {
            assert_eq!(reason(unseen), Some("problem-unseen"), "{unseen:?}");
        }
        assert_eq!(reason("two\r\n\tlines"), None);
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
        assert_eq!(refused(r#"{"steps": [{"text": "a\u001bb"}]}"#), of("text", "problem-unseen"));
        assert_eq!(refused("{\"text\": \"a\u{7f}b\"}"), of("text", "problem-unseen"));
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
    }

    #[test]
    fn what_was_pasted_into_a_form_loses_what_cannot_be_seen() {
        let fields = |value: &str| [("name".to_owned(), value.to_owned())];
        let mut pasted = fields("9999-12-31\u{b}two\r\nlines\u{7}");
        assert!(clear_in_form(&mut pasted).is_ok());
        assert_eq!(pasted[0].1, "9999-12-31 two\r\nlines ");
        assert!(matches!(clear_in_form(&mut fields("a\0")), Err(Problem::BadRequest("problem-nul"))));
    }
}
