//! How people wish to hear of things.

use std::collections::HashMap;

use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, sea_query::OnConflict};

use crate::{
    notifications::model::{Topic, Ways, Wishes},
    platform::{Outcome, PersonId, Read, UnitOfWork},
};

pub mod choice {
    use sea_orm::entity::prelude::*;

    use super::{PersonId, Topic};

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "notice_choice")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub person_id: PersonId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub topic: Topic,
        pub in_app: bool,
        pub by_mail: bool,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod rhythm {
    use sea_orm::entity::prelude::*;

    use super::PersonId;
    use crate::notifications::model::Rhythm;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "notice_rhythm")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub person_id: PersonId,
        pub rhythm: Rhythm,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

pub async fn wishes_of(read: &Read, person: PersonId) -> Outcome<Wishes> {
    Ok(wishes_of_many(read, &[person]).await?.remove(&person).unwrap_or_default())
}

/// The wishes of those who have any, in two queries.
pub async fn wishes_of_many(read: &Read, people: &[PersonId]) -> Outcome<HashMap<PersonId, Wishes>> {
    let chosen = choice::Entity::find().filter(choice::Column::PersonId.is_in(people.iter().copied()));
    let rhythms = rhythm::Entity::find().filter(rhythm::Column::PersonId.is_in(people.iter().copied()));
    let mut wishes: HashMap<PersonId, Wishes> = HashMap::new();
    for row in chosen.all(read).await? {
        let ways = Ways { in_app: row.in_app, by_mail: row.by_mail };
        wishes.entry(row.person_id).or_default().topics.insert(row.topic, ways);
    }
    for row in rhythms.all(read).await? {
        wishes.entry(row.person_id).or_default().rhythm = row.rhythm;
    }
    Ok(wishes)
}

/// Puts these wishes in place of the present ones.
pub async fn choose(work: &UnitOfWork, person: PersonId, wishes: &Wishes) -> Outcome<()> {
    let row = |(topic, ways): (&Topic, &Ways)| choice::ActiveModel {
        person_id: Set(person),
        topic: Set(*topic),
        in_app: Set(ways.in_app),
        by_mail: Set(ways.by_mail),
    };
    let rows: Vec<_> = wishes.topics.iter().map(row).collect();
    if !rows.is_empty() {
        let newer = OnConflict::columns([choice::Column::PersonId, choice::Column::Topic])
            .update_columns([choice::Column::InApp, choice::Column::ByMail])
            .to_owned();
        choice::Entity::insert_many(rows).on_conflict(newer).exec_without_returning(work).await?;
    }
    let row = rhythm::ActiveModel { person_id: Set(person), rhythm: Set(wishes.rhythm) };
    let newer = OnConflict::column(rhythm::Column::PersonId).update_column(rhythm::Column::Rhythm).to_owned();
    rhythm::Entity::insert(row).on_conflict(newer).exec_without_returning(work).await?;
    Ok(())
}

/// No more mails on these topics; what stands in the Academy stays as it was chosen.
pub async fn stop_mails(work: &UnitOfWork, person: PersonId, topics: &[Topic]) -> Outcome<()> {
    let row = |topic: &Topic| choice::ActiveModel {
        person_id: Set(person),
        topic: Set(*topic),
        in_app: Set(true),
        by_mail: Set(false),
    };
    let newer = OnConflict::columns([choice::Column::PersonId, choice::Column::Topic])
        .update_column(choice::Column::ByMail)
        .to_owned();
    choice::Entity::insert_many(topics.iter().map(row))
        .on_conflict(newer)
        .exec_without_returning(work)
        .await?;
    Ok(())
}
