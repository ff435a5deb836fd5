//! What is counted of teams ahead of time, so that a page needs no look at everybody. Pure.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use chrono::{Days, NaiveDate};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::{
    catalogue::CourseId,
    learning::{model::Enrolment, store::LearnerLine},
    platform::{OrganisationId, PersonId},
};

/// Stands for no date, so that what is due first sorts first on both databases.
pub const NEVER: NaiveDate = match NaiveDate::from_ymd_opt(9999, 12, 31) {
    Some(day) => day,
    None => NaiveDate::MAX,
};

/// One course of a person, as it is counted.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Counted {
    pub course: CourseId,
    /// [`NEVER`] without a date, for what is done, and for what waits for its session alone.
    pub due_on: NaiveDate,
    pub done: bool,
}

/// A person in one of their teams.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    pub team: OrganisationId,
    pub person: PersonId,
    pub name_key: String,
    pub first_due_on: NaiveDate,
    pub open: i32,
    pub done: i32,
    pub needs_help: bool,
    pub counted: Vec<Counted>,
}

/// How many of a team stand where with a course.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Count {
    pub open: i32,
    pub done: i32,
}

/// What a count is kept by.
pub type CountKey = (OrganisationId, CourseId, NaiveDate);

/// The lines of people as they should be now, in the order of their keys.
pub fn lines(
    names: &HashMap<PersonId, String>,
    teams: &BTreeSet<(PersonId, OrganisationId)>,
    learning: &[LearnerLine],
) -> Vec<Line> {
    let mut courses: HashMap<PersonId, Vec<&LearnerLine>> = HashMap::new();
    for line in learning {
        courses.entry(line.enrolment.person).or_default().push(line);
    }
    let nothing = Vec::new();
    let line = |(person, team): &(PersonId, OrganisationId)| {
        let name_key = names.get(person)?.clone();
        Some(line(*team, *person, name_key, courses.get(person).unwrap_or(&nothing)))
    };
    let mut lines: Vec<Line> = teams.iter().filter_map(line).collect();
    lines.sort_by_key(|line| (line.team, line.person));
    lines
}

fn line(team: OrganisationId, person: PersonId, name_key: String, learning: &[&LearnerLine]) -> Line {
    let mut counted: Vec<Counted> = learning.iter().map(|line| counted(line)).collect();
    counted.sort();
    let open = || counted.iter().filter(|course| !course.done);
    let count = |number: usize| i32::try_from(number).unwrap_or(i32::MAX);
    let first_due_on = open().map(|course| course.due_on).min().unwrap_or(NEVER);
    let (opened, done) = (open().count(), counted.iter().filter(|course| course.done).count());
    let needs_help = learning.iter().any(|line| needs_help(line));
    Line { team, person, name_key, first_due_on, open: count(opened), done: count(done), needs_help, counted }
}

fn counted(line: &LearnerLine) -> Counted {
    let done = is_done(line);
    let Enrolment { course, due_on, waits_for_session_at, .. } = line.enrolment;
    let is_judged = !done && waits_for_session_at.is_none();
    Counted { course, due_on: due_on.filter(|_| is_judged).unwrap_or(NEVER), done }
}

pub fn is_done(line: &LearnerLine) -> bool {
    line.progress.as_ref().is_some_and(|progress| progress.completed_at.is_some())
}

/// Whoever completed the course was helped enough.
pub fn needs_help(line: &LearnerLine) -> bool {
    !is_done(line) && line.progress.as_ref().is_some_and(|progress| progress.needs_help)
}

/// What the counts change by when these lines follow those.
pub fn differences(before: &[Line], after: &[Line]) -> BTreeMap<CountKey, Count> {
    let mut differences: BTreeMap<CountKey, Count> = BTreeMap::new();
    for (lines, sign) in [(before, -1), (after, 1)] {
        for (line, course) in
            lines.iter().flat_map(|line| line.counted.iter().map(move |course| (line, course)))
        {
            let count = differences.entry((line.team, course.course, course.due_on)).or_default();
            if course.done {
                count.done += sign;
            } else {
                count.open += sign;
            }
        }
    }
    differences.retain(|_, count| *count != Count::default());
    differences
}

/// What two people who change the same assignments compare: another mark, other assignments. SHA-256, in hexadecimal.
pub fn mark_of(lines: &[LearnerLine]) -> String {
    let mut marks: Vec<String> = lines.iter().map(|line| line.enrolment.mark_of_changes()).collect();
    marks.sort();
    let digest = Sha256::digest(marks.join("\n").as_bytes());
    digest.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// A date moved by so many days; what is past already is counted from today, so that it ends in the future.
pub fn shifted(due_on: NaiveDate, days: u32, today: NaiveDate) -> NaiveDate {
    due_on.max(today).checked_add_days(Days::new(days.into())).unwrap_or(due_on)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 11, day).unwrap()
    }

    fn line_with(team: u128, counted: Vec<Counted>) -> Line {
        Line {
            team: OrganisationId(uuid::Uuid::from_u128(team)),
            person: PersonId(uuid::Uuid::from_u128(1)),
            name_key: "linh".to_owned(),
            first_due_on: NEVER,
            open: 0,
            done: 0,
            needs_help: false,
            counted,
        }
    }

    #[test]
    fn what_is_past_is_moved_from_today() {
        assert_eq!(shifted(day(25), 3, day(22)), day(28));
        assert_eq!(shifted(day(2), 7, day(22)), day(29));
    }

    #[test]
    fn counts_change_by_what_changed_and_by_nothing_else() {
        let course = CourseId(uuid::Uuid::from_u128(7));
        let open = Counted { course, due_on: day(28), done: false };
        let done = Counted { course, due_on: NEVER, done: true };
        let (before, after) = (line_with(1, vec![open.clone()]), line_with(1, vec![done]));
        let found = differences(std::slice::from_ref(&before), &[after]);
        let team = before.team;
        assert_eq!(found.get(&(team, course, day(28))), Some(&Count { open: -1, done: 0 }));
        assert_eq!(found.get(&(team, course, NEVER)), Some(&Count { open: 0, done: 1 }));
        let same = differences(std::slice::from_ref(&before), std::slice::from_ref(&before));
        assert_eq!(same, BTreeMap::new());
        let moved = differences(&[before], &[line_with(2, vec![open])]);
        assert_eq!(moved.len(), 2);
    }
}
