//! Organisations.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, Condition, EntityTrait, Order, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect, Select,
    sea_query::{Expr, NullOrdering, OnConflict, SelectStatement},
};

use super::extent::{containing, within};
use crate::platform::{
    OrganisationId, Outcome, Place, Problem, Read, UnitOfWork, actor::Extent, folding::fold, language::zones,
    pages::PAGE, roles::OrganisationKind,
};

mod organisation {
    use sea_orm::entity::prelude::*;

    use crate::platform::{OrganisationId, roles::OrganisationKind};

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "organisation")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: OrganisationId,
        pub kind: OrganisationKind,
        pub name: String,
        pub name_key: String,
        pub country: Option<String>,
        pub part_of: Option<OrganisationId>,
        pub registered_at: DateTimeUtc,
        pub reference: Option<String>,
        pub group_only: bool,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

use organisation::{ActiveModel, Column, Entity, Model};

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Organisation {
    pub id: OrganisationId,
    pub kind: OrganisationKind,
    pub name: String,
    /// ISO 3166-1 alpha-2.
    pub country: Option<String>,
    /// The manufacturing group that a factory belongs to.
    pub part_of: Option<OrganisationId>,
    pub registered_at: DateTime<Utc>,
    /// What it is called in its owner's own lists.
    pub reference: Option<String>,
    /// A factory that is known through its group only: its people may learn, it is never assessed, and it is no factory of
    /// Better Work.
    pub group_only: bool,
}

impl Organisation {
    pub fn place(&self) -> Place {
        Place { organisation: self.id, part_of: self.part_of, country: self.country.clone() }
    }

    /// The day that it is there: what is today, due and past of an organisation's things is judged by its own clock.
    pub fn day_at(&self, now: DateTime<Utc>) -> NaiveDate {
        zones::day_in(self.country.as_deref(), now)
    }

    /// The first day of what begins now: today there, but no later than in UTC, by which lists of many countries go.
    pub fn begins_on(&self, now: DateTime<Utc>) -> NaiveDate {
        self.day_at(now).min(now.date_naive())
    }
}

/// The day that it is in all of these, where they share a clock; in UTC elsewhere.
pub fn day_in_all(all: &[Organisation], now: DateTime<Utc>) -> NaiveDate {
    let countries = all.iter().map(|one| one.country.as_deref().unwrap_or_default());
    zones::day_by(zones::of_countries(countries), now)
}

impl From<Model> for Organisation {
    fn from(row: Model) -> Self {
        Self {
            id: row.id,
            kind: row.kind,
            name: row.name,
            country: row.country,
            part_of: row.part_of,
            registered_at: row.registered_at,
            reference: row.reference,
            group_only: row.group_only,
        }
    }
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

/// Which organisations, and in which order.
#[derive(Clone, Debug, Default)]
pub struct Wanted<'w> {
    pub search: &'w str,
    pub kind: Option<OrganisationKind>,
    pub by_country: bool,
    pub descending: bool,
    /// From 1.
    pub page: u64,
}

pub async fn organisation(read: &Read, id: OrganisationId) -> Outcome<Organisation> {
    let row = Entity::find_by_id(id).one(read).await?;
    row.map(Organisation::from).ok_or(Problem::NotFound)
}

/// All that are there of `ids`, in one query.
pub async fn organisations(
    read: &Read,
    ids: impl IntoIterator<Item = OrganisationId>,
) -> Outcome<HashMap<OrganisationId, Organisation>> {
    let rows = Entity::find().filter(Column::Id.is_in(ids)).all(read).await?;
    Ok(rows.into_iter().map(|row| (row.id, Organisation::from(row))).collect())
}

/// A page of those that the extent reaches, and how many there are.
pub async fn list(read: &Read, extent: &Extent, wanted: &Wanted<'_>) -> Outcome<(Vec<Organisation>, u64)> {
    let mut select = visible(extent);
    if !wanted.search.is_empty() {
        select = select.filter(Column::NameKey.like(containing(wanted.search)));
    }
    if let Some(kind) = wanted.kind {
        select = select.filter(Column::Kind.eq(kind));
    }
    let total = select.clone().count(read).await?;
    let order = if wanted.descending { Order::Desc } else { Order::Asc };
    if wanted.by_country {
        select = select.order_by_with_nulls(Column::Country, order.clone(), NullOrdering::Last);
    }
    let rows = select
        .order_by(Column::NameKey, order)
        .order_by(Column::Id, Order::Asc)
        .offset(wanted.page.saturating_sub(1).saturating_mul(PAGE))
        .limit(PAGE)
        .all(read)
        .await?;
    Ok((rows.into_iter().map(Organisation::from).collect(), total))
}

