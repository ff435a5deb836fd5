//! The table `calendar_feed`: at most one for each person.

use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter};

use crate::{
    notifications::calendar::FeedId,
    platform::{Outcome, PersonId, Read, UnitOfWork},
};

pub mod row {
    use sea_orm::entity::prelude::*;

    use super::{FeedId, PersonId};

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "calendar_feed")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: FeedId,
        pub person_id: PersonId,
        pub fingerprint: Vec<u8>,
        pub made_at: DateTimeUtc,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

use row::{ActiveModel, Column, Entity};

pub async fn feed_of(read: &Read, person: PersonId) -> Outcome<Option<FeedId>> {
    let row = Entity::find().filter(Column::PersonId.eq(person)).one(read).await?;
    Ok(row.map(|row| row.id))
}

pub async fn owner_of_feed(read: &Read, fingerprint: &[u8]) -> Outcome<Option<PersonId>> {
    let row = Entity::find().filter(Column::Fingerprint.eq(fingerprint.to_vec())).one(read).await?;
    Ok(row.map(|row| row.person_id))
}

/// A feed in place of the present one, whose address ends.
pub async fn make_feed(work: &UnitOfWork, id: FeedId, person: PersonId, fingerprint: Vec<u8>) -> Outcome<()> {
    revoke_feed(work, person).await?;
    let row = ActiveModel {
        id: Set(id),
        person_id: Set(person),
        fingerprint: Set(fingerprint),
        made_at: Set(work.now()),
    };
    Entity::insert(row).exec_without_returning(work).await?;
    Ok(())
}

pub async fn revoke_feed(work: &UnitOfWork, person: PersonId) -> Outcome<()> {
    Entity::delete_many().filter(Column::PersonId.eq(person)).exec(work).await?;
    Ok(())
}
