//! Words that several pages of learning share.

use chrono::NaiveDate;
use courses::Course;
use serde::Serialize;

use crate::{
    learning::{
        model::{LearningState, Progress},
        reading::Reading,
        store::LearnerLine,
    },
    platform::{Argument, Screen},
};

/// What the mark of a state needs.
#[derive(Clone, Debug, Serialize)]
pub struct Mark {
    pub state: &'static str,
    pub word: String,
}

/// The mark of an enrolment; a date that matters now is said in days.
pub fn mark(screen: &Screen, line: &LearnerLine, today: NaiveDate) -> Mark {
    let state = LearningState::of(&line.enrolment, line.progress.as_ref(), today);
    match (state, line.enrolment.due_on) {
        (LearningState::DueSoon | LearningState::Overdue, Some(due_on)) => due_mark(screen, due_on, today),
        _ => Mark { state: look(state), word: screen.text(&format!("state-{}", state.word())) },
    }
}

/// “in 6 days”, “3 days late”.
pub fn due_mark(screen: &Screen, due_on: NaiveDate, today: NaiveDate) -> Mark {
    let days = (due_on - today).num_days();
    let count = |days: i64| Argument::from(u32::try_from(days).unwrap_or(u32::MAX));
    if days < 0 {
        return Mark { state: "overdue", word: screen.text_with("due-days-late", &[("days", count(-days))]) };
    }
    Mark { state: "due", word: screen.text_with("due-in-days", &[("days", count(days))]) }
}

/// The look of a state's mark.
pub fn look(state: LearningState) -> &'static str {
    match state {
        LearningState::NotStarted => "not-started",
        LearningState::UnderWay | LearningState::WaitsForSession => "under-way",
        LearningState::DueSoon => "due",
        LearningState::Overdue => "overdue",
        LearningState::Done => "done",
        LearningState::Withdrawn => "not-needed",
    }
}

/// “2 of 8 modules”.
pub fn modules_done(screen: &Screen, course: &Course, progress: Option<&Progress>) -> String {
    let done = progress.map_or(0, |progress| progress.modules_done);
    parts(screen, "learning-modules-done", done, course.modules.len())
}

/// A text with `done` and `of`.
pub fn parts(screen: &Screen, key: &str, done: u32, of: usize) -> String {
    let of = u32::try_from(of).unwrap_or(u32::MAX);
    screen.text_with(key, &[("done", Argument::from(done)), ("of", Argument::from(of))])
}

/// One course of somebody, as a line of a list.
#[derive(Clone, Debug, Serialize)]
pub struct CourseLine {
    pub path: String,
    // Not “title”: the layout's own parameter would shadow it.
    pub course: String,
    /// Language of the course's words.
    pub language: String,
    /// “2 of 8 modules”.
    pub modules: String,
    pub due_on: Option<NaiveDate>,
    pub completed_on: Option<NaiveDate>,
    /// Somebody else enrolled them.
    pub assigned: bool,
    /// The pathway that it belongs to, or empty.
    pub pathway: String,
    pub mark: Mark,
}

impl CourseLine {
    pub fn of(screen: &Screen, line: &LearnerLine, course: &Course, today: NaiveDate) -> Self {
        let reading = Reading::of(course, line.enrolment.language);
        let completed_at = line.progress.as_ref().and_then(|progress| progress.completed_at);
        Self {
            path: format!("/enrolments/{}", line.enrolment.id),
            course: reading.title(),
            language: reading.language.to_owned(),
            modules: modules_done(screen, course, line.progress.as_ref()),
            due_on: line.enrolment.due_on,
            completed_on: completed_at.map(|time| time.date_naive()),
            assigned: line.enrolment.enrolled_by != line.enrolment.person,
            pathway: String::new(),
            mark: mark(screen, line, today),
        }
    }

    /// The same line of a course that belongs to a pathway, where it does.
    pub fn within(self, pathway: Option<&String>) -> Self {
        Self { pathway: pathway.cloned().unwrap_or_default(), ..self }
    }

    /// For the examples of pages.
    pub fn example(state: &'static str) -> Self {
        let day = NaiveDate::from_ymd_opt(2026, 11, 28);
        Self {
            path: "/enrolments/1".to_owned(),
            course: "Responsible Purchasing".to_owned(),
            language: "en".to_owned(),
            modules: "2/8".to_owned(),
            due_on: day.filter(|_| state != "done"),
            completed_on: day.filter(|_| state == "done"),
            assigned: state == "overdue",
            pathway: if state == "overdue" { "Planned hours".to_owned() } else { String::new() },
            mark: Mark { state, word: state.to_owned() },
        }
    }
}
