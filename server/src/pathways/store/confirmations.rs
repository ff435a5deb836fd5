//! What the sides of the committee said.

use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QueryOrder};

use crate::{
    pathways::model::{PathwayId, Side},
    platform::{Outcome, PersonId, Read, UnitOfWork},
};

mod row {
    use sea_orm::entity::prelude::*;

    use super::{PathwayId, PersonId, Side};

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "pathway_confirmation")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub pathway_id: PathwayId,
        pub changes: i32,
        pub side: Side,
        pub agreed: bool,
        pub comment: String,
        pub at: DateTimeUtc,
        pub by_person_id: PersonId,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

pub use row::Model as Confirmation;

/// Of these pathways, the oldest first.
pub async fn confirmations(read: &Read, pathways: &[PathwayId]) -> Outcome<Vec<Confirmation>> {
    let rows = row::Entity::find()
        .filter(row::Column::PathwayId.is_in(pathways.iter().copied()))
        .order_by_asc(row::Column::Id)
        .all(read)
        .await?;
    Ok(rows)
}

/// The last word of a side about the pathway as it is after so many changes.
pub fn last_word(
    all: &[Confirmation],
    pathway: PathwayId,
    changes: i32,
    side: Side,
) -> Option<&Confirmation> {
    all.iter().rfind(|one| one.pathway_id == pathway && one.changes == changes && one.side == side)
}

/// A side's word on the pathway as it was after so many `changes`; an earlier word stays as history.
pub async fn add(
    work: &UnitOfWork,
    (pathway, changes): (PathwayId, i32),
    side: Side,
    (agreed, comment): (bool, &str),
    by: PersonId,
) -> Outcome<()> {
    let row = row::ActiveModel {
        id: Set(work.new_id::<uuid::Uuid>()),
        pathway_id: Set(pathway),
        changes: Set(changes),
        side: Set(side),
        agreed: Set(agreed),
        comment: Set(comment.to_owned()),
        at: Set(work.now()),
        by_person_id: Set(by),
    };
    row::Entity::insert(row).exec_without_returning(work).await?;
    Ok(())
}
