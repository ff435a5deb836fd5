//! What changes the standing of a factory; each with a day and a reason. The status of a high performer: `grants.rs`.

use chrono::NaiveDate;
use serde_json::json;

use super::{
    access::CloseIssue,
    packages, performers,
    store::{self, NewSeriousIssue, SeriousIssueId},
};
use crate::{
    engagement::{
        access::ChangeEngagement,
        cycles::store::current_cycle,
        model::{Risk, SeriousKind, delivery::Readiness, package::Package, settings::Rule},
        rules,
    },
    organisations::store::organisations::{self, Organisation},
    platform::{FieldErrors, OrganisationId, Outcome, Permit, PersonId, Problem, UnitOfWork, audit},
};

/// Letters of a reason or of criteria, at most.
const MOST_WRITTEN: usize = 8000;

pub(super) fn written(errors: &mut FieldErrors, field: &str, text: &str) {
    if text.is_empty() {
        errors.add(field, "engagement-reason-missing");
    } else if text.chars().count() > MOST_WRITTEN {
        errors.add(field, "engagement-text-too-long");
    }
}

/// Whatever ends, ends with a reason.
pub(super) fn reasoned(reason: &str) -> Result<(), FieldErrors> {
    let mut errors = FieldErrors::default();
    written(&mut errors, "reason", reason);
    if errors.is_empty() { Ok(()) } else { Err(errors) }
}

fn past(
    errors: &mut FieldErrors,
    field: &str,
    day: Option<NaiveDate>,
    today: NaiveDate,
) -> Option<NaiveDate> {
    errors.take(field, day.filter(|day| *day <= today).ok_or("engagement-day-wrong"))
}

pub(super) fn today(work: &UnitOfWork, factory: &Organisation) -> NaiveDate {
    factory.day_at(work.now())
}

pub async fn open_issue(
    work: &mut UnitOfWork,
    permit: &Permit<ChangeEngagement>,
    (kind, found_on, note): (Option<SeriousKind>, Option<NaiveDate>, &str),
) -> Outcome<SeriousIssueId> {
    let (factory, by) = (&permit.subject, permit.actor.person);
    let mut errors = FieldErrors::default();
    let kind = errors.take("kind", kind.ok_or("serious-issue-kind-missing"));
    let found_on = past(&mut errors, "found_on", found_on, today(work, factory));
    written(&mut errors, "note", note);
    match (kind, found_on) {
        (Some(kind), Some(found_on)) if errors.is_empty() => {
            let new = NewSeriousIssue { factory: factory.id, kind, found_on, note: note.to_owned(), by };
            serious_issue_opened(work, &new).await
        }
        _ => Err(errors.into()),
    }
}

/// For whoever finds one while taking findings in.
pub async fn serious_issue_opened(work: &UnitOfWork, new: &NewSeriousIssue) -> Outcome<SeriousIssueId> {
    let id = store::open(work, new).await?;
    let details = json!({ "kind": new.kind, "found_on": new.found_on });
    note(work, new.by, ("serious-issue.open", "serious-issue", id.0), new.factory, details).await?;
    lose_status(work, new, id).await?;
    Ok(id)
}

/// Whoever has a serious issue is no high performer, from the same moment; the reason is that of the issue.
async fn lose_status(work: &UnitOfWork, new: &NewSeriousIssue, issue: SeriousIssueId) -> Outcome<()> {
    let known = performers::performers_of(work, new.factory).await?;
    // At most one is in force.
    let Some(status) = known.into_iter().find(|performer| performer.revoked_on.is_none()) else {
        return Ok(());
    };
    let today = today(work, &organisations::organisation(work, new.factory).await?);
    performers::revoke(work, status.id, &new.note, (today, new.by)).await?;
    let what = ("high-performer.revoke", "high-performer", status.id.0);
    note(work, new.by, what, new.factory, json!({ "issue": issue })).await
}

