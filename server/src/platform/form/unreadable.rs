//! At which field the reader of a JSON body stopped. Its own error names a field that is missing, and else a place.

use serde_json::error::{Category, Error};

use crate::platform::{Problem, Sentence};

pub fn told(body: &[u8], error: &Error) -> Problem {
    let text = error.to_string();
    if let (Some(words), Some(field)) = (allowed_in(&text), field_before(body, error)) {
        let allowed = Sentence::of("problem-json-word-unknown").with("allowed", words);
        return Problem::Refused(vec![(field, allowed)]);
    }
    let field = match error.classify() {
        Category::Data => match named_in(&text) {
            Some((field, key)) => Some((field, Sentence::of(key))),
            None => field_before(body, error).map(|field| (field, Sentence::of("problem-json-field-wrong"))),
        },
        Category::Io | Category::Syntax | Category::Eof => None,
    };
    Problem::Unreadable(field)
}

/// The field that the reader's own words name, and what is to be said of it.
fn named_in(text: &str) -> Option<(String, &'static str)> {
    const SAID: [(&str, &str); 2] = [
        ("missing field `", "problem-json-field-missing"),
        ("unknown field `", "problem-json-field-unknown"),
    ];
    let (rest, key) = SAID.iter().find_map(|(said, key)| Some((text.strip_prefix(said)?, *key)))?;
    rest.split_once('`').map(|(field, _)| (field.to_owned(), key))
}

/// The words that may stand where an unknown one does, as the reader lists them.
fn allowed_in(text: &str) -> Option<String> {
    let (_, expected) = text.strip_prefix("unknown variant `")?.split_once("`, expected ")?;
    let words: Vec<&str> = expected.split('`').skip(1).step_by(2).collect();
    Some(words.join(", "))
}

/// The last name of a field that stands before the place of the error.
fn field_before(body: &[u8], error: &Error) -> Option<String> {
    let text = std::str::from_utf8(body).ok()?;
    let line = error.line().checked_sub(1)?;
    let before: usize = text.split_inclusive('\n').take(line).map(str::len).sum();
    let read = body.get(..before.saturating_add(error.column()).min(body.len()))?;
    let (mut found, mut escaped) = (None, false);
    let (mut string, mut last): (Option<Vec<u8>>, Option<Vec<u8>>) = (None, None);
    for byte in read {
        match (&mut string, *byte) {
            (Some(open), any) if escaped => {
                escaped = false;
                open.push(any);
            }
            (Some(_), b'\\') => escaped = true,
            (Some(_), b'"') => last = string.take(),
            (Some(open), any) => open.push(any),
            (None, b'"') => string = Some(Vec::new()),
            (None, b':') => found = last.take().and_then(|name| String::from_utf8(name).ok()),
            (None, _) => {}
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use serde::Deserialize;

    use super::*;

    #[derive(Deserialize)]
    #[allow(dead_code)]
    struct Plan {
        title: String,
        steps: Vec<Step>,
    }

    #[derive(Deserialize)]
    #[serde(deny_unknown_fields)]
    #[allow(dead_code)]
    struct Step {
        day: u32,
    }

    #[derive(Deserialize)]
    #[serde(rename_all = "kebab-case")]
    enum State {
        Open,
        UnderWay,
    }

    #[derive(Deserialize)]
    #[allow(dead_code)]
    struct Item {
        state: State,
    }

    #[test]
    fn an_unknown_word_is_refused_with_those_that_are_known() {
        let body = r#"{"state": "closed"}"#;
        let error = serde_json::from_str::<Item>(body).err().unwrap();
        let Problem::Refused(refused) = told(body.as_bytes(), &error) else { panic!("{error}") };
        let (field, sentence) = &refused[0];
        assert_eq!((field.as_str(), sentence.key.as_ref()), ("state", "problem-json-word-unknown"));
        assert!(format!("{sentence:?}").contains("open, under-way"), "{sentence:?}");
    }

    fn field_of(body: &str) -> Option<(String, String)> {
        let error = serde_json::from_str::<Plan>(body).err().unwrap();
        match told(body.as_bytes(), &error) {
            Problem::Unreadable(field) => field.map(|(field, reason)| (field, reason.key.into_owned())),
            other => panic!("{other}"),
        }
    }

    #[test]
    fn the_field_is_named_where_the_reader_stopped() {
        let named = |field: &str, key: &str| Some((field.to_owned(), format!("problem-json-field-{key}")));
        assert_eq!(field_of("{}"), named("title", "missing"));
        assert_eq!(field_of(r#"{"title": 5, "steps": []}"#), named("title", "wrong"));
        let nested = "{\n  \"title\": \"a \\\"day\\\": b\",\n  \"steps\": [{ \"day\": \"two\" }]\n}";
        assert_eq!(field_of(nested), named("day", "wrong"));
        assert_eq!(field_of(r#"{"title": "a", "steps": [{}]}"#), named("day", "missing"));
        let unknown = r#"{"title": "a", "steps": [{ "day": 1, "due\"on": 2 }]}"#;
        assert_eq!(field_of(unknown), named("due\"on", "unknown"));
        assert_eq!(field_of("{"), None);
        assert_eq!(field_of("no JSON"), None);
        assert_eq!(field_of("[]"), None);
    }
}
