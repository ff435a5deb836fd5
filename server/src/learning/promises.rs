//! Promises as they are typed, before they are taken into a plan. Pure.

use super::{commands::Promise, model::CommitmentId};
use crate::platform::{Day, FieldErrors};

/// More than anybody needs for one sentence.
const LONGEST: usize = 500;

/// What somebody typed for one promise.
#[derive(Clone, Debug)]
pub struct Draft {
    pub id: CommitmentId,
    pub promise: String,
    pub owner: String,
    /// ISO 8601.
    pub due_on: String,
    pub measure: String,
}

/// Takes all of them, or says what is wrong with which: fields are `promise-1`, `owner-1`, `due_on-1`, `measure-1`.
pub fn promises_of(drafts: Vec<Draft>) -> Result<Vec<Promise>, FieldErrors> {
    let mut errors = FieldErrors::default();
    let taken =
        drafts.into_iter().zip(1..).filter_map(|(draft, number)| promise_of(draft, number, &mut errors));
    let promises: Vec<Promise> = taken.collect();
    if errors.is_empty() { Ok(promises) } else { Err(errors) }
}

fn promise_of(draft: Draft, number: usize, errors: &mut FieldErrors) -> Option<Promise> {
    let promise = errors.take(&format!("promise-{number}"), sentence(&draft.promise, "plan-promise-missing"));
    let owner = errors.take(&format!("owner-{number}"), sentence(&draft.owner, "plan-owner-missing"));
    let due_on = Day::optional(&draft.due_on).and_then(|day| day.ok_or("plan-due-on-missing"));
    let due_on = errors.take(&format!("due_on-{number}"), due_on);
    let measure = errors.take(&format!("measure-{number}"), sentence(&draft.measure, "plan-measure-missing"));
    Some(Promise { id: draft.id, promise: promise?, owner: owner?, due_on: due_on?, measure: measure? })
}

fn sentence(typed: &str, missing: &'static str) -> Result<String, &'static str> {
    let typed = typed.trim();
    match typed.chars().count() {
        0 => Err(missing),
        1..=LONGEST => Ok(typed.to_owned()),
        _ => Err("plan-text-too-long"),
    }
}
