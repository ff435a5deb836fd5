//! Where a person belongs: what others are judged by when they want to help or look on.

use chrono::NaiveDate;
use sea_orm::{
    ConnectionTrait, FromQueryResult, Statement,
    sea_query::{Expr, ExprTrait, Query, SelectStatement},
};

use super::store::extent::within;
use crate::platform::{OrganisationId, Outcome, PersonId, Place, Read, actor::Extent};

#[derive(FromQueryResult)]
struct Line {
    organisation: OrganisationId,
    part_of: Option<OrganisationId>,
    country: Option<String>,
}

const IN_FORCE: &str = "\
    SELECT DISTINCT o.id AS organisation, o.part_of AS part_of, o.country AS country \
    FROM membership m JOIN organisation o ON o.id = m.organisation_id \
    WHERE m.starts_on <= $1 AND (m.ends_on IS NULL OR m.ends_on >= $1)";

/// The organisations in which a person has a membership today.
pub async fn places_of(read: &Read, person: PersonId, today: NaiveDate) -> Outcome<Vec<Place>> {
    let sql = format!("{IN_FORCE} AND m.person_id = $2 ORDER BY organisation");
    let statement =
        Statement::from_sql_and_values(read.get_database_backend(), sql, [today.into(), person.0.into()]);
    let lines = Line::find_by_statement(statement).all(read).await?;
    Ok(lines
        .into_iter()
        .map(|line| Place { organisation: line.organisation, part_of: line.part_of, country: line.country })
        .collect())
}

/// The people with a membership today that an action of this extent reaches, for the `IN` of a query; agrees with
/// `Actor::may` on [`places_of`].
pub fn people_reached(extent: &Extent, today: NaiveDate) -> SelectStatement {
    let column = |name: &'static str| Expr::col(("membership", name));
    let within_it = Expr::col(("organisation", "id")).equals(("membership", "organisation_id"));
    let mut people = Query::select();
    people
        .column(("membership", "person_id"))
        .from("membership")
        .inner_join("organisation", within_it)
        .and_where(column("starts_on").lte(today))
        .and_where(column("ends_on").is_null().or(column("ends_on").gte(today)))
        .cond_where(within(extent));
    people
}
