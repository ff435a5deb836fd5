//! Assessments are planned in secret, made, and released about a month later.

use chrono::NaiveDate;
use serde_json::json;

use super::{
    access::{ChangeAssessment, PlanAssessment},
    exchange::EXCHANGED,
    history,
    store::{self, AssessmentId, NewAssessment},
    telling::{self, Happened},
};
use crate::{
    engagement::{
        cycles::{self, advisers::advisers_in, store::current_cycle},
        model::{
            assessment::{Block, Mode, Team, check_blocks, template},
            current_number,
            delivery::{self, EVENT_TO_COME, Event},
        },
        news, rules, standing,
    },
    platform::{FieldErrors, Outcome, Permit, PersonId, Problem, UnitOfWork, audit},
};

/// What the history of an assessment says of findings that came in before the release.
pub const WAITED_FINDINGS: &str = "assessment.findings";

/// What the history says of an assessment that went from the cycle that ended to the next one.
pub const CARRIED_OVER: &str = "assessment.carry-over";

/// Letters of a note or a summary, at most.
const MOST_WRITTEN: usize = 8000;

/// What was typed of an assessment.
#[derive(Clone, Debug, Default)]
pub struct TypedAssessment {
    pub mode: Option<Mode>,
    pub first_on: Option<NaiveDate>,
    /// The same day, where it is left out.
    pub last_on: Option<NaiveDate>,
    pub assessors: Vec<PersonId>,
    /// Of a virtual check.
    pub cause: String,
    pub cause_on: Option<NaiveDate>,
    pub note: String,
    /// Left out, the work is laid on the days as it usually is.
    pub blocks: Option<Vec<Block>>,
}

/// Nothing of it goes to the audit before its release, and no other assessment is looked at: what is refused would
/// tell of it.
///
/// # Errors
/// `Problem::Invalid` for what the rules R2 and R3 and the make-up of an assessment do not allow.
pub async fn plan(
    work: &mut UnitOfWork,
    permit: &Permit<PlanAssessment>,
    typed: &TypedAssessment,
) -> Outcome<AssessmentId> {
    let (factory, by) = (&permit.subject, permit.actor.person);
    let today = factory.day_at(work.now());
    let cycle = current_cycle(work, factory.id).await?;
    let cycle = cycle.ok_or_else(|| FieldErrors::one("first_on", "assessment-no-cycle"))?;
    let rules = rules::store::in_force(work, factory.country.as_deref(), today).await?;
    let mut errors = FieldErrors::default();
    let mode = errors.take("mode", typed.mode.ok_or("assessment-mode-missing"));
    let first_on = errors.take("first_on", typed.first_on.ok_or("assessment-day-missing"));
    if typed.note.chars().count() > MOST_WRITTEN {
        errors.add("note", "engagement-text-too-long");
    }
    let (Some(mode), Some(first_on)) = (mode, first_on) else { return Err(errors.into()) };
    if first_on < cycle.started_on {
        errors.add("first_on", "assessment-before-cycle");
    }
    let team = Team { assessors: &typed.assessors, first_on, last_on: typed.last_on.unwrap_or(first_on) };
    if let Err(wrong) = team.check(&rules) {
        errors.0.extend(wrong.0);
    }
    let open = standing::store::open_issues(work, factory.id).await?;
    let steps = cycles::store::counted_cycles(&cycles::store::cycles_of(work, factory.id).await?, &rules);
    if mode == Mode::Hybrid && !delivery::hybrid(current_number(&steps), open, &rules).allowed {
        errors.add("mode", "assessment-hybrid-not-allowed");
    }
    let event = Event { cause: &typed.cause, happened_on: typed.cause_on };
    let check = delivery::virtual_check(event, first_on, today);
    if mode == Mode::VirtualCheck && !check.allowed {
        if check.reasons.iter().any(|reason| reason.sentence.key == EVENT_TO_COME) {
            errors.add("cause_on", EVENT_TO_COME);
        } else {
            errors.add("cause", "assessment-cause-missing");
        }
    }
    let blocks = typed.blocks.clone().unwrap_or_else(|| template(mode, team.days()));
    if let Err(key) = check_blocks(mode, team.days(), &blocks) {
        let field = if typed.blocks.is_some() { "blocks" } else { "last_on" };
        errors.add(field, key);
    }
    let able = advisers_in(work, factory.country.as_deref(), today).await?;
    if typed.assessors.iter().any(|assessor| !able.contains(assessor)) {
        errors.add("assessors", "assessment-assessor-elsewhere");
    }
    if !errors.is_empty() {
        return Err(errors.into());
    }
    let of_event = mode == Mode::VirtualCheck;
    let mut assessors = typed.assessors.clone();
    assessors.sort_unstable();
    assessors.dedup();
    let new = NewAssessment {
        factory: factory.id,
        cycle: cycle.id,
        mode,
        first_on,
        last_on: team.last_on,
        cause: of_event.then(|| typed.cause.clone()),
        cause_on: typed.cause_on.filter(|_| of_event),
        note: typed.note.clone(),
        scheduler: by,
        assessors,
        blocks,
    };
    let id = store::add(work, &new).await?;
    let details = json!({ "mode": mode, "first_on": first_on, "last_on": new.last_on });
    history::note_done(work, id, "assessment.plan", &details, by).await?;
    telling::tell(work, (id, Happened::Planned), new.assessors, by).await?;
    Ok(id)
}

