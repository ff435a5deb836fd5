//! What somebody else changed meanwhile, beside what was typed: nothing typed is lost, and nothing of theirs unseen.

use chrono::{DateTime, NaiveDate, Utc};
use serde::Serialize;

use crate::{
    people::store::persons,
    platform::{
        Db, Form, Outcome, PersonId, Screen,
        pages::{Choice, Refill},
    },
};

#[derive(Serialize)]
pub struct Theirs {
    /// What it was that they changed, in a sentence.
    title: String,
    by: String,
    at: Option<DateTime<Utc>>,
    lines: Vec<Line>,
}

#[derive(Serialize)]
pub struct Line {
    label: String,
    now: String,
    typed: String,
}

impl Theirs {
    pub fn of(title: String, by: String, at: Option<DateTime<Utc>>, lines: Vec<Line>) -> Self {
        Self { title, by, at, lines }
    }

    /// The same for whoever is known by their id.
    pub async fn by_person(
        db: &Db,
        title: String,
        (by, at): (Option<PersonId>, Option<DateTime<Utc>>),
        lines: Vec<Line>,
    ) -> Outcome<Self> {
        let known = persons::people(db.read(), by).await?;
        let name = by.and_then(|id| known.get(&id)).map(|person| person.name.clone());
        Ok(Self::of(title, name.unwrap_or_default(), at, lines))
    }

    pub fn example() -> Self {
        let line = Line { label: "…".to_owned(), now: "…".to_owned(), typed: "…".to_owned() };
        Self::of("…".to_owned(), "Minh".to_owned(), Some(DateTime::default()), vec![line])
    }
}

/// The fields of these labels that stand otherwise by now than they were typed, each as `shown` puts it into words.
pub fn differing(
    screen: &Screen,
    (now, typed): (&Refill, &Form),
    labels: &[(&str, &str)],
    shown: impl Fn(&str, &str) -> String,
) -> Vec<Line> {
    let differs = labels.iter().filter(|(field, _)| now.value(field) != typed.text(field));
    let line = |(field, label): &(&str, &str)| Line {
        label: screen.text(label),
        now: shown(field, now.value(field)),
        typed: shown(field, typed.text(field)),
    };
    differs.map(line).collect()
}

/// What was typed, with the number of changes as it is now: sent again, it says that the reader has seen theirs.
pub fn kept(fields: &[&'static str], typed: &Form, changes: i32) -> Refill {
    let changes = changes.to_string();
    let changes = changes.as_str();
    let value =
        |field: &&'static str| (*field, if *field == "changes" { changes } else { typed.text(field) });
    Refill::of(&fields.iter().map(value).collect::<Vec<_>>())
}

/// A value as people read it: the word of a choice, a day, or as it is.
pub fn in_words(screen: &Screen, choices: &[Choice], value: &str) -> String {
    if let Some(choice) = choices.iter().find(|choice| choice.value == value && !value.is_empty()) {
        return choice.text.clone();
    }
    match value.parse::<NaiveDate>() {
        Ok(day) => screen.engine().formats().date(screen.language, day),
        Err(_) => value.to_owned(),
    }
}
