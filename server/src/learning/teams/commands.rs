//! What those who help change for many at once.

use std::collections::{BTreeMap, HashMap, HashSet};

use chrono::NaiveDate;
use serde_json::json;

use super::{
    access::{AssignInTeam, ChangeInTeam},
    model::{is_done, mark_of, shifted},
    store,
};
use crate::{
    catalogue::{CourseId, CourseVersionId},
    learning::{
        access::OpenCourse,
        commands::{Placement, enrol_many, withdraw_many},
        model::{Enrolment, refuse_past},
        news::{self, Happened},
        store as learning, teams,
    },
    people::store::persons,
    platform::{OrganisationId, Outcome, Permit, PersonId, Problem, UnitOfWork, audit},
    records::EnrolmentId,
};

/// Somebody changed the same assignments meanwhile.
pub const CHANGED_MEANWHILE: &str = "team-changed-meanwhile";

/// Whose assignments are changed: these people, on one course or on all of theirs.
pub struct Chosen<'c> {
    pub people: &'c [PersonId],
    pub course: Option<CourseId>,
    /// [`mark_of`] the assignments as the page had them; `None` does not compare.
    pub seen: Option<&'c str>,
}

/// Enrols people of the team; those who are on the course already stay as they are. Returns how many are new.
pub async fn assign(
    work: &mut UnitOfWork,
    permit: &Permit<AssignInTeam>,
    people: &[PersonId],
    course: &OpenCourse,
    due_on: Option<NaiveDate>,
) -> Outcome<usize> {
    refuse_past("due_on", due_on, work.now().date_naive())?;
    let people = members(work, permit.id, people).await?;
    let known = persons::people(work, people.iter().copied()).await?;
    let placement = |person: &PersonId| {
        let language = known.get(person)?.language;
        Some(Placement { person: *person, language, due_on, organisation: Some(permit.id) })
    };
    let placements: Vec<Placement> = people.iter().filter_map(placement).collect();
    let by = permit.actor.person;
    let enrolled = enrol_many(work, course, &placements, by).await?;
    let details = json!({ "course": course.slug, "due_on": due_on });
    note(work, "enrolment.make", permit.id, by, enrolled.iter().map(|new| (new.id, details.clone()))).await?;
    Ok(enrolled.len())
}

/// One date for all that is chosen and not done.
///
/// # Errors
/// `Problem::Conflict` when somebody changed one of them since the page was shown.
pub async fn set_due_date(
    work: &mut UnitOfWork,
    permit: &Permit<ChangeInTeam>,
    chosen: &Chosen<'_>,
    due_on: Option<NaiveDate>,
) -> Outcome<usize> {
    refuse_past("due_on", due_on, work.now().date_naive())?;
    let open = open(work, permit.id, chosen).await?;
    let by = permit.actor.person;
    learning::set_due_date(work, open.iter().map(|enrolment| enrolment.id), due_on, by).await?;
    recount(work, &open).await?;
    let details = |enrolment: &Enrolment| (enrolment.id, json!({ "from": enrolment.due_on, "to": due_on }));
    note(work, "enrolment.change", permit.id, by, open.iter().map(details)).await?;
    Ok(open.len())
}

/// Moves every date of what is chosen and not done; what was learned stays.
pub async fn shift_due_dates(
    work: &mut UnitOfWork,
    permit: &Permit<ChangeInTeam>,
    chosen: &Chosen<'_>,
    days: u32,
) -> Outcome<usize> {
    let today = work.now().date_naive();
    let mut dated = open(work, permit.id, chosen).await?;
    dated.retain(|enrolment| enrolment.due_on.is_some());
    let dates: BTreeMap<NaiveDate, NaiveDate> = dated
        .iter()
        .filter_map(|enrolment| enrolment.due_on)
        .map(|due_on| (due_on, shifted(due_on, days, today)))
        .collect();
    let by = permit.actor.person;
    let ids: Vec<EnrolmentId> = dated.iter().map(|enrolment| enrolment.id).collect();
    learning::move_due_dates(work, &dates, &ids, by).await?;
    recount(work, &dated).await?;
    let details = |enrolment: &Enrolment| {
        let to = enrolment.due_on.and_then(|due_on| dates.get(&due_on));
        (enrolment.id, json!({ "from": enrolment.due_on, "to": to }))
    };
    note(work, "enrolment.change", permit.id, by, dated.iter().map(details)).await?;
    Ok(dated.len())
}

