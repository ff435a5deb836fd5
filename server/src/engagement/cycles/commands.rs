//! Cycles begin and end by hand, and go from one adviser to another.

use chrono::NaiveDate;
use serde_json::json;

use super::{
    access::ChangeCycle,
    advisers::advisers_in,
    store::{self, Cycle, CycleId, NewCycle},
};
use crate::{
    engagement::{
        access::ChangeEngagement,
        assessments::{self, commands::CARRIED_OVER, quiet::CarriedOver},
        model::{
            clock::{Milestone, Pause, milestone},
            settings::Rule,
        },
        news::{self, HandedOver},
        rules::store as rules,
        visits::store as visits,
    },
    organisations::store::organisations::Organisation,
    platform::{
        FieldErrors, OrganisationId, Outcome, Permit, PersonId, Problem, UnitOfWork, audit, roles::Role,
    },
};

/// Letters of a reason, at most.
const LONGEST_REASON: usize = 8000;
/// Somebody else changed the cycle meanwhile.
pub const CHANGED_MEANWHILE: &str = "cycle-changed-meanwhile";

/// What is known of an enrolment.
#[derive(Clone, Debug, Default)]
pub struct Enrolment {
    pub started_on: Option<NaiveDate>,
    pub adviser: Option<PersonId>,
    /// Of the programme's portal.
    pub reference: Option<String>,
    /// Only where cycles before it are not known here; otherwise it follows from them.
    pub number: Option<u32>,
    /// A cycle of the past, as the portal sends it.
    pub ended_on: Option<NaiveDate>,
}

/// Enrols the factory in its first or its next cycle. Nothing rolls on by itself, and years may lie between. Where no
/// adviser is named, the one of the cycle before goes on, or the adviser who enrols it.
///
/// # Errors
/// `Problem::Invalid` where a cycle is running, or the day does not come after the last one; `Problem::Denied` for a
/// factory that is known through its group only: it learns, and is not assessed.
pub async fn enrol(
    work: &mut UnitOfWork,
    permit: &Permit<ChangeEngagement>,
    enrolment: &Enrolment,
) -> Outcome<CycleId> {
    let factory = &permit.subject;
    if factory.group_only {
        return Err(Problem::Denied("cycle-of-group-only"));
    }
    let today = factory.day_at(work.now());
    let known = store::cycles_of(work, factory.id).await?;
    let started_on = check(&known, enrolment, today)?;
    let adviser = match enrolment.adviser {
        Some(adviser) => {
            refuse_strangers(work, factory, adviser, today).await?;
            Some(adviser)
        }
        None if enrolment.ended_on.is_none() => goes_on(work, permit, known.first(), today).await?,
        None => None,
    };
    let next = known.first().map_or(1, |last| last.number.saturating_add(1));
    let number = enrolment.number.unwrap_or(next);
    if number < next || number > 60 {
        return Err(FieldErrors::one("number", "cycle-number-taken").into());
    }
    let new = NewCycle {
        factory: factory.id,
        number,
        started_on,
        adviser,
        reference: enrolment.reference.clone(),
        by: permit.actor.person,
    };
    let id = store::add(work, &new).await?;
    if let Some(last_day) = enrolment.ended_on {
        store::end(work, &store::cycle(work, id).await?, last_day).await?;
    }
    if enrolment.ended_on.is_none() {
        carry_over(work, (factory.id, id, started_on), (number, permit.actor.person)).await?;
    }
    let details = json!({ "number": number, "started_on": started_on, "ended_on": enrolment.ended_on });
    note(work, permit.actor.person, ("cycle.enrol", id), factory, details).await?;
    Ok(id)
}

/// What was planned in a cycle that ended before it could be made belongs to the new one. Only its own people learn of it:
/// it stands in the history of the assessment.
async fn carry_over(
    work: &UnitOfWork,
    (factory, cycle, started_on): (OrganisationId, CycleId, NaiveDate),
    (number, by): (u32, PersonId),
) -> Outcome<()> {
    visits::carry_over(work, factory, (cycle, started_on)).await?;
    let carried = assessments::left::carry_over(work, factory, (cycle, started_on)).await?;
    let to = i32::try_from(number).map_err(Problem::internal)?;
    let told = |(assessment, from)| (assessment, json!(CarriedOver { from, to }));
    let carried: Vec<_> = carried.into_iter().map(told).collect();
    assessments::history::note_each(work, &carried, CARRIED_OVER, by).await
}

