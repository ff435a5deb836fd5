//! Getting on a course, by oneself or by a coordinator; due dates; withdrawing.

use std::collections::{HashMap, HashSet};

use chrono::NaiveDate;
use serde_json::json;

use super::study::record;
use crate::{
    catalogue::{CourseId, CourseVersionId},
    learning::{
        access::{ChangeEnrolment, EnrolOneself, EnrolOther, OpenCourse, Study},
        model::{Enrolment, refuse_past},
        news::{self, Happened},
        store, teams,
    },
    platform::{Language, OrganisationId, Outcome, Permit, PersonId, Problem, UnitOfWork, audit},
    records::{self, EnrolmentId, Object, StatementResult, Verb},
};

/// What a coordinator says when enrolling somebody.
pub struct NewEnrolment {
    pub course: OpenCourse,
    pub language: Language,
    pub due_on: Option<NaiveDate>,
}

/// Enrols the actor. Whoever is on the course already stays where they are.
pub async fn enrol_oneself(
    work: &mut UnitOfWork,
    permit: &Permit<EnrolOneself>,
    language: Language,
) -> Outcome<EnrolmentId> {
    let person = permit.actor.person;
    enrol(work, person, (permit.course, permit.version, &permit.slug), None, language, None, person).await
}

/// Enrols a colleague on behalf of the organisation in which the actor may. Repeating it changes the due date.
///
/// # Errors
/// A due date in the past is refused.
pub async fn enrol_other(
    work: &mut UnitOfWork,
    permit: &Permit<EnrolOther>,
    new: &NewEnrolment,
) -> Outcome<EnrolmentId> {
    refuse_past("due_on", new.due_on, work.now().date_naive())?;
    let place = permit.places.iter().find(|place| permit.actor.may("enrolment.make", place));
    let organisation = place.map(|place| place.organisation);
    let course = (new.course.course, new.course.version, new.course.slug.as_str());
    let by = permit.actor.person;
    let enrolment = enrol(work, permit.person, course, organisation, new.language, new.due_on, by).await?;
    let entry = audit::Entry::of("enrolment.make", "enrolment", enrolment.0);
    let entry = entry.with(json!({ "course": new.course.slug, "due_on": new.due_on }));
    let entry = organisation.map_or(entry.clone(), |organisation| entry.within(organisation));
    audit::write(work, by, entry).await?;
    Ok(enrolment)
}

async fn enrol(
    work: &UnitOfWork,
    person: PersonId,
    (course, version, slug): (CourseId, CourseVersionId, &str),
    organisation: Option<OrganisationId>,
    language: Language,
    due_on: Option<NaiveDate>,
    by: PersonId,
) -> Outcome<EnrolmentId> {
    let enrolment = Enrolment {
        id: work.new_id(),
        person,
        course,
        version,
        organisation,
        language,
        enrolled_at: work.now(),
        enrolled_by: by,
        due_on,
        withdrawn_at: None,
        changes: 0,
        changed_at: None,
        changed_by: None,
        waits_for_session_at: None,
    };
    if store::insert(work, &enrolment).await? {
        teams::count(work, &[person]).await?;
        let statement = record(
            &enrolment,
            slug,
            Verb::Registered,
            Object::Course,
            StatementResult::default(),
            language,
            work,
        );
        records::append(work, &statement).await?;
        if by != person {
            news::tell(work, Happened::Assigned, &[enrolment.id]).await?;
        }
        return Ok(enrolment.id);
    }
    let present = store::enrolment_in_force(work, person, course).await?.ok_or(Problem::Busy)?;
    if due_on.is_some() && due_on != present.due_on {
        store::set_due_date(work, [present.id], due_on, by).await?;
        teams::count(work, &[person]).await?;
    }
    Ok(present.id)
}

/// Who is to be enrolled, and until when.
pub struct Placement {
    pub person: PersonId,
    pub language: Language,
    pub due_on: Option<NaiveDate>,
    /// On whose behalf.
    pub organisation: Option<OrganisationId>,
}

/// Enrols many on one course. Those who are on it already stay as they are, with their dates. Returns the new ones.
pub async fn enrol_many(
    work: &UnitOfWork,
    course: &OpenCourse,
    placements: &[Placement],
    by: PersonId,
) -> Outcome<Vec<Enrolment>> {
    let people: Vec<PersonId> = placements.iter().map(|placement| placement.person).collect();
    let present = store::enrolments_of_people(work, people.iter().copied()).await?;
    let on_it: HashSet<PersonId> = present
        .iter()
        .filter(|line| line.enrolment.course == course.course)
        .map(|line| line.enrolment.person)
        .collect();
    let fresh = placements.iter().filter(|placement| !on_it.contains(&placement.person));
    let fresh: Vec<Enrolment> = fresh.map(|placement| placed(work, course, placement, by)).collect();
    let inserted = store::insert_all(work, &fresh).await?;
    let fresh: Vec<Enrolment> =
        fresh.into_iter().filter(|enrolment| inserted.contains(&enrolment.id)).collect();
    let nothing = StatementResult::default;
    let statement = |enrolment: &Enrolment| {
        record(enrolment, &course.slug, Verb::Registered, Object::Course, nothing(), enrolment.language, work)
    };
    records::append_new(work, &fresh.iter().map(statement).collect::<Vec<_>>()).await?;
    let ids: Vec<EnrolmentId> = fresh.iter().map(|enrolment| enrolment.id).collect();
    news::tell(work, Happened::Assigned, &ids).await?;
    teams::count(work, &people).await?;
    Ok(fresh)
}

