//! Visits are planned, made, cancelled and written about.

use chrono::NaiveDate;
use serde_json::json;

use super::{
    access::ChangeVisit,
    store::{self, Held, NewVisit, VisitId},
};
use crate::{
    engagement::{
        access::ChangeEngagement,
        cycles::{
            advisers::advisers_in,
            store::{Cycle, current_cycle, cycle},
        },
        model::{Delivery, Purpose},
    },
    organisations::store::organisations::Organisation,
    platform::{FieldErrors, Outcome, Permit, PersonId, Problem, UnitOfWork, audit},
};

/// Letters of a note, at most.
const LONGEST_NOTE: usize = 8000;
/// Somebody else changed the visit meanwhile.
pub const CHANGED_MEANWHILE: &str = "visit-changed-meanwhile";
/// Nobody plans further ahead.
const FARTHEST: i64 = 400;

/// What was typed of a visit. One of the past was made; one to come is planned.
#[derive(Clone, Debug, Default)]
pub struct TypedVisit {
    pub visit_on: Option<NaiveDate>,
    pub purpose: Option<Purpose>,
    pub delivery: Option<Delivery>,
    /// Why it is not on site.
    pub reason: String,
    /// Whoever writes it down, where it is left out.
    pub adviser: Option<PersonId>,
    pub note: String,
    /// Of the programme's portal.
    pub reference: Option<String>,
}

/// # Errors
/// `Problem::Invalid` for what is missing: a virtual visit has a reason, and every visit falls into the current cycle.
pub async fn record(
    work: &mut UnitOfWork,
    permit: &Permit<ChangeEngagement>,
    typed: &TypedVisit,
) -> Outcome<VisitId> {
    let (factory, by) = (&permit.subject, permit.actor.person);
    let today = factory.day_at(work.now());
    let cycle = current_cycle(work, factory.id).await?;
    let cycle = cycle.ok_or_else(|| FieldErrors::one("visit_on", "visit-no-cycle"))?;
    let adviser = typed.adviser.unwrap_or(by);
    let new = parse(typed, &cycle, adviser, (today, by))?;
    if adviser != by && !advisers_in(work, factory.country.as_deref(), today).await?.contains(&adviser) {
        return Err(FieldErrors::one("adviser", "cycle-adviser-elsewhere").into());
    }
    let id = store::add(work, &new).await?;
    if !typed.note.is_empty() {
        store::add_note(work, id, &typed.note, by).await?;
    }
    let action = if new.is_held == Held::Yes { "visit.record" } else { "visit.plan" };
    let details = json!({ "visit_on": new.visit_on, "delivery": new.delivery });
    audit_visit(work, by, action, id, factory, details).await?;
    Ok(id)
}

fn parse(
    typed: &TypedVisit,
    cycle: &Cycle,
    adviser: PersonId,
    (today, by): (NaiveDate, PersonId),
) -> Result<NewVisit, FieldErrors> {
    let mut errors = FieldErrors::default();
    let in_reach =
        typed.visit_on.filter(|day| *day >= cycle.started_on && (*day - today).num_days() <= FARTHEST);
    let visit_on = errors.take("visit_on", in_reach.ok_or("visit-day-wrong"));
    let purpose = errors.take("purpose", typed.purpose.ok_or("visit-purpose-missing"));
    let delivery = errors.take("delivery", typed.delivery.ok_or("delivery-missing"));
    if delivery == Some(Delivery::Virtual) && typed.reason.is_empty() {
        errors.add("reason", "visit-virtual-reason-missing");
    }
    if typed.note.chars().count() > LONGEST_NOTE {
        errors.add("note", "engagement-text-too-long");
    }
    match (visit_on, purpose, delivery) {
        (Some(visit_on), Some(purpose), Some(delivery)) if errors.is_empty() => Ok(NewVisit {
            factory: cycle.factory,
            cycle: cycle.id,
            visit_on,
            purpose,
            delivery,
            reason: (delivery == Delivery::Virtual).then(|| typed.reason.clone()),
            adviser,
            is_held: if visit_on <= today { Held::Yes } else { Held::NotYet },
            reference: typed.reference.clone(),
            by,
        }),
        _ => Err(errors),
    }
}

/// A planned visit was made, on this day.
///
/// # Errors
/// `Problem::Invalid` for a day to come or outside its cycle, `Problem::Conflict` where it was made or cancelled already.
pub async fn hold(
    work: &mut UnitOfWork,
    permit: &Permit<ChangeVisit>,
    visit_on: Option<NaiveDate>,
) -> Outcome<()> {
    let there = &permit.subject;
    let today = there.factory.day_at(work.now());
    let cycle = cycle(work, there.visit.cycle).await?;
    let day = match visit_on {
        Some(day) if day <= today && falls_into(&cycle, day) => Ok(day),
        Some(day) if day <= today => Err("visit-correction-day-wrong"),
        _ => Err("engagement-day-wrong"),
    };
    let day = day.map_err(|key| FieldErrors::one("visit_on", key))?;
    if !store::hold(work, there.visit.id, day).await? {
        return Err(Problem::Conflict("visit-settled-already"));
    }
    let details = json!({ "visit_on": day });
    audit_visit(work, permit.actor.person, "visit.hold", there.visit.id, &there.factory, details).await
}

