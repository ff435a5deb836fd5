//! The rows of each page, in as few queries as it needs.

use chrono::NaiveDate;
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
    pub course_version_id: Uuid,
    pub step: String,
    pub drawn: String,
    pub question: Option<String>,
    pub response: Option<String>,
}

#[derive(FromQueryResult)]
pub struct PlaceRow {
    pub course_version_id: Uuid,
    pub step: String,
    pub is_done: bool,
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
    let sql = "SELECT enrolment.course_version_id, attempt.step, attempt.drawn, answer.question, answer.response \
               FROM attempt JOIN enrolment ON enrolment.id = attempt.enrolment_id \
               LEFT JOIN answer ON answer.attempt_id = attempt.id WHERE attempt.id = $1";
    all(database, sql, [attempt.into()]).await
}

pub async fn place(database: &DatabaseConnection, enrolment: Uuid) -> Result<Vec<PlaceRow>, DbErr> {
    let sql = "SELECT enrolment.course_version_id, step_progress.step, step_progress.done_at IS NOT NULL AS is_done \
               FROM enrolment JOIN step_progress ON step_progress.enrolment_id = enrolment.id \
               WHERE enrolment.id = $1";
    all(database, sql, [enrolment.into()]).await
}

async fn all<R: FromQueryResult, const COUNT: usize>(
    database: &DatabaseConnection,
    sql: &str,
    values: [Value; COUNT],
) -> Result<Vec<R>, DbErr> {
    let statement = Statement::from_sql_and_values(database.get_database_backend(), sql, values);
    R::find_by_statement(statement).all(database).await
}
