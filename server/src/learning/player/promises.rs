//! The promises of an action plan as a form holds them: read, judged, and shown again with nothing lost. Pure.

use chrono::NaiveDate;
use serde::Serialize;
use uuid::Uuid;

use crate::{
    learning::{
        commands::Promise,
        model::{Commitment, CommitmentId},
    },
    platform::{Day, FieldErrors},
};

const LONGEST_PROMISE: usize = 500;
const LONGEST_OWNER: usize = 120;
const LONGEST_MEASURE: usize = 300;

/// One promise as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Draft {
    /// From 1; the ending of its fields' names.
    pub place: usize,
    /// The client-made id.
    pub id: Uuid,
    pub promise: String,
    pub owner: String,
    pub due_on: String,
    pub measure: String,
}

impl Draft {
    /// `field` finds what was typed.
    pub fn typed<'f>(place: usize, fresh: Uuid, field: impl Fn(&str) -> &'f str) -> Self {
        let text = |name: &str| field(&format!("{name}-{place}")).to_owned();
        Self {
            place,
            id: text("commitment").parse().unwrap_or(fresh),
            promise: text("promise"),
            owner: text("owner"),
            due_on: text("due"),
            measure: text("measure"),
        }
    }

    pub fn of(place: usize, commitment: &Commitment) -> Self {
        Self {
            place,
            id: commitment.id.0,
            promise: commitment.promise.clone(),
            owner: commitment.owner.clone(),
            due_on: commitment.due_on.to_string(),
            measure: commitment.measure.clone(),
        }
    }

    pub fn empty(place: usize, id: Uuid) -> Self {
        Self { place, id, ..Self::default() }
    }

    pub fn is_empty(&self) -> bool {
        [&self.promise, &self.owner, &self.due_on, &self.measure].iter().all(|field| field.is_empty())
    }

    /// The promise, or `None` with what is wrong noted. `kept_date` is the date that the promise had before: it may
    /// have passed since.
    fn promise(
        &self,
        today: NaiveDate,
        kept_date: Option<NaiveDate>,
        errors: &mut FieldErrors,
    ) -> Option<Promise> {
        let place = self.place;
        let promise = text(&self.promise, LONGEST_PROMISE, "promise-missing");
        let promise = errors.take(&format!("promise-{place}"), promise);
        let owner = text(&self.owner, LONGEST_OWNER, "promise-owner-missing");
        let owner = errors.take(&format!("owner-{place}"), owner);
        let due_on = errors.take(&format!("due-{place}"), due_date(&self.due_on, today, kept_date));
        let measure = text(&self.measure, LONGEST_MEASURE, "promise-measure-missing");
        let measure = errors.take(&format!("measure-{place}"), measure);
        Some(Promise {
            id: CommitmentId(self.id),
            promise: promise?,
            owner: owner?,
            due_on: due_on?,
            measure: measure?,
        })
    }
}

/// The promises of the drafts that are not empty.
///
/// # Errors
/// A text key for each field that is wrong, in the order of the form.
pub fn promises(
    drafts: &[Draft],
    today: NaiveDate,
    before: &[Commitment],
) -> Result<Vec<Promise>, FieldErrors> {
    let mut errors = FieldErrors::default();
    let kept = |draft: &Draft| before.iter().find(|known| known.id.0 == draft.id).map(|known| known.due_on);
    let filled: Vec<&Draft> = drafts.iter().filter(|draft| !draft.is_empty()).collect();
    let promises: Vec<Promise> =
        filled.iter().filter_map(|draft| draft.promise(today, kept(draft), &mut errors)).collect();
    if filled.is_empty() {
        errors.add("promise-1", "promise-missing");
    }
    if errors.is_empty() { Ok(promises) } else { Err(errors) }
}

fn text(typed: &str, longest: usize, missing: &'static str) -> Result<String, &'static str> {
    match typed.trim() {
        "" => Err(missing),
        text if text.chars().count() > longest => Err("promise-too-long"),
        text => Ok(text.to_owned()),
    }
}

/// Browsers without a calendar send what was typed: day, month, year.
fn due_date(typed: &str, today: NaiveDate, kept: Option<NaiveDate>) -> Result<NaiveDate, &'static str> {
    let typed = typed.trim();
    if typed.is_empty() {
        return Err("promise-due-missing");
    }
    let written = ["%Y-%m-%d", "%d/%m/%Y", "%d.%m.%Y", "%d-%m-%Y"];
    let date = written.iter().find_map(|format| NaiveDate::parse_from_str(typed, format).ok());
    match Day::of(date.ok_or("promise-due-wrong")?)?.date() {
        date if Some(date) == kept || date > today => Ok(date),
        _ => Err("promise-due-past"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn today() -> NaiveDate {
        "2026-11-22".parse().unwrap()
    }

    fn draft(due_on: &str) -> Draft {
        Draft {
            place: 1,
            promise: "Freeze the specification".to_owned(),
            owner: "I".to_owned(),
            due_on: due_on.to_owned(),
            measure: "changes per order".to_owned(),
            ..Draft::default()
        }
    }

    #[test]
    fn a_promise_needs_all_its_parts_and_empty_ones_are_left_out() {
        let drafts = [draft("31/01/2027"), Draft::empty(2, Uuid::nil())];
        let promises = promises(&drafts, today(), &[]).unwrap();
        assert_eq!((promises.len(), promises[0].due_on.to_string()), (1, "2027-01-31".to_owned()));
    }

    #[test]
    fn each_field_that_is_wrong_has_its_sentence() {
        let half = Draft { owner: String::new(), measure: "x".repeat(301), ..draft("2026-11-22") };
        let errors = promises(&[half], today(), &[]).unwrap_err();
        let keys: Vec<_> = errors.0.iter().map(|error| (error.field.as_str(), error.key)).collect();
        let expected = [
            ("owner-1", "promise-owner-missing"),
            ("due-1", "promise-due-past"),
            ("measure-1", "promise-too-long"),
        ];
        assert_eq!(keys, expected);
        assert_eq!(promises(&[], today(), &[]).unwrap_err().key_of("promise-1"), Some("promise-missing"));
        assert_eq!(due_date("soon", today(), None), Err("promise-due-wrong"));
        assert_eq!(due_date("31/12/2926", today(), None), Err("problem-day-unmeant"));
    }

    #[test]
    fn a_date_that_has_passed_since_may_stay() {
        let passed: NaiveDate = "2026-11-01".parse().unwrap();
        assert_eq!(due_date("2026-11-01", today(), Some(passed)), Ok(passed));
    }
}