/// A page of those among `ids` (a question for ids), by name, and how many there are.
pub async fn list_among(
    read: &Read,
    ids: SelectStatement,
    (search, page): (&str, u64),
) -> Outcome<(Vec<Organisation>, u64)> {
    let mut select = Entity::find().filter(Column::Id.in_subquery(ids));
    if !search.is_empty() {
        select = select.filter(Column::NameKey.like(containing(search)));
    }
    let total = select.clone().count(read).await?;
    let rows = select
        .order_by_asc(Column::NameKey)
        .order_by_asc(Column::Id)
        .offset(page.saturating_sub(1).saturating_mul(PAGE))
        .limit(PAGE)
        .all(read)
        .await?;
    Ok((rows.into_iter().map(Organisation::from).collect(), total))
}

/// The brand of this name (in whatever case and marks) or id; `None` where there is none, or more than one.
pub async fn find_brand(read: &Read, called: &str) -> Outcome<Option<Organisation>> {
    let id = called.trim().parse().unwrap_or(OrganisationId(uuid::Uuid::nil()));
    let rows = Entity::find()
        .filter(Column::Kind.eq(OrganisationKind::Brand))
        .filter(Condition::any().add(Column::NameKey.eq(fold(called))).add(Column::Id.eq(id)))
        .limit(2)
        .all(read)
        .await?;
    let mut found = rows.into_iter().map(Organisation::from);
    Ok(found.next().filter(|_| found.next().is_none()))
}

/// The manufacturing groups that the extent reaches, for the choice in a form.
pub async fn groups(read: &Read, extent: &Extent) -> Outcome<Vec<Organisation>> {
    let groups = visible(extent).filter(Column::Kind.eq(OrganisationKind::ManufacturingGroup));
    let rows = groups.order_by_asc(Column::NameKey).all(read).await?;
    Ok(rows.into_iter().map(Organisation::from).collect())
}

fn visible(extent: &Extent) -> Select<Entity> {
    Entity::find().filter(within(extent))
}

/// The factories of a manufacturing group, by name.
pub async fn factories_of(read: &Read, group: OrganisationId) -> Outcome<Vec<Organisation>> {
    let rows =
        Entity::find().filter(Column::PartOf.eq(group)).order_by_asc(Column::NameKey).all(read).await?;
    Ok(rows.into_iter().map(Organisation::from).collect())
}

/// The Academy itself: the one that stands in no single country.
pub async fn find_academy(read: &Read) -> Outcome<Option<Organisation>> {
    let row = Entity::find()
        .filter(Column::Kind.eq(OrganisationKind::Academy))
        .filter(Column::Country.is_null())
        .order_by_asc(Column::RegisteredAt)
        .one(read)
        .await?;
    Ok(row.map(Organisation::from))
}

pub async fn add(work: &UnitOfWork, new: &NewOrganisation) -> Outcome<OrganisationId> {
    let id = work.new_id();
    let row = ActiveModel {
        id: Set(id),
        kind: Set(new.kind),
        name: Set(new.name.clone()),
        name_key: Set(fold(&new.name)),
        country: Set(new.country.clone()),
        part_of: Set(new.part_of),
        registered_at: Set(work.now()),
        reference: Set(None),
        group_only: Set(false),
    };
    Entity::insert(row).exec_without_returning(work).await?;
    Ok(id)
}

/// Everything but its kind, which it keeps for ever.
pub async fn change(work: &UnitOfWork, id: OrganisationId, new: &NewOrganisation) -> Outcome<()> {
    let row = ActiveModel {
        name: Set(new.name.clone()),
        name_key: Set(fold(&new.name)),
        country: Set(new.country.clone()),
        part_of: Set(new.part_of),
        ..Default::default()
    };
    Entity::update_many().set(row).filter(Column::Id.eq(id)).exec(work).await?;
    Ok(())
}

