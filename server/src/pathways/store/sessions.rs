//! Sessions that go together with courses, the learners who came to them, and where somebody is expected.

use std::collections::HashSet;

use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::{ConnectionTrait, DbErr, FromQueryResult, QueryResult, Statement, Value};

use super::{in_force::as_published, pathways::Step};
use crate::{
    pathways::model::{PathwayId, StepId},
    platform::{Outcome, PersonId, Read},
    records::EnrolmentId,
};

/// A workshop, a visit or a task at which somebody is expected.
pub struct Gathering {
    pub step: Step,
    /// The factory's name.
    pub factory: String,
    /// When its pathway was made.
    pub made_at: DateTime<Utc>,
}

/// The steps `s` at which the person `$1` is expected on the day `$2`, or which are theirs to see done, with their pathway
/// `w` and factory `o`; as they are in force.
pub const GATHERINGS_OF: &str = "\
    FROM pathway_step s JOIN pathway w ON w.id = s.pathway_id \
    JOIN organisation o ON o.id = w.organisation_id \
    WHERE s.id IN (SELECT x.step_id FROM pathway_participant x \
            WHERE x.person_id = $1 AND x.released_at IS NULL AND x.excused_at IS NULL \
        UNION SELECT n.id FROM pathway_step n WHERE n.published_owner_person_id = $1) \
    AND s.published_name IS NOT NULL AND s.published_kind <> 'course' AND s.done_on IS NULL AND w.ended_at IS NULL \
    AND EXISTS (SELECT 1 FROM membership m WHERE m.person_id = $1 AND m.organisation_id = w.organisation_id \
        AND m.starts_on <= $2 AND (m.ends_on IS NULL OR m.ends_on >= $2))";

/// Where somebody is expected, or what is theirs to see done, of published pathways of a factory to which they belong on
/// this day; only what was not held yet, the next one first. One query.
pub async fn gatherings_of(read: &Read, person: PersonId, today: NaiveDate) -> Outcome<Vec<Gathering>> {
    let sql = format!(
        "SELECT s.*, o.name AS factory, w.made_at AS pathway_made_at {GATHERINGS_OF} \
         ORDER BY s.published_due_on, s.id"
    );
    let values: [Value; 2] = [person.0.into(), today.into()];
    let statement = Statement::from_sql_and_values(read.get_database_backend(), sql, values);
    let mut found = Vec::new();
    for row in read.query_all_raw(statement).await? {
        found.push(Gathering {
            step: as_published(&row, Step::from_query_result(&row, "")?)?,
            factory: row.try_get("", "factory")?,
            made_at: row.try_get("", "pathway_made_at")?,
        });
    }
    Ok(found)
}

/// The steps of a pathway at which somebody is expected. One query.
pub async fn steps_with_people(read: &Read, pathway: PathwayId) -> Outcome<HashSet<StepId>> {
    const SQL: &str = "SELECT DISTINCT x.step_id FROM pathway_participant x \
        JOIN pathway_step s ON s.id = x.step_id WHERE s.pathway_id = $1 AND s.removed_at IS NULL \
        AND x.released_at IS NULL";
    let statement = Statement::from_sql_and_values(read.get_database_backend(), SQL, [pathway.0.into()]);
    let rows = read.query_all_raw(statement).await?;
    Ok(rows.iter().map(|row| row.try_get("", "step_id")).collect::<Result<_, _>>()?)
}

/// The relation may stand at the session's step or at the course's; another date of a session counts like it.
const CAME: &str = "\
    FROM pathway_step s \
    JOIN pathway_participant x ON x.step_id = s.id \
    JOIN pathway_step c ON c.pathway_id = s.pathway_id \
    JOIN course k ON k.slug = c.course \
    JOIN enrolment e ON e.course_id = k.id AND e.person_id = x.person_id \
    WHERE s.pathway_id = $1 AND s.kind IN ('workshop', 'visit') AND s.removed_at IS NULL \
    AND x.came = TRUE AND e.withdrawn_at IS NULL AND c.kind = 'course' AND c.removed_at IS NULL \
    AND ((s.relation = 'together' AND s.other_step_id = c.id) \
        OR (c.relation = 'together' AND c.other_step_id = s.id) \
        OR (s.relation = 'equivalent' AND EXISTS (SELECT 1 FROM pathway_step t WHERE t.id = s.other_step_id \
            AND t.kind IN ('workshop', 'visit') AND ((t.relation = 'together' AND t.other_step_id = c.id) \
                OR (c.relation = 'together' AND c.other_step_id = t.id)))))";

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
