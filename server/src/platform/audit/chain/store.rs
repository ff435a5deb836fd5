//! The tables `audit_link` and `audit_chain`, and which entries stand in no link.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, Condition, EntityTrait, ExprTrait, QueryFilter, QueryOrder, QuerySelect,
    sea_query::{Expr, LockType, OnConflict, Query},
};
use uuid::Uuid;

use super::anchor::Anchor;
use crate::platform::{Outcome, Problem, Read, UnitOfWork, audit::entry};

mod link_row {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "audit_link")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub sequence: i32,
        pub audit_id: Uuid,
        pub seal: Vec<u8>,
        pub hash: Vec<u8>,
        pub found: bool,
        pub linked_at: DateTimeUtc,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

mod chain_row {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "audit_chain")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub sequence: i32,
        pub found: i32,
        pub hash: Vec<u8>,
        pub seal: Vec<u8>,
        pub key_mark: Vec<u8>,
        pub linked_at: DateTimeUtc,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

pub use chain_row::Model as ChainRow;
pub use link_row::Model as LinkRow;

/// So many entries are linked, or looked at, at a time.
pub const AT_ONCE: u64 = 1000;

/// The only row of `audit_chain` has this id.
const CHAIN: Uuid = Uuid::nil();

pub async fn chain(read: &Read) -> Outcome<Option<ChainRow>> {
    Ok(chain_row::Entity::find_by_id(CHAIN).one(read).await?)
}

/// The end of the chain, held until the unit ends: two never link at once. A first run begins it.
pub async fn held_chain(work: &UnitOfWork, beginning: &Anchor, mark: &[u8]) -> Outcome<ChainRow> {
    let first = row_of(work, beginning, mark);
    let there = OnConflict::column(chain_row::Column::Id).do_nothing().to_owned();
    chain_row::Entity::insert(first).on_conflict(there).exec_without_returning(work).await?;
    let held = chain_row::Entity::find_by_id(CHAIN).lock(LockType::Update).one(work).await?;
    held.ok_or_else(|| Problem::Internal("the audit has no chain".to_owned()))
}

fn row_of(work: &UnitOfWork, anchor: &Anchor, mark: &[u8]) -> chain_row::ActiveModel {
    chain_row::ActiveModel {
        id: Set(CHAIN),
        sequence: Set(anchor.sequence),
        found: Set(anchor.found),
        hash: Set(anchor.hash.clone()),
        seal: Set(anchor.seal.clone()),
        key_mark: Set(mark.to_vec()),
        linked_at: Set(work.now()),
    }
}

pub async fn move_chain(work: &UnitOfWork, anchor: &Anchor, mark: &[u8]) -> Outcome<()> {
    chain_row::Entity::update(row_of(work, anchor, mark)).exec(work).await?;
    Ok(())
}

pub async fn add_links(work: &UnitOfWork, links: &[LinkRow]) -> Outcome<()> {
    let rows = links.iter().cloned().map(link_row::ActiveModel::from);
    link_row::Entity::insert_many(rows).exec_without_returning(work).await?;
    Ok(())
}

/// The number of the last link there is, and when it was made.
pub async fn last_link(read: &Read) -> Outcome<Option<LinkRow>> {
    Ok(link_row::Entity::find().order_by_desc(link_row::Column::Sequence).one(read).await?)
}

pub async fn link_at(read: &Read, sequence: i32) -> Outcome<Option<LinkRow>> {
    Ok(link_row::Entity::find_by_id(sequence).one(read).await?)
}

/// Up to a thousand links after one, in their order, none behind the end.
pub async fn links_after(read: &Read, sequence: i32, end: i32) -> Outcome<Vec<LinkRow>> {
    let links = link_row::Entity::find()
        .filter(link_row::Column::Sequence.gt(sequence))
        .filter(link_row::Column::Sequence.lte(end))
        .order_by_asc(link_row::Column::Sequence)
        .limit(AT_ONCE)
        .all(read)
        .await?;
    Ok(links)
}

pub async fn entries(read: &Read, ids: Vec<Uuid>) -> Outcome<HashMap<Uuid, entry::Model>> {
    let rows = entry::Entity::find().filter(entry::Column::Id.is_in(ids)).all(read).await?;
    Ok(rows.into_iter().map(|row| (row.id, row)).collect())
}

/// Which entries without a link are looked for.
#[derive(Clone, Copy, Debug)]
pub struct Unlinked {
    /// With a seal, or without.
    pub sealed: bool,
    pub since: Option<DateTime<Utc>>,
    /// Behind this one, in the order of time and id.
    pub after: Option<(DateTime<Utc>, Uuid)>,
}

/// Up to a thousand entries in no link, the oldest first.
pub async fn unlinked(read: &Read, wanted: &Unlinked) -> Outcome<Vec<entry::Model>> {
    use entry::Column;
    let mut of_it = Query::select();
    of_it.expr(Expr::val(1)).from(link_row::Entity).and_where(
        Expr::col((link_row::Entity, link_row::Column::AuditId)).equals((entry::Entity, Column::Id)),
    );
    let sealed = if wanted.sealed { Column::Seal.is_not_null() } else { Column::Seal.is_null() };
    let mut asked = Condition::all().add(sealed).add(Expr::exists(of_it).not());
    if let Some(since) = wanted.since {
        asked = asked.add(Column::At.gte(since));
    }
    if let Some((at, id)) = wanted.after {
        let same = Condition::all().add(Column::At.eq(at)).add(Column::Id.gt(id));
        asked = asked.add(Column::At.gte(at)).add(Condition::any().add(Column::At.gt(at)).add(same));
    }
    let rows = entry::Entity::find()
        .filter(asked)
        .order_by_asc(Column::At)
        .order_by_asc(Column::Id)
        .limit(AT_ONCE)
        .all(read)
        .await?;
    Ok(rows)
}
