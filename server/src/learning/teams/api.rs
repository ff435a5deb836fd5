//! Teams as JSON: the same people, counts and commands as the pages.

use actix_web::{HttpRequest, HttpResponse, http::StatusCode, web};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{
    access::{AssignInTeam, ChangeInTeam, SeeTeam},
    commands::{self, Chosen},
    model::needs_help,
    pages::{actions::slugs, team::find},
};
use crate::{
    catalogue::{self, CourseId, CourseLibrary},
    learning::{access::OpenCourse, commands::note_team_seen, model::LearningState, store::LearnerLine},
    platform::{
        Body, Db, FieldErrors, Language, Outcome, Permit, PersonId, RequestKey, once::Once, pages::ListQuery,
    },
    records::EnrolmentId,
};

/// People that one call may name.
const MOST_PEOPLE: usize = 500;
const MOST_DAYS: u32 = 366;

#[derive(Serialize, ToSchema)]
pub struct TeamShown {
    /// Of all pages.
    total: u64,
    courses: Vec<TeamCourse>,
    people: Vec<TeamPerson>,
}

#[derive(Serialize, ToSchema)]
pub struct TeamCourse {
    course: CourseId,
    title: String,
    enrolled: u32,
    done: u32,
    overdue: u32,
}

#[derive(Serialize, ToSchema)]
pub struct TeamPerson {
    id: PersonId,
    name: String,
    /// Courses in force; what is left out is not needed.
    enrolments: Vec<TeamEnrolment>,
}

#[derive(Serialize, ToSchema)]
pub struct TeamEnrolment {
    id: EnrolmentId,
    course: CourseId,
    state: LearningState,
    due_on: Option<NaiveDate>,
    modules_done: u32,
    /// After repeated wrong answers in one quiz.
    needs_help: bool,
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct TeamAssignment {
    people: Vec<PersonId>,
    /// Slug or id of a published course.
    course: String,
    due_on: Option<NaiveDate>,
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct TeamDueDate {
    people: Vec<PersonId>,
    /// Left out, all their open courses.
    course: Option<CourseId>,
    due_on: NaiveDate,
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct TeamShift {
    people: Vec<PersonId>,
    /// Left out, all their open courses.
    course: Option<CourseId>,
    days: u32,
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct TeamReminder {
    people: Vec<PersonId>,
    /// Left out, all their open courses.
    course: Option<CourseId>,
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct TeamWithdrawal {
    people: Vec<PersonId>,
    course: CourseId,
}

#[derive(Serialize, ToSchema)]
pub struct TeamChanged {
    /// Enrolments that this call made, changed or ended.
    changed: usize,
}

pub async fn team(
    request: HttpRequest,
    permit: Permit<SeeTeam>,
    query: ListQuery,
    db: web::Data<Db>,
    library: web::Data<CourseLibrary>,
) -> Outcome<web::Json<TeamShown>> {
    let found = find(&db, &library, &permit, &query, Language::of(&request)).await?;
    note_team_seen(&db, &permit).await?;
    let today = db.clock().now().date_naive();
    let courses = found.courses.iter().map(|column| TeamCourse {
        course: column.count.course,
        title: column.title.clone(),
        enrolled: column.count.enrolled,
        done: column.count.done,
        overdue: column.count.overdue,
    });
    let people = found.people.iter().map(|person| {
        let lines =
            found.courses.iter().filter_map(|column| found.learning.get(&(person.id, column.count.course)));
        let enrolments = lines.map(|line| enrolment(line, today)).collect();
        TeamPerson { id: person.id, name: person.name.clone(), enrolments }
    });
    Ok(web::Json(TeamShown { total: found.total, courses: courses.collect(), people: people.collect() }))
}

fn enrolment(line: &LearnerLine, today: NaiveDate) -> TeamEnrolment {
    TeamEnrolment {
        id: line.enrolment.id,
        course: line.enrolment.course,
        state: LearningState::of(&line.enrolment, line.progress.as_ref(), today),
        due_on: line.enrolment.due_on,
        modules_done: line.progress.as_ref().map_or(0, |progress| progress.modules_done),
        needs_help: needs_help(line),
    }
}

pub async fn assign(
    permit: Permit<AssignInTeam>,
    body: Body<TeamAssignment>,
    key: RequestKey,
    db: web::Data<Db>,
) -> Outcome<HttpResponse> {
    let body = body.0;
    let listing = catalogue::listed(db.read(), &body.course).await?;
    let listing = listing.ok_or_else(|| FieldErrors::one("course", "enrol-course-missing"))?;
    let (course, version) = (listing.published.course, listing.published.version);
    let course = OpenCourse { slug: listing.slug, course, version };
    let mut once = db.begin_once(&key).await?;
    let changed = commands::assign(&mut once, &permit, named(&body.people)?, &course, body.due_on).await?;
    answered(once, changed).await
}

pub async fn set_due_date(
    permit: Permit<ChangeInTeam>,
    body: Body<TeamDueDate>,
    key: RequestKey,
    db: web::Data<Db>,
) -> Outcome<HttpResponse> {
    let chosen = chosen(&body.0.people, body.0.course)?;
    let mut once = db.begin_once(&key).await?;
    let changed = commands::set_due_date(&mut once, &permit, &chosen, Some(body.0.due_on)).await?;
    answered(once, changed).await
}

pub async fn shift(
    permit: Permit<ChangeInTeam>,
    body: Body<TeamShift>,
    key: RequestKey,
    db: web::Data<Db>,
) -> Outcome<HttpResponse> {
    if !(1..=MOST_DAYS).contains(&body.0.days) {
        return Err(FieldErrors::one("days", "team-days-wrong").into());
    }
    let chosen = chosen(&body.0.people, body.0.course)?;
    let mut once = db.begin_once(&key).await?;
    let changed = commands::shift_due_dates(&mut once, &permit, &chosen, body.0.days).await?;
    answered(once, changed).await
}

pub async fn remind(
    permit: Permit<ChangeInTeam>,
    body: Body<TeamReminder>,
    key: RequestKey,
    db: web::Data<Db>,
) -> Outcome<HttpResponse> {
    let chosen = chosen(&body.0.people, body.0.course)?;
    let mut once = db.begin_once(&key).await?;
    let changed = commands::remind(&mut once, &permit, &chosen).await?;
    answered(once, changed).await
}

pub async fn withdraw(
    permit: Permit<ChangeInTeam>,
    body: Body<TeamWithdrawal>,
    key: RequestKey,
    db: web::Data<Db>,
    library: web::Data<CourseLibrary>,
) -> Outcome<HttpResponse> {
    let chosen = chosen(&body.0.people, Some(body.0.course))?;
    let slugs = slugs(db.read(), &library, chosen.people).await?;
    let mut once = db.begin_once(&key).await?;
    let changed = commands::withdraw(&mut once, &permit, &chosen, &slugs).await?;
    answered(once, changed).await
}

/// Of one course, or of all their open ones.
fn chosen(people: &[PersonId], course: Option<CourseId>) -> Outcome<Chosen<'_>> {
    Ok(Chosen { people: named(people)?, course, seen: None })
}

fn named(people: &[PersonId]) -> Outcome<&[PersonId]> {
    match people.len() {
        0 => Err(FieldErrors::one("people", "notice-undone-nobody-selected").into()),
        1..=MOST_PEOPLE => Ok(people),
        _ => Err(FieldErrors::one("people", "team-too-many").into()),
    }
}

async fn answered(once: Once, changed: usize) -> Outcome<HttpResponse> {
    once.json(StatusCode::OK, &TeamChanged { changed }).await
}
