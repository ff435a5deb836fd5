//! The rows of each page, in as few queries as it needs.

use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::{DatabaseConnection, DbErr, FromQueryResult, Statement, Value};
use serde::Serialize;
use uuid::Uuid;

#[derive(FromQueryResult, Serialize)]
pub struct EnrolmentRow {
    pub id: Uuid,
    pub due_on: Option<NaiveDate>,
    pub steps_done: Option<i32>,
    pub modules_done: Option<i32>,
    pub current_step: Option<String>,
    pub slug: String,
    pub title: String,
    pub summary: String,
    pub minutes: i32,
    pub modules: i32,
}

/// A person with a membership.
#[derive(FromQueryResult, Serialize)]
pub struct SignedInRow {
    pub sign_in: Uuid,
    pub name: String,
    pub language: String,
    pub role: Option<String>,
    pub organisation: Option<Uuid>,
    pub kind: Option<String>,
    pub country: Option<String>,
    pub part_of: Option<Uuid>,
}

#[derive(FromQueryResult, Serialize)]
pub struct PromiseRow {
    pub enrolment_id: Uuid,
    pub promise: String,
    pub owner: String,
    pub measure: String,
    pub due_on: NaiveDate,
    pub outcome: Option<String>,
}

/// Where somebody is expected beside their courses.
#[derive(FromQueryResult, Serialize)]
pub struct GatheringRow {
    pub name: String,
    pub kind: String,
    pub due_on: Option<NaiveDate>,
    pub place: Option<String>,
    pub factory: String,
}

#[derive(FromQueryResult, Serialize)]
pub struct ListingRow {
    pub course_version_id: Uuid,
    pub title: String,
    pub summary: String,
    pub minutes: i32,
    pub enrolment: Option<Uuid>,
    pub due_on: Option<NaiveDate>,
    pub current_step: Option<String>,
}

#[derive(FromQueryResult, Serialize)]
pub struct StepRow {
    pub step: String,
    pub is_done: bool,
}

#[derive(FromQueryResult)]
pub struct SittingRow {
    pub person_id: Uuid,
    pub course_version_id: Uuid,
    pub step: String,
    pub drawn: String,
    pub question: Option<String>,
    pub response: Option<String>,
}

#[derive(FromQueryResult)]
pub struct PlaceRow {
    pub person_id: Uuid,
    pub course_version_id: Uuid,
    pub step: String,
    pub is_done: bool,
}

#[derive(FromQueryResult, Serialize)]
pub struct TeamPersonRow {
    pub id: Uuid,
    pub name: String,
    pub open: i32,
    pub done: i32,
    pub needs_help: bool,
}

#[derive(FromQueryResult, Serialize)]
pub struct TeamEnrolmentRow {
    pub id: Uuid,
    pub person_id: Uuid,
    pub course_id: Uuid,
    pub due_on: Option<NaiveDate>,
    pub modules_done: Option<i32>,
    pub completed_at: Option<DateTime<Utc>>,
}

#[derive(FromQueryResult, Serialize)]
pub struct TeamCourseRow {
    pub course_id: Uuid,
    pub slug: String,
    pub title: String,
    pub modules: i32,
    pub open: i64,
    pub done: i64,
}

#[derive(FromQueryResult)]
pub struct CountRow {
    pub count: i64,
}

/// Who asks: every page of the Academy reads these rows.
pub async fn signed_in(database: &DatabaseConnection, person: Uuid) -> Result<Vec<SignedInRow>, DbErr> {
    let sql = "SELECT sign_in.id AS sign_in, person.name, person.language, membership.role, \
               organisation.id AS organisation, organisation.kind, organisation.country, organisation.part_of \
               FROM sign_in JOIN person ON person.id = sign_in.person_id \
               LEFT JOIN membership ON membership.person_id = person.id \
               LEFT JOIN organisation ON organisation.id = membership.organisation_id \
               WHERE sign_in.person_id = $1";
    all(database, sql, [person.into()]).await
}

pub async fn promises(database: &DatabaseConnection, person: Uuid) -> Result<Vec<PromiseRow>, DbErr> {
    let sql = "SELECT commitment.enrolment_id, commitment.promise, commitment.owner, commitment.measure, \
               commitment.due_on, follow_up.outcome FROM commitment \
               LEFT JOIN follow_up ON follow_up.commitment_id = commitment.id \
               WHERE commitment.enrolment_id IN \
               (SELECT id FROM enrolment WHERE person_id = $1 AND withdrawn_at IS NULL)";
    all(database, sql, [person.into()]).await
}

pub async fn gatherings(database: &DatabaseConnection, person: Uuid) -> Result<Vec<GatheringRow>, DbErr> {
    let sql = "SELECT pathway_step.published_name AS name, pathway_step.published_kind AS kind, \
               pathway_step.published_due_on AS due_on, pathway_step.published_place AS place, \
               organisation.name AS factory FROM pathway_participant \
               JOIN pathway_step ON pathway_step.id = pathway_participant.step_id \
               JOIN pathway ON pathway.id = pathway_step.pathway_id \
               JOIN organisation ON organisation.id = pathway.organisation_id \
               WHERE pathway_participant.person_id = $1 AND pathway_participant.released_at IS NULL \
               AND pathway_step.published_kind <> 'course' AND pathway_step.done_on IS NULL";
    all(database, sql, [person.into()]).await
}

