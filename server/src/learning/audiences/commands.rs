//! Audiences are made, changed and ended. Enrolling those who match is a job.

use serde_json::json;

use super::{
    access::{ChangeAudience, MakeAudience},
    matching,
    model::{AudienceId, Plan},
    store,
};
use crate::platform::{Outcome, Permit, Problem, UnitOfWork, audit};

/// Somebody changed the audience meanwhile, or ended it.
pub const CHANGED_MEANWHILE: &str = "audience-changed-meanwhile";

pub async fn make(work: &mut UnitOfWork, permit: &Permit<MakeAudience>, plan: &Plan) -> Outcome<AudienceId> {
    let id = store::add(work, plan, permit.actor.person).await?;
    matching::soon(work, id).await?;
    let entry = audit::Entry::of("audience.make", "audience", id.0).within(permit.id).with(told(plan));
    audit::write(work, permit.actor.person, entry).await?;
    Ok(id)
}

/// Who is enrolled already stays; the new rule holds from now on.
///
/// # Errors
/// `Problem::Conflict` when somebody changed or ended it since it had `seen` changes.
pub async fn change(
    work: &mut UnitOfWork,
    permit: &Permit<ChangeAudience>,
    plan: &Plan,
    seen: i32,
) -> Outcome<()> {
    let id = permit.audience.id;
    if !store::change(work, id, plan, seen).await? {
        return Err(Problem::Conflict(CHANGED_MEANWHILE));
    }
    matching::soon(work, id).await?;
    let entry =
        audit::Entry::of("audience.change", "audience", id.0).within(permit.organisation.id).with(told(plan));
    audit::write(work, permit.actor.person, entry).await
}

/// Nobody is enrolled by it any more; whoever was stays on the course.
pub async fn end(work: &mut UnitOfWork, permit: &Permit<ChangeAudience>) -> Outcome<()> {
    let (id, by) = (permit.audience.id, permit.actor.person);
    if !store::end(work, id, by).await? {
        return Ok(());
    }
    audit::write(work, by, audit::Entry::of("audience.end", "audience", id.0).within(permit.organisation.id))
        .await
}

fn told(plan: &Plan) -> serde_json::Value {
    json!({
        "role": plan.who.role, "country": plan.who.country, "language": plan.who.language,
        "joined_after": plan.who.joined_after, "course": plan.course, "due_in_days": plan.due_in_days,
    })
}
