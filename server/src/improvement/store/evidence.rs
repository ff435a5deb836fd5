//! Evidence files of items. The file itself lies in the storage; a row says what it is.

use std::collections::HashMap;

use sea_orm::{
    ActiveValue::Set, ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect,
};

use super::items::ItemId;
use crate::platform::{Outcome, PersonId, Problem, Read, UnitOfWork, storage::FileKey};

crate::id_type!(EvidenceId);

mod evidence {
    use sea_orm::entity::prelude::*;

    use super::{EvidenceId, ItemId};
    use crate::platform::PersonId;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "improvement_evidence")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: EvidenceId,
        pub item_id: ItemId,
        pub file: String,
        pub file_name: String,
        pub media_type: String,
        pub bytes: i32,
        pub note: String,
        pub at: DateTimeUtc,
        pub by_person_id: PersonId,
        pub withdrawn_at: Option<DateTimeUtc>,
        pub withdrawn_by_person_id: Option<PersonId>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

use evidence::{ActiveModel, Column, Entity};

pub use evidence::Model as Evidence;

/// A file as it is brought. `bytes` is its size.
pub struct NewEvidence<'e> {
    /// None where the Academy makes it.
    pub id: Option<EvidenceId>,
    pub item: ItemId,
    pub file: &'e FileKey,
    pub file_name: &'e str,
    pub media_type: &'static str,
    pub bytes: usize,
    pub note: &'e str,
    pub by: PersonId,
}

pub async fn add(work: &UnitOfWork, new: &NewEvidence<'_>) -> Outcome<EvidenceId> {
    let id = new.id.unwrap_or_else(|| work.new_id());
    let row = ActiveModel {
        id: Set(id),
        item_id: Set(new.item),
        file: Set(new.file.as_str().to_owned()),
        file_name: Set(new.file_name.to_owned()),
        media_type: Set(new.media_type.to_owned()),
        bytes: Set(i32::try_from(new.bytes).unwrap_or(i32::MAX)),
        note: Set(new.note.to_owned()),
        at: Set(work.now()),
        by_person_id: Set(new.by),
        withdrawn_at: Set(None),
        withdrawn_by_person_id: Set(None),
    };
    Entity::insert(row).exec_without_returning(work).await?;
    Ok(id)
}

/// # Errors
/// `Problem::NotFound` where there is none; one that was withdrawn is found.
pub async fn evidence(read: &Read, id: EvidenceId) -> Outcome<Evidence> {
    Entity::find_by_id(id).one(read).await?.ok_or(Problem::NotFound)
}

pub async fn find(read: &Read, id: EvidenceId) -> Outcome<Option<Evidence>> {
    Ok(Entity::find_by_id(id).one(read).await?)
}

/// What counts, oldest first.
pub async fn of_item(read: &Read, item: ItemId) -> Outcome<Vec<Evidence>> {
    let select = Entity::find()
        .filter(Column::ItemId.eq(item))
        .filter(Column::WithdrawnAt.is_null())
        .order_by_asc(Column::At)
        .order_by_asc(Column::Id);
    Ok(select.all(read).await?)
}

/// How many files of an item count: those that were not withdrawn.
pub async fn count(read: &Read, item: ItemId) -> Outcome<u64> {
    let select = Entity::find().filter(Column::ItemId.eq(item)).filter(Column::WithdrawnAt.is_null());
    Ok(select.count(read).await?)
}

/// How many files each of these items has.
pub async fn counts(read: &Read, items: &[ItemId]) -> Outcome<HashMap<ItemId, u64>> {
    let rows: Vec<(ItemId, i64)> = Entity::find()
        .select_only()
        .column(Column::ItemId)
        .column_as(Column::Id.count(), "count")
        .filter(Column::ItemId.is_in(items.iter().copied()))
        .filter(Column::WithdrawnAt.is_null())
        .group_by(Column::ItemId)
        .into_tuple()
        .all(read)
        .await?;
    Ok(rows.into_iter().map(|(item, count)| (item, u64::try_from(count).unwrap_or(0))).collect())
}

pub async fn withdraw(work: &UnitOfWork, id: EvidenceId, by: PersonId) -> Outcome<bool> {
    let row = ActiveModel {
        withdrawn_at: Set(Some(work.now())),
        withdrawn_by_person_id: Set(Some(by)),
        ..Default::default()
    };
    let here = Entity::update_many().set(row).filter(Column::Id.eq(id)).filter(Column::WithdrawnAt.is_null());
    Ok(here.exec(work).await?.rows_affected == 1)
}
