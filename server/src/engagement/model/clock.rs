//! The first hundred days: counted from the first advisory visit, on the clock of the factory's country.

use chrono::{Days, NaiveDate};

pub use crate::platform::language::zones::day_in;

/// Days that do not count: from the first of them to the one before `until`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pause {
    pub from: NaiveDate,
    pub until: Option<NaiveDate>,
}

/// How far the initial advisory is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Milestone {
    /// Nobody has visited yet.
    NotBegun,
    Running {
        day: u32,
        ends_on: NaiveDate,
    },
    Paused {
        day: u32,
        since: NaiveDate,
    },
    Over {
        ended_on: NaiveDate,
    },
}

/// The day of the first visit is day 0, and `length` days that count come after it.
pub fn milestone(
    first_visit: Option<NaiveDate>,
    pauses: &[Pause],
    length: u32,
    today: NaiveDate,
) -> Milestone {
    let Some(first) = first_visit.filter(|first| *first <= today) else { return Milestone::NotBegun };
    let day = counted(first, pauses, today);
    if day > length {
        return Milestone::Over { ended_on: end(first, pauses, length) };
    }
    match pauses.iter().find(|pause| covers(pause, today)) {
        Some(pause) => Milestone::Paused { day, since: pause.from },
        None => Milestone::Running { day, ends_on: end(first, pauses, length) },
    }
}

/// Days after `first` up to `today` that count.
fn counted(first: NaiveDate, pauses: &[Pause], today: NaiveDate) -> u32 {
    let days = first.iter_days().skip(1).take_while(|day| *day <= today);
    let counting = days.filter(|day| !pauses.iter().any(|pause| covers(pause, *day))).count();
    u32::try_from(counting).unwrap_or(u32::MAX)
}

/// The last day that counts, as far as pauses have an end.
fn end(first: NaiveDate, pauses: &[Pause], length: u32) -> NaiveDate {
    let closed = |day: &NaiveDate| !pauses.iter().any(|pause| pause.until.is_some() && covers(pause, *day));
    let last = length.saturating_sub(1).try_into().unwrap_or(0);
    if length == 0 { first } else { first.iter_days().skip(1).filter(closed).nth(last).unwrap_or(first) }
}

fn covers(pause: &Pause, day: NaiveDate) -> bool {
    pause.from <= day && pause.until.is_none_or(|until| day < until)
}

/// When about the yearly assessment is held in a later cycle (R6). Only for those who plan assessments.
pub fn assessment_window(cycle_start: NaiveDate, middle: u32, tolerance: u32) -> (NaiveDate, NaiveDate) {
    let after = |days: u32| cycle_start.checked_add_days(Days::new(days.into())).unwrap_or(cycle_start);
    (after(middle.saturating_sub(tolerance)), after(middle.saturating_add(tolerance)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn the_hundredth_day_is_the_last() {
        let first = Some(day("2026-01-01"));
        let at = |today: &str| milestone(first, &[], 100, day(today));
        assert_eq!(at("2025-12-31"), Milestone::NotBegun);
        assert_eq!(at("2026-01-01"), Milestone::Running { day: 0, ends_on: day("2026-04-11") });
        assert_eq!(at("2026-04-11"), Milestone::Running { day: 100, ends_on: day("2026-04-11") });
        assert_eq!(at("2026-04-12"), Milestone::Over { ended_on: day("2026-04-11") });
        assert_eq!(milestone(None, &[], 100, day("2026-01-01")), Milestone::NotBegun);
    }

    #[test]
    fn a_pause_moves_the_end_by_its_days() {
        let first = Some(day("2026-01-01"));
        let pause = Pause { from: day("2026-02-01"), until: Some(day("2026-02-11")) };
        let at = |today: &str| milestone(first, &[pause], 100, day(today));
        assert_eq!(at("2026-02-05"), Milestone::Paused { day: 30, since: day("2026-02-01") });
        assert_eq!(at("2026-02-11"), Milestone::Running { day: 31, ends_on: day("2026-04-21") });
        assert_eq!(at("2026-04-22"), Milestone::Over { ended_on: day("2026-04-21") });
        let open = Pause { from: day("2026-02-01"), until: None };
        let still = milestone(first, &[open], 100, day("2027-01-01"));
        assert_eq!(still, Milestone::Paused { day: 30, since: day("2026-02-01") });
    }

    #[test]
    fn the_window_lies_around_the_hundredth_day() {
        let (from, until) = assessment_window(day("2026-01-01"), 100, 20);
        assert_eq!((from, until), (day("2026-03-22"), day("2026-05-01")));
    }
}
