//! High performers: dated, by a version of the published criteria, with a reason, and revocable.

use chrono::NaiveDate;
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QueryOrder};

use crate::platform::{OrganisationId, Outcome, PersonId, Problem, Read, UnitOfWork};

crate::id_type!(CriteriaId);
crate::id_type!(PerformerId);

mod criteria_row {
    use sea_orm::entity::prelude::*;

    use super::{CriteriaId, PersonId};

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "high_performer_criteria")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: CriteriaId,
        pub country: String,
        pub version: i32,
        pub criteria: String,
        pub from_on: Date,
        pub reason: String,
        pub at: DateTimeUtc,
        pub by_person_id: PersonId,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

mod performer_row {
    use sea_orm::entity::prelude::*;

    use super::{CriteriaId, OrganisationId, PerformerId, PersonId};

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "high_performer")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: PerformerId,
        pub organisation_id: OrganisationId,
        pub criteria_id: CriteriaId,
        pub granted_on: Date,
        pub reason: String,
        pub granted_at: DateTimeUtc,
        pub granted_by_person_id: PersonId,
        pub revoked_on: Option<Date>,
        pub revoke_reason: Option<String>,
        pub revoked_by_person_id: Option<PersonId>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// A version of the criteria, as they were published.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Criteria {
    pub id: CriteriaId,
    /// Empty where they hold everywhere.
    pub country: String,
    pub version: u32,
    pub criteria: String,
    pub from_on: NaiveDate,
    pub reason: String,
}

/// The status of a factory, from one day to another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Performer {
    pub id: PerformerId,
    pub factory: OrganisationId,
    pub criteria: CriteriaId,
    pub granted_on: NaiveDate,
    pub reason: String,
    pub revoked_on: Option<NaiveDate>,
    pub revoke_reason: Option<String>,
}

fn criteria_of(row: criteria_row::Model) -> Criteria {
    Criteria {
        id: row.id,
        country: row.country,
        version: u32::try_from(row.version).unwrap_or(0),
        criteria: row.criteria,
        from_on: row.from_on,
        reason: row.reason,
    }
}

fn performer_of(row: performer_row::Model) -> Performer {
    Performer {
        id: row.id,
        factory: row.organisation_id,
        criteria: row.criteria_id,
        granted_on: row.granted_on,
        reason: row.reason,
        revoked_on: row.revoked_on,
        revoke_reason: row.revoke_reason,
    }
}

/// Every version, the newest first.
pub async fn all_criteria(read: &Read) -> Outcome<Vec<Criteria>> {
    let rows = criteria_row::Entity::find()
        .order_by_desc(criteria_row::Column::FromOn)
        .order_by_desc(criteria_row::Column::Version)
        .all(read)
        .await?;
    Ok(rows.into_iter().map(criteria_of).collect())
}

/// Those by which a factory of this country is judged on a day: the country's own before those for everywhere.
pub fn in_force<'c>(all: &'c [Criteria], country: Option<&str>, day: NaiveDate) -> Option<&'c Criteria> {
    let begun = all.iter().filter(|criteria| criteria.from_on <= day);
    let here =
        begun.filter(|criteria| criteria.country.is_empty() || Some(criteria.country.as_str()) == country);
    here.max_by_key(|criteria| (!criteria.country.is_empty(), criteria.from_on, criteria.version))
}

pub async fn add_criteria(work: &UnitOfWork, new: &Criteria, by: PersonId) -> Outcome<()> {
    let row = criteria_row::ActiveModel {
        id: Set(new.id),
        country: Set(new.country.clone()),
        version: Set(i32::try_from(new.version).map_err(Problem::internal)?),
        criteria: Set(new.criteria.clone()),
        from_on: Set(new.from_on),
        reason: Set(new.reason.clone()),
        at: Set(work.now()),
        by_person_id: Set(by),
    };
    criteria_row::Entity::insert(row).exec_without_returning(work).await?;
    Ok(())
}

pub async fn performer(read: &Read, id: PerformerId) -> Outcome<Performer> {
    performer_row::Entity::find_by_id(id).one(read).await?.map(performer_of).ok_or(Problem::NotFound)
}

/// The newest first; revoked ones stay in the list.
pub async fn performers_of(read: &Read, factory: OrganisationId) -> Outcome<Vec<Performer>> {
    let own = performer_row::Entity::find().filter(performer_row::Column::OrganisationId.eq(factory));
    let rows = own.order_by_desc(performer_row::Column::GrantedAt).all(read).await?;
    Ok(rows.into_iter().map(performer_of).collect())
}

pub async fn grant(
    work: &UnitOfWork,
    factory: OrganisationId,
    criteria: CriteriaId,
    reason: &str,
    (granted_on, by): (NaiveDate, PersonId),
) -> Outcome<PerformerId> {
    let id = work.new_id();
    let row = performer_row::ActiveModel {
        id: Set(id),
        organisation_id: Set(factory),
        criteria_id: Set(criteria),
        granted_on: Set(granted_on),
        reason: Set(reason.to_owned()),
        granted_at: Set(work.now()),
        granted_by_person_id: Set(by),
        revoked_on: Set(None),
        revoke_reason: Set(None),
        revoked_by_person_id: Set(None),
    };
    performer_row::Entity::insert(row).exec_without_returning(work).await?;
    Ok(id)
}

/// Returns whether it was still in force.
pub async fn revoke(
    work: &UnitOfWork,
    performer: PerformerId,
    reason: &str,
    (revoked_on, by): (NaiveDate, PersonId),
) -> Outcome<bool> {
    let row = performer_row::ActiveModel {
        revoked_on: Set(Some(revoked_on)),
        revoke_reason: Set(Some(reason.to_owned())),
        revoked_by_person_id: Set(Some(by)),
        ..Default::default()
    };
    let revoked = performer_row::Entity::update_many()
        .set(row)
        .filter(performer_row::Column::Id.eq(performer))
        .filter(performer_row::Column::RevokedOn.is_null())
        .exec(work)
        .await?;
    Ok(revoked.rows_affected == 1)
}
