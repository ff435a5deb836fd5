//! Where steps and themes stand. Learning, applying, verifying and finding again are counted each for itself: nothing here
//! says that one brought about the other.

use chrono::{Days, NaiveDate};

use super::StepKind;
use crate::pathways::store::pathways::Step;

/// A step or an item is due soon so many days before its day.
const SOON: Days = Days::new(7);

/// How many are expected at a step, and how many of them are through.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct StepCount {
    pub expected: u32,
    pub done: u32,
    pub women: u32,
    pub women_done: u32,
}

crate::word_enum! {
    /// Where a step stands. Its text is `pathway-state-<word>`.
    StepState {
        Done = "done",
        UnderWay = "under-way",
        DueSoon = "due-soon",
        Overdue = "overdue",
        NotStarted = "not-started",
    }
}

/// A step of people is done when its share of them is through; another one, when somebody said so.
pub fn step_state(step: &Step, count: StepCount, today: NaiveDate) -> StepState {
    let by_people = count.expected > 0 && covered(count, step.coverage);
    let done = match step.kind {
        StepKind::Course => by_people,
        StepKind::Workshop | StepKind::Visit | StepKind::Task => step.done_on.is_some(),
    };
    if done {
        return StepState::Done;
    }
    match step.due_on {
        Some(due_on) if due_on < today => StepState::Overdue,
        Some(due_on) if today.checked_add_days(SOON).is_some_and(|soon| due_on <= soon) => StepState::DueSoon,
        _ if count.done > 0 || step.starts_on.is_some_and(|start| start <= today) => StepState::UnderWay,
        _ => StepState::NotStarted,
    }
}

/// Whether `coverage` per cent of those who are expected are through.
pub fn covered(count: StepCount, coverage: i32) -> bool {
    let wanted = u64::from(u32::try_from(coverage).unwrap_or(100));
    u64::from(count.done) * 100 >= u64::from(count.expected) * wanted
}

/// Since when a step that is not done has been late.
pub fn slipped_since(step: &Step, count: StepCount, today: NaiveDate) -> Option<NaiveDate> {
    if step_state(step, count, today) == StepState::Overdue { step.due_on } else { None }
}

/// A theme of a factory's plan: how many items stand how.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ThemeCell {
    pub verified: u32,
    pub open: u32,
    pub due_soon: u32,
    pub overdue: u32,
    pub found_again: u32,
    /// Of those that are open.
    pub not_begun: u32,
}

crate::word_enum! {
    /// How a cell is painted. Its text is `theme-state-<word>`.
    ThemeState {
        Overdue = "overdue",
        DueSoon = "due-soon",
        NotBegun = "not-begun",
        UnderWay = "under-way",
        Verified = "verified",
        Nothing = "nothing",
    }
}

impl ThemeCell {
    /// The worst of its items, and how many stand so.
    pub fn state(self) -> (ThemeState, u32) {
        match self {
            Self { overdue: 1.., .. } => (ThemeState::Overdue, self.overdue),
            Self { due_soon: 1.., .. } => (ThemeState::DueSoon, self.due_soon),
            Self { not_begun: 1.., .. } => (ThemeState::NotBegun, self.not_begun),
            Self { open: 1.., .. } => (ThemeState::UnderWay, self.open),
            Self { verified: 1.., .. } => (ThemeState::Verified, self.verified),
            _ => (ThemeState::Nothing, 0),
        }
    }
}

/// By which factories are put in order, the worst first.
pub fn worst(cells: &[ThemeCell], slipped: u32) -> std::cmp::Reverse<(u32, u32, u32)> {
    let sum = |of: fn(&ThemeCell) -> u32| cells.iter().map(of).sum::<u32>();
    std::cmp::Reverse((sum(|cell| cell.overdue) + slipped, sum(|cell| cell.due_soon), sum(|cell| cell.open)))
}
