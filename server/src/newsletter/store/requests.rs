//! Wishes to subscribe that nobody has confirmed yet: kept for two days.

use chrono::{DateTime, TimeDelta, Utc};
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, Condition, EntityTrait, ExprTrait, QueryFilter, QuerySelect,
    sea_query::{Expr, OnConflict},
};

use crate::{
    newsletter::model::Topics,
    people::EmailAddress,
    platform::{Language, Outcome, Read, UnitOfWork},
};

pub const LASTS: TimeDelta = TimeDelta::days(2);
/// Nobody's mailbox is filled from outside: so many mails to an address, with so much time between them.
const MAILS: i32 = 3;
const PAUSE: TimeDelta = TimeDelta::minutes(10);

mod newsletter_request {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "newsletter_request")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub email_key: String,
        pub fingerprint: Vec<u8>,
        pub email: String,
        pub language: String,
        pub topics: String,
        pub at: DateTimeUtc,
        pub mails: i32,
        pub ends_at: DateTimeUtc,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

use newsletter_request::{ActiveModel, Column, Entity};

/// What somebody wishes for.
#[derive(Clone, Debug)]
pub struct Wish {
    pub email: EmailAddress,
    pub language: Language,
    pub topics: Topics,
}

/// A wish whose link is good.
#[derive(Clone, Debug)]
pub struct OpenWish {
    pub email: String,
    pub email_key: String,
    pub language: Language,
    pub topics: String,
    fingerprint: Vec<u8>,
}

impl OpenWish {
    /// Of somebody who needs no link.
    pub fn confirmed(wish: &Wish) -> Self {
        Self {
            email: wish.email.to_string(),
            email_key: wish.email.key().to_owned(),
            language: wish.language,
            topics: wish.topics.to_text(),
            fingerprint: Vec::new(),
        }
    }
}

/// Keeps the wish. Returns false when the address was written to a moment ago, or often enough.
pub async fn add(work: &UnitOfWork, wish: &Wish, fingerprint: Vec<u8>) -> Outcome<bool> {
    let now = work.now();
    let row = ActiveModel {
        email_key: Set(wish.email.key().to_owned()),
        fingerprint: Set(fingerprint),
        email: Set(wish.email.to_string()),
        language: Set(wish.language.code().to_owned()),
        topics: Set(wish.topics.to_text()),
        at: Set(now),
        mails: Set(1),
        ends_at: Set(now + LASTS),
    };
    let may_write = Condition::all()
        .add(Expr::col((Entity, Column::At)).lt(now - PAUSE))
        .add(Expr::col((Entity, Column::Mails)).lt(MAILS));
    let again = OnConflict::column(Column::EmailKey)
        .update_columns([
            Column::Fingerprint,
            Column::Email,
            Column::Language,
            Column::Topics,
            Column::At,
            Column::EndsAt,
        ])
        .value(Column::Mails, Expr::col((Entity, Column::Mails)).add(1))
        .action_cond_where(may_write)
        .to_owned();
    Ok(Entity::insert(row).on_conflict(again).exec_without_returning(work).await? == 1)
}

pub async fn find_open(read: &Read, fingerprint: Vec<u8>, now: DateTime<Utc>) -> Outcome<Option<OpenWish>> {
    let row = Entity::find()
        .filter(Column::Fingerprint.eq(fingerprint))
        .filter(Column::EndsAt.gt(now))
        .one(read)
        .await?;
    Ok(row.map(|row| OpenWish {
        email: row.email,
        email_key: row.email_key,
        language: Language::from_code(&row.language).unwrap_or_default(),
        topics: row.topics,
        fingerprint: row.fingerprint,
    }))
}

/// Returns false when the link was used meanwhile.
pub async fn use_up(work: &UnitOfWork, wish: &OpenWish) -> Outcome<bool> {
    let deleted =
        Entity::delete_many().filter(Column::Fingerprint.eq(wish.fingerprint.clone())).exec(work).await?;
    Ok(deleted.rows_affected == 1)
}

pub async fn forget(work: &UnitOfWork, email_key: &str) -> Outcome<()> {
    Entity::delete_many().filter(Column::EmailKey.eq(email_key)).exec(work).await?;
    Ok(())
}

/// Addresses whose time to confirm is over, a bounded number at once.
pub async fn overdue(read: &Read, now: DateTime<Utc>) -> Outcome<Vec<String>> {
    let rows = Entity::find().filter(Column::EndsAt.lte(now)).limit(500).all(read).await?;
    Ok(rows.into_iter().map(|row| row.email_key).collect())
}

pub async fn forget_all(work: &UnitOfWork, email_keys: &[String]) -> Outcome<()> {
    Entity::delete_many().filter(Column::EmailKey.is_in(email_keys)).exec(work).await?;
    Ok(())
}

#[cfg(test)]
impl OpenWish {
    pub fn of(email: &str, language: Language, topics: &Topics) -> Self {
        let email = EmailAddress::parse(email).unwrap();
        Self::confirmed(&Wish { email, language, topics: topics.clone() })
    }
}
