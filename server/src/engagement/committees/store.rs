//! Committees and their members.

use chrono::NaiveDate;
use sea_orm::{ActiveValue::Set, ColumnTrait, Condition, EntityTrait, QueryFilter, QueryOrder};

use crate::{
    engagement::model::{Chosen, Origin, Side, committee::Seat},
    organisations,
    people::store::persons,
    platform::{OrganisationId, Outcome, PersonId, Problem, Read, UnitOfWork, roles::Sex},
};

crate::id_type!(CommitteeId);
crate::id_type!(MemberId);

mod committee_row {
    use sea_orm::entity::prelude::*;

    use super::{CommitteeId, OrganisationId, Origin, PersonId};

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "committee")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: CommitteeId,
        pub organisation_id: OrganisationId,
        pub origin: Origin,
        pub formed_on: Date,
        pub at: DateTimeUtc,
        pub by_person_id: PersonId,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

mod member_row {
    use sea_orm::entity::prelude::*;

    use super::{Chosen, CommitteeId, MemberId, PersonId, Sex, Side};

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "committee_member")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: MemberId,
        pub committee_id: CommitteeId,
        pub person_id: Option<PersonId>,
        pub name: String,
        pub sex: Sex,
        pub side: Side,
        pub chosen: Chosen,
        pub from_on: Date,
        pub until_on: Option<Date>,
        pub at: DateTimeUtc,
        pub by_person_id: PersonId,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Committee {
    pub id: CommitteeId,
    pub factory: OrganisationId,
    pub origin: Origin,
    pub formed_on: NaiveDate,
    /// Those of today.
    pub members: Vec<Member>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Member {
    pub id: MemberId,
    /// None where the member has no account.
    pub person: Option<PersonId>,
    pub name: String,
    pub sex: Sex,
    pub side: Side,
    pub chosen: Chosen,
    pub from_on: NaiveDate,
    /// The last day.
    pub until_on: Option<NaiveDate>,
    /// Whether they can speak for their side: they belong to the factory, or have no account. Asked of those of today.
    pub is_there: bool,
}

impl Member {
    pub fn seat(&self) -> Seat {
        Seat { side: self.side, sex: self.sex }
    }
}

impl Committee {
    pub fn seats(&self) -> Vec<Seat> {
        self.sitting().map(Member::seat).collect()
    }

    /// Those who can speak for their side: whoever left the factory or is suspended cannot.
    pub fn sitting(&self) -> impl Iterator<Item = &Member> {
        self.members.iter().filter(|member| member.is_there)
    }

    /// The side on which somebody sits.
    pub fn side_of(&self, person: PersonId) -> Option<Side> {
        self.members.iter().find(|member| member.person == Some(person)).map(|member| member.side)
    }
}

/// The committee of a factory with the members that it has on `today`: four queries.
pub async fn committee_of(
    read: &Read,
    factory: OrganisationId,
    today: NaiveDate,
) -> Outcome<Option<Committee>> {
    let own = committee_row::Entity::find().filter(committee_row::Column::OrganisationId.eq(factory));
    let Some(row) = own.one(read).await? else { return Ok(None) };
    let in_force = Condition::any()
        .add(member_row::Column::UntilOn.is_null())
        .add(member_row::Column::UntilOn.gte(today));
    let members = member_row::Entity::find()
        .filter(member_row::Column::CommitteeId.eq(row.id))
        .filter(member_row::Column::FromOn.lte(today))
        .filter(in_force)
        .order_by_asc(member_row::Column::Side)
        .order_by_asc(member_row::Column::FromOn)
        .order_by_asc(member_row::Column::Id)
        .all(read)
        .await?;
    let mut members = named(read, members).await?;
    // Whoever was erased sits there no more.
    members.retain(|member| !member.name.is_empty());
    let people: Vec<PersonId> = members.iter().filter_map(|member| member.person).collect();
    let at_work = organisations::at_work_among(read, factory, &people, today).await?;
    for member in &mut members {
        member.is_there = member.person.is_none_or(|person| at_work.contains(&person));
    }
    let (id, origin, formed_on) = (row.id, row.origin, row.formed_on);
    Ok(Some(Committee { id, factory, origin, formed_on, members }))
}

/// Everybody who ever was a member, for the meetings of the past.
pub async fn all_members(read: &Read, committee: CommitteeId) -> Outcome<Vec<Member>> {
    let own = member_row::Entity::find().filter(member_row::Column::CommitteeId.eq(committee));
    named(read, own.order_by_asc(member_row::Column::Id).all(read).await?).await
}

/// Members with an account go by the name and sex that they gave themselves.
async fn named(read: &Read, rows: Vec<member_row::Model>) -> Outcome<Vec<Member>> {
    let people = persons::people(read, rows.iter().filter_map(|row| row.person_id)).await?;
    let member = |row: member_row::Model| {
        let known = row.person_id.and_then(|person| people.get(&person));
        Member {
            id: row.id,
            person: row.person_id,
            name: known.map_or(row.name, |person| person.name.clone()),
            sex: known.map_or(row.sex, |person| person.sex),
            side: row.side,
            chosen: row.chosen,
            from_on: row.from_on,
            until_on: row.until_on,
            is_there: true,
        }
    };
    Ok(rows.into_iter().map(member).collect())
}

/// Where a member belongs.
pub async fn factory_of_member(read: &Read, member: MemberId) -> Outcome<(Member, OrganisationId)> {
    let row = member_row::Entity::find_by_id(member).one(read).await?.ok_or(Problem::NotFound)?;
    let factory = factory_of(read, row.committee_id).await?;
    let member = named(read, vec![row]).await?.pop().ok_or(Problem::NotFound)?;
    Ok((member, factory))
}

pub async fn factory_of(read: &Read, committee: CommitteeId) -> Outcome<OrganisationId> {
    let row = committee_row::Entity::find_by_id(committee).one(read).await?.ok_or(Problem::NotFound)?;
    Ok(row.organisation_id)
}

/// # Errors
/// `Problem::Conflict` where the factory has one already.
pub async fn add(
    work: &UnitOfWork,
    factory: OrganisationId,
    (origin, formed_on): (Origin, NaiveDate),
    by: PersonId,
) -> Outcome<CommitteeId> {
    let id = work.new_id();
    let row = committee_row::ActiveModel {
        id: Set(id),
        organisation_id: Set(factory),
        origin: Set(origin),
        formed_on: Set(formed_on),
        at: Set(work.now()),
        by_person_id: Set(by),
    };
    committee_row::Entity::insert(row).exec_without_returning(work).await?;
    Ok(id)
}

/// Somebody who becomes a member.
#[derive(Clone, Debug)]
pub struct NewMember {
    pub person: Option<PersonId>,
    /// Empty where the person has an account.
    pub name: String,
    pub sex: Sex,
    pub side: Side,
    pub chosen: Chosen,
    pub from_on: NaiveDate,
}

pub async fn add_member(
    work: &UnitOfWork,
    committee: CommitteeId,
    new: &NewMember,
    by: PersonId,
) -> Outcome<MemberId> {
    let id = work.new_id();
    let row = member_row::ActiveModel {
        id: Set(id),
        committee_id: Set(committee),
        person_id: Set(new.person),
        name: Set(new.name.clone()),
        sex: Set(new.sex),
        side: Set(new.side),
        chosen: Set(new.chosen),
        from_on: Set(new.from_on),
        until_on: Set(None),
        at: Set(work.now()),
        by_person_id: Set(by),
    };
    member_row::Entity::insert(row).exec_without_returning(work).await?;
    Ok(id)
}

/// Takes an ending back as long as its last day is not over. Returns whether there was one.
pub async fn keep_member(work: &UnitOfWork, member: MemberId, today: NaiveDate) -> Outcome<bool> {
    let row = member_row::ActiveModel { until_on: Set(None), ..Default::default() };
    let kept = member_row::Entity::update_many()
        .set(row)
        .filter(member_row::Column::Id.eq(member))
        .filter(member_row::Column::UntilOn.gte(today))
        .exec(work)
        .await?;
    Ok(kept.rows_affected == 1)
}

/// `last_day` is the last one as a member. Returns whether the member was still one.
pub async fn end_member(work: &UnitOfWork, member: MemberId, last_day: NaiveDate) -> Outcome<bool> {
    let row = member_row::ActiveModel { until_on: Set(Some(last_day)), ..Default::default() };
    let ended = member_row::Entity::update_many()
        .set(row)
        .filter(member_row::Column::Id.eq(member))
        .filter(member_row::Column::UntilOn.is_null())
        .exec(work)
        .await?;
    Ok(ended.rows_affected == 1)
}
