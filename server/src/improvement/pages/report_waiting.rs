//! A progress report of which nothing is written yet: what will stand there, when it is due, who writes it, what is next.

use chrono::NaiveDate;
use serde::Serialize;

use crate::{
    improvement::store::reports::Report,
    platform::{Argument, Screen},
};

#[derive(Serialize)]
pub struct Waiting {
    title: String,
    due: String,
    to_come: Vec<ToCome>,
    /// The one thing to do next, in a sentence, and where it is done.
    next: String,
    url: String,
    action: String,
}

/// A section, and what it will say.
#[derive(Serialize)]
struct ToCome {
    title: String,
    text: String,
}

/// What the reader may do about it.
#[derive(Clone, Copy)]
pub struct Reader {
    pub may_write: bool,
    pub may_release: bool,
}

/// How many days the factory has from the release on, and the last of them, where it is known.
#[derive(Clone, Copy)]
pub struct Term {
    pub days: u32,
    pub due_on: Option<NaiveDate>,
}

const SECTIONS: [(&str, &str); 4] = [
    ("report-social-dialogue", "report-social-dialogue-help"),
    ("report-systems", "report-systems-help"),
    ("report-continuous-learning", "report-continuous-learning-help"),
    ("report-feedback", "report-feedback-help"),
];

impl Waiting {
    pub fn example() -> Self {
        let text = || "…".to_owned();
        Self {
            title: text(),
            due: text(),
            to_come: vec![ToCome { title: text(), text: text() }],
            next: text(),
            url: "#report-write".to_owned(),
            action: text(),
        }
    }
}

/// Nothing where somebody wrote in the report already.
pub fn waiting(
    screen: &Screen,
    report: Option<&Report>,
    term: Term,
    reader: Reader,
    plan: String,
) -> Option<Waiting> {
    if report.is_some_and(|report| !report.sections().are_empty()) {
        return None;
    }
    let days = ("days", Argument::from(term.days));
    let due = match term.due_on {
        Some(due_on) => {
            let day = screen.engine().formats().date(screen.language, due_on);
            screen.text_with("report-waiting-due", &[days, ("day", day.into())])
        }
        None => screen.text_with("report-waits-text", &[days]),
    };
    let title = if report.is_some() { "report-waiting-title" } else { "report-waits" };
    let (next, url, action) = match report {
        Some(_) if reader.may_write => {
            ("report-waiting-write", "#report-write".to_owned(), "report-write-title")
        }
        None if reader.may_release => {
            ("report-waiting-release", "#report-release".to_owned(), "report-release")
        }
        Some(_) => ("report-waiting-others", plan, "report-waiting-plan"),
        None => ("report-waiting-plan-first", plan, "report-waiting-plan"),
    };
    let to_come = |(title, text): (&str, &str)| ToCome { title: screen.text(title), text: screen.text(text) };
    Some(Waiting {
        title: screen.text(title),
        due,
        to_come: SECTIONS.into_iter().map(to_come).collect(),
        next: screen.text(next),
        url,
        action: screen.text(action),
    })
}
