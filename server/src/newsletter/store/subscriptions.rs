//! Who gets the newsletter.

use chrono::{DateTime, Utc};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, Condition, EntityTrait, FromQueryResult, PaginatorTrait, QueryFilter,
    QueryOrder, QuerySelect, sea_query::OnConflict,
};

use super::requests::OpenWish;
use crate::{
    newsletter::model::{Issue, Subscription, SubscriptionId, Topics},
    platform::{Language, Outcome, Read, UnitOfWork, pages::PAGE, secrets},
};

mod newsletter_subscription {
    use sea_orm::entity::prelude::*;

    use crate::newsletter::model::SubscriptionId;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "newsletter_subscription")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: SubscriptionId,
        pub email: Option<String>,
        pub email_key: Option<String>,
        pub language: String,
        pub topics: String,
        pub token: String,
        pub confirmed_at: DateTimeUtc,
        pub bounced_at: Option<DateTimeUtc>,
        pub left_at: Option<DateTimeUtc>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

use newsletter_subscription::{ActiveModel, Column, Entity, Model};

impl From<Model> for Subscription {
    fn from(row: Model) -> Self {
        Self {
            id: row.id,
            email: row.email.unwrap_or_default(),
            language: Language::from_code(&row.language).unwrap_or_default(),
            topics: Topics::from_text(&row.topics),
            token: row.token,
            confirmed_at: row.confirmed_at,
            bounced_at: row.bounced_at,
        }
    }
}

/// Adds the subscription; one that is there gets the new language and topics, and is no longer held to bounce.
pub async fn confirm(work: &UnitOfWork, wish: &OpenWish) -> Outcome<()> {
    let row = ActiveModel {
        id: Set(work.new_id()),
        email: Set(Some(wish.email.clone())),
        email_key: Set(Some(wish.email_key.clone())),
        language: Set(wish.language.code().to_owned()),
        topics: Set(wish.topics.clone()),
        token: Set(secrets::random_token()),
        confirmed_at: Set(work.now()),
        bounced_at: Set(None),
        left_at: Set(None),
    };
    let again = OnConflict::column(Column::EmailKey)
        .update_columns([Column::Email, Column::Language, Column::Topics, Column::BouncedAt])
        .to_owned();
    Entity::insert(row).on_conflict(again).exec_without_returning(work).await?;
    Ok(())
}

/// Those who are written to.
fn active() -> Condition {
    Condition::all().add(Column::LeftAt.is_null()).add(Column::BouncedAt.is_null())
}

/// Who shares a topic with the issue; no topic on either side means all.
fn interested(topics: &Topics) -> Condition {
    let mut shared = Condition::any().add(Column::Topics.eq("[]"));
    for word in topics.words() {
        // The words come from our own list: no sign in them means anything to LIKE.
        shared = shared.add(Column::Topics.contains(format!("\"{word}\"")));
    }
    if topics.words().next().is_none() { Condition::all() } else { shared }
}

/// The next to get the issue, after the last that was reached. Whoever confirmed after the sending began is left out.
pub async fn next_for(read: &Read, issue: &Issue, limit: u64) -> Outcome<Vec<Subscription>> {
    let mut found = Entity::find()
        .filter(active())
        .filter(interested(&issue.topics))
        .filter(Column::ConfirmedAt.lte(issue.sending_at))
        .order_by_asc(Column::Id)
        .limit(limit);
    if let Some(reached) = issue.reached {
        found = found.filter(Column::Id.gt(reached));
    }
    Ok(found.all(read).await?.into_iter().map(Subscription::from).collect())
}

#[derive(FromQueryResult)]
struct Counted {
    language: String,
    count: i64,
}

/// How many would get an issue with these topics, by language.
pub async fn counts_for(read: &Read, topics: &Topics) -> Outcome<Vec<(Language, i64)>> {
    let rows = Entity::find()
        .select_only()
        .column(Column::Language)
        .column_as(Column::Id.count(), "count")
        .filter(active())
        .filter(interested(topics))
        .group_by(Column::Language)
        .into_model::<Counted>()
        .all(read)
        .await?;
    let of = |language: Language| {
        rows.iter().filter(|row| row.language == language.code()).map(|row| row.count).sum::<i64>()
    };
    Ok(Language::ALL.into_iter().map(|language| (language, of(language))).collect())
}

/// How many left, and of how many the address bounced.
pub async fn lost(read: &Read) -> Outcome<(u64, u64)> {
    let left = Entity::find().filter(Column::LeftAt.is_not_null()).count(read).await?;
    let bounced = Entity::find().filter(Column::LeftAt.is_null()).filter(Column::BouncedAt.is_not_null());
    Ok((left, bounced.count(read).await?))
}

/// One page of those with an address, the newest first, and how many there are.
pub async fn list(read: &Read, search: &str, page: u64) -> Outcome<(Vec<Subscription>, u64)> {
    let mut found = Entity::find().filter(Column::LeftAt.is_null());
    if !search.is_empty() {
        found = found.filter(Column::EmailKey.contains(search.to_ascii_lowercase()));
    }
    let total = found.clone().count(read).await?;
    let offset = page.saturating_sub(1).saturating_mul(PAGE);
    let rows = found
        .order_by_desc(Column::ConfirmedAt)
        .order_by_desc(Column::Id)
        .offset(offset)
        .limit(PAGE)
        .all(read)
        .await?;
    Ok((rows.into_iter().map(Subscription::from).collect(), total))
}

pub async fn find(read: &Read, id: SubscriptionId) -> Outcome<Option<Subscription>> {
    let row = Entity::find_by_id(id).filter(Column::LeftAt.is_null()).one(read).await?;
    Ok(row.map(Subscription::from))
}

/// The subscription whose mails carry this token, with the language in which to speak to its reader; also after leaving.
pub async fn find_by_token(read: &Read, token: &str) -> Outcome<Option<Subscription>> {
    Ok(Entity::find().filter(Column::Token.eq(token)).one(read).await?.map(Subscription::from))
}

pub async fn find_by_address(read: &Read, email_key: &str) -> Outcome<Option<Subscription>> {
    Ok(Entity::find().filter(Column::EmailKey.eq(email_key)).one(read).await?.map(Subscription::from))
}

/// Forgets the address; the row stays to be counted.
pub async fn leave(work: &UnitOfWork, id: SubscriptionId) -> Outcome<()> {
    let gone = ActiveModel {
        email: Set(None),
        email_key: Set(None),
        topics: Set(Topics::default().to_text()),
        left_at: Set(Some(work.now())),
        ..Default::default()
    };
    Entity::update_many()
        .set(gone)
        .filter(Column::Id.eq(id))
        .filter(Column::LeftAt.is_null())
        .exec(work)
        .await?;
    Ok(())
}

/// Notes that mails to these come back. Returns how many were not known to.
pub async fn mark_bounced(work: &UnitOfWork, ids: Vec<SubscriptionId>) -> Outcome<u64> {
    mark(work, work.now(), Condition::all().add(Column::Id.is_in(ids))).await
}

pub async fn mark_bounced_addresses(work: &UnitOfWork, email_keys: &[String]) -> Outcome<u64> {
    mark(work, work.now(), Condition::all().add(Column::EmailKey.is_in(email_keys))).await
}

async fn mark(work: &UnitOfWork, at: DateTime<Utc>, those: Condition) -> Outcome<u64> {
    let bounced = ActiveModel { bounced_at: Set(Some(at)), ..Default::default() };
    let changed = Entity::update_many().set(bounced).filter(those).filter(active()).exec(work).await?;
    Ok(changed.rows_affected)
}
