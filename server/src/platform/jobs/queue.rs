//! The table `job`.

use chrono::{DateTime, TimeDelta, Utc};
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, Condition, EntityTrait, ExprTrait, PaginatorTrait, QueryFilter, QuerySelect,
    sea_query::{Expr, LockBehavior, LockType, OnConflict, Query},
};
use uuid::Uuid;

use crate::platform::{Outcome, Read, UnitOfWork};

mod job {
    use sea_orm::entity::prelude::*;

    use crate::platform::PersonId;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "job")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub kind: String,
        pub payload: String,
        pub made_at: DateTimeUtc,
        pub run_at: DateTimeUtc,
        pub attempts: i32,
        pub taken_by: Option<String>,
        pub taken_until: Option<DateTimeUtc>,
        pub done_at: Option<DateTimeUtc>,
        pub failed_at: Option<DateTimeUtc>,
        pub last_error: Option<String>,
        pub unique_key: Option<String>,
        pub dropped_at: Option<DateTimeUtc>,
        pub dropped_by_person_id: Option<PersonId>,
        pub drop_reason: Option<String>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

pub use job::ActiveModel;
pub(super) use job::{Column, Entity, Model as Row};

pub async fn add(
    work: &UnitOfWork,
    kind: &str,
    payload: String,
    run_at: DateTime<Utc>,
    unique_key: Option<String>,
) -> Outcome<()> {
    add_many(work, vec![row(work, kind, payload, run_at, unique_key)]).await
}

pub fn row(
    work: &UnitOfWork,
    kind: &str,
    payload: String,
    run_at: DateTime<Utc>,
    unique_key: Option<String>,
) -> ActiveModel {
    ActiveModel {
        id: Set(work.new_id()),
        kind: Set(kind.to_owned()),
        payload: Set(payload),
        made_at: Set(work.now()),
        run_at: Set(run_at),
        attempts: Set(0),
        taken_by: Set(None),
        taken_until: Set(None),
        done_at: Set(None),
        failed_at: Set(None),
        last_error: Set(None),
        unique_key: Set(unique_key),
        dropped_at: Set(None),
        dropped_by_person_id: Set(None),
        drop_reason: Set(None),
    }
}

/// So many rows in one statement.
const AT_ONCE: usize = 500;

pub async fn add_many(work: &UnitOfWork, mut rows: Vec<ActiveModel>) -> Outcome<()> {
    let same_key = OnConflict::column(Column::UniqueKey).do_nothing().to_owned();
    while !rows.is_empty() {
        let rest = rows.split_off(rows.len().min(AT_ONCE));
        let chunk = std::mem::replace(&mut rows, rest);
        Entity::insert_many(chunk).on_conflict(same_key.clone()).exec_without_returning(work).await?;
    }
    Ok(())
}

