//! Memberships.

use chrono::NaiveDate;
use sea_orm::{
    ActiveValue::Set, ColumnTrait, Condition, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder,
    QuerySelect, sea_query::OnConflict,
};

use crate::people;
use crate::platform::{OrganisationId, Outcome, PersonId, Problem, Read, UnitOfWork, roles::Role};

crate::id_type!(MembershipId);

mod membership {
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
        pub department: Option<String>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

use membership::{ActiveModel, Column, Entity, Model};

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

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Membership {
    pub id: MembershipId,
    pub person: PersonId,
    pub organisation: OrganisationId,
    pub role: Role,
    pub starts_on: NaiveDate,
    /// The last day in force.
    pub ends_on: Option<NaiveDate>,
    /// Where in the organisation they work; empty where nobody said it.
    pub department: String,
}

impl From<Model> for Membership {
    fn from(row: Model) -> Self {
        Self {
            id: row.id,
            person: row.person_id,
            organisation: row.organisation_id,
            role: row.role,
            starts_on: row.starts_on,
            ends_on: row.ends_on,
            department: row.department.unwrap_or_default(),
        }
    }
}

pub async fn membership(read: &Read, id: MembershipId) -> Outcome<Membership> {
    Entity::find_by_id(id).one(read).await?.map(Membership::from).ok_or(Problem::NotFound)
}

/// Those of an organisation that are in force or still to come.
pub async fn memberships_in(
    read: &Read,
    organisation: OrganisationId,
    today: NaiveDate,
) -> Outcome<Vec<Membership>> {
    let rows = Entity::find()
        .filter(Column::OrganisationId.eq(organisation))
        .filter(not_over(today))
        .order_by_asc(Column::GrantedAt)
        .all(read)
        .await?;
    Ok(rows.into_iter().map(Membership::from).collect())
}

/// Those of several people that are in force or still to come, in one query.
pub async fn memberships_of(
    read: &Read,
    people: impl IntoIterator<Item = PersonId>,
    today: NaiveDate,
) -> Outcome<Vec<Membership>> {
    let rows = Entity::find()
        .filter(Column::PersonId.is_in(people))
        .filter(not_over(today))
        .order_by_asc(Column::GrantedAt)
        .all(read)
        .await?;
    Ok(rows.into_iter().map(Membership::from).collect())
}

/// The people with a membership, now or later, in any of several organisations, in one query.
pub async fn members_of_all(
    read: &Read,
    organisations: &[OrganisationId],
    today: NaiveDate,
) -> Outcome<Vec<PersonId>> {
    let rows = Entity::find()
        .filter(Column::OrganisationId.is_in(organisations.iter().copied()))
        .filter(not_over(today))
        .all(read)
        .await?;
    Ok(rows.into_iter().map(|row| row.person_id).collect())
}

fn not_over(today: NaiveDate) -> Condition {
    Condition::any().add(Column::EndsOn.is_null()).add(Column::EndsOn.gte(today))
}

/// Whether the person has this role there already, now or later.
pub async fn has_role(
    read: &Read,
    person: PersonId,
    organisation: OrganisationId,
    role: Role,
    today: NaiveDate,
) -> Outcome<bool> {
    let same = Entity::find()
        .filter(Column::PersonId.eq(person))
        .filter(Column::OrganisationId.eq(organisation))
        .filter(Column::Role.eq(role))
        .filter(not_over(today));
    Ok(same.count(read).await? > 0)
}

/// How many people are administrators on this day, and for good.
pub async fn lasting_administrators(read: &Read, today: NaiveDate) -> Outcome<u64> {
    let lasting = Entity::find()
        .filter(Column::Role.eq(Role::Administrator))
        .filter(Column::StartsOn.lte(today))
        .filter(Column::EndsOn.is_null());
    Ok(lasting.count(read).await?)
}

pub async fn add(work: &UnitOfWork, new: &NewMembership) -> Outcome<MembershipId> {
    add_in(work, new, "").await
}

/// The same, in a department where one is named.
pub async fn add_in(work: &UnitOfWork, new: &NewMembership, department: &str) -> Outcome<MembershipId> {
    let id = work.new_id();
    let row = ActiveModel {
        id: Set(id),
        person_id: Set(new.person),
        organisation_id: Set(new.organisation),
        role: Set(new.role),
        starts_on: Set(new.starts_on),
        ends_on: Set(new.ends_on),
        granted_at: Set(work.now()),
        granted_by_person_id: Set(new.granted_by),
        department: Set(named(department)),
    };
    Entity::insert(row).exec_without_returning(work).await?;
    people::changed(work, &[new.person]).await?;
    Ok(id)
}

/// `last_day` is the last one in force.
pub async fn end(work: &UnitOfWork, id: MembershipId, last_day: NaiveDate) -> Outcome<()> {
    let row = ActiveModel { ends_on: Set(Some(last_day)), ..Default::default() };
    Entity::update_many().set(row).filter(Column::Id.eq(id)).exec(work).await?;
    Ok(())
}

/// Empty takes the department away.
pub async fn work_in(work: &UnitOfWork, id: MembershipId, department: &str) -> Outcome<()> {
    let row = ActiveModel { department: Set(named(department)), ..Default::default() };
    Entity::update_many().set(row).filter(Column::Id.eq(id)).exec(work).await?;
    Ok(())
}

/// The departments in which people of an organisation work, now or later; each once, by name.
pub async fn departments_in(
    read: &Read,
    organisation: OrganisationId,
    today: NaiveDate,
) -> Outcome<Vec<String>> {
    let named = Entity::find()
        .select_only()
        .column(Column::Department)
        .distinct()
        .filter(Column::OrganisationId.eq(organisation))
        .filter(Column::Department.is_not_null())
        .filter(not_over(today))
        .order_by_asc(Column::Department);
    Ok(named.into_tuple().all(read).await?)
}

fn named(department: &str) -> Option<String> {
    Some(department.trim().to_owned()).filter(|department| !department.is_empty())
}

/// Adds those that are new and changes days and departments of the others, in one statement.
pub async fn save_all(work: &UnitOfWork, all: &[(MembershipId, NewMembership, String)]) -> Outcome<()> {
    if all.is_empty() {
        return Ok(());
    }
    let row = |(id, one, department): &(MembershipId, NewMembership, String)| ActiveModel {
        id: Set(*id),
        person_id: Set(one.person),
        organisation_id: Set(one.organisation),
        role: Set(one.role),
        starts_on: Set(one.starts_on),
        ends_on: Set(one.ends_on),
        granted_at: Set(work.now()),
        granted_by_person_id: Set(one.granted_by),
        department: Set(named(department)),
    };
    let changed = [Column::StartsOn, Column::EndsOn, Column::Department];
    Entity::insert_many(all.iter().map(row))
        .on_conflict(OnConflict::column(Column::Id).update_columns(changed).to_owned())
        .exec_without_returning(work)
        .await?;
    let people: Vec<PersonId> = all.iter().map(|(_, one, _)| one.person).collect();
    people::changed(work, &people).await
}

/// Every membership of a person that is not over; `last_day` is the last one in force.
pub async fn end_all(work: &UnitOfWork, person: PersonId, last_day: NaiveDate) -> Outcome<()> {
    let row = ActiveModel { ends_on: Set(Some(last_day)), ..Default::default() };
    Entity::update_many()
        .set(row)
        .filter(Column::PersonId.eq(person))
        .filter(not_over(last_day))
        .exec(work)
        .await?;
    Ok(())
}

/// Whether nobody else is an administrator for good.
pub async fn is_last_administrator(read: &Read, person: PersonId, today: NaiveDate) -> Outcome<bool> {
    let own = Entity::find()
        .filter(Column::PersonId.eq(person))
        .filter(Column::Role.eq(Role::Administrator))
        .filter(not_over(today));
    if own.count(read).await? == 0 {
        return Ok(false);
    }
    let others = Entity::find()
        .filter(Column::PersonId.ne(person))
        .filter(Column::Role.eq(Role::Administrator))
        .filter(Column::StartsOn.lte(today))
        .filter(Column::EndsOn.is_null());
    Ok(others.count(read).await? == 0)
}
