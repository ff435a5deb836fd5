//! Assessments whose cycle ended before they could be made, and what is said of them to their own people.

use chrono::NaiveDate;
use sea_orm::{
    ActiveValue::Set, ColumnTrait, Condition, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
    sea_query::Expr,
};

use super::{
    quiet::CYCLE_NUMBER,
    store::{ActiveModel, Assessment, AssessmentId, Column, Entity, with_assessors},
};
use crate::{
    engagement::cycles::store::CycleId,
    platform::{OrganisationId, Outcome, Read, UnitOfWork},
};

/// Those of a cycle that are neither released nor cancelled, with all who know of them. Nobody else is to be told.
pub async fn unreleased_in(read: &Read, cycle: CycleId) -> Outcome<Vec<Assessment>> {
    let select = Entity::find()
        .filter(Column::CycleId.eq(cycle))
        .filter(Column::ReleasedOn.is_null())
        .filter(Column::CancelledAt.is_null());
    with_assessors(read, select.order_by_asc(Column::FirstOn).all(read).await?).await
}

/// These, released or not: for what is said to their own people alone. Whoever asks must judge each by
/// [`Assessment::is_known_to`].
pub async fn of_ids(read: &Read, ids: &[AssessmentId]) -> Outcome<Vec<Assessment>> {
    let select = Entity::find().filter(Column::Id.is_in(ids.iter().copied()));
    with_assessors(read, select.all(read).await?).await
}

/// Brings what waits in earlier cycles of the factory, and begins with the new one or later, into the new one. Returns
/// each with the number of the cycle that it came from.
pub async fn carry_over(
    work: &UnitOfWork,
    factory: OrganisationId,
    (cycle, started_on): (CycleId, NaiveDate),
) -> Outcome<Vec<(AssessmentId, i32)>> {
    let left = Condition::all()
        .add(Column::OrganisationId.eq(factory))
        .add(Column::CycleId.ne(cycle))
        .add(Column::FirstOn.gte(started_on))
        .add(Column::ReleasedOn.is_null())
        .add(Column::CancelledAt.is_null());
    let ids: Vec<(AssessmentId, i32)> = Entity::find()
        .select_only()
        .column(Column::Id)
        .column_as(Expr::cust(CYCLE_NUMBER), "cycle")
        .filter(left.clone())
        .into_tuple()
        .all(&**work)
        .await?;
    let row = ActiveModel { cycle_id: Set(cycle), ..Default::default() };
    Entity::update_many().set(row).filter(left).exec(work).await?;
    Ok(ids)
}
