//! Getting on a course, by oneself or by a coordinator; due dates; withdrawing.

use chrono::NaiveDate;
use serde_json::json;

use super::study::record;
use crate::{
    catalogue::{CourseId, CourseVersionId},
    learning::{
        access::{ChangeEnrolment, EnrolOneself, EnrolOther, OpenCourse},
        model::Enrolment,
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
pub async fn enrol_other(
    work: &mut UnitOfWork,
    permit: &Permit<EnrolOther>,
    new: &NewEnrolment,
) -> Outcome<EnrolmentId> {
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

/// Moves the due date; nothing that was learned is lost.
pub async fn change_due_date(
    work: &mut UnitOfWork,
    permit: &Permit<ChangeEnrolment>,
    due_on: Option<NaiveDate>,
) -> Outcome<()> {
    let enrolment = &permit.enrolment;
    store::set_due_date(work, [enrolment.id], due_on, permit.actor.person).await?;
    teams::count(work, &[enrolment.person]).await?;
    let entry = audit::Entry::of("enrolment.change", "enrolment", enrolment.id.0);
    let entry = entry.with(json!({ "from": enrolment.due_on, "to": due_on }));
    audit::write(work, permit.actor.person, entry).await
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
