//! Suspensions: who may not come in, since when, why, and who decided it.

use std::collections::HashSet;

use chrono::{DateTime, Utc};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, EntityTrait, ExprTrait, PaginatorTrait, QueryFilter, QueryOrder,
    QuerySelect, QueryTrait, sea_query::Expr,
};
use uuid::Uuid;

use crate::platform::{Outcome, PersonId, Read, UnitOfWork};

mod suspension {
    use sea_orm::entity::prelude::*;

    use crate::platform::PersonId;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "suspension")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub person_id: PersonId,
        pub at: DateTimeUtc,
        pub by_person_id: PersonId,
        pub reason: String,
        pub lifted_at: Option<DateTimeUtc>,
        pub lifted_by_person_id: Option<PersonId>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suspension {
    pub at: DateTime<Utc>,
    pub by: PersonId,
    pub reason: String,
}

/// The suspension in force, if there is one.
pub async fn suspension_of(read: &Read, person: PersonId) -> Outcome<Option<Suspension>> {
    let row = suspension::Entity::find()
        .filter(suspension::Column::PersonId.eq(person))
        .filter(suspension::Column::LiftedAt.is_null())
        .order_by_desc(suspension::Column::At)
        .one(read)
        .await?;
    Ok(row.map(|row| Suspension { at: row.at, by: row.by_person_id, reason: row.reason }))
}

pub async fn is_suspended(read: &Read, person: PersonId) -> Outcome<bool> {
    let in_force = suspension::Entity::find()
        .filter(suspension::Column::PersonId.eq(person))
        .filter(suspension::Column::LiftedAt.is_null());
    Ok(in_force.count(read).await? > 0)
}

pub async fn add(work: &UnitOfWork, person: PersonId, by: PersonId, reason: &str) -> Outcome<()> {
    let row = suspension::ActiveModel {
        id: Set(work.new_id::<Uuid>()),
        person_id: Set(person),
        at: Set(work.now()),
        by_person_id: Set(by),
        reason: Set(reason.to_owned()),
        lifted_at: Set(None),
        lifted_by_person_id: Set(None),
    };
    suspension::Entity::insert(row).exec_without_returning(work).await?;
    Ok(())
}

/// Lifts what is in force. Returns how many that were.
pub async fn lift(work: &UnitOfWork, person: PersonId, by: PersonId) -> Outcome<u64> {
    let row = suspension::ActiveModel {
        lifted_at: Set(Some(work.now())),
        lifted_by_person_id: Set(Some(by)),
        ..Default::default()
    };
    let lifted = suspension::Entity::update_many()
        .set(row)
        .filter(suspension::Column::PersonId.eq(person))
        .filter(suspension::Column::LiftedAt.is_null())
        .exec(work)
        .await?;
    Ok(lifted.rows_affected)
}

/// Whether the person whose id stands in this column is suspended; a condition of a query.
pub fn is_suspended_here(column: Expr) -> Expr {
    let in_force = suspension::Entity::find()
        .select_only()
        .expr(Expr::val(1))
        .filter(Expr::col((suspension::Entity, suspension::Column::PersonId)).eq(column))
        .filter(suspension::Column::LiftedAt.is_null())
        .into_query();
    Expr::exists(in_force)
}

/// Those of `people` who are suspended, in one query.
pub async fn suspended_among(read: &Read, people: &[PersonId]) -> Outcome<HashSet<PersonId>> {
    let rows = suspension::Entity::find()
        .filter(suspension::Column::PersonId.is_in(people.iter().copied()))
        .filter(suspension::Column::LiftedAt.is_null())
        .all(read)
        .await?;
    Ok(rows.into_iter().map(|row| row.person_id).collect())
}
