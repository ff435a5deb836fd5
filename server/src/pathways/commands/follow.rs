//! What came of steps that are no courses.

use chrono::NaiveDate;
use serde_json::json;

use super::placing::{put_back, spare};
use crate::{
    pathways::{
        access::ChangeStep,
        model::{StepCount, StepKind, StepState, step_state},
        store::{
            in_force, participants,
            pathways::{self, Step},
            revisions,
        },
    },
    platform::{
        FieldErrors, Outcome, Permit, PersonId, UnitOfWork, audit,
        outgoing::{self, EventKind, OutgoingEvent},
    },
};

/// A workshop, a visit or a task was done on a day that is not to come.
///
/// # Errors
/// `Problem::Invalid` for a course, of which learning alone says who is through; for a step that was not published; for a
/// day to come; and for one before the pathway or the step begins.
pub async fn mark_done(
    work: &mut UnitOfWork,
    permit: &Permit<ChangeStep>,
    done_on: Option<NaiveDate>,
    note: &str,
) -> Outcome<()> {
    refuse_course(permit)?;
    if done_on.is_some() && !in_force::is_in_force(work, permit.step.id).await? {
        return Err(FieldErrors::one("done_on", "pathway-done-unpublished").into());
    }
    let begins = permit.step.starts_on.or(permit.pathway.starts_on);
    let wrong = match done_on {
        Some(day) if day > permit.factory.day_at(work.now()) => Some("pathway-done-in-future"),
        Some(day) if begins.is_some_and(|begins| day < begins) => Some("pathway-done-too-early"),
        _ => None,
    };
    if let Some(key) = wrong {
        return Err(FieldErrors::one("done_on", key).into());
    }
    let by = permit.actor.person;
    pathways::mark_done(work, permit.step.id, done_on, note, by).await?;
    if done_on.is_some() != permit.step.done_on.is_some() {
        let now = Step { done_on, ..permit.step.clone() };
        let state = step_state(&now, StepCount::default(), work.now().date_naive());
        tell_others(work, permit, state).await?;
    }
    let entry =
        audit::Entry::of("pathway.step-done", "pathway", permit.pathway.id.0).within(permit.factory.id);
    audit::write(work, by, entry.with(json!({ "step": permit.step.id, "on": done_on }))).await
}

/// Other systems hear of it at once, whatever day it was done on, and of it that it was not done after all; steps of people
/// are looked for.
async fn tell_others(work: &UnitOfWork, permit: &Permit<ChangeStep>, state: StepState) -> Outcome<()> {
    let id = permit.pathway.id;
    if !revisions::published(work, &[id]).await?.contains_key(&id) {
        return Ok(());
    }
    let (kind, step) = (EventKind::StepCompleted, permit.step.id.0);
    let event = OutgoingEvent::of(kind, permit.factory.id, step).now(state.word());
    outgoing::tell(work, &[event]).await
}

/// Who of those who were expected came; the others did not.
///
/// # Errors
/// `Problem::Invalid` for a course, for somebody who is not expected, where somebody came on no day, and for somebody left
/// out of whom the records of a course say that they came.
pub async fn note_presence(
    work: &mut UnitOfWork,
    permit: &Permit<ChangeStep>,
    present: &[PersonId],
) -> Outcome<()> {
    refuse_course(permit)?;
    let mut expected = participants::at(work, &[permit.step.id]).await?;
    expected.retain(|one| one.released_at.is_none());
    if !present.iter().all(|person| expected.iter().any(|one| one.person_id == *person)) {
        return Err(FieldErrors::one("done_on", "pathway-person-not-expected").into());
    }
    // Said in the same unit, before who came.
    if !present.is_empty() && pathways::step(work, permit.step.id).await?.done_on.is_none() {
        return Err(FieldErrors::one("done_on", "pathway-presence-without-day").into());
    }
    let (by, here) = (permit.actor.person, (permit.pathway.id, permit.step.id));
    super::sessions::refuse_taking_back(work, here, present).await?;
    let came = expected.iter().filter(|one| one.came == Some(true)).map(|one| one.person_id);
    let taken_back: Vec<PersonId> = came.filter(|person| !present.contains(person)).collect();
    participants::note_presence(work, permit.step.id, present, by).await?;
    super::sessions::tell_learning(work, permit.pathway.id, Some(permit.step.id)).await?;
    spare(work, permit, present).await?;
    put_back(work, permit, &taken_back).await?;
    let entry =
        audit::Entry::of("pathway.presence", "pathway", permit.pathway.id.0).within(permit.factory.id);
    audit::write(work, by, entry.with(json!({ "step": permit.step.id, "came": present.len() }))).await
}

fn refuse_course(permit: &Permit<ChangeStep>) -> Outcome<()> {
    match permit.step.kind {
        StepKind::Course => Err(FieldErrors::one("done_on", "pathway-course-by-learning").into()),
        StepKind::Workshop | StepKind::Visit | StepKind::Task => Ok(()),
    }
}
