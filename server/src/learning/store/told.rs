//! What those who write to people ask of learning.

use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::{
    ColumnTrait, EntityTrait, ExprTrait, JoinType, QueryFilter, QuerySelect, QueryTrait, RelationTrait,
    sea_query::{Expr, SelectStatement},
};

use super::{
    enrolment::{LearnerLine, from_row, row},
    progress::row as progress_row,
};
use crate::{
    platform::{Outcome, Read},
    records::EnrolmentId,
};

/// These enrolments with where they stand, withdrawn ones too, in one query.
pub async fn enrolments(read: &Read, ids: &[EnrolmentId]) -> Outcome<Vec<LearnerLine>> {
    let rows = row::Entity::find()
        .select_also(progress_row::Entity)
        .join(JoinType::LeftJoin, row::Relation::Progress.def())
        .filter(row::Column::Id.is_in(ids.iter().copied()))
        .all(read)
        .await?;
    let line = |(enrolment, progress): (row::Model, Option<progress_row::Model>)| LearnerLine {
        enrolment: from_row(enrolment),
        progress: progress.map(super::progress::from_row),
    };
    Ok(rows.into_iter().map(line).collect())
}

/// Enrolments in force that are not completed, due from `first` to `last`, made before `made_before`; for the `FROM` of
/// a query. Columns: `enrolment_id`, `person_id`, `course_version_id`, `due_on`.
pub fn open_and_due(first: NaiveDate, last: NaiveDate, made_before: DateTime<Utc>) -> SelectStatement {
    row::Entity::find()
        .select_only()
        .column_as(row::Column::Id, "enrolment_id")
        .column_as(row::Column::PersonId, "person_id")
        .column_as(row::Column::CourseVersionId, "course_version_id")
        .column_as(row::Column::DueOn, "due_on")
        .join(JoinType::LeftJoin, row::Relation::Progress.def())
        .filter(row::Column::WithdrawnAt.is_null())
        .filter(row::Column::DueOn.between(first, last))
        .filter(row::Column::EnrolledAt.lt(made_before))
        .filter(progress_row::Column::CompletedAt.is_null())
        .filter(row::Column::WaitsForSessionAt.is_null())
        .into_query()
}

/// Whether the enrolment whose id stands in this column is in force.
pub fn is_in_force(column: Expr) -> Expr {
    let found = row::Entity::find()
        .select_only()
        .expr(Expr::val(1))
        .filter(Expr::col((row::Entity, row::Column::Id)).eq(column))
        .filter(row::Column::WithdrawnAt.is_null())
        .into_query();
    Expr::exists(found)
}
