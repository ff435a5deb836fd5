//! Requests to be erased: open until they are withdrawn or carried out.

use chrono::{DateTime, Utc};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, Condition, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder,
    QuerySelect, sea_query::OnConflict,
};

use crate::platform::{Outcome, PersonId, Problem, Read, UnitOfWork};

crate::id_type!(ErasureRequestId);

mod erasure_request {
    use sea_orm::entity::prelude::*;

    use super::{ErasureRequestId, PersonId};

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "erasure_request")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: ErasureRequestId,
        pub person_id: PersonId,
        pub at: DateTimeUtc,
        pub withdrawn_at: Option<DateTimeUtc>,
        pub carried_out_at: Option<DateTimeUtc>,
        pub carried_out_by_person_id: Option<PersonId>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

use erasure_request::{ActiveModel, Column, Entity, Model};

/// Somebody's wish to be forgotten.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ErasureRequest {
    pub id: ErasureRequestId,
    pub person: PersonId,
    pub at: DateTime<Utc>,
    pub carried_out: Option<CarriedOut>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CarriedOut {
    pub at: DateTime<Utc>,
    pub by: PersonId,
}

impl From<Model> for ErasureRequest {
    fn from(row: Model) -> Self {
        let carried_out = row.carried_out_at.zip(row.carried_out_by_person_id);
        Self {
            id: row.id,
            person: row.person_id,
            at: row.at,
            carried_out: carried_out.map(|(at, by)| CarriedOut { at, by }),
        }
    }
}

fn open() -> Condition {
    Condition::all().add(Column::WithdrawnAt.is_null()).add(Column::CarriedOutAt.is_null())
}

/// The open request of a person, if there is one.
pub async fn find_open_of(read: &Read, person: PersonId) -> Outcome<Option<ErasureRequest>> {
    let row = Entity::find().filter(Column::PersonId.eq(person)).filter(open()).one(read).await?;
    Ok(row.map(ErasureRequest::from))
}

/// One that is open.
pub async fn open_request(read: &Read, id: ErasureRequestId) -> Outcome<ErasureRequest> {
    let row = Entity::find_by_id(id).filter(open()).one(read).await?;
    row.map(ErasureRequest::from).ok_or(Problem::NotFound)
}

/// Those that are open, the oldest first.
pub async fn open_requests(read: &Read) -> Outcome<Vec<ErasureRequest>> {
    let rows = Entity::find().filter(open()).order_by_asc(Column::At).limit(200).all(read).await?;
    Ok(rows.into_iter().map(ErasureRequest::from).collect())
}

pub async fn open_count(read: &Read) -> Outcome<u64> {
    Ok(Entity::find().filter(open()).count(read).await?)
}

/// The last fifty that were carried out, the newest first.
pub async fn carried_out(read: &Read) -> Outcome<Vec<ErasureRequest>> {
    let rows = Entity::find()
        .filter(Column::CarriedOutAt.is_not_null())
        .order_by_desc(Column::CarriedOutAt)
        .limit(50)
        .all(read)
        .await?;
    Ok(rows.into_iter().map(ErasureRequest::from).collect())
}

/// Whether it is new: nobody has two.
pub async fn add(work: &UnitOfWork, person: PersonId) -> Outcome<bool> {
    let row = ActiveModel {
        id: Set(work.new_id()),
        person_id: Set(person),
        at: Set(work.now()),
        withdrawn_at: Set(None),
        carried_out_at: Set(None),
        carried_out_by_person_id: Set(None),
    };
    let added = Entity::insert(row)
        .on_conflict(OnConflict::new().do_nothing().to_owned())
        .exec_without_returning(work)
        .await?;
    Ok(added == 1)
}

/// Returns false when there was none to withdraw.
pub async fn withdraw(work: &UnitOfWork, person: PersonId) -> Outcome<bool> {
    let row = ActiveModel { withdrawn_at: Set(Some(work.now())), ..Default::default() };
    let changed =
        Entity::update_many().set(row).filter(Column::PersonId.eq(person)).filter(open()).exec(work).await?;
    Ok(changed.rows_affected == 1)
}

/// Returns false when it was withdrawn or carried out meanwhile.
pub async fn carry_out(work: &UnitOfWork, id: ErasureRequestId, by: PersonId) -> Outcome<bool> {
    let row = ActiveModel {
        carried_out_at: Set(Some(work.now())),
        carried_out_by_person_id: Set(Some(by)),
        ..Default::default()
    };
    let changed = Entity::update_many().set(row).filter(Column::Id.eq(id)).filter(open()).exec(work).await?;
    Ok(changed.rows_affected == 1)
}
