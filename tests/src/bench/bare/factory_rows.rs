//! The rows of the pages about factories: heat map, plan with pathway, group by theme.

use chrono::NaiveDate;
use sea_orm::{DatabaseConnection, DbErr, FromQueryResult, Statement, Value};
use serde::Serialize;
use uuid::Uuid;

use super::rows::all;

#[derive(FromQueryResult, Serialize)]
pub struct FactoryRow {
    pub id: Uuid,
    pub name: String,
    pub adviser: Option<String>,
}

#[derive(FromQueryResult, Serialize)]
pub struct ThemeRow {
    pub factory_id: Uuid,
    pub cluster: String,
    pub verified: i64,
    pub open: i64,
    pub found_again: i64,
}

#[derive(FromQueryResult, Serialize)]
pub struct LateRow {
    pub organisation_id: Uuid,
    pub name: String,
    pub due_on: Option<NaiveDate>,
    pub expected: i64,
}

#[derive(FromQueryResult, Serialize)]
pub struct ItemRow {
    pub id: Uuid,
    pub cycle_number: i32,
    pub point: String,
    pub state: String,
    pub severity: String,
    pub action: String,
    pub due_on: Option<NaiveDate>,
}

#[derive(FromQueryResult, Serialize)]
pub struct LateItemRow {
    pub factory_id: Uuid,
    pub id: Uuid,
    pub point_code: String,
    pub due_on: NaiveDate,
    pub owner: String,
}

#[derive(FromQueryResult, Serialize)]
pub struct StandingRow {
    pub id: Uuid,
    pub organisation_id: Uuid,
    pub name: String,
    pub owner: Option<String>,
    pub revisions: i64,
}

#[derive(FromQueryResult, Serialize)]
pub struct PathwayStepRow {
    pub id: Uuid,
    pub pathway: String,
    pub name: String,
    pub kind: String,
    pub due_on: Option<NaiveDate>,
    pub owner: Option<String>,
    pub expected: i64,
    pub came: i64,
}

/// Those of an adviser, or of a group.
pub async fn factories(
    database: &DatabaseConnection,
    is_adviser: bool,
    id: Uuid,
) -> Result<Vec<FactoryRow>, DbErr> {
    let whose = if is_adviser { "cycle.adviser_person_id" } else { "organisation.part_of" };
    let sql = format!(
        "SELECT organisation.id, organisation.name, person.name AS adviser FROM organisation \
         JOIN cycle ON cycle.organisation_id = organisation.id AND cycle.ended_on IS NULL \
         LEFT JOIN person ON person.id = cycle.adviser_person_id WHERE {whose} = $1 ORDER BY organisation.name_key"
    );
    all(database, &sql, [id.into()]).await
}

/// The items of the last cycle, counted by theme.
pub async fn themes(database: &DatabaseConnection, factories: &[Uuid]) -> Result<Vec<ThemeRow>, DbErr> {
    let sql = "SELECT item.factory_id, point.cluster_code AS cluster, \
               CAST(SUM(CASE WHEN item.state = 'verified' THEN 1 ELSE 0 END) AS BIGINT) AS verified, \
               CAST(SUM(CASE WHEN item.state <> 'verified' THEN 1 ELSE 0 END) AS BIGINT) AS open, \
               CAST(SUM(CASE WHEN item.found_again THEN 1 ELSE 0 END) AS BIGINT) AS found_again \
               FROM improvement_item item JOIN compliance_point point ON point.code = item.point_code \
               WHERE item.cycle_number = 3 AND item.factory_id IN ({ids}) \
               GROUP BY item.factory_id, point.cluster_code";
    of_many(database, sql, factories).await
}

