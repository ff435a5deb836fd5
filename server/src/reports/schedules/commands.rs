//! A report by mail begins and ends.

use super::{Often, Schedule, access::EndSchedule, store};
use crate::{
    platform::{Action, Outcome, Permit, UnitOfWork, audit},
    reports::access::SeeReport,
};

/// From now on this report comes to the actor; asked for again, it comes as before.
pub async fn begin(
    work: &mut UnitOfWork,
    permit: &Permit<SeeReport>,
    often: Often,
    question: String,
) -> Outcome<()> {
    let next_at = often.next_after(work.now());
    let schedule = Schedule { id: work.new_id(), person: permit.actor.person, often, question, next_at };
    store::add(work, &schedule).await?;
    let entry = audit::Entry::of("report.schedule", "report-schedule", schedule.id.0);
    audit::write(work, permit.actor.person, entry).await
}

pub async fn end(work: &mut UnitOfWork, permit: &Permit<EndSchedule>) -> Outcome<()> {
    store::end(work, permit.id).await?;
    let entry = audit::Entry::of(EndSchedule::NAME, "report-schedule", permit.id.0);
    audit::write(work, permit.actor.person, entry).await
}
