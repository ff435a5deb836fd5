//! A job is tried again, or dropped with a reason.

use serde_json::json;

use super::access::ChangeJob;
use crate::platform::{FieldErrors, Outcome, Permit, Problem, UnitOfWork, audit, jobs::looking};

/// More than a reason needs.
const LONGEST: usize = 500;

/// # Errors
/// `Problem::Conflict` for one that runs or is done meanwhile.
pub async fn try_again(work: &mut UnitOfWork, permit: &Permit<ChangeJob>) -> Outcome<()> {
    if !looking::try_again(work, permit.id).await? {
        return Err(Problem::Conflict("job-gone-on"));
    }
    note(work, permit, "job.retry").await
}

/// # Errors
/// `Problem::Invalid` without a reason, `Problem::Conflict` for one that runs, is done or comes back by itself.
pub async fn drop_it(work: &mut UnitOfWork, permit: &Permit<ChangeJob>, reason: &str) -> Outcome<()> {
    let reason = reason.trim();
    if reason.is_empty() {
        return Err(FieldErrors::one("reason", "reason-missing").into());
    }
    if reason.chars().count() > LONGEST {
        return Err(FieldErrors::one("reason", "reason-too-long").into());
    }
    if !looking::drop_it(work, permit.id, permit.actor.person, reason).await? {
        return Err(Problem::Conflict("job-gone-on"));
    }
    note(work, permit, "job.drop").await
}

async fn note(work: &UnitOfWork, permit: &Permit<ChangeJob>, action: &'static str) -> Outcome<()> {
    let entry = audit::Entry::of(action, "job", permit.id.0).with(json!({ "kind": permit.kind }));
    audit::write(work, permit.actor.person, entry).await
}
