//! Steps as they were published last: what the people at them follow, whatever is made of a pathway until it is published
//! again. What came of a step is told as it is.

use std::collections::HashMap;

use chrono::NaiveDate;
use sea_orm::{ConnectionTrait, DbErr, QueryResult, Statement};

use super::{
    pathways::{self, Step, Whole},
    revisions,
};
use crate::{
    pathways::model::{PathwayId, StepId, StepKind},
    platform::{Outcome, PersonId, Read, UnitOfWork},
};

/// The steps of a pathway are in force as they stand; those that were taken out are so no more. One statement.
pub async fn publish(work: &UnitOfWork, pathway: PathwayId) -> Outcome<()> {
    const SQL: &str = "UPDATE pathway_step SET \
        published_name = CASE WHEN removed_at IS NULL THEN name END, \
        published_kind = CASE WHEN removed_at IS NULL THEN kind END, \
        published_starts_on = CASE WHEN removed_at IS NULL THEN starts_on END, \
        published_due_on = CASE WHEN removed_at IS NULL THEN due_on END, \
        published_place = CASE WHEN removed_at IS NULL THEN place END, \
        published_owner_person_id = CASE WHEN removed_at IS NULL THEN owner_person_id END \
        WHERE pathway_id = $1";
    let statement = Statement::from_sql_and_values(work.get_database_backend(), SQL, [pathway.0.into()]);
    work.execute_raw(statement).await?;
    Ok(())
}

/// Whether people follow a step.
pub async fn is_in_force(read: &Read, step: StepId) -> Outcome<bool> {
    const SQL: &str = "SELECT 1 AS found FROM pathway_step WHERE id = $1 AND published_name IS NOT NULL";
    let statement = Statement::from_sql_and_values(read.get_database_backend(), SQL, [step.0.into()]);
    Ok(read.query_one_raw(statement).await?.is_some())
}

/// The step of a row with what stands there as published, where it is in force.
pub fn as_published(row: &QueryResult, step: Step) -> Result<Step, DbErr> {
    let Some(name) = row.try_get::<Option<String>>("", "published_name")? else { return Ok(step) };
    Ok(Step {
        name,
        kind: row.try_get::<Option<StepKind>>("", "published_kind")?.unwrap_or(step.kind),
        starts_on: row.try_get::<Option<NaiveDate>>("", "published_starts_on")?,
        due_on: row.try_get::<Option<NaiveDate>>("", "published_due_on")?,
        place: row.try_get::<Option<String>>("", "published_place")?.unwrap_or_default(),
        owner_person_id: row.try_get::<Option<PersonId>>("", "published_owner_person_id")?,
        ..step
    })
}

/// A pathway as people follow it; as it stands where it was never published. At most three queries.
pub async fn followed(read: &Read, standing: pathways::Pathway) -> Outcome<Whole> {
    let found = revisions::revisions(read, standing.id).await?;
    let Some(last) = found.first() else { return pathways::whole(read, standing).await };
    let mut whole = last.whole()?;
    let now: HashMap<StepId, _> = pathways::steps_at(read, whole.steps.iter().map(|step| step.id)).await?;
    for step in &mut whole.steps {
        if let Some((now, _)) = now.get(&step.id) {
            step.done_on = now.done_on;
            step.done_by_person_id = now.done_by_person_id;
            step.done_note.clone_from(&now.done_note);
        }
    }
    Ok(whole)
}
