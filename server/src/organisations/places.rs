//! Where a person belongs: what others are judged by when they want to help or look on.

use std::collections::{BTreeSet, HashSet};

use chrono::NaiveDate;
use sea_orm::{
    Condition, ConnectionTrait, FromQueryResult, Statement,
    sea_query::{Expr, ExprTrait, Query, SelectStatement, SimpleExpr},
};

use super::store::extent::within;
use crate::platform::{
    OrganisationId, Outcome, PersonId, Place, Read,
    actor::Extent,
    roles::{ROLE_TABLE, Reach, Role, RoleLine},
};

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

/// Those whose own organisation is one of these places, or the group that it belongs to, and whose role there may do
/// `action`: the nearest whom one can ask. Who reaches a country or everything is not among them.
pub async fn nearest_who_may(
    read: &Read,
    action: &str,
    places: &[Place],
    today: NaiveDate,
) -> Outcome<Vec<PersonId>> {
    let near = |line: &&RoleLine| line.reach == Reach::Organisation && line.actions.contains(&action);
    let roles: Vec<&str> = ROLE_TABLE.iter().filter(near).map(|line| line.role.word()).collect();
    let own = places.iter().flat_map(|place| [Some(place.organisation), place.part_of]).flatten();
    let organisations: Vec<uuid::Uuid> = own.map(|organisation| organisation.0).collect();
    let mut near = members_today(today);
    near.and_where(Expr::col(("membership", "organisation_id")).is_in(organisations))
        .and_where(Expr::col(("membership", "role")).is_in(roles));
    people_of(read, &near).await
}

/// Those with one of these roles in the organisation itself today.
pub async fn people_with_roles(
    read: &Read,
    organisation: OrganisationId,
    roles: &[Role],
    today: NaiveDate,
) -> Outcome<Vec<PersonId>> {
    people_with_roles_in(read, &[organisation], roles, today).await
}

/// The same for several organisations, in one query.
pub async fn people_with_roles_in(
    read: &Read,
    organisations: &[OrganisationId],
    roles: &[Role],
    today: NaiveDate,
) -> Outcome<Vec<PersonId>> {
    let mut holders = members_today(today);
    let here = organisations.iter().map(|organisation| organisation.0);
    holders
        .and_where(Expr::col(("membership", "organisation_id")).is_in(here))
        .and_where(Expr::col(("membership", "role")).is_in(roles.iter().map(|role| role.word())));
    people_of(read, &holders).await
}

/// The people with a membership today in one organisation; for a change of the organisation itself.
pub async fn people_in(
    read: &Read,
    organisation: OrganisationId,
    today: NaiveDate,
) -> Outcome<Vec<PersonId>> {
    let mut members = members_today(today);
    members.and_where(Expr::col(("membership", "organisation_id")).eq(organisation.0));
    people_of(read, &members).await
}

/// Of these people those who belong to the organisation itself today and are not suspended. No query where there are none.
pub async fn at_work_among(
    read: &Read,
    organisation: OrganisationId,
    people: &[PersonId],
    today: NaiveDate,
) -> Outcome<HashSet<PersonId>> {
    if people.is_empty() {
        return Ok(HashSet::new());
    }
    let mut suspended = Query::select();
    suspended
        .expr(Expr::val(1))
        .from("suspension")
        .and_where(Expr::col(("suspension", "person_id")).equals(("membership", "person_id")))
        .and_where(Expr::col(("suspension", "lifted_at")).is_null());
    let mut members = members_today(today);
    members
        .and_where(Expr::col(("membership", "organisation_id")).eq(organisation.0))
        .and_where(Expr::col(("membership", "person_id")).is_in(people.iter().map(|person| person.0)))
        .and_where(Expr::exists(suspended).not());
    Ok(people_of(read, &members).await?.into_iter().collect())
}

/// Everybody with a membership today, once; to be narrowed.
fn members_today(today: NaiveDate) -> SelectStatement {
    let mut members = Query::select();
    members.distinct().column(("membership", "person_id")).from("membership").and_where(in_force(today));
    members
}

async fn people_of(read: &Read, members: &SelectStatement) -> Outcome<Vec<PersonId>> {
    let rows = read.query_all(members).await?;
    Ok(rows.iter().map(|row| row.try_get("", "person_id")).collect::<Result<_, _>>()?)
}

/// The teams of people today: each organisation with a membership, and the group that it is part of.
pub async fn teams_of(
    read: &Read,
    people: &[PersonId],
    today: NaiveDate,
) -> Outcome<BTreeSet<(PersonId, OrganisationId)>> {
    let mut select = Query::select();
    select
        .column(("membership", "person_id"))
        .columns([("organisation", "id"), ("organisation", "part_of")])
        .from("membership")
        .inner_join(
            "organisation",
            Expr::col(("organisation", "id")).equals(("membership", "organisation_id")),
        )
        .and_where(in_force(today))
        .and_where(Expr::col(("membership", "person_id")).is_in(people.iter().map(|person| person.0)));
    let rows = read.query_all(&select).await?;
    let mut teams = BTreeSet::new();
    for row in rows {
        let person: PersonId = row.try_get("", "person_id")?;
        let group: Option<OrganisationId> = row.try_get("", "part_of")?;
        teams.insert((person, row.try_get("", "id")?));
        teams.extend(group.map(|group| (person, group)));
    }
    Ok(teams)
}

/// Whether the person of this column has a membership today in the organisation or in a part of it.
pub fn is_in_team(
    person: (&'static str, &'static str),
    team: OrganisationId,
    today: NaiveDate,
) -> SimpleExpr {
    Expr::exists(memberships_in_team(person, team, today))
}

/// The same as the memberships themselves with their organisations, for those who ask more of them.
pub(super) fn memberships_in_team(
    person: (&'static str, &'static str),
    team: OrganisationId,
    today: NaiveDate,
) -> SelectStatement {
    let mut membership = Query::select();
    membership
        .expr(Expr::val(1))
        .from("membership")
        .inner_join(
            "organisation",
            Expr::col(("organisation", "id")).equals(("membership", "organisation_id")),
        )
        .and_where(Expr::col(("membership", "person_id")).equals(person))
        .and_where(in_force(today))
        .cond_where(
            Condition::any()
                .add(Expr::col(("organisation", "id")).eq(team.0))
                .add(Expr::col(("organisation", "part_of")).eq(team.0)),
        );
    membership
}

fn in_force(today: NaiveDate) -> SimpleExpr {
    let column = |name: &'static str| Expr::col(("membership", name));
    column("starts_on").lte(today).and(column("ends_on").is_null().or(column("ends_on").gte(today)))
}

/// The people with a membership today that an action of this extent reaches, for the `IN` of a query; agrees with
/// `Actor::may` on [`places_of`].
pub fn people_reached(extent: &Extent, today: NaiveDate) -> SelectStatement {
    let within_it = Expr::col(("organisation", "id")).equals(("membership", "organisation_id"));
    let mut people = Query::select();
    people
        .column(("membership", "person_id"))
        .from("membership")
        .inner_join("organisation", within_it)
        .and_where(in_force(today))
        .cond_where(within(extent));
    people
}
