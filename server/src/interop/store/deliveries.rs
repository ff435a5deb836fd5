//! What went out, or is to go out, to which webhook.

use chrono::{DateTime, TimeDelta, Utc};
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, ExprTrait, QueryFilter, QueryOrder, QuerySelect,
    Statement,
    sea_query::{Expr, OnConflict},
};

use crate::{
    interop::model::{DeliveryId, Failure, WebhookId},
    platform::{Outcome, Problem, Read, UnitOfWork, outgoing::EventId},
};

mod delivery {
    use sea_orm::entity::prelude::*;

    use crate::{
        interop::model::{DeliveryId, Failure, WebhookId},
        platform::outgoing::EventId,
    };

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "webhook_delivery")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: DeliveryId,
        pub webhook_id: WebhookId,
        pub event_id: EventId,
        pub made_at: DateTimeUtc,
        pub attempts: i32,
        pub tried_at: Option<DateTimeUtc>,
        pub status: Option<i32>,
        pub failure: Option<Failure>,
        pub delivered_at: Option<DateTimeUtc>,
        pub given_up_at: Option<DateTimeUtc>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

use delivery::{ActiveModel, Column, Entity, Model};

/// A page shows the last ones.
const SHOWN: u64 = 50;
/// Events and what became of them are kept so long.
const KEPT: TimeDelta = TimeDelta::days(30);

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Delivery {
    pub id: DeliveryId,
    pub webhook: WebhookId,
    pub event: EventId,
    pub made_at: DateTime<Utc>,
    pub attempts: i32,
    pub tried_at: Option<DateTime<Utc>>,
    /// Of the last answer.
    pub status: Option<i32>,
    /// Why there was none.
    pub failure: Option<Failure>,
    pub delivered_at: Option<DateTime<Utc>>,
    pub given_up_at: Option<DateTime<Utc>>,
}

impl From<Model> for Delivery {
    fn from(row: Model) -> Self {
        Self {
            id: row.id,
            webhook: row.webhook_id,
            event: row.event_id,
            made_at: row.made_at,
            attempts: row.attempts,
            tried_at: row.tried_at,
            status: row.status,
            failure: row.failure,
            delivered_at: row.delivered_at,
            given_up_at: row.given_up_at,
        }
    }
}

pub async fn delivery(read: &Read, id: DeliveryId) -> Outcome<Delivery> {
    Entity::find_by_id(id).one(read).await?.map(Delivery::from).ok_or(Problem::NotFound)
}

/// The last ones of a webhook, the newest first.
pub async fn last_of(read: &Read, webhook: WebhookId) -> Outcome<Vec<Delivery>> {
    let rows = Entity::find()
        .filter(Column::WebhookId.eq(webhook))
        .order_by_desc(Column::MadeAt)
        .order_by_desc(Column::Id)
        .limit(SHOWN)
        .all(read)
        .await?;
    Ok(rows.into_iter().map(Delivery::from).collect())
}

/// New ones; one that is there already stays as it is. Returns the ids of those that are new.
pub async fn add_new(work: &UnitOfWork, new: &[(WebhookId, EventId)]) -> Outcome<Vec<DeliveryId>> {
    let mut added = Vec::new();
    for some in new.chunks(500) {
        let rows: Vec<(DeliveryId, ActiveModel)> = some.iter().map(|pair| row(work, *pair)).collect();
        let ids: Vec<DeliveryId> = rows.iter().map(|(id, _)| *id).collect();
        let both = OnConflict::columns([Column::WebhookId, Column::EventId]).do_nothing().to_owned();
        Entity::insert_many(rows.into_iter().map(|(_, row)| row))
            .on_conflict(both)
            .exec_without_returning(work)
            .await?;
        let there: Vec<DeliveryId> = Entity::find()
            .select_only()
            .column(Column::Id)
            .filter(Column::Id.is_in(ids))
            .into_tuple()
            .all(&**work)
            .await?;
        added.extend(there);
    }
    Ok(added)
}

