//! A progress report: the day from which it is due, its writing, and its sending.

use chrono::NaiveDate;
use serde_json::json;

use crate::{
    engagement,
    improvement::{
        access::{BringFindings, WorkOnPlan},
        released, sent_reports,
        store::reports::{self, Sections},
    },
    platform::{Action, FieldErrors, Outcome, Permit, Problem, UnitOfWork, audit},
};

/// Somebody else wrote in the same report meanwhile.
pub const REPORT_CHANGED_MEANWHILE: &str = "report-changed-meanwhile";

/// Letters of a section, at most.
const LONGEST: usize = 10_000;

/// Notes the day of the release, from which the factory's days are counted. `cycle` counts from 1.
///
/// # Errors
/// `Problem::Invalid` for a day to come or before the cycle, where the released assessment says it itself, and once the
/// report was sent.
pub async fn note_release(
    work: &mut UnitOfWork,
    permit: &Permit<BringFindings>,
    (cycle, day): (i32, NaiveDate),
) -> Outcome<()> {
    let refused = |key| Err(FieldErrors::one("released_on", key).into());
    if day > permit.day_at(work.now()) {
        return refused("finding-date-in-future");
    }
    if released::released_on(work, permit.id, cycle).await?.is_some() {
        return refused("report-release-known");
    }
    if reports::find(work, permit.id, cycle).await?.is_some_and(|report| report.sent_at.is_some()) {
        return refused("report-sent-already");
    }
    let cycles = engagement::cycles_of(work, permit.id).await?;
    let kept = cycles.into_iter().find(|one| i32::try_from(one.number) == Ok(cycle));
    if kept.is_some_and(|kept| day < kept.started_on) {
        return refused("report-release-before-cycle");
    }
    let due_on = released::due_on(work, permit.country.as_deref(), day).await?;
    reports::release(work, permit.id, cycle, (day, due_on)).await?;
    let details = json!({ "cycle": cycle, "released_on": day });
    let entry = audit::Entry::of(BringFindings::NAME, "organisation", permit.id.0).within(permit.id);
    audit::write(work, permit.actor.person, entry.with(details)).await
}

/// What is done with the sections.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sending {
    Kept,
    Sent,
}

/// Writes the sections, and sends the report where it is whole. `seen` is its number of changes as it was read.
///
/// # Errors
/// `Problem::Denied` for others than the factory's own people who send it; `Problem::Invalid` for sections that are too long, and for those that lack where it is sent; `Problem::NotFound` where
/// none is due; `Problem::Conflict` where somebody was quicker.
pub async fn write_report(
    work: &mut UnitOfWork,
    permit: &Permit<WorkOnPlan>,
    (cycle, seen): (i32, i32),
    sections: Sections,
    sending: Sending,
) -> Outcome<()> {
    let is_sent = sending == Sending::Sent;
    if is_sent && !WorkOnPlan::speaks_for(&permit.actor, &permit.subject) {
        return Err(Problem::Denied("report-send-factory-only"));
    }
    check(&sections, is_sent)?;
    let by = permit.actor.person;
    let report = released::begun(work, &permit.subject, cycle).await?.ok_or(Problem::NotFound)?;
    if seen != report.changes || !reports::write(work, &report, &sections, (by, is_sent)).await? {
        return Err(Problem::Conflict(REPORT_CHANGED_MEANWHILE));
    }
    if is_sent {
        sent_reports::keep(work, &report, sections, by).await?;
    }
    let entry = audit::Entry::of(WorkOnPlan::NAME, "progress-report", report.id.0).within(permit.id);
    audit::write(work, by, entry.with(json!({ "sent": is_sent }))).await
}

fn check(sections: &Sections, is_sent: bool) -> Result<(), FieldErrors> {
    let mut errors = FieldErrors::default();
    let needed = [
        ("social_dialogue", &sections.social_dialogue),
        ("systems", &sections.systems),
        ("continuous_learning", &sections.continuous_learning),
    ];
    for (field, text) in needed.iter().chain([&("feedback", &sections.feedback)]) {
        if text.chars().count() > LONGEST {
            errors.add(field, "report-section-too-long");
        }
    }
    for (field, _) in needed.iter().filter(|(_, text)| is_sent && text.trim().is_empty()) {
        errors.add(field, "report-section-missing");
    }
    if errors.is_empty() { Ok(()) } else { Err(errors) }
}