/// Jobs of these kinds whose time has come and that nobody holds.
fn due(kinds: &[&'static str], now: DateTime<Utc>) -> Condition {
    Condition::all()
        .add(Column::DoneAt.is_null())
        .add(Column::FailedAt.is_null())
        .add(Column::RunAt.lte(now))
        .add(Condition::any().add(Column::TakenUntil.is_null()).add(Column::TakenUntil.lt(now)))
        .add(Column::Kind.is_in(kinds.iter().copied()))
}

pub async fn is_any_due(read: &Read, kinds: &[&'static str], now: DateTime<Utc>) -> Outcome<bool> {
    let first: Option<Uuid> = Entity::find()
        .select_only()
        .column(Column::Id)
        .filter(due(kinds, now))
        .limit(1)
        .into_tuple()
        .one(read)
        .await?;
    Ok(first.is_some())
}

/// Takes up to `limit` due jobs for `runner` until `until`. Two that ask at once get different ones.
pub async fn claim(
    work: &UnitOfWork,
    kinds: &[&'static str],
    runner: &str,
    until: DateTime<Utc>,
    limit: u64,
) -> Outcome<Vec<Row>> {
    let mut free = Query::select();
    free.column(Column::Id)
        .from(Entity)
        .cond_where(due(kinds, work.now()))
        .order_by(Column::RunAt, sea_orm::Order::Asc)
        .limit(limit)
        .lock_with_behavior(LockType::Update, LockBehavior::SkipLocked);
    let taken = ActiveModel {
        taken_by: Set(Some(runner.to_owned())),
        taken_until: Set(Some(until)),
        ..Default::default()
    };
    let rows = Entity::update_many()
        .set(taken)
        .col_expr(Column::Attempts, Expr::col(Column::Attempts).add(1))
        .filter(Column::Id.in_subquery(free))
        .exec_with_returning(work)
        .await?;
    Ok(rows)
}

/// Keeps the lease of what still runs.
pub async fn renew(work: &UnitOfWork, runner: &str, ids: &[Uuid], until: DateTime<Utc>) -> Outcome<()> {
    let row = ActiveModel { taken_until: Set(Some(until)), ..Default::default() };
    update(work, runner, ids, row).await
}

pub async fn finish(work: &UnitOfWork, runner: &str, id: Uuid) -> Outcome<()> {
    let row = ActiveModel {
        done_at: Set(Some(work.now())),
        taken_by: Set(None),
        taken_until: Set(None),
        last_error: Set(None),
        ..Default::default()
    };
    update(work, runner, &[id], row).await
}

pub async fn fail(work: &UnitOfWork, runner: &str, id: Uuid, error: &str) -> Outcome<()> {
    let row = ActiveModel {
        failed_at: Set(Some(work.now())),
        taken_by: Set(None),
        taken_until: Set(None),
        last_error: Set(Some(short(error))),
        ..Default::default()
    };
    update(work, runner, &[id], row).await
}

/// Back into the queue after an error, for `run_at`.
pub async fn retry(
    work: &UnitOfWork,
    runner: &str,
    id: Uuid,
    run_at: DateTime<Utc>,
    error: &str,
) -> Outcome<()> {
    let row = ActiveModel {
        run_at: Set(run_at),
        taken_by: Set(None),
        taken_until: Set(None),
        last_error: Set(Some(short(error))),
        ..Default::default()
    };
    update(work, runner, &[id], row).await
}

/// A job that comes back by itself: as new, for its next time.
pub async fn come_back(work: &UnitOfWork, runner: &str, id: Uuid, run_at: DateTime<Utc>) -> Outcome<()> {
    let row = ActiveModel {
        run_at: Set(run_at),
        attempts: Set(0),
        taken_by: Set(None),
        taken_until: Set(None),
        last_error: Set(None),
        ..Default::default()
    };
    update(work, runner, &[id], row).await
}

/// Back into the queue untouched, because this server stops.
pub async fn give_back(work: &UnitOfWork, runner: &str, ids: &[Uuid]) -> Outcome<()> {
    Entity::update_many()
        .set(ActiveModel { taken_by: Set(None), taken_until: Set(None), ..Default::default() })
        .col_expr(Column::Attempts, Expr::col(Column::Attempts).sub(1))
        .filter(Column::Id.is_in(ids.iter().copied()))
        .filter(Column::TakenBy.eq(runner))
        .exec(work)
        .await?;
    Ok(())
}

/// Only what this runner still holds: another may have taken it after the lease.
async fn update(work: &UnitOfWork, runner: &str, ids: &[Uuid], row: ActiveModel) -> Outcome<()> {
    Entity::update_many()
        .set(row)
        .filter(Column::Id.is_in(ids.iter().copied()))
        .filter(Column::TakenBy.eq(runner))
        .exec(work)
        .await?;
    Ok(())
}

/// Deletes what was done a week ago, and what failed three months ago. Returns how many.
pub async fn forget_old(work: &UnitOfWork) -> Outcome<u64> {
    let old = Condition::any()
        .add(Column::DoneAt.lt(work.now() - TimeDelta::days(7)))
        .add(Column::FailedAt.lt(work.now() - TimeDelta::days(90)));
    Ok(Entity::delete_many().filter(old).exec(work).await?.rows_affected)
}

/// How much work waits, and how much was given up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Backlog {
    pub open: u64,
    pub failed: u64,
}

pub async fn backlog(read: &Read) -> Outcome<Backlog> {
    let open = Entity::find().filter(Column::DoneAt.is_null()).filter(Column::FailedAt.is_null());
    let failed = Entity::find().filter(Column::FailedAt.is_not_null()).filter(Column::DroppedAt.is_null());
    Ok(Backlog { open: open.count(read).await?, failed: failed.count(read).await? })
}

/// Errors are kept for the operator, not in full.
fn short(error: &str) -> String {
    error.chars().take(500).collect()
}

#[cfg(test)]
pub(super) async fn all(read: &Read) -> Vec<Row> {
    use sea_orm::QueryOrder;
    Entity::find().order_by_asc(Column::Id).all(read).await.unwrap()
}