fn row(work: &UnitOfWork, (webhook, event): (WebhookId, EventId)) -> (DeliveryId, ActiveModel) {
    let id = work.new_id();
    let row = ActiveModel {
        id: Set(id),
        webhook_id: Set(webhook),
        event_id: Set(event),
        made_at: Set(work.now()),
        attempts: Set(0),
        tried_at: Set(None),
        status: Set(None),
        failure: Set(None),
        delivered_at: Set(None),
        given_up_at: Set(None),
    };
    (id, row)
}

/// Writes down an attempt. `answer` is the status, or why there was none.
pub async fn note_attempt(
    work: &UnitOfWork,
    id: DeliveryId,
    answer: Result<i32, Failure>,
    (delivered, given_up): (bool, bool),
) -> Outcome<()> {
    let row = ActiveModel {
        tried_at: Set(Some(work.now())),
        status: Set(answer.ok()),
        failure: Set(answer.err()),
        delivered_at: Set(delivered.then(|| work.now())),
        given_up_at: Set(given_up.then(|| work.now())),
        ..Default::default()
    };
    Entity::update_many()
        .set(row)
        .col_expr(Column::Attempts, Expr::col(Column::Attempts).add(1))
        .filter(Column::Id.eq(id))
        .exec(work)
        .await?;
    Ok(())
}

/// As new: to be tried from the beginning.
pub async fn begin_again(work: &UnitOfWork, id: DeliveryId) -> Outcome<()> {
    let row = ActiveModel {
        attempts: Set(0),
        delivered_at: Set(None),
        given_up_at: Set(None),
        ..Default::default()
    };
    Entity::update_many().set(row).filter(Column::Id.eq(id)).exec(work).await?;
    Ok(())
}

/// Nothing more of what was not taken goes out by itself to this address, which is disabled.
pub async fn give_up(work: &UnitOfWork, webhook: WebhookId) -> Outcome<()> {
    let row = ActiveModel { given_up_at: Set(Some(work.now())), ..Default::default() };
    Entity::update_many()
        .set(row)
        .filter(Column::WebhookId.eq(webhook))
        .filter(Column::DeliveredAt.is_null())
        .filter(Column::GivenUpAt.is_null())
        .exec(work)
        .await?;
    Ok(())
}

/// What was given up since then, or waits, begins again. Returns the ids.
pub async fn take_up(
    work: &UnitOfWork,
    webhook: WebhookId,
    since: DateTime<Utc>,
) -> Outcome<Vec<DeliveryId>> {
    let missed = Condition::all()
        .add(Column::WebhookId.eq(webhook))
        .add(Column::DeliveredAt.is_null())
        .add(Column::GivenUpAt.is_null().or(Column::GivenUpAt.gte(since)));
    let ids: Vec<DeliveryId> = Entity::find()
        .select_only()
        .column(Column::Id)
        .filter(missed.clone())
        .order_by_asc(Column::MadeAt)
        .order_by_asc(Column::Id)
        .into_tuple()
        .all(&**work)
        .await?;
    let row = ActiveModel { attempts: Set(0), given_up_at: Set(None), ..Default::default() };
    Entity::update_many().set(row).filter(missed).exec(work).await?;
    Ok(ids)
}

/// Deletes what went out a month ago, and events that nobody waits for. Those of completed steps stay: by them it is
/// known that a step was told of.
pub async fn forget_old(work: &UnitOfWork) -> Outcome<()> {
    let old = work.now() - KEPT;
    Entity::delete_many().filter(Column::MadeAt.lt(old)).exec(work).await?;
    let sql = "DELETE FROM outgoing_event WHERE at < $1 AND kind <> 'step.completed' AND NOT EXISTS \
        (SELECT 1 FROM webhook_delivery d WHERE d.event_id = outgoing_event.id)";
    work.execute_raw(Statement::from_sql_and_values(work.get_database_backend(), sql, [old.into()])).await?;
    Ok(())
}
