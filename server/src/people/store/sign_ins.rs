//! Sign-ins: one for each browser in which a person signed in.

use chrono::{DateTime, Utc};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QueryOrder};

use crate::platform::{Outcome, PersonId, Read, SignInId, UnitOfWork};

mod sign_in {
    use sea_orm::entity::prelude::*;

    use crate::platform::{PersonId, SignInId};

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "sign_in")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: SignInId,
        pub fingerprint: Vec<u8>,
        pub person_id: PersonId,
        pub at: DateTimeUtc,
        pub ends_at: DateTimeUtc,
        pub device: String,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// A sign-in in force, as its owner sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignIn {
    pub id: SignInId,
    pub at: DateTime<Utc>,
    pub ends_at: DateTime<Utc>,
    /// Browser and system in two words, for example `Chrome, Android`.
    pub device: String,
}

pub struct NewSignIn<'n> {
    pub person: PersonId,
    pub fingerprint: Vec<u8>,
    pub ends_at: DateTime<Utc>,
    pub device: &'n str,
}

pub async fn add(work: &UnitOfWork, new: NewSignIn<'_>) -> Outcome<SignInId> {
    let id: SignInId = work.new_id();
    let row = sign_in::ActiveModel {
        id: Set(id),
        fingerprint: Set(new.fingerprint),
        person_id: Set(new.person),
        at: Set(work.now()),
        ends_at: Set(new.ends_at),
        device: Set(new.device.to_owned()),
    };
    sign_in::Entity::insert(row).exec_without_returning(work).await?;
    Ok(id)
}

/// Those in force, the newest first.
pub async fn sign_ins_of(read: &Read, person: PersonId, now: DateTime<Utc>) -> Outcome<Vec<SignIn>> {
    let rows = sign_in::Entity::find()
        .filter(sign_in::Column::PersonId.eq(person))
        .filter(sign_in::Column::EndsAt.gt(now))
        .order_by_desc(sign_in::Column::At)
        .all(read)
        .await?;
    let seen =
        |row: sign_in::Model| SignIn { id: row.id, at: row.at, ends_at: row.ends_at, device: row.device };
    Ok(rows.into_iter().map(seen).collect())
}

/// Whose sign-in it is, if there is one.
pub async fn owner_of(read: &Read, id: SignInId) -> Outcome<Option<PersonId>> {
    Ok(sign_in::Entity::find_by_id(id).one(read).await?.map(|row| row.person_id))
}

pub async fn end(work: &UnitOfWork, id: SignInId) -> Outcome<()> {
    sign_in::Entity::delete_many().filter(sign_in::Column::Id.eq(id)).exec(work).await?;
    Ok(())
}

pub async fn end_by_fingerprint(work: &UnitOfWork, fingerprint: Vec<u8>) -> Outcome<()> {
    sign_in::Entity::delete_many().filter(sign_in::Column::Fingerprint.eq(fingerprint)).exec(work).await?;
    Ok(())
}

/// Ends all of a person's sign-ins, except the one that is kept.
pub async fn end_all(work: &UnitOfWork, person: PersonId, kept: Option<SignInId>) -> Outcome<()> {
    let mut delete = sign_in::Entity::delete_many().filter(sign_in::Column::PersonId.eq(person));
    if let Some(kept) = kept {
        delete = delete.filter(sign_in::Column::Id.ne(kept));
    }
    delete.exec(work).await?;
    Ok(())
}

/// Forgets sign-ins that have ended by themselves. Returns how many.
pub async fn forget_ended(work: &UnitOfWork) -> Outcome<u64> {
    let deleted =
        sign_in::Entity::delete_many().filter(sign_in::Column::EndsAt.lte(work.now())).exec(work).await?;
    Ok(deleted.rows_affected)
}
