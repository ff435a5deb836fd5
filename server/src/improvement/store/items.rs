//! Items of improvement plans.

use std::collections::HashMap;

use chrono::NaiveDate;
use sea_orm::{
    ActiveValue::Set, ColumnTrait, Condition, DerivePartialModel, EntityTrait, QueryFilter, QueryOrder,
    QuerySelect, Select, sea_query::Expr,
};

use crate::{
    improvement::model::{ItemState, Severity},
    platform::{OrganisationId, Outcome, Problem, Read, UnitOfWork, db::listing::page_of},
};

crate::id_type!(ItemId);

mod item {
    use sea_orm::entity::prelude::*;

    use super::ItemId;
    use crate::{
        improvement::model::{ItemState, Severity},
        platform::{OrganisationId, PersonId},
    };

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "improvement_item")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: ItemId,
        pub factory_id: OrganisationId,
        pub cycle_id: Option<Uuid>,
        pub cycle_number: i32,
        pub point_code: String,
        pub question_code: String,
        pub state: ItemState,
        pub severity: Severity,
        pub found_again: bool,
        pub found_on: Date,
        pub root_cause: String,
        pub action: String,
        pub owner_person_id: Option<PersonId>,
        pub owner_name: String,
        pub due_on: Option<Date>,
        pub changes: i32,
        pub made_at: DateTimeUtc,
        pub made_by_person_id: PersonId,
        pub changed_at: Option<DateTimeUtc>,
        pub changed_by_person_id: Option<PersonId>,
        pub verified_at: Option<DateTimeUtc>,
        pub verified_by_person_id: Option<PersonId>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

pub(super) use item::{ActiveModel, Column, Entity};

/// An item as it is stored. `question_code` is empty where no question is named.
pub use item::Model as Item;

/// What there is one item for: factory, cycle, point, question.
pub type ItemKey = (OrganisationId, i32, String, String);

impl Item {
    pub fn key(&self) -> ItemKey {
        (self.factory_id, self.cycle_number, self.point_code.clone(), self.question_code.clone())
    }

    /// Its day has passed, and it is not verified.
    pub fn is_overdue(&self, today: NaiveDate) -> bool {
        self.state.is_late(self.due_on, today)
    }
}

/// What a page that lists a whole plan says of an item.
#[derive(Clone, Debug, DerivePartialModel)]
#[sea_orm(entity = "Entity")]
pub struct ListedItem {
    pub id: ItemId,
    pub factory_id: OrganisationId,
    pub cycle_number: i32,
    pub point_code: String,
    pub question_code: String,
    pub state: ItemState,
    pub severity: Severity,
    pub action: String,
    pub due_on: Option<NaiveDate>,
}

/// # Errors
/// `Problem::NotFound` where there is none.
pub async fn item(read: &Read, id: ItemId) -> Outcome<Item> {
    Entity::find_by_id(id).one(read).await?.ok_or(Problem::NotFound)
}

/// All that are there of `ids`, in one query.
pub async fn items(read: &Read, ids: impl IntoIterator<Item = ItemId>) -> Outcome<HashMap<ItemId, Item>> {
    let rows = Entity::find().filter(Column::Id.is_in(ids)).all(read).await?;
    Ok(rows.into_iter().map(|row| (row.id, row)).collect())
}

/// All items of these factories, in every cycle or in one.
pub async fn items_of_factories(
    read: &Read,
    factories: &[OrganisationId],
    cycle: Option<i32>,
) -> Outcome<Vec<Item>> {
    let mut select = Entity::find().filter(Column::FactoryId.is_in(factories.iter().copied()));
    if let Some(cycle) = cycle {
        select = select.filter(Column::CycleNumber.eq(cycle));
    }
    Ok(select.order_by_asc(Column::FactoryId).order_by_asc(Column::Id).all(read).await?)
}

/// All items of a factory, in every cycle.
pub async fn listed_items(read: &Read, factory: OrganisationId) -> Outcome<Vec<ListedItem>> {
    let own = Entity::find().filter(Column::FactoryId.eq(factory)).order_by_asc(Column::Id);
    Ok(own.into_partial_model().all(read).await?)
}

