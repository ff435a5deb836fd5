//! Resets of passwords that were asked for: good for an hour, once.

use chrono::{DateTime, TimeDelta, Utc};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter};
use uuid::Uuid;

use crate::platform::{Outcome, PersonId, Read, UnitOfWork};

pub const LASTS: TimeDelta = TimeDelta::hours(1);

mod password_reset {
    use sea_orm::entity::prelude::*;

    use crate::platform::PersonId;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "password_reset")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub fingerprint: Vec<u8>,
        pub person_id: PersonId,
        pub at: DateTimeUtc,
        pub ends_at: DateTimeUtc,
        pub used_at: Option<DateTimeUtc>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// A reset that may still be used: only a good token finds one.
#[derive(Clone, Debug)]
pub struct OpenReset {
    pub person: PersonId,
    id: Uuid,
}

pub async fn add(work: &UnitOfWork, person: PersonId, fingerprint: Vec<u8>) -> Outcome<()> {
    let row = password_reset::ActiveModel {
        id: Set(work.new_id::<Uuid>()),
        fingerprint: Set(fingerprint),
        person_id: Set(person),
        at: Set(work.now()),
        ends_at: Set(work.now() + LASTS),
        used_at: Set(None),
    };
    password_reset::Entity::insert(row).exec_without_returning(work).await?;
    Ok(())
}

pub async fn find_open(read: &Read, fingerprint: Vec<u8>, now: DateTime<Utc>) -> Outcome<Option<OpenReset>> {
    let row = password_reset::Entity::find()
        .filter(password_reset::Column::Fingerprint.eq(fingerprint))
        .filter(password_reset::Column::EndsAt.gt(now))
        .filter(password_reset::Column::UsedAt.is_null())
        .one(read)
        .await?;
    Ok(row.map(|row| OpenReset { person: row.person_id, id: row.id }))
}

/// Uses it up. Returns false when somebody else did so in the meantime.
pub async fn use_up(work: &UnitOfWork, reset: &OpenReset) -> Outcome<bool> {
    let used = password_reset::ActiveModel { used_at: Set(Some(work.now())), ..Default::default() };
    let changed = password_reset::Entity::update_many()
        .set(used)
        .filter(password_reset::Column::Id.eq(reset.id))
        .filter(password_reset::Column::UsedAt.is_null())
        .exec(work)
        .await?;
    Ok(changed.rows_affected == 1)
}

/// No other link of this person works any more.
pub async fn close_all(work: &UnitOfWork, person: PersonId) -> Outcome<()> {
    let used = password_reset::ActiveModel { used_at: Set(Some(work.now())), ..Default::default() };
    password_reset::Entity::update_many()
        .set(used)
        .filter(password_reset::Column::PersonId.eq(person))
        .filter(password_reset::Column::UsedAt.is_null())
        .exec(work)
        .await?;
    Ok(())
}
