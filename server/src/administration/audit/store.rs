//! Whom the things stand for that the audit names by their ids.

use std::collections::HashMap;

use sea_orm::{
    ConnectionTrait, ExprTrait,
    sea_query::{Expr, Query, SelectStatement, UnionType},
};
use uuid::Uuid;

use crate::platform::{Outcome, PersonId, Read};

/// So many at most of one search; a person has fewer.
const MOST: u64 = 1000;

fn of_people(table: &'static str, column: &'static str, ids: &[Uuid]) -> SelectStatement {
    let mut select = Query::select();
    select
        .column("id")
        .column("person_id")
        .from(table)
        .and_where(Expr::col(column).is_in(ids.iter().copied()));
    select
}

fn both(column: &'static str, ids: &[Uuid]) -> SelectStatement {
    let mut select = of_people("enrolment", column, ids);
    select.union(UnionType::All, of_people("membership", column, ids));
    select
}

/// The person behind each enrolment and membership among `ids`, in one query.
pub async fn people_behind(read: &Read, ids: &[Uuid]) -> Outcome<HashMap<Uuid, PersonId>> {
    let rows = read.query_all(&both("id", ids)).await?;
    let pair = |row: &sea_orm::QueryResult| Ok((row.try_get_by_index(0)?, row.try_get_by_index(1)?));
    rows.iter().map(pair).collect()
}

/// The enrolments and memberships of people: what is done to these is done to them.
pub async fn subjects_of(read: &Read, people: &[Uuid]) -> Outcome<Vec<Uuid>> {
    let mut select = both("person_id", people);
    select.limit(MOST);
    let rows = read.query_all(&select).await?;
    rows.iter().map(|row| Ok(row.try_get_by_index(0)?)).collect()
}

/// What the invited among `ids` were called.
pub async fn invited(read: &Read, ids: &[Uuid]) -> Outcome<HashMap<Uuid, String>> {
    named(read, "invitation", "name", ids).await
}

pub async fn courses(read: &Read, ids: &[Uuid]) -> Outcome<HashMap<Uuid, String>> {
    named(read, "course", "slug", ids).await
}

async fn named(
    read: &Read,
    table: &'static str,
    column: &'static str,
    ids: &[Uuid],
) -> Outcome<HashMap<Uuid, String>> {
    let mut select = Query::select();
    select.column("id").column(column).from(table).and_where(Expr::col("id").is_in(ids.iter().copied()));
    let rows = read.query_all(&select).await?;
    let pair = |row: &sea_orm::QueryResult| Ok((row.try_get_by_index(0)?, row.try_get_by_index(1)?));
    rows.iter().map(pair).collect()
}