fn falls_into(cycle: &Cycle, day: NaiveDate) -> bool {
    day >= cycle.started_on && cycle.ended_on.is_none_or(|last_day| day <= last_day)
}

/// Where a visit belongs instead, and why.
#[derive(Clone, Debug, Default)]
pub struct Correction {
    pub visit_on: Option<NaiveDate>,
    pub reason: String,
    /// The counter of changes as the page had it.
    pub seen: i32,
}

/// A visit that was made was made on another day; a planned one goes to another. Why stands among its notes, from which day
/// in the audit.
///
/// # Errors
/// `Problem::Invalid` for a day outside its cycle, or one to come of a visit that was made; `Problem::Conflict` when
/// somebody changed it meanwhile, or it is cancelled.
pub async fn correct(work: &mut UnitOfWork, permit: &Permit<ChangeVisit>, new: &Correction) -> Outcome<()> {
    let (there, by) = (&permit.subject, permit.actor.person);
    let today = there.factory.day_at(work.now());
    let cycle = cycle(work, there.visit.cycle).await?;
    let mut errors = FieldErrors::default();
    let in_reach = |day: &NaiveDate| match there.visit.held_at {
        Some(_) => *day <= today,
        None => *day >= today && (*day - today).num_days() <= FARTHEST,
    };
    let visit_on = new.visit_on.filter(|day| falls_into(&cycle, *day) && in_reach(day));
    let visit_on = errors.take("visit_on", visit_on.ok_or("visit-correction-day-wrong"));
    if new.reason.is_empty() {
        errors.add("reason", "engagement-reason-missing");
    } else if new.reason.chars().count() > LONGEST_NOTE {
        errors.add("reason", "engagement-text-too-long");
    }
    let Some(visit_on) = visit_on.filter(|_| errors.is_empty()) else { return Err(errors.into()) };
    if !store::move_to(work, there.visit.id, visit_on, new.seen).await? {
        return Err(Problem::Conflict(CHANGED_MEANWHILE));
    }
    store::add_note(work, there.visit.id, &new.reason, by).await?;
    let details = json!({ "from": there.visit.visit_on, "to": visit_on });
    audit_visit(work, by, "visit.correct", there.visit.id, &there.factory, details).await
}

/// It is not made; or it was written down by mistake, and was not made.
///
/// # Errors
/// `Problem::Invalid` without a reason or for one that is too long, `Problem::Conflict` where it was cancelled already.
pub async fn cancel(work: &mut UnitOfWork, permit: &Permit<ChangeVisit>, reason: &str) -> Outcome<()> {
    let there = &permit.subject;
    if reason.is_empty() || reason.chars().count() > LONGEST_NOTE {
        let key = if reason.is_empty() { "engagement-reason-missing" } else { "engagement-text-too-long" };
        return Err(FieldErrors::one("reason", key).into());
    }
    if !store::cancel(work, there.visit.id, reason).await? {
        return Err(Problem::Conflict("visit-settled-already"));
    }
    let details = json!({ "was_held": there.visit.held_at.is_some() });
    audit_visit(work, permit.actor.person, "visit.cancel", there.visit.id, &there.factory, details).await
}

/// Adds a note; the audit tells that there is one, and not what it says.
///
/// # Errors
/// `Problem::Invalid` for a note that is empty or too long.
pub async fn note(work: &mut UnitOfWork, permit: &Permit<ChangeVisit>, note: &str) -> Outcome<()> {
    let there = &permit.subject;
    if note.is_empty() || note.chars().count() > LONGEST_NOTE {
        let key = if note.is_empty() { "visit-note-missing" } else { "engagement-text-too-long" };
        return Err(FieldErrors::one("note", key).into());
    }
    store::add_note(work, there.visit.id, note, permit.actor.person).await?;
    audit_visit(work, permit.actor.person, "visit.note", there.visit.id, &there.factory, json!({})).await
}

async fn audit_visit(
    work: &UnitOfWork,
    by: PersonId,
    action: &'static str,
    visit: VisitId,
    factory: &Organisation,
    details: serde_json::Value,
) -> Outcome<()> {
    let entry = audit::Entry::of(action, "visit", visit.0).within(factory.id).with(details);
    audit::write(work, by, entry).await
}
