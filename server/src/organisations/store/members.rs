//! Which people somebody may see: those with a membership that the action reaches.

use std::collections::HashSet;

use chrono::NaiveDate;
use sea_orm::{
    Condition, ConnectionTrait, ExprTrait, Order, QueryResult,
    sea_query::{Expr, Query, SelectStatement},
};

use super::extent::{containing, within};
use crate::platform::{Outcome, PersonId, Problem, Read, actor::Extent, pages::PAGE};

/// Which people, and in which order.
#[derive(Clone, Debug, Default)]
pub struct Wanted<'w> {
    pub search: &'w str,
    pub by_joining: bool,
    pub descending: bool,
    /// From 1.
    pub page: u64,
}

/// The ids of one page of those whom the extent reaches, in their order, and how many there are.
pub async fn list(
    read: &Read,
    extent: &Extent,
    wanted: &Wanted<'_>,
    today: NaiveDate,
) -> Outcome<(Vec<PersonId>, u64)> {
    let mut select = Query::select();
    select.from_as("person", "p").cond_where(visible(extent, today)).cond_where(matching(wanted.search));
    select.and_where(Expr::col(("p", "erased_at")).is_null());
    let total = count(read, select.clone()).await?;
    let order = if wanted.descending { Order::Desc } else { Order::Asc };
    let by = if wanted.by_joining { "joined_at" } else { "name_key" };
    select
        .column(("p", "id"))
        .order_by(("p", by), order)
        .order_by(("p", "id"), Order::Asc)
        .offset(wanted.page.saturating_sub(1).saturating_mul(PAGE))
        .limit(PAGE);
    let rows = read.query_all(&select).await?;
    let ids = rows.iter().map(|row| row.try_get("", "id")).collect::<Result<Vec<PersonId>, _>>()?;
    Ok((ids, total))
}

/// Those of `people` whom the extent reaches.
pub async fn visible_among(
    read: &Read,
    extent: &Extent,
    people: &[PersonId],
    today: NaiveDate,
) -> Outcome<HashSet<PersonId>> {
    let ids = people.iter().map(|person| person.0);
    let mut select = Query::select();
    select.from_as("person", "p").column(("p", "id")).cond_where(visible(extent, today));
    select.and_where(Expr::col(("p", "id")).is_in(ids));
    select.and_where(Expr::col(("p", "erased_at")).is_null());
    let rows = read.query_all(&select).await?;
    Ok(rows.iter().map(|row| row.try_get("", "id")).collect::<Result<HashSet<PersonId>, _>>()?)
}

async fn count(read: &Read, mut select: SelectStatement) -> Outcome<u64> {
    select.expr_as(Expr::col(("p", "id")).count(), "total");
    let row: Option<QueryResult> = read.query_one(&select).await?;
    let total: i64 = row.map(|row| row.try_get("", "total")).transpose()?.unwrap_or(0);
    u64::try_from(total).map_err(Problem::internal)
}

/// Everybody, or those with a membership, in force or to come, that the extent reaches.
fn visible(extent: &Extent, today: NaiveDate) -> Condition {
    if extent.everywhere {
        return Condition::all();
    }
    let mut reached = Query::select();
    reached
        .expr(Expr::val(1))
        .from_as("membership", "m")
        .inner_join("organisation", Expr::col(("organisation", "id")).equals(("m", "organisation_id")))
        .and_where(Expr::col(("m", "person_id")).equals(("p", "id")))
        .cond_where(
            Condition::any()
                .add(Expr::col(("m", "ends_on")).is_null())
                .add(Expr::col(("m", "ends_on")).gte(today)),
        )
        .cond_where(within(extent));
    Condition::all().add(Expr::exists(reached))
}

fn matching(search: &str) -> Condition {
    if search.is_empty() {
        return Condition::all();
    }
    Condition::any()
        .add(Expr::col(("p", "name_key")).like(containing(search)))
        .add(Expr::col(("p", "email_key")).like(containing(search)))
}
