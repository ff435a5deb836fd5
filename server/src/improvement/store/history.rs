//! What became of an item, and what people said of it.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use serde_json::Value;

use super::{ROWS_AT_ONCE, items::ItemId};
use crate::platform::{Outcome, PersonId, Read, UnitOfWork};

crate::word_enum! {
    /// What happened to an item. Its text is `item-change-<word>`.
    ChangeKind {
        Found = "found",
        Merged = "merged",
        Corrected = "corrected",
        // The finding belongs to another point, and the item with it.
        Moved = "moved",
        // A source was corrected to another point, and this item stayed.
        SourceMoved = "source-moved",
        // A source says so no more.
        SourceGone = "source-gone",
        Reopened = "reopened",
        FoundAgain = "found-again",
        Planned = "planned",
        State = "state",
        Verified = "verified",
        Evidence = "evidence",
        EvidenceWithdrawn = "evidence-withdrawn",
        Voice = "voice",
    }
}

mod change {
    use sea_orm::entity::prelude::*;

    use super::{ChangeKind, ItemId};
    use crate::platform::PersonId;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "improvement_change")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub item_id: ItemId,
        pub kind: ChangeKind,
        pub details: String,
        pub at: DateTimeUtc,
        pub by_person_id: PersonId,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

mod comment {
    use sea_orm::entity::prelude::*;

    use super::ItemId;
    use crate::platform::PersonId;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "improvement_comment")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub item_id: ItemId,
        pub text: String,
        pub at: DateTimeUtc,
        pub by_person_id: PersonId,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

pub use change::Model as Change;
pub use comment::Model as Comment;

/// What happened to an item, with JSON of what it was and what it became.
pub struct Happened {
    pub item: ItemId,
    pub kind: ChangeKind,
    pub details: Value,
}

/// Writes what happened, by one person at one moment, in as few statements as fit.
pub async fn note(work: &UnitOfWork, by: PersonId, happened: Vec<Happened>) -> Outcome<()> {
    let row = |one: Happened| change::ActiveModel {
        id: Set(work.new_id()),
        item_id: Set(one.item),
        kind: Set(one.kind),
        details: Set(one.details.to_string()),
        at: Set(work.now()),
        by_person_id: Set(by),
    };
    let rows: Vec<change::ActiveModel> = happened.into_iter().map(row).collect();
    for some in rows.chunks(ROWS_AT_ONCE) {
        change::Entity::insert_many(some.iter().cloned()).exec_without_returning(work).await?;
    }
    Ok(())
}

/// Only for items that are taken away because they were never anything.
pub async fn forget(work: &UnitOfWork, items: &[ItemId]) -> Outcome<()> {
    change::Entity::delete_many()
        .filter(change::Column::ItemId.is_in(items.iter().copied()))
        .exec(work)
        .await?;
    Ok(())
}

/// The newest first.
pub async fn changes(read: &Read, item: ItemId) -> Outcome<Vec<Change>> {
    let select = change::Entity::find()
        .filter(change::Column::ItemId.eq(item))
        .order_by_desc(change::Column::At)
        .order_by_desc(change::Column::Id)
        .limit(200);
    Ok(select.all(read).await?)
}

pub async fn add_comment(work: &UnitOfWork, item: ItemId, text: &str, by: PersonId) -> Outcome<()> {
    let row = comment::ActiveModel {
        id: Set(work.new_id()),
        item_id: Set(item),
        text: Set(text.to_owned()),
        at: Set(work.now()),
        by_person_id: Set(by),
    };
    comment::Entity::insert(row).exec_without_returning(work).await?;
    Ok(())
}

/// Oldest first.
pub async fn comments(read: &Read, item: ItemId) -> Outcome<Vec<Comment>> {
    let select = comment::Entity::find()
        .filter(comment::Column::ItemId.eq(item))
        .order_by_asc(comment::Column::At)
        .order_by_asc(comment::Column::Id);
    Ok(select.all(read).await?)
}

/// When each of these items was last verified.
pub async fn verified_when(read: &Read, items: &[ItemId]) -> Outcome<HashMap<ItemId, DateTime<Utc>>> {
    let rows: Vec<(ItemId, DateTime<Utc>)> = change::Entity::find()
        .select_only()
        .column(change::Column::ItemId)
        .column(change::Column::At)
        .filter(change::Column::ItemId.is_in(items.iter().copied()))
        .filter(change::Column::Kind.eq(ChangeKind::Verified))
        .order_by_asc(change::Column::At)
        .into_tuple()
        .all(read)
        .await?;
    Ok(rows.into_iter().collect())
}