/// Whether the factory is known through its group only.
pub async fn mark_group_only(work: &UnitOfWork, id: OrganisationId, group_only: bool) -> Outcome<()> {
    let row = ActiveModel { group_only: Set(group_only), ..Default::default() };
    Entity::update_many().set(row).filter(Column::Id.eq(id)).exec(work).await?;
    Ok(())
}

/// Keeps the day on which factories came to their group, or left the one that they had.
pub async fn note_regrouped(work: &UnitOfWork, factories: &[OrganisationId]) -> Outcome<()> {
    if factories.is_empty() {
        return Ok(());
    }
    Entity::update_many()
        .col_expr("grouped_on", Expr::val(work.now().date_naive()))
        .filter(Column::Id.is_in(factories.iter().copied()))
        .exec(work)
        .await?;
    Ok(())
}

/// What it is called in its owner's own lists.
pub async fn call(work: &UnitOfWork, id: OrganisationId, reference: Option<String>) -> Outcome<()> {
    let row = ActiveModel { reference: Set(reference), ..Default::default() };
    Entity::update_many().set(row).filter(Column::Id.eq(id)).exec(work).await?;
    Ok(())
}

/// How many factories of Better Work the extent reaches. Those that are known through their group only are none; whoever
/// counts factories counts them here.
pub async fn programme_factories(read: &Read, extent: &Extent) -> Outcome<u64> {
    let factories = visible(extent)
        .filter(Column::Kind.eq(OrganisationKind::Factory))
        .filter(Column::GroupOnly.eq(false));
    Ok(factories.count(read).await?)
}

/// Whether another organisation of the country has this reference.
pub async fn is_called(
    read: &Read,
    country: Option<&str>,
    reference: &str,
    but: Option<OrganisationId>,
) -> Outcome<bool> {
    let mut same = Entity::find().filter(Column::Reference.eq(reference));
    same = match country {
        Some(country) => same.filter(Column::Country.eq(country)),
        None => same.filter(Column::Country.is_null()),
    };
    if let Some(id) = but {
        same = same.filter(Column::Id.ne(id));
    }
    Ok(same.count(read).await? > 0)
}

/// Those that the extent reaches, for a list that names them.
pub async fn all_within(read: &Read, extent: &Extent) -> Outcome<Vec<Organisation>> {
    let rows = visible(extent).order_by_asc(Column::Id).all(read).await?;
    Ok(rows.into_iter().map(Organisation::from).collect())
}

/// Those that the extent reaches and that are called by one of these names (folded), references or ids.
pub async fn called(
    read: &Read,
    extent: &Extent,
    name_keys: Vec<String>,
    references: Vec<String>,
    ids: Vec<OrganisationId>,
) -> Outcome<Vec<Organisation>> {
    let any = Condition::any()
        .add(Column::NameKey.is_in(name_keys))
        .add(Column::Reference.is_in(references))
        .add(Column::Id.is_in(ids));
    let rows = visible(extent).filter(any).order_by_asc(Column::Id).all(read).await?;
    Ok(rows.into_iter().map(Organisation::from).collect())
}

/// Adds those that are new and changes the others, in one statement. The kind of one that is there stays.
pub async fn save_all(work: &UnitOfWork, all: &[Organisation]) -> Outcome<()> {
    if all.is_empty() {
        return Ok(());
    }
    let row = |one: &Organisation| ActiveModel {
        id: Set(one.id),
        kind: Set(one.kind),
        name: Set(one.name.clone()),
        name_key: Set(fold(&one.name)),
        country: Set(one.country.clone()),
        part_of: Set(one.part_of),
        registered_at: Set(one.registered_at),
        reference: Set(one.reference.clone()),
        group_only: Set(one.group_only),
    };
    let changed = [Column::Name, Column::NameKey, Column::Country, Column::PartOf, Column::Reference];
    Entity::insert_many(all.iter().map(row))
        .on_conflict(OnConflict::column(Column::Id).update_columns(changed).to_owned())
        .exec_without_returning(work)
        .await?;
    Ok(())
}
