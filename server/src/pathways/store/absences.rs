//! Who did not come to what was held, and who does without it.

use std::collections::{HashMap, HashSet};

use chrono::NaiveDate;
use sea_orm::{ConnectionTrait, FromQueryResult, Statement, Value};

use super::{
    following::listed,
    participants::{self, Excuse},
};
use crate::{
    pathways::model::{PathwayId, StepId},
    platform::{Outcome, PersonId, Read, UnitOfWork},
};

/// Whether somebody must decide about the participant `x` of the step `s` of a pathway `w` on the day `{today}`: the step
/// was held and they did not come, they still belong to the factory, nobody said that they do without it, and nothing
/// that counts as well is there for them.
const MISSED: &str = "\
    x.came = FALSE AND x.released_at IS NULL AND x.excused_at IS NULL \
    AND s.done_on IS NOT NULL AND s.kind IN ('workshop', 'visit') \
    AND EXISTS (SELECT 1 FROM membership n WHERE n.person_id = x.person_id AND n.organisation_id = w.organisation_id \
        AND n.starts_on <= {today} AND (n.ends_on IS NULL OR n.ends_on >= {today})) \
    AND NOT EXISTS (SELECT 1 FROM pathway_step q JOIN pathway_participant y ON y.step_id = q.id \
        WHERE q.pathway_id = s.pathway_id AND q.other_step_id = s.id AND q.relation = 'equivalent' \
        AND q.removed_at IS NULL AND y.person_id = x.person_id AND y.released_at IS NULL) \
    AND NOT (s.relation = 'equivalent' AND EXISTS (SELECT 1 FROM pathway_participant y \
        WHERE y.step_id = s.other_step_id AND y.person_id = x.person_id AND y.released_at IS NULL \
        AND (y.enrolment_id IS NOT NULL OR y.excused_at IS NOT NULL OR COALESCE(y.came, FALSE))))";

/// The condition of [`MISSED`] with the place of the day.
pub fn missed_on(today: &str) -> String {
    MISSED.replace("{today}", today)
}

#[derive(FromQueryResult)]
struct Missed {
    step_id: StepId,
    people: i64,
}

/// How many people missed each step of these pathways, so that somebody must decide. One query.
pub async fn missed(
    read: &Read,
    pathways: impl Iterator<Item = PathwayId>,
    today: NaiveDate,
) -> Outcome<HashMap<StepId, u32>> {
    let (places, listed) = listed(pathways.map(|pathway| pathway.0.into()), 2);
    if listed.is_empty() {
        return Ok(HashMap::new());
    }
    let sql = format!(
        "SELECT s.id AS step_id, COUNT(*) AS people FROM pathway_step s JOIN pathway w ON w.id = s.pathway_id \
         JOIN pathway_participant x ON x.step_id = s.id \
         WHERE s.removed_at IS NULL AND s.pathway_id IN ({places}) AND {} GROUP BY s.id",
        missed_on("$1")
    );
    let values: Vec<Value> = std::iter::once(Value::from(today)).chain(listed).collect();
    let statement = Statement::from_sql_and_values(read.get_database_backend(), sql, values);
    let rows = Missed::find_by_statement(statement).all(read).await?;
    Ok(rows.into_iter().map(|row| (row.step_id, u32::try_from(row.people).unwrap_or(u32::MAX))).collect())
}

const NEED_NOT_AGAIN: &str = "\
    SELECT q.id AS step_id, x.person_id AS person_id \
    FROM pathway_step q JOIN pathway_step s ON s.id = q.other_step_id \
    JOIN pathway_participant x ON x.step_id = s.id \
    WHERE q.pathway_id = $1 AND q.relation = 'equivalent' AND q.removed_at IS NULL AND q.kind <> 'course' \
    AND s.kind <> 'course' AND s.done_on IS NOT NULL AND (COALESCE(x.came, FALSE) OR x.excused_at IS NOT NULL)";

/// Who need not come to another date of a step, because they came to the first one or do without it. One query.
pub async fn need_not_again(read: &Read, pathway: PathwayId) -> Outcome<HashSet<(StepId, PersonId)>> {
    let backend = read.get_database_backend();
    let statement = Statement::from_sql_and_values(backend, NEED_NOT_AGAIN, [pathway.0.into()]);
    let rows = read.query_all_raw(statement).await?;
    let pair = |row: &sea_orm::QueryResult| Ok((row.try_get("", "step_id")?, row.try_get("", "person_id")?));
    Ok(rows.iter().map(pair).collect::<Result<_, sea_orm::DbErr>>()?)
}

/// Says of people who did not come to a step that they do without it. Returns of how many it could be said: of nobody who
/// came, or is not expected.
pub async fn excuse(
    work: &UnitOfWork,
    step: StepId,
    people: &[PersonId],
    (reason, by): (&str, PersonId),
) -> Outcome<u64> {
    let excuse = Excuse { at: work.now(), reason: reason.to_owned(), by };
    participants::set_excuse(work, step, people, Some(&excuse)).await
}

/// They are expected again. Returns how many were not.
pub async fn expect_again(work: &UnitOfWork, step: StepId, people: &[PersonId]) -> Outcome<u64> {
    participants::set_excuse(work, step, people, None).await
}
