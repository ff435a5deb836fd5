//! The addresses.

use chrono::{DateTime, Utc};
use sea_orm::{ActiveValue::Set, ColumnTrait, Condition, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use crate::{
    interop::model::WebhookId,
    platform::{Outcome, PersonId, Problem, Read, UnitOfWork, actor::Extent, outgoing::EventKind},
};

mod webhook {
    use sea_orm::entity::prelude::*;

    use crate::{interop::model::WebhookId, platform::PersonId};

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "webhook")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: WebhookId,
        pub url: String,
        pub kinds: String,
        pub country: Option<String>,
        pub at: DateTimeUtc,
        pub by_person_id: PersonId,
        pub failing_since: Option<DateTimeUtc>,
        pub disabled_at: Option<DateTimeUtc>,
        pub deleted_at: Option<DateTimeUtc>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

use webhook::{ActiveModel, Column, Entity, Model};

const SHOWN: u64 = 200;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Webhook {
    pub id: WebhookId,
    pub url: String,
    pub kinds: Vec<EventKind>,
    /// The country whose factories it hears of; all, where there is none.
    pub country: Option<String>,
    pub at: DateTime<Utc>,
    pub by: PersonId,
    pub failing_since: Option<DateTime<Utc>>,
    pub disabled_at: Option<DateTime<Utc>>,
}

impl From<Model> for Webhook {
    fn from(row: Model) -> Self {
        Self {
            id: row.id,
            url: row.url,
            kinds: row.kinds.split(',').filter_map(EventKind::from_word).collect(),
            country: row.country,
            at: row.at,
            by: row.by_person_id,
            failing_since: row.failing_since,
            disabled_at: row.disabled_at,
        }
    }
}

/// One that is not deleted.
pub async fn webhook(read: &Read, id: WebhookId) -> Outcome<Webhook> {
    let row = Entity::find_by_id(id).filter(Column::DeletedAt.is_null()).one(read).await?;
    row.map(Webhook::from).ok_or(Problem::NotFound)
}

/// Those that the extent reaches, the newest first.
pub async fn webhooks(read: &Read, extent: &Extent) -> Outcome<Vec<Webhook>> {
    let mut select = Entity::find().filter(Column::DeletedAt.is_null());
    if !extent.everywhere {
        select = select.filter(Column::Country.is_in(extent.countries.clone()));
    }
    let rows = select.order_by_desc(Column::At).order_by_desc(Column::Id).limit(SHOWN).all(read).await?;
    Ok(rows.into_iter().map(Webhook::from).collect())
}

/// All that hear of things now.
pub async fn listening(read: &Read) -> Outcome<Vec<Webhook>> {
    let open = Condition::all().add(Column::DeletedAt.is_null()).add(Column::DisabledAt.is_null());
    let rows = Entity::find().filter(open).order_by_asc(Column::Id).all(read).await?;
    Ok(rows.into_iter().map(Webhook::from).collect())
}

#[derive(Clone, Debug)]
pub struct NewWebhook {
    pub url: String,
    pub kinds: Vec<EventKind>,
    pub country: Option<String>,
    pub by: PersonId,
}

pub async fn add(work: &UnitOfWork, new: &NewWebhook) -> Outcome<WebhookId> {
    let id = work.new_id();
    let kinds: Vec<&str> = new.kinds.iter().map(|kind| kind.word()).collect();
    let row = ActiveModel {
        id: Set(id),
        url: Set(new.url.clone()),
        kinds: Set(kinds.join(",")),
        country: Set(new.country.clone()),
        at: Set(work.now()),
        by_person_id: Set(new.by),
        failing_since: Set(None),
        disabled_at: Set(None),
        deleted_at: Set(None),
    };
    Entity::insert(row).exec_without_returning(work).await?;
    Ok(id)
}

/// False where it was deleted before.
pub async fn delete(work: &UnitOfWork, id: WebhookId) -> Outcome<bool> {
    let row = ActiveModel { deleted_at: Set(Some(work.now())), ..Default::default() };
    let there = Entity::update_many().set(row).filter(Column::Id.eq(id)).filter(Column::DeletedAt.is_null());
    Ok(there.exec(work).await?.rows_affected > 0)
}

pub async fn enable(work: &UnitOfWork, id: WebhookId) -> Outcome<()> {
    let row = ActiveModel { disabled_at: Set(None), failing_since: Set(None), ..Default::default() };
    Entity::update_many().set(row).filter(Column::Id.eq(id)).exec(work).await?;
    Ok(())
}

/// False where it is disabled already.
pub async fn disable(work: &UnitOfWork, id: WebhookId) -> Outcome<bool> {
    let row = ActiveModel { disabled_at: Set(Some(work.now())), ..Default::default() };
    let there = Entity::update_many().set(row).filter(Column::Id.eq(id)).filter(Column::DisabledAt.is_null());
    Ok(there.exec(work).await?.rows_affected > 0)
}

/// An attempt succeeded.
pub async fn is_well(work: &UnitOfWork, id: WebhookId) -> Outcome<()> {
    let row = ActiveModel { failing_since: Set(None), ..Default::default() };
    let ill =
        Entity::update_many().set(row).filter(Column::Id.eq(id)).filter(Column::FailingSince.is_not_null());
    ill.exec(work).await?;
    Ok(())
}

/// An attempt failed; the first one since something succeeded is remembered.
pub async fn is_ill(work: &UnitOfWork, id: WebhookId) -> Outcome<()> {
    let row = ActiveModel { failing_since: Set(Some(work.now())), ..Default::default() };
    let well =
        Entity::update_many().set(row).filter(Column::Id.eq(id)).filter(Column::FailingSince.is_null());
    well.exec(work).await?;
    Ok(())
}