/// The item of each that has been late for longest, and whose it is.
pub async fn late_items(
    database: &DatabaseConnection,
    factories: &[Uuid],
) -> Result<Vec<LateItemRow>, DbErr> {
    let sql = "SELECT late.factory_id, late.id, late.point_code, late.due_on, late.owner FROM ( \
               SELECT item.factory_id, item.id, item.point_code, item.due_on, COALESCE(person.name, item.owner_name) AS owner, \
               ROW_NUMBER() OVER (PARTITION BY item.factory_id ORDER BY item.due_on, item.id) AS place \
               FROM improvement_item item LEFT JOIN person ON person.id = item.owner_person_id \
               WHERE item.state <> 'verified' AND item.due_on < CURRENT_DATE AND item.factory_id IN ({ids})) late \
               WHERE late.place = 1";
    of_many(database, sql, factories).await
}

/// Their pathways, and whether they are in force.
pub async fn standing(database: &DatabaseConnection, factories: &[Uuid]) -> Result<Vec<StandingRow>, DbErr> {
    let sql = "SELECT pathway.id, pathway.organisation_id, pathway.name, person.name AS owner, \
               (SELECT COUNT(*) FROM pathway_revision WHERE pathway_revision.pathway_id = pathway.id) AS revisions \
               FROM pathway LEFT JOIN person ON person.id = pathway.owner_person_id \
               WHERE pathway.ended_at IS NULL AND pathway.organisation_id IN ({ids})";
    of_many(database, sql, factories).await
}

/// The steps of their pathways whose day is over, the latest first.
pub async fn late_steps(database: &DatabaseConnection, factories: &[Uuid]) -> Result<Vec<LateRow>, DbErr> {
    let sql = "SELECT pathway.organisation_id, step.name, step.due_on, \
               (SELECT COUNT(*) FROM pathway_participant WHERE pathway_participant.step_id = step.id) AS expected \
               FROM pathway_step step JOIN pathway ON pathway.id = step.pathway_id \
               WHERE step.done_on IS NULL AND step.due_on < CURRENT_DATE \
               AND pathway.organisation_id IN ({ids}) ORDER BY step.due_on";
    of_many(database, sql, factories).await
}

pub async fn items(database: &DatabaseConnection, factory: Uuid) -> Result<Vec<ItemRow>, DbErr> {
    let sql = "SELECT item.id, item.cycle_number, point.name_en AS point, item.state, item.severity, item.action, \
               item.due_on FROM improvement_item item JOIN compliance_point point ON point.code = item.point_code \
               WHERE item.factory_id = $1 ORDER BY item.cycle_number DESC, item.due_on";
    all(database, sql, [factory.into()]).await
}

pub async fn steps_of_pathways(
    database: &DatabaseConnection,
    factory: Uuid,
) -> Result<Vec<PathwayStepRow>, DbErr> {
    let sql = "SELECT step.id, pathway.name AS pathway, step.name, step.kind, step.due_on, person.name AS owner, \
               COUNT(participant.person_id) AS expected, COUNT(CASE WHEN participant.came THEN 1 END) AS came \
               FROM pathway JOIN pathway_step step ON step.pathway_id = pathway.id \
               LEFT JOIN person ON person.id = step.owner_person_id \
               LEFT JOIN pathway_participant participant ON participant.step_id = step.id \
               WHERE pathway.organisation_id = $1 \
               GROUP BY step.id, pathway.name, step.name, step.kind, step.due_on, person.name, step.position \
               ORDER BY step.position";
    all(database, sql, [factory.into()]).await
}

/// A statement whose `{ids}` are these.
async fn of_many<R: FromQueryResult>(
    database: &DatabaseConnection,
    sql: &str,
    ids: &[Uuid],
) -> Result<Vec<R>, DbErr> {
    let places: Vec<String> = (1..=ids.len()).map(|place| format!("${place}")).collect();
    let values: Vec<Value> = ids.iter().map(|id| (*id).into()).collect();
    let sql = sql.replace("{ids}", &places.join(", "));
    let statement = Statement::from_sql_and_values(database.get_database_backend(), sql, values);
    R::find_by_statement(statement).all(database).await
}
