//! Items counted over many factories.

use chrono::NaiveDate;
use sea_orm::{
    ColumnTrait, Condition, EntityTrait, PaginatorTrait, QueryFilter, QuerySelect,
    sea_query::{Expr, ExprTrait},
};

use super::items::{Column, Entity};
use crate::{
    engagement::standing::overdue::Overdue,
    improvement::model::ItemState,
    platform::{OrganisationId, Outcome, Problem, Read},
};

/// Items by factory and by theme of their points, for whoever paints a map of many factories.
#[derive(Clone, Debug, PartialEq, Eq, sea_orm::FromQueryResult)]
pub struct PointCount {
    pub factory_id: OrganisationId,
    pub point_code: String,
    pub state: ItemState,
    pub items: i64,
    pub again: i64,
}

/// Counted by factory, point and state, in the cycles that are given for each factory.
pub async fn counts_by_point(read: &Read, cycles: &[(OrganisationId, i32)]) -> Outcome<Vec<PointCount>> {
    if cycles.is_empty() {
        return Ok(Vec::new());
    }
    let any = cycles.iter().fold(Condition::any(), |any, (factory, cycle)| {
        any.add(Column::FactoryId.eq(*factory).and(Column::CycleNumber.eq(*cycle)))
    });
    let rows = Entity::find()
        .select_only()
        .columns([Column::FactoryId, Column::PointCode, Column::State])
        .column_as(Column::Id.count(), "items")
        .column_as(Expr::cust("SUM(CASE WHEN found_again THEN 1 ELSE 0 END)"), "again")
        .filter(any)
        .group_by(Column::FactoryId)
        .group_by(Column::PointCode)
        .group_by(Column::State)
        .into_model::<PointCount>()
        .all(read)
        .await?;
    Ok(rows)
}

/// Items of a factory in one state, and how many of them are late.
#[derive(Clone, Debug, PartialEq, Eq, sea_orm::FromQueryResult)]
pub struct FactoryCount {
    pub factory_id: OrganisationId,
    pub state: ItemState,
    pub items: i64,
    pub overdue: i64,
}

/// Of the newest cycle of each of these factories.
pub async fn counts_of_factories(
    read: &Read,
    factories: &[OrganisationId],
    today: NaiveDate,
) -> Outcome<Vec<FactoryCount>> {
    const NEWEST: &str = "cycle_number = (SELECT MAX(n.cycle_number) FROM improvement_item n \
        WHERE n.factory_id = improvement_item.factory_id)";
    let late =
        Expr::col(Column::DueOn).lt(today).and(Expr::col(Column::State).ne(ItemState::Verified.word()));
    let late = Expr::case(late, 1).finally(0);
    let rows = Entity::find()
        .select_only()
        .columns([Column::FactoryId, Column::State])
        .column_as(Column::Id.count(), "items")
        .column_as(Expr::expr(late).sum(), "overdue")
        .filter(Column::FactoryId.is_in(factories.iter().copied()))
        .filter(Expr::cust(NEWEST))
        .group_by(Column::FactoryId)
        .group_by(Column::State)
        .into_model::<FactoryCount>()
        .all(read)
        .await?;
    Ok(rows)
}

/// Items of a factory, of whatever cycle, that were due before `today` and are not verified.
pub async fn overdue(read: &Read, factory: OrganisationId, today: NaiveDate) -> Outcome<u32> {
    let late = Entity::find()
        .filter(Column::FactoryId.eq(factory))
        .filter(Column::DueOn.lt(today))
        .filter(Column::State.ne(ItemState::Verified));
    u32::try_from(late.count(read).await?).map_err(Problem::internal)
}

/// For engagement, which lies below and measures high performers.
pub struct OverdueItems;

#[async_trait::async_trait]
impl Overdue for OverdueItems {
    async fn items(&self, read: &Read, factory: OrganisationId, today: NaiveDate) -> Outcome<u32> {
        overdue(read, factory, today).await
    }
}
