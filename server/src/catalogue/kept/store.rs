//! Courses with all their versions, and when which of them was shown.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use sea_orm::{ConnectionTrait, FromQueryResult, Statement};

use crate::{
    catalogue::model::{CourseId, CourseVersionId},
    platform::{Outcome, PersonId, Problem, Read},
};

/// A course with its newest version, and the one that is shown.
#[derive(FromQueryResult)]
pub struct KeptLine {
    pub slug: String,
    pub newest: CourseVersionId,
    pub number: i32,
    pub imported_at: DateTime<Utc>,
    /// The number of the version that new learners get.
    pub shown: Option<i32>,
}

const KEPT: &str = "\
    SELECT c.slug AS slug, v.id AS newest, v.number AS number, v.imported_at AS imported_at, \
    (SELECT pv.number FROM publication p JOIN course_version pv ON pv.id = p.course_version_id \
     WHERE p.course_id = c.id AND p.withdrawn_at IS NULL ORDER BY p.at DESC, p.id DESC LIMIT 1) AS shown \
    FROM course c JOIN course_version v ON v.course_id = c.id \
    WHERE v.number = (SELECT MAX(n.number) FROM course_version n WHERE n.course_id = c.id) ORDER BY c.slug";

/// In the order of their names, a few hundred at most.
pub async fn kept(read: &Read) -> Outcome<Vec<KeptLine>> {
    let statement = Statement::from_string(read.get_database_backend(), KEPT);
    Ok(KeptLine::find_by_statement(statement).all(read).await?)
}

#[derive(FromQueryResult)]
pub struct VersionLine {
    pub id: CourseVersionId,
    pub number: i32,
    pub imported_at: DateTime<Utc>,
    pub imported_by: PersonId,
}

const VERSIONS: &str = "\
    SELECT id, number, imported_at, imported_by_person_id AS imported_by FROM course_version \
    WHERE course_id = $1 ORDER BY number DESC";

/// The newest first.
pub async fn versions(read: &Read, course: CourseId) -> Outcome<Vec<VersionLine>> {
    let statement = Statement::from_sql_and_values(read.get_database_backend(), VERSIONS, [course.0.into()]);
    Ok(VersionLine::find_by_statement(statement).all(read).await?)
}

#[derive(FromQueryResult)]
pub struct PublicationLine {
    pub version: CourseVersionId,
    pub at: DateTime<Utc>,
    pub by: PersonId,
    pub withdrawn_at: Option<DateTime<Utc>>,
}

const PUBLICATIONS: &str = "\
    SELECT course_version_id AS version, at, by_person_id AS by, withdrawn_at FROM publication \
    WHERE course_id = $1 ORDER BY at DESC, id DESC";

/// The latest first, by version.
pub async fn publications(
    read: &Read,
    course: CourseId,
) -> Outcome<HashMap<CourseVersionId, Vec<PublicationLine>>> {
    let statement =
        Statement::from_sql_and_values(read.get_database_backend(), PUBLICATIONS, [course.0.into()]);
    let mut by_version: HashMap<CourseVersionId, Vec<PublicationLine>> = HashMap::new();
    for line in PublicationLine::find_by_statement(statement).all(read).await? {
        by_version.entry(line.version).or_default().push(line);
    }
    Ok(by_version)
}

const SLUG: &str = "SELECT slug FROM course WHERE id = $1";

pub async fn slug(read: &Read, course: CourseId) -> Outcome<String> {
    let statement = Statement::from_sql_and_values(read.get_database_backend(), SLUG, [course.0.into()]);
    let row = read.query_one_raw(statement).await?.ok_or(Problem::NotFound)?;
    Ok(row.try_get("", "slug")?)
}
