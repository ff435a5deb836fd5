//! Requests of brands.

use chrono::{DateTime, Utc};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use crate::{
    organisations::consents::model::{ConsentRequestId, Reply, Scopes},
    platform::{OrganisationId, Outcome, PersonId, Problem, Read, UnitOfWork},
};

mod consent_request {
    use sea_orm::entity::prelude::*;

    use crate::{
        organisations::consents::model::{ConsentRequestId, Reply},
        platform::{OrganisationId, PersonId},
    };

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "consent_request")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: ConsentRequestId,
        pub brand_id: OrganisationId,
        pub factory_id: OrganisationId,
        pub of_plan: bool,
        pub of_learning: bool,
        pub purpose: String,
        pub at: DateTimeUtc,
        pub by_person_id: PersonId,
        pub answered_at: Option<DateTimeUtc>,
        pub answered_by_person_id: Option<PersonId>,
        pub answer: Option<Reply>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

use consent_request::{ActiveModel, Column, Entity, Model};

const SHOWN: u64 = 100;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConsentRequest {
    pub id: ConsentRequestId,
    pub brand: OrganisationId,
    pub factory: OrganisationId,
    pub scopes: Scopes,
    pub purpose: String,
    pub at: DateTime<Utc>,
    pub by: PersonId,
    pub answered_at: Option<DateTime<Utc>>,
    pub answer: Option<Reply>,
}

impl From<Model> for ConsentRequest {
    fn from(row: Model) -> Self {
        Self {
            id: row.id,
            brand: row.brand_id,
            factory: row.factory_id,
            scopes: Scopes { plan: row.of_plan, learning: row.of_learning },
            purpose: row.purpose,
            at: row.at,
            by: row.by_person_id,
            answered_at: row.answered_at,
            answer: row.answer,
        }
    }
}

pub async fn request(read: &Read, id: ConsentRequestId) -> Outcome<ConsentRequest> {
    Entity::find_by_id(id).one(read).await?.map(ConsentRequest::from).ok_or(Problem::NotFound)
}

/// Those that a factory has not answered, the oldest first.
pub async fn open_to(read: &Read, factory: OrganisationId) -> Outcome<Vec<ConsentRequest>> {
    let rows = Entity::find()
        .filter(Column::FactoryId.eq(factory))
        .filter(Column::AnsweredAt.is_null())
        .order_by_asc(Column::At)
        .limit(SHOWN)
        .all(read)
        .await?;
    Ok(rows.into_iter().map(ConsentRequest::from).collect())
}

/// Those of some brands, the newest first.
pub async fn requests_of(read: &Read, brands: &[OrganisationId]) -> Outcome<Vec<ConsentRequest>> {
    let rows = Entity::find()
        .filter(Column::BrandId.is_in(brands.iter().copied()))
        .order_by_desc(Column::At)
        .order_by_desc(Column::Id)
        .limit(SHOWN)
        .all(read)
        .await?;
    Ok(rows.into_iter().map(ConsentRequest::from).collect())
}

/// The one that waits for an answer.
pub async fn open_between(
    read: &Read,
    brand: OrganisationId,
    factory: OrganisationId,
) -> Outcome<Option<ConsentRequest>> {
    let row = Entity::find()
        .filter(Column::BrandId.eq(brand))
        .filter(Column::FactoryId.eq(factory))
        .filter(Column::AnsweredAt.is_null())
        .one(read)
        .await?;
    Ok(row.map(ConsentRequest::from))
}

#[derive(Clone, Debug)]
pub struct NewRequest {
    pub brand: OrganisationId,
    pub factory: OrganisationId,
    pub scopes: Scopes,
    pub purpose: String,
    pub by: PersonId,
}

pub async fn add(work: &UnitOfWork, new: &NewRequest) -> Outcome<ConsentRequestId> {
    let id = work.new_id();
    let row = ActiveModel {
        id: Set(id),
        brand_id: Set(new.brand),
        factory_id: Set(new.factory),
        of_plan: Set(new.scopes.plan),
        of_learning: Set(new.scopes.learning),
        purpose: Set(new.purpose.clone()),
        at: Set(work.now()),
        by_person_id: Set(new.by),
        answered_at: Set(None),
        answered_by_person_id: Set(None),
        answer: Set(None),
    };
    Entity::insert(row).exec_without_returning(work).await?;
    Ok(id)
}

/// False where it was answered or withdrawn before.
pub async fn answer(work: &UnitOfWork, id: ConsentRequestId, by: PersonId, reply: Reply) -> Outcome<bool> {
    let row = ActiveModel {
        answered_at: Set(Some(work.now())),
        answered_by_person_id: Set(Some(by)),
        answer: Set(Some(reply)),
        ..Default::default()
    };
    let open = Entity::update_many().set(row).filter(Column::Id.eq(id)).filter(Column::AnsweredAt.is_null());
    Ok(open.exec(work).await?.rows_affected > 0)
}
