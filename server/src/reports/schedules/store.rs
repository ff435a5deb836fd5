//! The reports that come by mail.

use chrono::{DateTime, Utc};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, sea_query::OnConflict,
};

use super::{Often, Schedule, ScheduleId};
use crate::platform::{Outcome, PersonId, Problem, Read, UnitOfWork};

mod row {
    use sea_orm::entity::prelude::*;

    use super::{Often, PersonId, ScheduleId};

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "report_schedule")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: ScheduleId,
        pub person_id: PersonId,
        pub often: Often,
        pub question: String,
        pub made_at: DateTimeUtc,
        pub next_at: DateTimeUtc,
        pub ended_at: Option<DateTimeUtc>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

use row::{ActiveModel, Column, Entity, Model};

/// One that was not ended.
pub async fn schedule(read: &Read, id: ScheduleId) -> Outcome<Schedule> {
    let found = Entity::find_by_id(id).filter(Column::EndedAt.is_null()).one(read).await?;
    found.map(from_row).ok_or(Problem::NotFound)
}

/// What somebody gets, the oldest first.
pub async fn schedules_of(read: &Read, person: PersonId) -> Outcome<Vec<Schedule>> {
    let rows = Entity::find()
        .filter(Column::PersonId.eq(person))
        .filter(Column::EndedAt.is_null())
        .order_by_asc(Column::MadeAt)
        .all(read)
        .await?;
    Ok(rows.into_iter().map(from_row).collect())
}

/// Those whose time has come.
pub async fn due(read: &Read, now: DateTime<Utc>, most: u64) -> Outcome<Vec<Schedule>> {
    let rows = Entity::find()
        .filter(Column::EndedAt.is_null())
        .filter(Column::NextAt.lte(now))
        .order_by_asc(Column::NextAt)
        .limit(most)
        .all(read)
        .await?;
    Ok(rows.into_iter().map(from_row).collect())
}

/// Asked for twice, it comes once.
pub async fn add(work: &UnitOfWork, schedule: &Schedule) -> Outcome<()> {
    let row = ActiveModel {
        id: Set(schedule.id),
        person_id: Set(schedule.person),
        often: Set(schedule.often),
        question: Set(schedule.question.clone()),
        made_at: Set(work.now()),
        next_at: Set(schedule.next_at),
        ended_at: Set(None),
    };
    Entity::insert(row)
        .on_conflict(OnConflict::new().do_nothing().to_owned())
        .exec_without_returning(work)
        .await?;
    Ok(())
}

pub async fn end(work: &UnitOfWork, id: ScheduleId) -> Outcome<()> {
    let change = ActiveModel { ended_at: Set(Some(work.now())), ..Default::default() };
    Entity::update_many().set(change).filter(Column::Id.eq(id)).exec(work).await?;
    Ok(())
}

/// They come again then.
pub async fn put_off(work: &UnitOfWork, ids: Vec<ScheduleId>, next_at: DateTime<Utc>) -> Outcome<()> {
    let change = ActiveModel { next_at: Set(next_at), ..Default::default() };
    Entity::update_many().set(change).filter(Column::Id.is_in(ids)).exec(work).await?;
    Ok(())
}

fn from_row(row: Model) -> Schedule {
    Schedule {
        id: row.id,
        person: row.person_id,
        often: row.often,
        question: row.question,
        next_at: row.next_at,
    }
}
