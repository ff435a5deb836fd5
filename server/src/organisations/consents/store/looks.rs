//! Who of a brand was shown what of a factory, and when. Rows are added and never changed.

use chrono::{DateTime, Utc};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QueryOrder};

use crate::{
    organisations::consents::model::Scope,
    platform::{OrganisationId, Outcome, PersonId, Read, UnitOfWork, db::listing::page_of},
};

mod data_look {
    use sea_orm::entity::prelude::*;

    use crate::{
        organisations::consents::model::Scope,
        platform::{OrganisationId, PersonId},
    };

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "data_look")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub at: DateTimeUtc,
        pub factory_id: OrganisationId,
        pub brand_id: OrganisationId,
        pub person_id: PersonId,
        pub what: Scope,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

use data_look::{ActiveModel, Column, Entity};

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Look {
    pub at: DateTime<Utc>,
    pub brand: OrganisationId,
    pub person: PersonId,
    pub what: Scope,
}

/// Writes down that somebody of the brand is shown this of the factory, before it is shown.
pub async fn looked(
    work: &UnitOfWork,
    (brand, factory): (OrganisationId, OrganisationId),
    person: PersonId,
    what: &[Scope],
) -> Outcome<()> {
    let row = |scope: &Scope| ActiveModel {
        id: Set(work.new_id()),
        at: Set(work.now()),
        factory_id: Set(factory),
        brand_id: Set(brand),
        person_id: Set(person),
        what: Set(*scope),
    };
    if !what.is_empty() {
        Entity::insert_many(what.iter().map(row)).exec_without_returning(work).await?;
    }
    Ok(())
}

/// A page of the looks at a factory, the newest first, and how many there are.
pub async fn looks_at(read: &Read, factory: OrganisationId, page: u64) -> Outcome<(Vec<Look>, u64)> {
    let all = Entity::find().filter(Column::FactoryId.eq(factory));
    let newest_first = all.order_by_desc(Column::At).order_by_desc(Column::Id);
    let (rows, total) = page_of(read, newest_first, page).await?;
    let look = |row: data_look::Model| Look {
        at: row.at,
        brand: row.brand_id,
        person: row.person_id,
        what: row.what,
    };
    Ok((rows.into_iter().map(look).collect(), total))
}