/// Who advises a factory in its new cycle, where nobody says it.
async fn goes_on(
    work: &UnitOfWork,
    permit: &Permit<ChangeEngagement>,
    last: Option<&Cycle>,
    today: NaiveDate,
) -> Outcome<Option<PersonId>> {
    let here = advisers_in(work, permit.country.as_deref(), today).await?;
    let actor = &permit.actor;
    let advises = actor.memberships.iter().any(|standing| standing.role == Role::Adviser);
    let before = last.and_then(|cycle| cycle.adviser);
    let mut candidates = before.into_iter().chain(advises.then_some(actor.person));
    Ok(candidates.find(|person| here.contains(person)))
}

fn check(known: &[Cycle], enrolment: &Enrolment, today: NaiveDate) -> Result<NaiveDate, FieldErrors> {
    let mut errors = FieldErrors::default();
    if known.iter().any(|cycle| cycle.ended_on.is_none()) {
        errors.add("started_on", "cycle-running-already");
    }
    let started_on = match enrolment.started_on {
        None => Err("cycle-start-missing"),
        Some(day) if day > today => Err("cycle-start-in-future"),
        Some(day) if known.iter().any(|cycle| cycle.ended_on.is_some_and(|end| end >= day)) => {
            Err("cycle-start-before-last")
        }
        Some(day) => Ok(day),
    };
    let started_on = errors.take("started_on", started_on);
    if let (Some(start), Some(end)) = (started_on, enrolment.ended_on)
        && (end < start || end > today)
    {
        errors.add("ended_on", "cycle-end-wrong");
    }
    match started_on {
        Some(day) if errors.is_empty() => Ok(day),
        _ => Err(errors),
    }
}

/// Ends the cycle. `seen` is the counter of changes as the page had it.
///
/// # Errors
/// `Problem::Conflict` when somebody changed it since the page was shown.
pub async fn end(
    work: &mut UnitOfWork,
    permit: &Permit<ChangeCycle>,
    last_day: Option<NaiveDate>,
    seen: i32,
) -> Outcome<()> {
    let there = &permit.subject;
    let today = there.factory.day_at(work.now());
    let last_day = last_day.filter(|day| *day >= there.cycle.started_on && *day <= today);
    let last_day = last_day.ok_or_else(|| FieldErrors::one("ended_on", "cycle-end-wrong"))?;
    if there.cycle.changes != seen || !store::end(work, &there.cycle, last_day).await? {
        return Err(Problem::Conflict(CHANGED_MEANWHILE));
    }
    // Whether an assessment is planned after it, whoever ends it may not know: nothing is refused, nothing looks otherwise.
    news::tell_of_end(work, there.cycle.id).await?;
    let details = json!({ "ended_on": last_day });
    note(work, permit.actor.person, ("cycle.end", there.cycle.id), &there.factory, details).await
}

/// Whom a factory goes to, and why.
pub struct HandoverTo<'h> {
    pub adviser: Option<PersonId>,
    pub reason: &'h str,
    pub seen: i32,
}

