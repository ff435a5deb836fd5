//! What was done to an assessment before the audit may know.

use chrono::{DateTime, Utc};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QueryOrder};

use super::store::AssessmentId;
use crate::platform::{Outcome, PersonId, Read, UnitOfWork};

mod history_row {
    use sea_orm::entity::prelude::*;

    use super::{AssessmentId, PersonId};

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "assessment_history")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub assessment_id: AssessmentId,
        pub action: String,
        pub details: String,
        pub at: DateTimeUtc,
        pub by_person_id: PersonId,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// What was done to an assessment before the audit may know.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Done {
    pub action: String,
    pub details: String,
    pub at: DateTime<Utc>,
    pub by: PersonId,
}

pub async fn note_done(
    work: &UnitOfWork,
    assessment: AssessmentId,
    action: &str,
    details: &serde_json::Value,
    by: PersonId,
) -> Outcome<()> {
    let row = history_row::ActiveModel {
        id: Set(work.new_id()),
        assessment_id: Set(assessment),
        action: Set(action.to_owned()),
        details: Set(details.to_string()),
        at: Set(work.now()),
        by_person_id: Set(by),
    };
    history_row::Entity::insert(row).exec_without_returning(work).await?;
    Ok(())
}

/// The same was done to each of these, each with its own details.
pub async fn note_each(
    work: &UnitOfWork,
    assessments: &[(AssessmentId, serde_json::Value)],
    action: &str,
    by: PersonId,
) -> Outcome<()> {
    let row = |(assessment, details): &(AssessmentId, serde_json::Value)| history_row::ActiveModel {
        id: Set(work.new_id()),
        assessment_id: Set(*assessment),
        action: Set(action.to_owned()),
        details: Set(details.to_string()),
        at: Set(work.now()),
        by_person_id: Set(by),
    };
    if assessments.is_empty() {
        return Ok(());
    }
    history_row::Entity::insert_many(assessments.iter().map(row)).exec_without_returning(work).await?;
    Ok(())
}

/// In the order in which it was done.
pub async fn history(read: &Read, assessment: AssessmentId) -> Outcome<Vec<Done>> {
    let rows = history_row::Entity::find()
        .filter(history_row::Column::AssessmentId.eq(assessment))
        .order_by_asc(history_row::Column::At)
        .order_by_asc(history_row::Column::Id)
        .all(read)
        .await?;
    let done = |row: history_row::Model| Done {
        action: row.action,
        details: row.details,
        at: row.at,
        by: row.by_person_id,
    };
    Ok(rows.into_iter().map(done).collect())
}
