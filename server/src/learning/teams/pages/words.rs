//! What cells and counts look like.

use chrono::NaiveDate;
use serde::Serialize;

use crate::{
    learning::{
        model::LearningState,
        pages::words::{due_mark, look},
        store::LearnerLine,
    },
    platform::{Argument, Screen},
};

/// One person and one course, or one module.
#[derive(Clone, Debug, Serialize)]
pub struct Cell {
    /// The head of its column, which a phone shows beside it.
    pub column: String,
    pub state: &'static str,
    pub icon: &'static str,
    /// Short, for the eye; the words say it all.
    pub short: String,
    pub words: String,
    /// Where the record is; empty where there is none.
    pub url: String,
    pub needs_help: bool,
}

impl Cell {
    pub fn new(column: &str, state: &'static str, words: String) -> Self {
        Self {
            column: column.to_owned(),
            state,
            icon: icon(state),
            short: String::new(),
            words,
            url: String::new(),
            needs_help: false,
        }
    }
}

fn icon(state: &str) -> &'static str {
    match state {
        "done" => "check",
        "under-way" => "ellipsis",
        "due" => "clock",
        "overdue" => "triangle-alert",
        "not-started" => "play",
        _ => "minus",
    }
}

/// The cell of an enrolment, or of none.
pub fn cell(
    screen: &Screen,
    column: &str,
    modules: u32,
    line: Option<&LearnerLine>,
    today: NaiveDate,
) -> Cell {
    let Some(line) = line else {
        return Cell::new(column, "not-needed", screen.text("state-not-needed"));
    };
    let state = LearningState::of(&line.enrolment, line.progress.as_ref(), today);
    let words = match (state, line.enrolment.due_on) {
        (LearningState::DueSoon | LearningState::Overdue, Some(due_on)) => {
            due_mark(screen, due_on, today).word
        }
        _ => screen.text(&format!("state-{}", state.word())),
    };
    let done = line.progress.as_ref().map_or(0, |progress| progress.modules_done);
    let shows_modules = state != LearningState::Done && done > 0 && modules > 0;
    Cell {
        short: if shows_modules { format!("{done}/{modules}") } else { String::new() },
        url: format!("/enrolments/{}", line.enrolment.id),
        needs_help: crate::learning::teams::model::needs_help(line),
        ..Cell::new(column, look(state), words)
    }
}

/// “5 of 8 completed, 2 overdue”.
pub fn summary(screen: &Screen, done: u32, of: u32, overdue: u32) -> String {
    if of == 0 {
        return screen.text("team-summary-none");
    }
    let arguments =
        [("done", Argument::from(done)), ("of", Argument::from(of)), ("overdue", Argument::from(overdue))];
    screen.text_with(if overdue == 0 { "team-summary" } else { "team-summary-overdue" }, &arguments)
}
