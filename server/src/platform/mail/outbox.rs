//! The table `mail`.

use chrono::{DateTime, TimeDelta, Utc};
use lettre::Address;
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, EntityTrait, ExprTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect,
    sea_query::{Expr, Func, OnConflict},
};

use super::{MailId, Posting, Recipient, mailer::one_line};
use crate::platform::{Outcome, Problem, Read, UnitOfWork};

mod mail {
    use sea_orm::entity::prelude::*;

    use crate::platform::{PersonId, mail::MailId};

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "mail")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: MailId,
        pub template: String,
        pub content: String,
        pub person_id: Option<PersonId>,
        pub name: String,
        pub address: String,
        pub language: String,
        pub made_at: DateTimeUtc,
        pub sent_at: Option<DateTimeUtc>,
        pub unsubscribe_url: Option<String>,
        pub refused_at: Option<DateTimeUtc>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

pub use mail::Model as Waiting;
pub(super) use mail::{ActiveModel, Column, Entity};

pub async fn add(
    work: &UnitOfWork,
    recipient: &Recipient,
    template: &'static str,
    content: String,
) -> Outcome<MailId> {
    let id: MailId = work.new_id();
    let posting = Posting { id, recipient: recipient.clone(), template, content, unsubscribe_url: None };
    Entity::insert(row(work, posting)?).exec_without_returning(work).await?;
    Ok(id)
}

/// An address that the mail server can be given.
pub fn parsed(address: &str) -> Outcome<Address> {
    address.parse().map_err(|_| Problem::BadRequest("mail-address-wrong"))
}

/// So many rows in one statement.
const AT_ONCE: usize = 1000;

/// Adds many. One whose id is there already stays as it is.
pub async fn add_many(work: &UnitOfWork, postings: Vec<Posting>) -> Outcome<()> {
    let mut rows = postings.into_iter().map(|posting| row(work, posting)).collect::<Outcome<Vec<_>>>()?;
    let same = OnConflict::column(Column::Id).do_nothing().to_owned();
    while !rows.is_empty() {
        let rest = rows.split_off(rows.len().min(AT_ONCE));
        let chunk = std::mem::replace(&mut rows, rest);
        Entity::insert_many(chunk).on_conflict(same.clone()).exec_without_returning(work).await?;
    }
    Ok(())
}

fn row(work: &UnitOfWork, posting: Posting) -> Outcome<ActiveModel> {
    let recipient = posting.recipient;
    let address = parsed(&recipient.address)?;
    Ok(ActiveModel {
        id: Set(posting.id),
        template: Set(posting.template.to_owned()),
        content: Set(posting.content),
        person_id: Set(recipient.person),
        name: Set(one_line(&recipient.name)),
        address: Set(address.to_string()),
        language: Set(recipient.language.code().to_owned()),
        made_at: Set(work.now()),
        sent_at: Set(None),
        unsubscribe_url: Set(posting.unsubscribe_url),
        refused_at: Set(None),
    })
}

pub async fn find(read: &Read, id: MailId) -> Outcome<Option<Waiting>> {
    Ok(Entity::find_by_id(id).one(read).await?)
}

/// Those of `ids` that wait still.
pub async fn waiting_among(read: &Read, ids: &[MailId]) -> Outcome<Vec<Waiting>> {
    let rows = Entity::find()
        .filter(Column::Id.is_in(ids.iter().copied()))
        .filter(Column::SentAt.is_null())
        .order_by_asc(Column::Id)
        .all(read)
        .await?;
    Ok(rows)
}

/// Notes that it is sent, and forgets what it said.
pub async fn mark_sent(work: &UnitOfWork, id: MailId) -> Outcome<()> {
    let row = ActiveModel {
        sent_at: Set(Some(work.now())),
        content: Set("{}".to_owned()),
        unsubscribe_url: Set(None),
        ..Default::default()
    };
    Entity::update_many().set(row).filter(Column::Id.eq(id)).exec(work).await?;
    Ok(())
}

/// Notes that the mail server refuses it for good.
pub async fn mark_refused(work: &UnitOfWork, id: MailId) -> Outcome<()> {
    let row = ActiveModel { refused_at: Set(Some(work.now())), ..Default::default() };
    Entity::update_many().set(row).filter(Column::Id.eq(id)).exec(work).await?;
    Ok(())
}

/// What became of mails; those that wait still are in none of the lists.
#[derive(Debug, Default)]
pub struct Fates {
    pub sent: Vec<MailId>,
    pub refused: Vec<MailId>,
    /// Not sent and older than the time that was asked about, or taken back.
    pub given_up: Vec<MailId>,
}

pub async fn fates(read: &Read, ids: &[MailId], older_than: DateTime<Utc>) -> Outcome<Fates> {
    let rows = Entity::find().filter(Column::Id.is_in(ids.iter().copied())).all(read).await?;
    let mut fates = Fates::default();
    for id in ids {
        match rows.iter().find(|row| row.id == *id) {
            Some(row) if row.sent_at.is_some() => fates.sent.push(*id),
            Some(row) if row.refused_at.is_some() => fates.refused.push(*id),
            Some(row) if row.made_at >= older_than => {}
            _ => fates.given_up.push(*id),
        }
    }
    Ok(fates)
}

/// Deletes mails made by these templates to these addresses (in small letters), sent or not.
pub async fn forget_to(work: &UnitOfWork, addresses: &[String], templates: &[&str]) -> Outcome<()> {
    let address = Expr::expr(Func::lower(Expr::col(Column::Address)));
    Entity::delete_many()
        .filter(address.is_in(addresses.iter().cloned()))
        .filter(Column::Template.is_in(templates.iter().copied()))
        .exec(work)
        .await?;
    Ok(())
}

/// The last two hundred mails that wait, the oldest of them first.
pub async fn waiting(read: &Read) -> Outcome<Vec<Waiting>> {
    let mut rows = Entity::find()
        .filter(Column::SentAt.is_null())
        .order_by_desc(Column::MadeAt)
        .order_by_desc(Column::Id)
        .limit(200)
        .all(read)
        .await?;
    rows.reverse();
    Ok(rows)
}

pub async fn waiting_count(read: &Read) -> Outcome<u64> {
    Ok(Entity::find().filter(Column::SentAt.is_null()).count(read).await?)
}

/// Deletes what was sent a month ago, and what could not be sent for three. Returns how many.
pub async fn forget_old(work: &UnitOfWork) -> Outcome<u64> {
    let old = Column::SentAt
        .lt(work.now() - TimeDelta::days(30))
        .or(Column::MadeAt.lt(work.now() - TimeDelta::days(90)));
    Ok(Entity::delete_many().filter(old).exec(work).await?.rows_affected)
}
