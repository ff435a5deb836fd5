//! What changes the standing of a factory; each with a day and a reason.

use chrono::NaiveDate;
use serde_json::json;

use super::{
    access::{CloseIssue, RevokePerformer},
    packages,
    performers::{self, Criteria},
    store::{self, NewSeriousIssue, SeriousIssueId},
};
use crate::{
    engagement::{
        access::ChangeEngagement,
        cycles::store::{current_cycle, cycles_of},
        model::{Risk, SeriousKind, clock::day_in, delivery::Readiness, package::Package},
        rules::{
            self,
            access::{ChangeRules, Scope},
        },
    },
    organisations::{countries, store::organisations::Organisation},
    platform::{FieldErrors, OrganisationId, Outcome, Permit, PersonId, Problem, UnitOfWork, audit},
};

/// Letters of a reason or of criteria, at most.
const MOST_WRITTEN: usize = 8000;

fn written(errors: &mut FieldErrors, field: &str, text: &str) {
    if text.is_empty() {
        errors.add(field, "engagement-reason-missing");
    } else if text.chars().count() > MOST_WRITTEN {
        errors.add(field, "engagement-text-too-long");
    }
}

/// Whatever ends, ends with a reason.
fn reasoned(reason: &str) -> Result<(), FieldErrors> {
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

fn today(work: &UnitOfWork, factory: &Organisation) -> NaiveDate {
    day_in(factory.country.as_deref(), work.now())
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
    let today = work.now().date_naive();
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

/// By the criteria in force; nobody declares themselves.
pub async fn grant_status(
    work: &mut UnitOfWork,
    permit: &Permit<ChangeEngagement>,
    reason: &str,
) -> Outcome<()> {
    let (factory, by) = (&permit.subject, permit.actor.person);
    let today = today(work, factory);
    let mut errors = FieldErrors::default();
    written(&mut errors, "reason", reason);
    let all = performers::all_criteria(work).await?;
    let Some(criteria) = performers::in_force(&all, factory.country.as_deref(), today) else {
        return Err(FieldErrors::one("reason", "high-performer-no-criteria").into());
    };
    let known = performers::performers_of(work, factory.id).await?;
    if known.iter().any(|performer| performer.revoked_on.is_none()) {
        errors.add("reason", "high-performer-already");
    }
    if store::open_issues(work, factory.id).await? > 0 {
        errors.add("reason", "high-performer-serious-issue");
    } else if had_issue(work, factory.id).await? {
        errors.add("reason", "high-performer-issue-before");
    }
    if !errors.is_empty() {
        return Err(errors.into());
    }
    let id = performers::grant(work, factory.id, criteria.id, reason, (today, by)).await?;
    let details = json!({ "criteria": criteria.id, "version": criteria.version });
    note(work, by, ("high-performer.grant", "high-performer", id.0), factory.id, details).await
}

/// Whether a serious issue was found in the running cycle or in the two before it.
async fn had_issue(work: &UnitOfWork, factory: OrganisationId) -> Outcome<bool> {
    let cycles = cycles_of(work, factory).await?;
    let counted = if cycles.first().is_some_and(|newest| newest.ended_on.is_none()) { 3 } else { 2 };
    let Some(since) = cycles.iter().take(counted).map(|cycle| cycle.started_on).min() else {
        return Ok(false);
    };
    Ok(store::issues_of(work, factory).await?.iter().any(|issue| issue.found_on >= since))
}

pub async fn revoke_status(
    work: &mut UnitOfWork,
    permit: &Permit<RevokePerformer>,
    reason: &str,
) -> Outcome<()> {
    let (there, by) = (&permit.subject, permit.actor.person);
    reasoned(reason)?;
    let today = today(work, &there.factory);
    if !performers::revoke(work, there.subject.id, reason, (today, by)).await? {
        return Err(Problem::Conflict("high-performer-revoked-already"));
    }
    let what = ("high-performer.revoke", "high-performer", there.subject.id.0);
    note(work, by, what, there.factory.id, json!({})).await
}

/// The proposal stays beside what the person chose; another choice has a reason.
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
    if chosen != proposal.package && reason.is_empty() {
        return Err(FieldErrors::one("reason", "package-other-reason-missing").into());
    }
    packages::confirm(work, &cycle, &proposal, (chosen, reason), by).await?;
    let details = json!({ "proposed": proposal.package, "confirmed": chosen });
    note(work, by, ("service-package.confirm", "cycle", cycle.id.0), factory.id, details).await
}

/// A new version of the criteria, from a day on.
pub async fn publish_criteria(
    work: &mut UnitOfWork,
    permit: &Permit<ChangeRules>,
    (country, from_on): (&str, Option<NaiveDate>),
    (text, reason): (&str, &str),
) -> Outcome<()> {
    let by = permit.actor.person;
    let mut errors = FieldErrors::default();
    written(&mut errors, "criteria", text);
    written(&mut errors, "reason", reason);
    let today = work.now().date_naive();
    let from_on = errors.take("from_on", from_on.filter(|day| *day >= today).ok_or("rule-day-wrong"));
    let country = match country {
        "" => Some(""),
        code => errors.take("country", countries::parse(code)),
    };
    let (Some(from_on), Some(country)) = (from_on, country) else { return Err(errors.into()) };
    if !errors.is_empty() {
        return Err(errors.into());
    }
    let scope = if country.is_empty() { Scope::Everywhere } else { Scope::Country(country.to_owned()) };
    Permit::<ChangeRules>::judge(permit.actor.clone(), scope)?;
    let all = performers::all_criteria(work).await?;
    let last = all.iter().filter(|known| known.country == country).map(|known| known.version).max();
    let new = Criteria {
        id: work.new_id(),
        country: country.to_owned(),
        version: last.unwrap_or(0).saturating_add(1),
        criteria: text.to_owned(),
        from_on,
        reason: reason.to_owned(),
    };
    performers::add_criteria(work, &new, by).await?;
    let details = json!({ "country": country, "version": new.version, "from_on": from_on });
    let entry = audit::Entry::of("high-performer.publish", "high-performer-criteria", new.id.0);
    audit::write(work, by, entry.with(details)).await
}

async fn note(
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
