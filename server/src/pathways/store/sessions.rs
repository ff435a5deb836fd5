//! Sessions that go together with courses, and the learners who came to them.

use std::collections::HashSet;

use sea_orm::{ConnectionTrait, DbErr, QueryResult, Statement, Value};

use crate::{
    pathways::model::{PathwayId, StepId},
    platform::{Outcome, PersonId, Read},
    records::EnrolmentId,
};

/// The steps of a pathway at which somebody is expected. One query.
pub async fn steps_with_people(read: &Read, pathway: PathwayId) -> Outcome<HashSet<StepId>> {
    const SQL: &str = "SELECT DISTINCT x.step_id FROM pathway_participant x \
        JOIN pathway_step s ON s.id = x.step_id WHERE s.pathway_id = $1 AND s.removed_at IS NULL \
        AND x.released_at IS NULL";
    let statement = Statement::from_sql_and_values(read.get_database_backend(), SQL, [pathway.0.into()]);
    let rows = read.query_all_raw(statement).await?;
    Ok(rows.iter().map(|row| row.try_get("", "step_id")).collect::<Result<_, _>>()?)
}

/// The relation may stand at the session's step or at the course's.
const CAME: &str = "\
    FROM pathway_step s \
    JOIN pathway_participant x ON x.step_id = s.id \
    JOIN pathway_step c ON c.pathway_id = s.pathway_id \
    JOIN course k ON k.slug = c.course \
    JOIN enrolment e ON e.course_id = k.id AND e.person_id = x.person_id \
    WHERE s.pathway_id = $1 AND s.kind IN ('workshop', 'visit') AND s.removed_at IS NULL \
    AND x.came = TRUE AND e.withdrawn_at IS NULL AND c.kind = 'course' AND c.removed_at IS NULL \
    AND ((s.relation = 'together' AND s.other_step_id = c.id) \
        OR (c.relation = 'together' AND c.other_step_id = s.id))";

/// Somebody came to a session, and is enrolled on a course with which it goes together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Came {
    pub session: StepId,
    pub person: PersonId,
    pub course: String,
    pub enrolment: EnrolmentId,
}

/// Who came to the sessions of a pathway that go together with courses. One query.
pub async fn all_who_came(read: &Read, pathway: PathwayId) -> Outcome<Vec<Came>> {
    let sql =
        format!("SELECT DISTINCT s.id AS session_id, x.person_id, c.course, e.id AS enrolment_id {CAME}");
    let statement = Statement::from_sql_and_values(read.get_database_backend(), sql, [pathway.0.into()]);
    let came = |row: &QueryResult| {
        Ok(Came {
            session: row.try_get("", "session_id")?,
            person: row.try_get("", "person_id")?,
            course: row.try_get("", "course")?,
            enrolment: row.try_get("", "enrolment_id")?,
        })
    };
    Ok(read.query_all_raw(statement).await?.iter().map(came).collect::<Result<_, DbErr>>()?)
}

/// The enrolments in force of those who came to a session of this pathway, on the courses with which it goes together;
/// of one session alone, where it is named. One query.
pub async fn enrolments_of_those_who_came(
    read: &Read,
    pathway: PathwayId,
    session: Option<StepId>,
) -> Outcome<Vec<EnrolmentId>> {
    let mut sql = format!("SELECT DISTINCT e.id AS enrolment_id {CAME}");
    let mut values: Vec<Value> = vec![pathway.0.into()];
    if let Some(session) = session {
        sql.push_str(" AND s.id = $2");
        values.push(session.0.into());
    }
    let statement = Statement::from_sql_and_values(read.get_database_backend(), sql, values);
    let rows = read.query_all_raw(statement).await?;
    Ok(rows.iter().map(|row| row.try_get("", "enrolment_id")).collect::<Result<_, _>>()?)
}
