//! Who sources from whom, from when until when.

use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::{ActiveValue::Set, ColumnTrait, Condition, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use crate::{
    organisations::{consents::model::SourcingLinkId, store::clocks::by_its_day},
    platform::{OrganisationId, Outcome, PersonId, Problem, Read, UnitOfWork},
};

mod sourcing_link {
    use sea_orm::entity::prelude::*;

    use crate::{
        organisations::consents::model::SourcingLinkId,
        platform::{OrganisationId, PersonId},
    };

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "sourcing_link")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: SourcingLinkId,
        pub brand_id: OrganisationId,
        pub factory_id: OrganisationId,
        pub starts_on: Date,
        pub ends_on: Option<Date>,
        pub at: DateTimeUtc,
        pub by_person_id: PersonId,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

use sourcing_link::{ActiveModel, Column, Entity, Model};

const SHOWN: u64 = 500;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourcingLink {
    pub id: SourcingLinkId,
    pub brand: OrganisationId,
    pub factory: OrganisationId,
    pub starts_on: NaiveDate,
    /// The last day.
    pub ends_on: Option<NaiveDate>,
}

impl From<Model> for SourcingLink {
    fn from(row: Model) -> Self {
        Self {
            id: row.id,
            brand: row.brand_id,
            factory: row.factory_id,
            starts_on: row.starts_on,
            ends_on: row.ends_on,
        }
    }
}

pub async fn link(read: &Read, id: SourcingLinkId) -> Outcome<SourcingLink> {
    Entity::find_by_id(id).one(read).await?.map(SourcingLink::from).ok_or(Problem::NotFound)
}

/// The links of a factory, the newest first.
pub async fn links_of(read: &Read, factory: OrganisationId) -> Outcome<Vec<SourcingLink>> {
    let rows = Entity::find()
        .filter(Column::FactoryId.eq(factory))
        .order_by_desc(Column::StartsOn)
        .order_by_desc(Column::Id)
        .limit(SHOWN)
        .all(read)
        .await?;
    Ok(rows.into_iter().map(SourcingLink::from).collect())
}

/// The factories from which a brand sources now, by the clock of each.
pub async fn factories_of(
    read: &Read,
    brand: OrganisationId,
    now: DateTime<Utc>,
) -> Outcome<Vec<OrganisationId>> {
    let holds_on = |today: NaiveDate| {
        let not_over = Condition::any().add(Column::EndsOn.is_null()).add(Column::EndsOn.gte(today));
        Condition::all().add(Column::StartsOn.lte(today)).add(not_over)
    };
    let ids = Entity::find()
        .select_only()
        .column(Column::FactoryId)
        .distinct()
        .filter(Column::BrandId.eq(brand))
        .filter(by_its_day(Column::FactoryId, now, holds_on))
        .into_tuple()
        .all(read)
        .await?;
    Ok(ids)
}

pub async fn is_open(read: &Read, brand: OrganisationId, factory: OrganisationId) -> Outcome<bool> {
    let open = Entity::find()
        .filter(Column::BrandId.eq(brand))
        .filter(Column::FactoryId.eq(factory))
        .filter(Column::EndsOn.is_null())
        .one(read)
        .await?;
    Ok(open.is_some())
}

pub async fn add(
    work: &UnitOfWork,
    (brand, factory): (OrganisationId, OrganisationId),
    starts_on: NaiveDate,
    by: PersonId,
) -> Outcome<SourcingLinkId> {
    let id = work.new_id();
    let row = ActiveModel {
        id: Set(id),
        brand_id: Set(brand),
        factory_id: Set(factory),
        starts_on: Set(starts_on),
        ends_on: Set(None),
        at: Set(work.now()),
        by_person_id: Set(by),
    };
    Entity::insert(row).exec_without_returning(work).await?;
    Ok(id)
}

/// False where it has ended before.
pub async fn end(work: &UnitOfWork, id: SourcingLinkId, last: NaiveDate) -> Outcome<bool> {
    let row = ActiveModel { ends_on: Set(Some(last)), ..Default::default() };
    let open = Entity::update_many().set(row).filter(Column::Id.eq(id)).filter(Column::EndsOn.is_null());
    Ok(open.exec(work).await?.rows_affected > 0)
}