pub async fn enrolments(database: &DatabaseConnection, person: Uuid) -> Result<Vec<EnrolmentRow>, DbErr> {
    let sql = "SELECT enrolment.id, enrolment.due_on, progress.steps_done, progress.modules_done, \
               progress.current_step, course_listing.slug, course_listing.title, course_listing.summary, \
               course_listing.minutes, course_listing.modules FROM enrolment \
               LEFT JOIN progress ON progress.enrolment_id = enrolment.id \
               JOIN course_listing ON course_listing.course_id = enrolment.course_id \
               WHERE enrolment.person_id = $1 AND enrolment.withdrawn_at IS NULL AND course_listing.language = 'en' \
               ORDER BY enrolment.enrolled_at DESC";
    all(database, sql, [person.into()]).await
}

pub async fn listing(
    database: &DatabaseConnection,
    slug: String,
    person: Uuid,
) -> Result<Vec<ListingRow>, DbErr> {
    let sql = "SELECT course_listing.course_version_id, course_listing.title, course_listing.summary, \
               course_listing.minutes, enrolment.id AS enrolment, enrolment.due_on, progress.current_step \
               FROM course_listing LEFT JOIN enrolment ON enrolment.course_id = course_listing.course_id \
               AND enrolment.person_id = $2 AND enrolment.withdrawn_at IS NULL \
               LEFT JOIN progress ON progress.enrolment_id = enrolment.id \
               WHERE course_listing.slug = $1 AND course_listing.language = 'en'";
    all(database, sql, [slug.into(), person.into()]).await
}

pub async fn steps(database: &DatabaseConnection, enrolment: Uuid) -> Result<Vec<StepRow>, DbErr> {
    let sql = "SELECT step, done_at IS NOT NULL AS is_done FROM step_progress WHERE enrolment_id = $1";
    all(database, sql, [enrolment.into()]).await
}

pub async fn sitting(database: &DatabaseConnection, attempt: Uuid) -> Result<Vec<SittingRow>, DbErr> {
    let sql = "SELECT enrolment.person_id, enrolment.course_version_id, attempt.step, attempt.drawn, answer.question, answer.response \
               FROM attempt JOIN enrolment ON enrolment.id = attempt.enrolment_id \
               LEFT JOIN answer ON answer.attempt_id = attempt.id WHERE attempt.id = $1";
    all(database, sql, [attempt.into()]).await
}

pub async fn place(database: &DatabaseConnection, enrolment: Uuid) -> Result<Vec<PlaceRow>, DbErr> {
    let sql = "SELECT enrolment.person_id, enrolment.course_version_id, step_progress.step, step_progress.done_at IS NOT NULL AS is_done \
               FROM enrolment JOIN step_progress ON step_progress.enrolment_id = enrolment.id \
               WHERE enrolment.id = $1";
    all(database, sql, [enrolment.into()]).await
}

/// The first page of a team, those first who are latest.
pub async fn team_people(database: &DatabaseConnection, team: Uuid) -> Result<Vec<TeamPersonRow>, DbErr> {
    let sql = "SELECT person.id, person.name, team_line.open, team_line.done, team_line.needs_help \
               FROM team_line JOIN person ON person.id = team_line.person_id \
               WHERE team_line.organisation_id = $1 ORDER BY team_line.first_due_on, team_line.name_key LIMIT 50";
    all(database, sql, [team.into()]).await
}

pub async fn team_size(database: &DatabaseConnection, team: Uuid) -> Result<Vec<CountRow>, DbErr> {
    let sql = "SELECT COUNT(*) AS count FROM team_line WHERE organisation_id = $1";
    all(database, sql, [team.into()]).await
}

/// What the people of the first page take.
pub async fn team_enrolments(
    database: &DatabaseConnection,
    people: &[TeamPersonRow],
) -> Result<Vec<TeamEnrolmentRow>, DbErr> {
    let places: Vec<String> = (1..=people.len()).map(|place| format!("${place}")).collect();
    let sql = format!(
        "SELECT enrolment.id, enrolment.person_id, enrolment.course_id, enrolment.due_on, progress.modules_done, \
         progress.completed_at FROM enrolment LEFT JOIN progress ON progress.enrolment_id = enrolment.id \
         WHERE enrolment.withdrawn_at IS NULL AND enrolment.person_id IN ({})",
        places.join(", ")
    );
    let values: Vec<Value> = people.iter().map(|person| person.id.into()).collect();
    let statement = Statement::from_sql_and_values(database.get_database_backend(), sql, values);
    TeamEnrolmentRow::find_by_statement(statement).all(database).await
}

pub async fn team_courses(database: &DatabaseConnection, team: Uuid) -> Result<Vec<TeamCourseRow>, DbErr> {
    let sql = "SELECT course_listing.course_id, course_listing.slug, course_listing.title, course_listing.modules, \
               CAST(SUM(team_count.open) AS BIGINT) AS open, CAST(SUM(team_count.done) AS BIGINT) AS done \
               FROM team_count JOIN course_listing ON course_listing.course_id = team_count.course_id \
               WHERE team_count.organisation_id = $1 AND course_listing.language = 'en' \
               GROUP BY course_listing.course_id, course_listing.slug, course_listing.title, course_listing.modules \
               ORDER BY course_listing.title";
    all(database, sql, [team.into()]).await
}

pub async fn all<R: FromQueryResult, const COUNT: usize>(
    database: &DatabaseConnection,
    sql: &str,
    values: [Value; COUNT],
) -> Result<Vec<R>, DbErr> {
    let statement = Statement::from_sql_and_values(database.get_database_backend(), sql, values);
    R::find_by_statement(statement).all(database).await
}