/// # Errors
/// `Problem::Invalid` for somebody who advises nobody in this country; `Problem::Conflict` as above.
pub async fn hand_over(
    work: &mut UnitOfWork,
    permit: &Permit<ChangeCycle>,
    new: &HandoverTo<'_>,
) -> Outcome<()> {
    let (there, by) = (&permit.subject, permit.actor.person);
    let today = there.factory.day_at(work.now());
    let mut errors = FieldErrors::default();
    if let Err(key) = reasoned(new.reason) {
        errors.add("reason", key);
    }
    let to = errors.take("adviser", new.adviser.ok_or("cycle-adviser-missing"));
    if to.is_some() && to == there.cycle.adviser {
        errors.add("adviser", "cycle-adviser-same");
    }
    let Some(to) = to.filter(|_| errors.is_empty()) else { return Err(errors.into()) };
    refuse_strangers(work, &there.factory, to, today).await?;
    let unseen = there.cycle.changes != new.seen;
    if unseen || !store::hand_over(work, &there.cycle, to, new.reason, (today, by)).await? {
        return Err(Problem::Conflict(CHANGED_MEANWHILE));
    }
    let (factory, from, day) = (there.factory.id, there.cycle.adviser, work.now().date_naive());
    news::tell_of_handover(work, HandedOver { factory, from, to, by, day }).await?;
    let details = json!({ "from": there.cycle.adviser, "to": to });
    note(work, by, ("cycle.hand-over", there.cycle.id), &there.factory, details).await
}

/// # Errors
/// The text key of what is wrong with a reason.
fn reasoned(reason: &str) -> Result<(), &'static str> {
    match reason.chars().count() {
        0 => Err("engagement-reason-missing"),
        letters if letters > LONGEST_REASON => Err("engagement-text-too-long"),
        _ => Ok(()),
    }
}

async fn refuse_strangers(
    work: &UnitOfWork,
    factory: &Organisation,
    adviser: PersonId,
    today: NaiveDate,
) -> Outcome<()> {
    if advisers_in(work, factory.country.as_deref(), today).await?.contains(&adviser) {
        return Ok(());
    }
    Err(FieldErrors::one("adviser", "cycle-adviser-elsewhere").into())
}

/// From today on the days do not count; only with a reason.
///
/// # Errors
/// `Problem::Invalid` without a reason, `Problem::Conflict` where the cycle is over, or its days are paused or over already.
pub async fn pause(work: &mut UnitOfWork, permit: &Permit<ChangeCycle>, reason: &str) -> Outcome<()> {
    let there = &permit.subject;
    let today = there.factory.day_at(work.now());
    reasoned(reason).map_err(|key| FieldErrors::one("reason", key))?;
    // Whoever pauses at the same moment waits here, and finds this pause.
    store::hold(work, there.cycle.id).await?;
    let kept = store::pauses(work, &[there.cycle.id]).await?;
    if there.cycle.ended_on.is_some() || kept.iter().any(|kept| kept.pause.until.is_none()) {
        return Err(Problem::Conflict("cycle-paused-already"));
    }
    let counted: Vec<Pause> = kept.iter().map(|kept| kept.pause).collect();
    let first = visits::first_visits(work, &[there.cycle.id]).await?.remove(&there.cycle.id);
    let thresholds = rules::in_force(work, there.factory.country.as_deref(), today).await?;
    let length = thresholds.of(Rule::InitialAdvisoryDays);
    if matches!(milestone(first, &counted, length, today), Milestone::Over { .. }) {
        return Err(Problem::Conflict("cycle-hundred-days-over"));
    }
    store::add_pause(work, there.cycle.id, today, reason, permit.actor.person).await?;
    let details = json!({ "from": today });
    note(work, permit.actor.person, ("cycle.pause", there.cycle.id), &there.factory, details).await
}

/// Today counts again.
///
/// # Errors
/// `Problem::Conflict` where nothing is paused.
pub async fn resume(work: &mut UnitOfWork, permit: &Permit<ChangeCycle>) -> Outcome<()> {
    let there = &permit.subject;
    let today = there.factory.day_at(work.now());
    if !store::end_pause(work, there.cycle.id, today).await? {
        return Err(Problem::Conflict("cycle-not-paused"));
    }
    let details = json!({ "until": today });
    note(work, permit.actor.person, ("cycle.resume", there.cycle.id), &there.factory, details).await
}

async fn note(
    work: &UnitOfWork,
    by: PersonId,
    (action, cycle): (&'static str, CycleId),
    factory: &Organisation,
    details: serde_json::Value,
) -> Outcome<()> {
    let entry = audit::Entry::of(action, "cycle", cycle.0).within(factory.id).with(details);
    audit::write(work, by, entry).await
}
