//! Organisations.

use sea_orm::{ActiveValue::Set, EntityTrait};

use crate::platform::{OrganisationId, Outcome, UnitOfWork, roles::OrganisationKind};

pub mod organisation {
    use sea_orm::entity::prelude::*;

    use super::{OrganisationId, OrganisationKind};

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "organisation")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: OrganisationId,
        pub kind: OrganisationKind,
        pub name: String,
        pub country: Option<String>,
        pub part_of: Option<OrganisationId>,
        pub registered_at: DateTimeUtc,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// What is known of an organisation when it is registered.
#[derive(Clone, Debug)]
pub struct NewOrganisation {
    pub kind: OrganisationKind,
    pub name: String,
    /// ISO 3166-1 alpha-2.
    pub country: Option<String>,
    /// The manufacturing group that a factory belongs to.
    pub part_of: Option<OrganisationId>,
}

pub async fn add(work: &UnitOfWork, new: &NewOrganisation) -> Outcome<OrganisationId> {
    let id = work.new_id();
    let row = organisation::ActiveModel {
        id: Set(id),
        kind: Set(new.kind),
        name: Set(new.name.clone()),
        country: Set(new.country.clone()),
        part_of: Set(new.part_of),
        registered_at: Set(work.now()),
    };
    organisation::Entity::insert(row).exec_without_returning(work).await?;
    Ok(id)
}