/// The report goes to the factory; with it the audit learns what was done before, and when.
///
/// # Errors
/// `Problem::Invalid` before the last day is over or without a summary.
pub async fn release(work: &mut UnitOfWork, permit: &Permit<ChangeAssessment>, summary: &str) -> Outcome<()> {
    let (there, by) = (&permit.subject, permit.actor.person);
    let today = there.factory.day_at(work.now());
    let written = summary.chars().count();
    if written == 0 || written > MOST_WRITTEN {
        let key = if written == 0 { "assessment-summary-missing" } else { "engagement-text-too-long" };
        return Err(FieldErrors::one("summary", key).into());
    }
    if there.assessment.last_on > today {
        return Err(FieldErrors::one("summary", "assessment-not-made-yet").into());
    }
    let id = there.assessment.id;
    let cycle = cycles::store::cycle(work, there.assessment.cycle).await?;
    if there.assessment.lies_after(&cycle) {
        return Err(FieldErrors::one("summary", "assessment-after-cycle").into());
    }
    if !store::release(work, id, summary, (today, by)).await? {
        return Err(Problem::Conflict("assessment-settled-already"));
    }
    news::tell(work, id, there.factory.id).await?;
    for_audit(work, permit).await
}

async fn for_audit(work: &UnitOfWork, permit: &Permit<ChangeAssessment>) -> Outcome<()> {
    let (there, by) = (&permit.subject, permit.actor.person);
    let id = there.assessment.id;
    let planned = history::history(work, id).await?;
    let entry = |done: &history::Done| {
        let details: serde_json::Value = serde_json::from_str(&done.details).unwrap_or_default();
        let details = json!({ "done_at": done.at, "by": done.by, "what": details });
        let action = match done.action.as_str() {
            WAITED_FINDINGS => WAITED_FINDINGS,
            CARRIED_OVER => CARRIED_OVER,
            EXCHANGED => EXCHANGED,
            _ => "assessment.plan",
        };
        audit::Entry::of(action, "assessment", id.0).within(there.factory.id).with(details)
    };
    let released = audit::Entry::of("assessment.release", "assessment", id.0).within(there.factory.id);
    audit::write_many(work, by, planned.iter().map(entry).chain([released]).collect()).await
}

/// It is not made. Its own people are told; nobody else ever learns that it was planned.
///
/// # Errors
/// `Problem::Conflict` where it was cancelled or released already.
pub async fn cancel(work: &mut UnitOfWork, permit: &Permit<ChangeAssessment>) -> Outcome<()> {
    let id = permit.assessment.id;
    if !store::cancel(work, id).await? {
        return Err(Problem::Conflict("assessment-settled-already"));
    }
    let by = permit.actor.person;
    history::note_done(work, id, "assessment.cancel", &json!({}), by).await?;
    let now = store::assessment(work, id).await?;
    telling::tell(work, (id, Happened::Cancelled), now.assessors.into_iter().chain([now.scheduler]), by).await
}
