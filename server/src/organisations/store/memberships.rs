//! Memberships.

use chrono::NaiveDate;
use sea_orm::{ActiveValue::Set, EntityTrait};

use crate::platform::{OrganisationId, Outcome, PersonId, UnitOfWork, roles::Role};

crate::id_type!(MembershipId);

pub mod membership {
    use sea_orm::entity::prelude::*;

    use super::{MembershipId, OrganisationId, PersonId, Role};

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "membership")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: MembershipId,
        pub person_id: PersonId,
        pub organisation_id: OrganisationId,
        pub role: Role,
        pub starts_on: Date,
        pub ends_on: Option<Date>,
        pub granted_at: DateTimeUtc,
        pub granted_by_person_id: PersonId,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// What connects a person to an organisation.
#[derive(Clone, Debug)]
pub struct NewMembership {
    pub person: PersonId,
    pub organisation: OrganisationId,
    pub role: Role,
    pub starts_on: NaiveDate,
    /// The last day in force.
    pub ends_on: Option<NaiveDate>,
    pub granted_by: PersonId,
}

pub async fn add(work: &UnitOfWork, new: &NewMembership) -> Outcome<MembershipId> {
    let id = work.new_id();
    let row = membership::ActiveModel {
        id: Set(id),
        person_id: Set(new.person),
        organisation_id: Set(new.organisation),
        role: Set(new.role),
        starts_on: Set(new.starts_on),
        ends_on: Set(new.ends_on),
        granted_at: Set(work.now()),
        granted_by_person_id: Set(new.granted_by),
    };
    membership::Entity::insert(row).exec_without_returning(work).await?;
    Ok(id)
}
