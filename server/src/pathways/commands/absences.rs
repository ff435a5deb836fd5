//! Who did not come to what was held, and does without it.

use serde_json::json;

use crate::{
    catalogue,
    pathways::{
        access::ChangeStep,
        model::{Relation, StepId, StepKind},
        store::{
            absences, participants,
            pathways::{self, Step, Whole},
        },
    },
    platform::{FieldErrors, Outcome, Permit, PersonId, Problem, UnitOfWork, audit},
};

/// The longest reason, in characters.
const LONGEST: usize = 600;

/// People who did not come do without a step: nobody waits for them there any more, and the reason stays beside it.
///
/// # Errors
/// `Problem::Invalid` at `reason` where none is said or it is too long; at `people` where nobody is named, where one of
/// them came or is not expected, where the step was not held, and where it completes a course of theirs that is never
/// complete without it.
pub async fn excuse(
    work: &mut UnitOfWork,
    permit: &Permit<ChangeStep>,
    people: &[PersonId],
    reason: &str,
) -> Outcome<()> {
    let reason = reason.trim();
    let wrong = match reason.chars().count() {
        0 => Some(("reason", "pathway-excuse-reason-missing")),
        length if length > LONGEST => Some(("reason", "pathway-text-too-long")),
        _ if people.is_empty() => Some(("people", "pathway-excuse-nobody")),
        _ if !was_held(&permit.step) => Some(("people", "pathway-excuse-not-missed")),
        _ => None,
    };
    if let Some((field, key)) = wrong {
        return Err(FieldErrors::one(field, key).into());
    }
    refuse_what_needs_it(work, permit, people).await?;
    let by = permit.actor.person;
    let excused = absences::excuse(work, permit.step.id, people, (reason, by)).await?;
    if usize::try_from(excused).unwrap_or(0) != people.len() {
        return Err(FieldErrors::one("people", "pathway-excuse-not-missed").into());
    }
    note(work, permit, "pathway.excuse", people).await
}

/// They are expected again.
///
/// # Errors
/// `Problem::NotFound` where one of them had no excuse.
pub async fn expect_again(
    work: &mut UnitOfWork,
    permit: &Permit<ChangeStep>,
    people: &[PersonId],
) -> Outcome<()> {
    let taken_back = absences::expect_again(work, permit.step.id, people).await?;
    if people.is_empty() || usize::try_from(taken_back).unwrap_or(0) != people.len() {
        return Err(Problem::NotFound);
    }
    note(work, permit, "pathway.excuse-end", people).await
}

async fn note(
    work: &UnitOfWork,
    permit: &Permit<ChangeStep>,
    action: &'static str,
    people: &[PersonId],
) -> Outcome<()> {
    let entry = audit::Entry::of(action, "pathway", permit.pathway.id.0).within(permit.factory.id);
    let details = json!({ "step": permit.step.id, "people": people });
    audit::write(work, permit.actor.person, entry.with(details)).await
}

fn was_held(step: &Step) -> bool {
    matches!(step.kind, StepKind::Workshop | StepKind::Visit) && step.done_on.is_some()
}

/// A course that needs a session stays open for ever for whoever does without it.
async fn refuse_what_needs_it(
    work: &UnitOfWork,
    permit: &Permit<ChangeStep>,
    people: &[PersonId],
) -> Outcome<()> {
    let whole = pathways::whole(work, permit.pathway.clone()).await?;
    let listings = catalogue::listings(work).await?;
    let needs_session = |step: &&Step| {
        let listing = listings.iter().find(|listing| Some(&listing.slug) == step.course.as_ref());
        listing.is_some_and(|listing| listing.needs_session)
    };
    let dates = dates_of(&permit.step, &whole);
    let courses = whole.steps.iter().filter(|step| step.kind == StepKind::Course).filter(needs_session);
    let courses: Vec<StepId> = courses
        .filter(|course| whole.sessions_of(course).any(|session| dates.contains(&session.id)))
        .map(|course| course.id)
        .collect();
    if courses.is_empty() {
        return Ok(());
    }
    let expected = participants::expected_at(work, &courses).await?;
    match expected.iter().any(|(_, person)| people.contains(person)) {
        true => Err(FieldErrors::one("people", "pathway-excuse-session").into()),
        false => Ok(()),
    }
}

/// The step, and the one of which it is another date.
fn dates_of(step: &Step, whole: &Whole) -> Vec<StepId> {
    let first = step.other_step_id.filter(|_| step.relation == Some(Relation::Equivalent));
    let first = first.and_then(|id| whole.step(id)).map(|first| first.id);
    std::iter::once(step.id).chain(first).collect()
}
