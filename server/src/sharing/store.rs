//! What is counted of plans and of learning, for others than the factory itself: each in one question, however many
//! factories there are.

use chrono::NaiveDate;
use sea_orm::{ConnectionTrait, FromQueryResult, Statement, Value};

use crate::{
    improvement,
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

const COUNTS: &[(&str, &str)] = &[
    ("open", "i.state = 'open'"),
    ("under_way", "i.state = 'under-way'"),
    ("reported_fixed", "i.state = 'reported-fixed'"),
    ("verified", "i.state = 'verified'"),
    ("overdue", "i.state <> 'verified' AND i.due_on < $1"),
    ("due_soon", "i.state <> 'verified' AND i.due_on >= $1 AND i.due_on <= $2"),
];

/// Of each of these factories, in one query; a theme without items is not there.
pub async fn themes(read: &Read, factories: &[OrganisationId], today: NaiveDate) -> Outcome<Vec<ThemeCount>> {
    improvement::counts_by_theme(read, COUNTS, factories, today).await
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

/// Counted by who belongs to the factory today.
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

/// Of pathways that are published and not over.
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
