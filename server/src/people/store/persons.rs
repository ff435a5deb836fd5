//! People: who they are and what they need to sign in.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, sea_query::LockType,
};

use crate::{
    people::model::{EmailAddress, PersonName},
    platform::{Language, Outcome, PersonId, Problem, Read, UnitOfWork, folding::fold, roles::Sex},
};

mod person {
    use sea_orm::entity::prelude::*;

    use crate::platform::{PersonId, roles::Sex};

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "person")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: PersonId,
        pub name: String,
        pub name_key: String,
        pub email: String,
        pub email_key: String,
        pub language: String,
        pub sex: Sex,
        pub password_hash: Option<String>,
        pub joined_at: DateTimeUtc,
        pub tokens_from: DateTimeUtc,
        /// Since then the row says nothing of who it was, and stands for the counts alone.
        pub erased_at: Option<DateTimeUtc>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// A person as they are known to themselves and to those who may see them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    pub id: PersonId,
    pub name: String,
    pub email: String,
    pub language: Language,
    pub sex: Sex,
    pub joined_at: DateTime<Utc>,
}

/// What is needed to check a password; never leaves the capability.
#[derive(Clone, Debug)]
pub struct Credentials {
    pub person: PersonId,
    pub language: Language,
    pub password_hash: Option<String>,
}

/// Somebody who joins.
#[derive(Clone, Debug)]
pub struct NewPerson {
    pub name: PersonName,
    pub email: EmailAddress,
    pub language: Language,
    pub sex: Sex,
    pub password_hash: Option<String>,
}

impl From<person::Model> for Person {
    fn from(row: person::Model) -> Self {
        Self {
            id: row.id,
            name: row.name,
            email: row.email,
            language: Language::from_code(&row.language).unwrap_or_default(),
            sex: row.sex,
            joined_at: row.joined_at,
        }
    }
}

pub async fn person(read: &Read, id: PersonId) -> Outcome<Person> {
    find_person(read, id).await?.ok_or(Problem::NotFound)
}

pub async fn find_person(read: &Read, id: PersonId) -> Outcome<Option<Person>> {
    let there = person::Entity::find_by_id(id).filter(person::Column::ErasedAt.is_null());
    Ok(there.one(read).await?.map(Person::from))
}

pub async fn find_by_address(read: &Read, address: &EmailAddress) -> Outcome<Option<Person>> {
    let row = person::Entity::find().filter(person::Column::EmailKey.eq(address.key())).one(read).await?;
    Ok(row.map(Person::from))
}

/// All that are there of `ids` and were not erased, in one query.
pub async fn people(
    read: &Read,
    ids: impl IntoIterator<Item = PersonId>,
) -> Outcome<HashMap<PersonId, Person>> {
    let rows = person::Entity::find()
        .filter(person::Column::Id.is_in(ids))
        .filter(person::Column::ErasedAt.is_null())
        .all(read)
        .await?;
    Ok(rows.into_iter().map(|row| (row.id, Person::from(row))).collect())
}

/// Names by which lists are sorted, of those that are there. Others who ask for the same people wait until the unit
/// ends; whoever only refers to them does not.
pub async fn name_keys_held(work: &UnitOfWork, ids: &[PersonId]) -> Outcome<HashMap<PersonId, String>> {
    let rows: Vec<(PersonId, String)> = person::Entity::find()
        .select_only()
        .columns([person::Column::Id, person::Column::NameKey])
        .filter(person::Column::Id.is_in(ids.iter().copied()))
        .order_by_asc(person::Column::Id)
        .lock(LockType::NoKeyUpdate)
        .into_tuple()
        .all(&**work)
        .await?;
    Ok(rows.into_iter().collect())
}

/// Up to `most` ids after this one, in their order.
pub async fn ids_after(read: &Read, last: Option<PersonId>, most: u64) -> Outcome<Vec<PersonId>> {
    let mut select = person::Entity::find().select_only().column(person::Column::Id);
    if let Some(last) = last {
        select = select.filter(person::Column::Id.gt(last));
    }
    Ok(select.order_by_asc(person::Column::Id).limit(most).into_tuple().all(read).await?)
}

/// Those who have these addresses, by the addresses' keys, in one query.
pub async fn at_addresses(read: &Read, keys: &[&str]) -> Outcome<HashMap<String, Person>> {
    let at = person::Column::EmailKey.is_in(keys.iter().copied());
    let rows = person::Entity::find().filter(at).all(read).await?;
    Ok(rows.into_iter().map(|row| (row.email_key.clone(), Person::from(row))).collect())
}

pub async fn credentials_at(read: &Read, address: &EmailAddress) -> Outcome<Option<Credentials>> {
    let row = person::Entity::find().filter(person::Column::EmailKey.eq(address.key())).one(read).await?;
    Ok(row.map(credentials))
}

pub async fn credentials_of(read: &Read, person: PersonId) -> Outcome<Option<Credentials>> {
    Ok(person::Entity::find_by_id(person).one(read).await?.map(credentials))
}

fn credentials(row: person::Model) -> Credentials {
    Credentials {
        person: row.id,
        language: Language::from_code(&row.language).unwrap_or_default(),
        password_hash: row.password_hash,
    }
}

pub async fn add(work: &UnitOfWork, new: &NewPerson) -> Outcome<PersonId> {
    let id: PersonId = work.new_id();
    let row = person::ActiveModel {
        id: Set(id),
        name: Set(new.name.to_string()),
        name_key: Set(fold(new.name.as_str())),
        email: Set(new.email.to_string()),
        email_key: Set(new.email.key().to_owned()),
        language: Set(new.language.code().to_owned()),
        sex: Set(new.sex),
        password_hash: Set(new.password_hash.clone()),
        joined_at: Set(work.now()),
        tokens_from: Set(work.now()),
        erased_at: Set(None),
    };
    person::Entity::insert(row).exec_without_returning(work).await?;
    Ok(id)
}

/// Name, language and sex, as the person states them.
pub async fn describe(
    work: &UnitOfWork,
    id: PersonId,
    name: &PersonName,
    language: Language,
    sex: Sex,
) -> Outcome<()> {
    let row = person::ActiveModel {
        name: Set(name.to_string()),
        name_key: Set(fold(name.as_str())),
        language: Set(language.code().to_owned()),
        sex: Set(sex),
        ..Default::default()
    };
    change(work, id, row).await
}

pub async fn choose_language(work: &UnitOfWork, id: PersonId, language: Language) -> Outcome<()> {
    change(work, id, person::ActiveModel { language: Set(language.code().to_owned()), ..Default::default() })
        .await
}

/// The new password; API tokens issued until now are void.
pub async fn set_password(work: &UnitOfWork, id: PersonId, hash: String) -> Outcome<()> {
    let row = person::ActiveModel {
        password_hash: Set(Some(hash)),
        tokens_from: Set(work.now()),
        ..Default::default()
    };
    change(work, id, row).await
}

/// API tokens issued until now are void.
pub async fn void_tokens(work: &UnitOfWork, id: PersonId) -> Outcome<()> {
    change(work, id, person::ActiveModel { tokens_from: Set(work.now()), ..Default::default() }).await
}

async fn change(work: &UnitOfWork, id: PersonId, row: person::ActiveModel) -> Outcome<()> {
    person::Entity::update_many().set(row).filter(person::Column::Id.eq(id)).exec(work).await?;
    Ok(())
}
