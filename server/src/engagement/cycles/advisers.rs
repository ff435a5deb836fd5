//! Who can advise a factory, or make assessments of it.

use std::collections::HashSet;

use chrono::NaiveDate;
use sea_orm::{
    ConnectionTrait, DbErr, ExprTrait, QueryResult,
    sea_query::{Expr, Query},
};

use crate::platform::{Outcome, PersonId, Read, roles::Role};

/// The advisers and programme managers of the Academy in a country.
pub async fn advisers_in(read: &Read, country: Option<&str>, today: NaiveDate) -> Outcome<Vec<PersonId>> {
    holders_in(read, &[Role::Adviser, Role::ProgrammeManager], country, today).await
}

/// Its programme managers alone.
pub async fn programme_managers_in(
    read: &Read,
    country: Option<&str>,
    today: NaiveDate,
) -> Outcome<Vec<PersonId>> {
    holders_in(read, &[Role::ProgrammeManager], country, today).await
}

async fn holders_in(
    read: &Read,
    roles: &[Role],
    country: Option<&str>,
    today: NaiveDate,
) -> Outcome<Vec<PersonId>> {
    let Some(country) = country else { return Ok(Vec::new()) };
    let membership = |name: &'static str| Expr::col(("membership", name));
    let roles = roles.iter().map(|role| role.word());
    let mut select = Query::select();
    select
        .distinct()
        .column(("membership", "person_id"))
        .from("membership")
        .inner_join(
            "organisation",
            Expr::col(("organisation", "id")).equals(("membership", "organisation_id")),
        )
        .and_where(membership("role").is_in(roles))
        .and_where(membership("starts_on").lte(today))
        .and_where(membership("ends_on").is_null().or(membership("ends_on").gte(today)))
        .and_where(Expr::col(("organisation", "country")).eq(country));
    let rows = read.query_all(&select).await?;
    Ok(rows.iter().map(|row| row.try_get("", "person_id")).collect::<Result<_, _>>()?)
}

/// Who of these people advises today, and in which countries. Whoever is suspended advises nobody.
pub async fn advising(
    read: &Read,
    people: &[PersonId],
    today: NaiveDate,
) -> Outcome<HashSet<(PersonId, String)>> {
    let membership = |name: &'static str| Expr::col(("membership", name));
    let roles = [Role::Adviser.word(), Role::ProgrammeManager.word()];
    let mut suspended = Query::select();
    suspended
        .expr(Expr::val(1))
        .from("suspension")
        .and_where(Expr::col(("suspension", "person_id")).equals(("membership", "person_id")))
        .and_where(Expr::col(("suspension", "lifted_at")).is_null());
    let mut select = Query::select();
    select
        .distinct()
        .column(("membership", "person_id"))
        .column(("organisation", "country"))
        .from("membership")
        .inner_join(
            "organisation",
            Expr::col(("organisation", "id")).equals(("membership", "organisation_id")),
        )
        .and_where(membership("person_id").is_in(people.iter().map(|person| person.0)))
        .and_where(membership("role").is_in(roles))
        .and_where(membership("starts_on").lte(today))
        .and_where(membership("ends_on").is_null().or(membership("ends_on").gte(today)))
        .and_where(Expr::col(("organisation", "country")).is_not_null())
        .and_where(Expr::exists(suspended).not());
    let rows = read.query_all(&select).await?;
    let found = |row: &QueryResult| Ok((row.try_get("", "person_id")?, row.try_get("", "country")?));
    Ok(rows.iter().map(found).collect::<Result<_, DbErr>>()?)
}