/// The items of these factories in any of these cycles.
pub async fn items_in_cycles(
    read: &Read,
    factories: &[OrganisationId],
    cycles: impl IntoIterator<Item = i32>,
) -> Outcome<Vec<Item>> {
    let select = Entity::find()
        .filter(Column::FactoryId.is_in(factories.iter().copied()))
        .filter(Column::CycleNumber.is_in(cycles));
    Ok(select.all(read).await?)
}

/// Which of a factory's plan.
#[derive(Clone, Debug, Default)]
pub struct Wanted<'w> {
    pub cycle: Option<i32>,
    pub state: Option<ItemState>,
    pub severity: Option<Severity>,
    pub found_again: bool,
    /// Not verified, and past this day.
    pub overdue_on: Option<NaiveDate>,
    /// Of these points only.
    pub points: Option<Vec<String>>,
    /// In any of these columns; and points that are called so.
    pub search: &'w str,
    pub points_called: Vec<String>,
    pub sort: Sort,
    pub descending: bool,
    /// From 1.
    pub page: u64,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sort {
    #[default]
    Due,
    Point,
    Severity,
    State,
    Found,
}

/// A page of a factory's plan, and how many items there are.
pub async fn page(read: &Read, factory: OrganisationId, wanted: &Wanted<'_>) -> Outcome<(Vec<Item>, u64)> {
    let select = matching(factory, wanted);
    let order = if wanted.descending { sea_orm::Order::Desc } else { sea_orm::Order::Asc };
    let select = match wanted.sort {
        // What has no date, and what is verified, waits at the end.
        Sort::Due => select
            .order_by(Expr::cust("CASE WHEN state = 'verified' THEN 1 ELSE 0 END"), sea_orm::Order::Asc)
            .order_by(Expr::cust("CASE WHEN due_on IS NULL THEN 1 ELSE 0 END"), sea_orm::Order::Asc)
            .order_by(Column::DueOn, order),
        Sort::Point => select.order_by(Column::PointCode, order),
        Sort::Severity => select.order_by(Expr::cust(BY_SEVERITY), order),
        Sort::State => select.order_by(Expr::cust(BY_STATE), order),
        Sort::Found => select.order_by(Column::FoundOn, order),
    };
    page_of(read, select.order_by_asc(Column::PointCode).order_by_asc(Column::Id), wanted.page).await
}

const BY_SEVERITY: &str =
    "CASE severity WHEN 'critical' THEN 0 WHEN 'high' THEN 1 WHEN 'medium' THEN 2 ELSE 3 END";
const BY_STATE: &str =
    "CASE state WHEN 'open' THEN 0 WHEN 'under-way' THEN 1 WHEN 'reported-fixed' THEN 2 ELSE 3 END";

fn matching(factory: OrganisationId, wanted: &Wanted<'_>) -> Select<Entity> {
    let mut select = Entity::find().filter(Column::FactoryId.eq(factory));
    if let Some(cycle) = wanted.cycle {
        select = select.filter(Column::CycleNumber.eq(cycle));
    }
    if let Some(state) = wanted.state {
        select = select.filter(Column::State.eq(state));
    }
    if let Some(severity) = wanted.severity {
        select = select.filter(Column::Severity.eq(severity));
    }
    if wanted.found_again {
        select = select.filter(Column::FoundAgain.eq(true));
    }
    if let Some(today) = wanted.overdue_on {
        select = select.filter(Column::DueOn.lt(today)).filter(Column::State.ne(ItemState::Verified));
    }
    if let Some(points) = &wanted.points {
        select = select.filter(Column::PointCode.is_in(points.clone()));
    }
    if !wanted.search.is_empty() {
        let words = wanted.search;
        let any = Condition::any()
            .add(Column::RootCause.contains(words))
            .add(Column::Action.contains(words))
            .add(Column::OwnerName.contains(words))
            .add(Column::PointCode.is_in(wanted.points_called.clone()));
        select = select.filter(any);
    }
    select
}

/// How many items a factory's plan has, by state, in one cycle or in all.
pub async fn counts_by_state(
    read: &Read,
    factory: OrganisationId,
    cycle: Option<i32>,
) -> Outcome<HashMap<ItemState, u64>> {
    let mut select = Entity::find()
        .select_only()
        .column(Column::State)
        .column_as(Column::Id.count(), "count")
        .filter(Column::FactoryId.eq(factory))
        .group_by(Column::State);
    if let Some(cycle) = cycle {
        select = select.filter(Column::CycleNumber.eq(cycle));
    }
    let rows: Vec<(ItemState, i64)> = select.into_tuple().all(read).await?;
    Ok(rows.into_iter().map(|(state, count)| (state, u64::try_from(count).unwrap_or(0))).collect())
}

