//! Who makes an assessment, in the store.

use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter};

use super::store::{ActiveModel, AssessmentId, Column, Entity, assessor_row};
use crate::platform::{Outcome, PersonId, UnitOfWork};

/// Puts these in the place of all who make it, if it still has as many changes as `seen` and is not settled. Returns
/// false otherwise.
pub async fn exchange(
    work: &UnitOfWork,
    assessment: AssessmentId,
    seen: i32,
    assessors: &[PersonId],
) -> Outcome<bool> {
    let row = ActiveModel { changes: Set(seen.saturating_add(1)), ..Default::default() };
    let taken = Entity::update_many()
        .set(row)
        .filter(Column::Id.eq(assessment))
        .filter(Column::Changes.eq(seen))
        .filter(Column::ReleasedOn.is_null())
        .filter(Column::CancelledAt.is_null())
        .exec(work)
        .await?;
    if taken.rows_affected != 1 {
        return Ok(false);
    }
    let own = assessor_row::Column::AssessmentId.eq(assessment);
    assessor_row::Entity::delete_many().filter(own).exec(work).await?;
    add(work, assessment, assessors).await?;
    Ok(true)
}

pub async fn add(work: &UnitOfWork, assessment: AssessmentId, assessors: &[PersonId]) -> Outcome<()> {
    let assessor = |person: &PersonId| assessor_row::ActiveModel {
        assessment_id: Set(assessment),
        person_id: Set(*person),
    };
    assessor_row::Entity::insert_many(assessors.iter().map(assessor)).exec_without_returning(work).await?;
    Ok(())
}
