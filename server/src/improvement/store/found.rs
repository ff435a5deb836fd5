//! Items as findings make, change and leave them.

use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QuerySelect,
    sea_query::{Expr, ExprTrait, LockType, OnConflict},
};

use super::{
    ROWS_AT_ONCE,
    items::{ActiveModel, Column, Entity, Item, ItemId},
};
use crate::platform::{OrganisationId, Outcome, UnitOfWork};

/// Nobody else brings findings to these factories, or changes their items in these cycles, until the unit ends.
pub async fn hold_plans(
    work: &UnitOfWork,
    factories: &[OrganisationId],
    cycles: impl IntoIterator<Item = i32>,
) -> Outcome<()> {
    if work.get_database_backend() != sea_orm::DbBackend::Postgres {
        return Ok(());
    }
    let mut select = sea_orm::sea_query::Query::select();
    select
        .column("id")
        .from("organisation")
        .and_where(Expr::col("id").is_in(factories.iter().map(|factory| factory.0)))
        .order_by("id", sea_orm::sea_query::Order::Asc)
        .lock(LockType::NoKeyUpdate);
    work.query_all(&select).await?;
    let mut select = sea_orm::sea_query::Query::select();
    select
        .column("id")
        .from("improvement_item")
        .and_where(Expr::col("factory_id").is_in(factories.iter().map(|factory| factory.0)))
        .and_where(Expr::col("cycle_number").is_in(cycles))
        .order_by("id", sea_orm::sea_query::Order::Asc)
        .lock(LockType::NoKeyUpdate);
    work.query_all(&select).await?;
    Ok(())
}

/// Adds what is new; what is there already stays as it is.
pub async fn add_all(work: &UnitOfWork, items: &[Item]) -> Outcome<()> {
    for some in items.chunks(ROWS_AT_ONCE) {
        let once = OnConflict::columns([
            Column::FactoryId,
            Column::CycleNumber,
            Column::PointCode,
            Column::QuestionCode,
        ])
        .do_nothing()
        .to_owned();
        Entity::insert_many(some.iter().cloned().map(ActiveModel::from))
            .on_conflict(once)
            .exec_without_returning(work)
            .await?;
    }
    Ok(())
}

/// Marks the items whose point was found in an earlier cycle of the same factory, and no others.
pub async fn mark_found_again(work: &UnitOfWork, factories: &[OrganisationId]) -> Outcome<()> {
    if factories.is_empty() {
        return Ok(());
    }
    const EARLIER: &str = "EXISTS (SELECT 1 FROM improvement_item e \
        WHERE e.factory_id = improvement_item.factory_id AND e.point_code = improvement_item.point_code \
        AND e.cycle_number < improvement_item.cycle_number \
        AND (e.question_code = improvement_item.question_code OR e.question_code = '' \
        OR improvement_item.question_code = ''))";
    for (marked, condition) in [(true, Expr::cust(EARLIER)), (false, Expr::cust(EARLIER).not())] {
        Entity::update_many()
            .set(ActiveModel { found_again: Set(marked), ..Default::default() })
            .filter(Column::FactoryId.is_in(factories.iter().copied()))
            .filter(Column::FoundAgain.eq(!marked))
            .filter(condition)
            .exec(work)
            .await?;
    }
    Ok(())
}

/// Takes away items from which the last source was moved elsewhere, where nobody ever touched them.
pub async fn drop_abandoned(work: &UnitOfWork, ids: &[ItemId]) -> Outcome<()> {
    if ids.is_empty() {
        return Ok(());
    }
    // What speaks of an item, in whichever capability, keeps it.
    const UNTOUCHED: &str = "changed_at IS NULL AND verified_at IS NULL \
        AND NOT EXISTS (SELECT 1 FROM improvement_source s WHERE s.item_id = improvement_item.id) \
        AND NOT EXISTS (SELECT 1 FROM improvement_evidence e WHERE e.item_id = improvement_item.id) \
        AND NOT EXISTS (SELECT 1 FROM improvement_voice v WHERE v.item_id = improvement_item.id) \
        AND NOT EXISTS (SELECT 1 FROM improvement_comment c WHERE c.item_id = improvement_item.id) \
        AND NOT EXISTS (SELECT 1 FROM pathway_step t WHERE t.item_id = improvement_item.id)";
    let gone: Vec<ItemId> = Entity::find()
        .select_only()
        .column(Column::Id)
        .filter(Column::Id.is_in(ids.iter().copied()))
        .filter(Expr::cust(UNTOUCHED))
        .into_tuple()
        .all(&**work)
        .await?;
    super::history::forget(work, &gone).await?;
    Entity::delete_many().filter(Column::Id.is_in(gone)).exec(work).await?;
    Ok(())
}

/// Saves what findings made of items that are there, in this order: one may take the point that another left.
pub async fn save_found(work: &UnitOfWork, items: &[Item]) -> Outcome<()> {
    for some in items.chunks(ROWS_AT_ONCE) {
        let found = OnConflict::column(Column::Id)
            .update_columns([
                Column::PointCode,
                Column::QuestionCode,
                Column::State,
                Column::Severity,
                Column::FoundAgain,
                Column::FoundOn,
                Column::RootCause,
                Column::Action,
                Column::DueOn,
                Column::Changes,
                Column::VerifiedAt,
                Column::VerifiedByPersonId,
            ])
            .to_owned();
        Entity::insert_many(some.iter().cloned().map(ActiveModel::from))
            .on_conflict(found)
            .exec_without_returning(work)
            .await?;
    }
    Ok(())
}