/// The numbers of the cycles of which a factory has items, the newest first.
pub async fn cycles_with_items(read: &Read, factory: OrganisationId) -> Outcome<Vec<i32>> {
    let select = Entity::find()
        .select_only()
        .distinct()
        .column(Column::CycleNumber)
        .filter(Column::FactoryId.eq(factory))
        .order_by_desc(Column::CycleNumber);
    Ok(select.into_tuple().all(read).await?)
}

/// A cycle of a factory's plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq, sea_orm::FromQueryResult)]
pub struct CycleCount {
    /// From 1.
    pub number: i32,
    /// Items that are not verified, and that no later cycle found again.
    pub open: i64,
}

const BY_CYCLE: &str = "\
    SELECT i.cycle_number AS number, CAST(SUM(CASE WHEN i.state <> 'verified' AND NOT EXISTS ( \
        SELECT 1 FROM improvement_item n WHERE n.factory_id = i.factory_id AND n.point_code = i.point_code \
        AND n.cycle_number > i.cycle_number) THEN 1 ELSE 0 END) AS BIGINT) AS open \
    FROM improvement_item i WHERE i.factory_id = $1 GROUP BY i.cycle_number ORDER BY i.cycle_number DESC";

/// The cycles of which a factory has items, the newest first.
pub async fn counts_by_cycle(read: &Read, factory: OrganisationId) -> Outcome<Vec<CycleCount>> {
    use sea_orm::{ConnectionTrait, FromQueryResult, Statement};
    let (backend, values) = (read.get_database_backend(), [factory.0.into()]);
    let statement = Statement::from_sql_and_values(backend, BY_CYCLE, values);
    Ok(CycleCount::find_by_statement(statement).all(read).await?)
}

/// Items on the same point in earlier cycles of the same factory, the newest first.
pub async fn earlier(read: &Read, item: &Item) -> Outcome<Vec<Item>> {
    let select = Entity::find()
        .filter(Column::FactoryId.eq(item.factory_id))
        .filter(Column::PointCode.eq(item.point_code.clone()))
        .filter(Column::CycleNumber.lt(item.cycle_number))
        .order_by_desc(Column::CycleNumber)
        .limit(10);
    Ok(select.all(read).await?)
}

/// Saves a changed item if it still is as `seen` (its `changes`). Returns false when somebody was quicker.
pub async fn save(work: &UnitOfWork, item: &Item, seen: i32) -> Outcome<bool> {
    let mut row = sea_orm::ActiveModelTrait::reset_all(ActiveModel::from(item.clone()));
    row.id = sea_orm::ActiveValue::NotSet;
    row.changes = Set(seen.saturating_add(1));
    let here = Entity::update_many().set(row).filter(Column::Id.eq(item.id)).filter(Column::Changes.eq(seen));
    Ok(here.exec(work).await?.rows_affected == 1)
}

/// Items of people who own them, which nobody has verified.
pub async fn open_items_owned(read: &Read, factory: OrganisationId) -> Outcome<Vec<Item>> {
    let select = Entity::find()
        .filter(Column::FactoryId.eq(factory))
        .filter(Column::OwnerPersonId.is_not_null())
        .filter(Column::State.ne(ItemState::Verified));
    Ok(select.all(read).await?)
}

/// The greatest cycle number of each factory's items.
pub async fn latest_cycles(
    read: &Read,
    factories: &[OrganisationId],
) -> Outcome<HashMap<OrganisationId, i32>> {
    let sql_ids = factories.iter().copied();
    let rows: Vec<(OrganisationId, i32)> = Entity::find()
        .select_only()
        .column(Column::FactoryId)
        .column_as(Column::CycleNumber.max(), "latest")
        .filter(Column::FactoryId.is_in(sql_ids))
        .group_by(Column::FactoryId)
        .into_tuple()
        .all(read)
        .await?;
    Ok(rows.into_iter().collect())
}
