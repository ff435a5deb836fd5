//! The action plan: making it, putting a name under it, and telling how it went.

use chrono::{DateTime, NaiveDate, Utc};
use courses::{Activity, Course};

use super::study::{complete_step, record};
use crate::{
    learning::{
        access::{Countersign, Study},
        jobs::ASK_ABOUT_PLAN,
        model::{self, ASK_AGAIN_AFTER_DAYS, Commitment, CommitmentId, FollowUpOutcome},
        news::{self, Happened},
        store,
    },
    platform::{
        FieldErrors, Language, Outcome, Permit, Problem, UnitOfWork, audit, jobs,
        runtime_settings::{self, Setting},
    },
    records::{self, Object, StatementResult, Verb},
};

/// One promise as the learner writes it; the id is made by their device.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Promise {
    pub id: CommitmentId,
    pub promise: String,
    pub owner: String,
    pub due_on: NaiveDate,
    pub measure: String,
}

/// Saves the plan. Saved again, it takes the place of the earlier one, and a countersignature must be given anew. How
/// long the Academy waits before it asks is settled for each promise when it is made.
pub async fn make_plan(
    work: &mut UnitOfWork,
    permit: &Permit<Study>,
    course: &Course,
    step: &str,
    promises: Vec<Promise>,
    language: Language,
) -> Outcome<()> {
    let most = match course.step(step).map(|step| &step.activity) {
        Some(Activity::Plan(plan)) => usize::from(plan.most),
        _ => return Err(Problem::NotFound),
    };
    if promises.is_empty() || promises.len() > most {
        return Err(FieldErrors::one("promise-1", "plan-number-of-promises").into());
    }
    let enrolment = &permit.subject;
    store::lock(work, enrolment.id).await?;
    let before = store::commitments(work, enrolment.id).await?;
    let settings = runtime_settings::stored(work).await?;
    let ask_at = model::ask_at(work.now(), settings.number(Setting::FollowUpDays, ASK_AGAIN_AFTER_DAYS));
    let after = commitments_from(promises, &before, work, ask_at)?;
    if is_same(&before, &after) {
        return Ok(());
    }
    store::replace_commitments(work, enrolment.id, &after).await?;
    store::lift_countersignature(work, enrolment.id).await?;
    let nothing = StatementResult::default();
    let mut statement = record(enrolment, &course.id, Verb::Committed, Object::Plan, nothing, language, work);
    statement.id = work.new_id();
    records::append(work, &statement).await?;
    let job = jobs::Job::new(ASK_ABOUT_PLAN, enrolment.id)
        .at(ask_at)
        .once(format!("{ASK_ABOUT_PLAN}/{}", enrolment.id));
    jobs::enqueue(work, job).await?;
    news::tell(work, Happened::PlanMade, &[enrolment.id]).await?;
    complete_step(work, enrolment, course, step, StatementResult::default(), language).await
}

fn commitments_from(
    promises: Vec<Promise>,
    before: &[Commitment],
    work: &UnitOfWork,
    ask_at: DateTime<Utc>,
) -> Outcome<Vec<Commitment>> {
    let number = |index: usize| i32::try_from(index + 1).map_err(Problem::internal);
    promises
        .into_iter()
        .enumerate()
        .map(|(index, promise)| {
            let known = before.iter().find(|known| known.id == promise.id);
            Ok(Commitment {
                id: promise.id,
                position: number(index)?,
                promise: promise.promise,
                owner: promise.owner,
                due_on: promise.due_on,
                measure: promise.measure,
                made_at: known.map_or(work.now(), |known| known.made_at),
                ask_at: known.map_or(ask_at, |known| known.ask_at),
                follow_up: known.and_then(|known| known.follow_up.clone()),
            })
        })
        .collect()
}

fn is_same(before: &[Commitment], after: &[Commitment]) -> bool {
    before.len() == after.len() && before.iter().zip(after).all(|(one, other)| one == other)
}

/// Puts the actor's name under a plan; the first name stays.
pub async fn countersign(
    work: &mut UnitOfWork,
    permit: &Permit<Countersign>,
    course: &Course,
    comment: &str,
) -> Outcome<()> {
    let enrolment = &permit.enrolment;
    if store::commitments(work, enrolment.id).await?.is_empty() {
        return Err(Problem::Conflict("plan-nothing-to-countersign"));
    }
    let by = permit.actor.person;
    if !store::countersign(work, enrolment.id, by, comment).await? {
        return Ok(());
    }
    let nothing = StatementResult::default();
    let mut statement =
        record(enrolment, &course.id, Verb::Countersigned, Object::Plan, nothing, enrolment.language, work);
    statement.id = work.new_id();
    records::append(work, &statement).await?;
    audit::write(work, by, audit::Entry::of("plan.countersign", "enrolment", enrolment.id.0)).await
}

/// Tells how a promise went.
pub async fn report(
    work: &mut UnitOfWork,
    permit: &Permit<Study>,
    course: &Course,
    commitment: CommitmentId,
    outcome: FollowUpOutcome,
    comment: &str,
) -> Outcome<()> {
    let enrolment = &permit.subject;
    if store::enrolment_of(work, commitment).await? != enrolment.id {
        return Err(Problem::NotFound);
    }
    store::follow_up(work, commitment, outcome, comment).await?;
    let result = StatementResult { response: Some(outcome.word().to_owned()), ..Default::default() };
    let mut statement =
        record(enrolment, &course.id, Verb::Reported, Object::Plan, result, enrolment.language, work);
    statement.id = work.new_id();
    records::append(work, &statement).await?;
    Ok(())
}