pub async fn close_issue(work: &mut UnitOfWork, permit: &Permit<CloseIssue>, reason: &str) -> Outcome<()> {
    let (there, by) = (&permit.subject, permit.actor.person);
    reasoned(reason)?;
    let today = today(work, &there.factory);
    if !store::close(work, there.subject.id, reason, (today, by)).await? {
        return Err(Problem::Conflict("serious-issue-closed-already"));
    }
    let what = ("serious-issue.close", "serious-issue", there.subject.id.0);
    note(work, by, what, there.factory.id, json!({})).await
}

/// What was seen of devices, people and risk on a day.
pub async fn check_delivery(
    work: &mut UnitOfWork,
    permit: &Permit<ChangeEngagement>,
    checked: &Readiness,
    remark: &str,
) -> Outcome<()> {
    let (factory, by) = (&permit.subject, permit.actor.person);
    let mut errors = FieldErrors::default();
    past(&mut errors, "checked_on", Some(checked.checked_on), today(work, factory));
    if checked.ambassadors > 1000 {
        errors.add("ambassadors", "delivery-check-ambassadors-wrong");
    }
    written(&mut errors, "note", remark);
    if !errors.is_empty() {
        return Err(errors.into());
    }
    let id = store::add_check(work, factory.id, checked, remark, by).await?;
    let details = json!({ "risk": checked.risk, "performs": checked.performs });
    note(work, by, ("delivery-check.record", "delivery-check", id), factory.id, details).await
}

/// The proposal stays beside what the person chose; another choice has a reason. In the first years there is no other: the
/// package is the same for all.
pub async fn confirm_package(
    work: &mut UnitOfWork,
    permit: &Permit<ChangeEngagement>,
    chosen: Option<Package>,
    reason: &str,
) -> Outcome<()> {
    let (factory, by) = (&permit.subject, permit.actor.person);
    let chosen = chosen.ok_or_else(|| FieldErrors::one("package", "package-missing"))?;
    let cycle = current_cycle(work, factory.id).await?;
    let cycle = cycle.ok_or_else(|| FieldErrors::one("package", "package-no-cycle"))?;
    let rules = rules::store::in_force(work, factory.country.as_deref(), today(work, factory)).await?;
    let proposal = packages::proposal(work, &cycle, &rules).await?;
    if chosen != proposal.package && cycle.number < rules.of(Rule::PackageCycle) {
        return Err(FieldErrors::one("package", "package-same-for-all").into());
    }
    if chosen != proposal.package && reason.is_empty() {
        return Err(FieldErrors::one("reason", "package-other-reason-missing").into());
    }
    packages::confirm(work, &cycle, &proposal, (chosen, reason), by).await?;
    let details = json!({ "proposed": proposal.package, "confirmed": chosen });
    note(work, by, ("service-package.confirm", "cycle", cycle.id.0), factory.id, details).await
}

pub(super) async fn note(
    work: &UnitOfWork,
    by: PersonId,
    (action, kind, id): (&'static str, &'static str, uuid::Uuid),
    factory: OrganisationId,
    details: serde_json::Value,
) -> Outcome<()> {
    audit::write(work, by, audit::Entry::of(action, kind, id).within(factory).with(details)).await
}

/// What was typed of a look at virtual delivery, without its ticks.
///
/// # Errors
/// Everything that is missing.
pub fn readiness_of(
    checked_on: Option<NaiveDate>,
    risk: Option<Risk>,
    ambassadors: Option<u32>,
) -> Result<Readiness, FieldErrors> {
    let mut errors = FieldErrors::default();
    let checked_on = errors.take("checked_on", checked_on.ok_or("engagement-day-wrong"));
    let risk = errors.take("risk", risk.ok_or("delivery-check-risk-missing"));
    let ambassadors = errors.take("ambassadors", ambassadors.ok_or("delivery-check-ambassadors-wrong"));
    match (checked_on, risk, ambassadors) {
        (Some(checked_on), Some(risk), Some(ambassadors)) => {
            Ok(Readiness { checked_on, performs: false, risk, technology: false, ambassadors })
        }
        _ => Err(errors),
    }
}
