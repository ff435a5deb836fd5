//! What was published, one after the other.

use std::collections::HashMap;

use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QueryOrder};

use super::pathways::Whole;
use crate::{
    pathways::model::{Difference, PathwayId},
    platform::{Outcome, PersonId, Problem, Read, UnitOfWork},
};

mod row {
    use sea_orm::entity::prelude::*;

    use super::{PathwayId, PersonId};

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "pathway_revision")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub pathway_id: PathwayId,
        pub number: i32,
        pub changes: i32,
        pub document: String,
        pub differences: String,
        pub enrolled: i32,
        pub at: DateTimeUtc,
        pub by_person_id: PersonId,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

pub use row::Model as Revision;

impl Revision {
    /// The pathway as it was published.
    ///
    /// # Errors
    /// `Problem::Internal` for a document that cannot be read back.
    pub fn whole(&self) -> Outcome<Whole> {
        serde_json::from_str(&self.document).map_err(Problem::internal)
    }

    /// What changed since the revision before.
    ///
    /// # Errors
    /// `Problem::Internal` for a list that cannot be read back.
    pub fn differences(&self) -> Outcome<Vec<Difference>> {
        serde_json::from_str(&self.differences).map_err(Problem::internal)
    }
}

/// The newest first.
pub async fn revisions(read: &Read, pathway: PathwayId) -> Outcome<Vec<Revision>> {
    let own = row::Entity::find().filter(row::Column::PathwayId.eq(pathway));
    Ok(own.order_by_desc(row::Column::Number).all(read).await?)
}

/// How many changes the last published revision of each of these pathways had; one that was never published is not there.
pub async fn published(read: &Read, pathways: &[PathwayId]) -> Outcome<HashMap<PathwayId, i32>> {
    use sea_orm::QuerySelect;
    let rows: Vec<(PathwayId, i32)> = row::Entity::find()
        .select_only()
        .column(row::Column::PathwayId)
        .column_as(row::Column::Changes.max(), "latest")
        .filter(row::Column::PathwayId.is_in(pathways.iter().copied()))
        .group_by(row::Column::PathwayId)
        .into_tuple()
        .all(read)
        .await?;
    Ok(rows.into_iter().collect())
}

/// Keeps what is being published; `number` counts from 1, `enrolled` is how many people it put on courses.
pub async fn add(
    work: &UnitOfWork,
    whole: &Whole,
    number: i32,
    differences: &[Difference],
    enrolled: usize,
    by: PersonId,
) -> Outcome<()> {
    let row = row::ActiveModel {
        id: Set(work.new_id::<uuid::Uuid>()),
        pathway_id: Set(whole.pathway.id),
        number: Set(number),
        changes: Set(whole.pathway.changes),
        document: Set(serde_json::to_string(whole).map_err(Problem::internal)?),
        differences: Set(serde_json::to_string(differences).map_err(Problem::internal)?),
        enrolled: Set(i32::try_from(enrolled).unwrap_or(i32::MAX)),
        at: Set(work.now()),
        by_person_id: Set(by),
    };
    row::Entity::insert(row).exec_without_returning(work).await?;
    Ok(())
}
