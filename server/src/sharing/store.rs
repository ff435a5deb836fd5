//! What is counted of plans and of learning, for others than the factory itself: each in one question, however many
//! factories there are.

use chrono::{Days, NaiveDate};
use sea_orm::{ConnectionTrait, FromQueryResult, Statement, Value};

use crate::{
    pathways::{
        model::{StepState, step_state},
        store::{following, pathways, revisions},
    },
    platform::{OrganisationId, Outcome, Read},
};

/// How the items of one theme stand in the last cycle of a factory's plan.
#[derive(Clone, Debug, PartialEq, Eq, FromQueryResult)]
pub struct ThemeCount {
    pub factory_id: OrganisationId,
    pub cluster: String,
    pub open: i64,
    pub under_way: i64,
    pub reported_fixed: i64,
    pub verified: i64,
    /// Of those that are not verified.
    pub overdue: i64,
    pub due_soon: i64,
}

const THEMES: &str = "\
    SELECT i.factory_id AS factory_id, p.cluster_code AS cluster, \
    CAST(SUM(CASE WHEN i.state = 'open' THEN 1 ELSE 0 END) AS BIGINT) AS open, \
    CAST(SUM(CASE WHEN i.state = 'under-way' THEN 1 ELSE 0 END) AS BIGINT) AS under_way, \
    CAST(SUM(CASE WHEN i.state = 'reported-fixed' THEN 1 ELSE 0 END) AS BIGINT) AS reported_fixed, \
    CAST(SUM(CASE WHEN i.state = 'verified' THEN 1 ELSE 0 END) AS BIGINT) AS verified, \
    CAST(SUM(CASE WHEN i.state <> 'verified' AND i.due_on < $1 THEN 1 ELSE 0 END) AS BIGINT) AS overdue, \
    CAST(SUM(CASE WHEN i.state <> 'verified' AND i.due_on >= $1 AND i.due_on <= $2 THEN 1 ELSE 0 END) AS BIGINT) \
        AS due_soon \
    FROM (SELECT o.id AS id, (SELECT MAX(l.cycle_number) FROM improvement_item l WHERE l.factory_id = o.id) AS last \
        FROM organisation o WHERE o.id IN ({factories})) f \
    JOIN improvement_item i ON i.factory_id = f.id AND (i.cycle_number = f.last OR (i.state <> 'verified' \
        AND NOT EXISTS (SELECT 1 FROM improvement_item n WHERE n.factory_id = i.factory_id \
            AND n.point_code = i.point_code AND n.cycle_number > i.cycle_number))) \
    JOIN compliance_point p ON p.code = i.point_code \
    GROUP BY i.factory_id, p.cluster_code";

/// An item is due soon so many days before its day.
const SOON: Days = Days::new(7);

pub async fn themes(read: &Read, factories: &[OrganisationId], today: NaiveDate) -> Outcome<Vec<ThemeCount>> {
    if factories.is_empty() {
        return Ok(Vec::new());
    }
    let places: Vec<String> = (3..).take(factories.len()).map(|place| format!("${place}")).collect();
    let soon = today.checked_add_days(SOON).unwrap_or(today);
    let mut values: Vec<Value> = vec![today.into(), soon.into()];
    values.extend(factories.iter().map(|factory| Value::from(factory.0)));
    let sql = THEMES.replace("{factories}", &places.join(", "));
    let statement = Statement::from_sql_and_values(read.get_database_backend(), sql, values);
    Ok(ThemeCount::find_by_statement(statement).all(read).await?)
}

/// People of a factory on courses today: how many, and how many of them completed one. Never shown as they stand: see
/// `model::LearningTold`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, FromQueryResult)]
pub struct LearningCount {
    pub people: i64,
    pub completed: i64,
}

const LEARNING: &str = "\
    SELECT COUNT(DISTINCT e.person_id) AS people, \
    COUNT(DISTINCT CASE WHEN g.completed_at IS NOT NULL THEN e.person_id END) AS completed \
    FROM enrolment e LEFT JOIN progress g ON g.enrolment_id = e.id \
    WHERE e.withdrawn_at IS NULL AND e.person_id IN (SELECT m.person_id FROM membership m \
        WHERE m.organisation_id = $1 AND m.starts_on <= $2 AND (m.ends_on IS NULL OR m.ends_on >= $2))";

pub async fn learning(read: &Read, factory: OrganisationId, today: NaiveDate) -> Outcome<LearningCount> {
    let values: [Value; 2] = [factory.0.into(), today.into()];
    let statement = Statement::from_sql_and_values(read.get_database_backend(), LEARNING, values);
    Ok(LearningCount::find_by_statement(statement).one(read).await?.unwrap_or_default())
}

/// How many steps the published pathways of a factory have, and how many of them are done.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct StepsCount {
    pub done: usize,
    pub total: usize,
}

pub async fn steps(read: &Read, factory: OrganisationId, today: NaiveDate) -> Outcome<StepsCount> {
    let all = pathways::pathways_of(read, factory).await?;
    let under_way: Vec<_> =
        all.iter().filter(|pathway| pathway.ended_at.is_none()).map(|pathway| pathway.id).collect();
    let published = revisions::published(read, &under_way).await?;
    let under_way: Vec<_> = under_way.into_iter().filter(|id| published.contains_key(id)).collect();
    let counts = following::step_counts(read, &under_way).await?;
    let steps = pathways::steps_with_owners(read, &under_way).await?;
    let is_done = |step: &pathways::Step| {
        let count = counts.get(&step.id).copied().unwrap_or_default();
        step_state(step, count, today) == StepState::Done
    };
    Ok(StepsCount { done: steps.iter().filter(|(step, _)| is_done(step)).count(), total: steps.len() })
}
