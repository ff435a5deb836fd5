//! Sessions, without which some courses are never complete.

use crate::{
    catalogue::{self, Listing},
    learning,
    pathways::{
        model::{PathwayId, StepId, StepKind},
        store::{
            pathways::{Step, Whole},
            sessions::{self, Came},
        },
    },
    platform::{FieldErrors, Outcome, PersonId, UnitOfWork, problem::FieldError},
    records::EnrolmentId,
};

/// Who came to a session completes the courses with which it goes together: of one session, or of all of a pathway.
pub async fn tell_learning(work: &UnitOfWork, pathway: PathwayId, session: Option<StepId>) -> Outcome<()> {
    let came = sessions::enrolments_of_those_who_came(work, pathway, session).await?;
    learning::commands::session_attended(work, &came).await
}

/// That somebody came to a session without which their course is not complete stands in the records, which are never taken
/// back: what was completed by it, and was told to others, stays so. Whoever came to another such session may be taken out
/// of this one.
///
/// # Errors
/// `Problem::Invalid` where somebody of whom the records say that they came is no longer among `present`.
pub async fn refuse_taking_back(
    work: &UnitOfWork,
    (pathway, session): (PathwayId, StepId),
    present: &[PersonId],
) -> Outcome<()> {
    let all = sessions::all_who_came(work, pathway).await?;
    let came_elsewhere =
        |one: &Came| all.iter().any(|other| other.enrolment == one.enrolment && other.session != session);
    let taken: Vec<&Came> = all
        .iter()
        .filter(|one| one.session == session && !present.contains(&one.person) && !came_elsewhere(one))
        .collect();
    if taken.is_empty() {
        return Ok(());
    }
    let listings = catalogue::listings(work).await?;
    let needs =
        |one: &&Came| listings.iter().any(|listing| listing.slug == one.course && listing.needs_session);
    let enrolments: Vec<EnrolmentId> = taken.into_iter().filter(needs).map(|one| one.enrolment).collect();
    match learning::attended_among(work, &enrolments).await?.is_empty() {
        true => Ok(()),
        false => Err(FieldErrors::one("done_on", "pathway-presence-recorded").into()),
    }
}

/// A session to which nobody is expected completes no course.
///
/// # Errors
/// `Problem::Invalid` at each course that needs a session, where nobody is expected at those that it has.
pub async fn refuse_empty(work: &UnitOfWork, whole: &Whole, listings: &[Listing]) -> Outcome<()> {
    let needs_session = |step: &&Step| {
        let listing = listings.iter().find(|listing| Some(&listing.slug) == step.course.as_ref());
        step.kind == StepKind::Course && listing.is_some_and(|listing| listing.needs_session)
    };
    let courses: Vec<&Step> = whole.steps.iter().filter(needs_session).collect();
    if courses.is_empty() {
        return Ok(());
    }
    let met = sessions::steps_with_people(work, whole.pathway.id).await?;
    let is_empty = |course: &&Step| !whole.sessions_of(course).any(|session| met.contains(&session.id));
    let error =
        |course: &Step| FieldError { field: format!("step-{}", course.id), key: "pathway-session-empty" };
    let errors: Vec<FieldError> = courses.into_iter().filter(is_empty).map(error).collect();
    if errors.is_empty() { Ok(()) } else { Err(FieldErrors(errors).into()) }
}