/// Asks the learners to go on, at most once a day for each enrolment. Returns how many were asked.
pub async fn remind(
    work: &mut UnitOfWork,
    permit: &Permit<ChangeInTeam>,
    chosen: &Chosen<'_>,
) -> Outcome<usize> {
    let open = open(work, permit.id, chosen).await?;
    let ids: Vec<EnrolmentId> = open.iter().map(|enrolment| enrolment.id).collect();
    let by = permit.actor.person;
    let reminded = store::remind(work, &ids, by).await?;
    news::tell(work, Happened::Reminded, &reminded).await?;
    note(work, "enrolment.remind", permit.id, by, reminded.iter().map(|id| (*id, json!({})))).await?;
    Ok(reminded.len())
}

/// Takes people off the chosen course; `slugs` names its versions.
///
/// # Errors
/// `Problem::Conflict` when somebody changed one of the assignments since the page was shown.
pub async fn withdraw(
    work: &mut UnitOfWork,
    permit: &Permit<ChangeInTeam>,
    chosen: &Chosen<'_>,
    slugs: &HashMap<CourseVersionId, String>,
) -> Outcome<usize> {
    let open = open(work, permit.id, chosen).await?;
    let by = permit.actor.person;
    withdraw_many(work, &open, slugs, by).await?;
    note(work, "enrolment.withdraw", permit.id, by, open.iter().map(|enrolment| (enrolment.id, json!({}))))
        .await?;
    Ok(open.len())
}

/// What is chosen and not done, held until the unit ends.
async fn open(work: &UnitOfWork, team: OrganisationId, chosen: &Chosen<'_>) -> Outcome<Vec<Enrolment>> {
    let people = members(work, team, chosen.people).await?;
    let lines = learning::held(work, &people).await?;
    if chosen.seen.is_some_and(|seen| seen != mark_of(&lines)) {
        return Err(Problem::Conflict(CHANGED_MEANWHILE));
    }
    let of_course = |enrolment: &Enrolment| chosen.course.is_none_or(|course| course == enrolment.course);
    let open = lines.into_iter().filter(|line| !is_done(line)).map(|line| line.enrolment);
    Ok(open.filter(of_course).collect())
}

/// These people, who are all in the team.
///
/// # Errors
/// `NotFound` when one of them is not, whether they are somewhere else or nowhere: then nothing is done for anybody.
async fn members(work: &UnitOfWork, team: OrganisationId, people: &[PersonId]) -> Outcome<Vec<PersonId>> {
    let members = store::members_among(work, team, people, work.now().date_naive()).await?;
    let asked: HashSet<&PersonId> = people.iter().collect();
    if members.len() == asked.len() { Ok(members) } else { Err(Problem::NotFound) }
}

async fn recount(work: &UnitOfWork, enrolments: &[Enrolment]) -> Outcome<()> {
    let people: Vec<PersonId> = enrolments.iter().map(|enrolment| enrolment.person).collect();
    teams::count(work, &people).await
}

async fn note(
    work: &UnitOfWork,
    action: &'static str,
    team: OrganisationId,
    by: PersonId,
    done: impl Iterator<Item = (EnrolmentId, serde_json::Value)>,
) -> Outcome<()> {
    let entry = |(id, details): (EnrolmentId, serde_json::Value)| {
        audit::Entry::of(action, "enrolment", id.0).within(team).with(details)
    };
    audit::write_many(work, by, done.map(entry).collect()).await
}
