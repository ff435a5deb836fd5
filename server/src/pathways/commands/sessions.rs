//! Sessions, without which some courses are never complete.

use crate::{
    catalogue::Listing,
    learning,
    pathways::{
        model::{PathwayId, StepId, StepKind},
        store::{
            pathways::{Step, Whole},
            sessions,
        },
    },
    platform::{FieldErrors, Outcome, UnitOfWork, problem::FieldError},
};

/// Who came to a session completes the courses with which it goes together: of one session, or of all of a pathway.
pub async fn tell_learning(work: &UnitOfWork, pathway: PathwayId, session: Option<StepId>) -> Outcome<()> {
    let came = sessions::enrolments_of_those_who_came(work, pathway, session).await?;
    learning::commands::session_attended(work, &came).await
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