fn placed(work: &UnitOfWork, course: &OpenCourse, placement: &Placement, by: PersonId) -> Enrolment {
    Enrolment {
        id: work.new_id(),
        person: placement.person,
        course: course.course,
        version: course.version,
        organisation: placement.organisation,
        language: placement.language,
        enrolled_at: work.now(),
        enrolled_by: by,
        due_on: placement.due_on,
        withdrawn_at: None,
        changes: 0,
        changed_at: None,
        changed_by: None,
        waits_for_session_at: None,
    }
}

/// Takes many off their courses; `slugs` names each course. Their records stay.
pub async fn withdraw_many(
    work: &UnitOfWork,
    enrolments: &[Enrolment],
    slugs: &HashMap<CourseVersionId, String>,
    by: PersonId,
) -> Outcome<()> {
    let ids: Vec<EnrolmentId> = enrolments.iter().map(|enrolment| enrolment.id).collect();
    store::withdraw_all(work, &ids, by).await?;
    let statement = |enrolment: &Enrolment| {
        let slug = slugs.get(&enrolment.version)?;
        let nothing = StatementResult::default();
        Some(record(enrolment, slug, Verb::Abandoned, Object::Course, nothing, enrolment.language, work))
    };
    records::append_new(work, &enrolments.iter().filter_map(statement).collect::<Vec<_>>()).await?;
    let people: Vec<PersonId> = enrolments.iter().map(|enrolment| enrolment.person).collect();
    teams::count(work, &people).await
}

/// One date for all of these, whom the caller chose.
pub async fn set_due_dates(
    work: &UnitOfWork,
    enrolments: &[&Enrolment],
    due_on: Option<NaiveDate>,
    by: PersonId,
) -> Outcome<()> {
    if enrolments.is_empty() {
        return Ok(());
    }
    store::set_due_date(work, enrolments.iter().map(|enrolment| enrolment.id), due_on, by).await?;
    let people: Vec<PersonId> = enrolments.iter().map(|enrolment| enrolment.person).collect();
    teams::count(work, &people).await
}

/// Moves the due date; nothing that was learned is lost. `seen` is how often it had been changed when it was shown.
///
/// # Errors
/// `Problem::Conflict` when somebody changed it since then; a date in the past is refused.
pub async fn change_due_date(
    work: &mut UnitOfWork,
    permit: &Permit<ChangeEnrolment>,
    due_on: Option<NaiveDate>,
    seen: Option<i32>,
) -> Outcome<()> {
    refuse_past("due_on", due_on, work.now().date_naive())?;
    store::lock(work, permit.enrolment.id).await?;
    let enrolment = &store::enrolment(work, permit.enrolment.id).await?;
    if seen.is_some_and(|seen| seen != enrolment.changes) {
        return Err(Problem::Conflict("enrolment-changed-meanwhile"));
    }
    store::set_due_date(work, [enrolment.id], due_on, permit.actor.person).await?;
    teams::count(work, &[enrolment.person]).await?;
    let entry = audit::Entry::of("enrolment.change", "enrolment", enrolment.id.0);
    let entry = entry.with(json!({ "from": enrolment.due_on, "to": due_on }));
    audit::write(work, permit.actor.person, entry).await
}

/// Takes the course in another language from here on; what was learned stays.
pub async fn choose_language(
    work: &mut UnitOfWork,
    permit: &Permit<Study>,
    language: Language,
) -> Outcome<()> {
    store::set_language(work, permit.id, language).await
}

/// Takes somebody off a course. Their records stay; they may enrol again.
pub async fn withdraw(work: &mut UnitOfWork, permit: &Permit<ChangeEnrolment>, slug: &str) -> Outcome<()> {
    let enrolment = &permit.enrolment;
    if !store::withdraw(work, enrolment.id, permit.actor.person).await? {
        return Ok(());
    }
    teams::count(work, &[enrolment.person]).await?;
    let nothing = StatementResult::default();
    let statement =
        record(enrolment, slug, Verb::Abandoned, Object::Course, nothing, enrolment.language, work);
    records::append(work, &statement).await?;
    audit::write(
        work,
        permit.actor.person,
        audit::Entry::of("enrolment.withdraw", "enrolment", enrolment.id.0),
    )
    .await
}
