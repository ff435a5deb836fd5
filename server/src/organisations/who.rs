//! People chosen by what is known of them: where they are, as what, in which country and language, since when.

use chrono::{NaiveDate, NaiveTime};
use sea_orm::{
    Condition,
    sea_query::{Expr, ExprTrait, Query, SelectStatement},
};

use super::places::memberships_in_team;
use crate::{
    people::store::suspensions::is_suspended_here,
    platform::{Language, OrganisationId, PersonId, roles::Role},
};

/// A rule about people; what is `None` may be anything.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Who {
    /// With a membership here or in a part of it.
    pub organisation: OrganisationId,
    pub role: Option<Role>,
    /// ISO 3166-1 alpha-2, of the organisation in which the membership is.
    pub country: Option<String>,
    pub language: Option<Language>,
    /// Joined the Academy after this day.
    pub joined_after: Option<NaiveDate>,
}

/// `person` rows for whom the rule holds today; whoever is suspended is not among them. The columns are the caller's.
pub fn people_who(who: &Who, today: NaiveDate) -> SelectStatement {
    let mut people = Query::select();
    people.from("person").cond_where(holds(who, today));
    people
}

/// The same among these people.
pub fn among(mut people: SelectStatement, some: &[PersonId]) -> SelectStatement {
    people.and_where(Expr::col(("person", "id")).is_in(some.iter().map(|person| person.0)));
    people
}

fn holds(who: &Who, today: NaiveDate) -> Condition {
    let mut membership = memberships_in_team(("person", "id"), who.organisation, today);
    if let Some(role) = who.role {
        membership.and_where(Expr::col(("membership", "role")).eq(role.word()));
    }
    if let Some(country) = &who.country {
        membership.and_where(Expr::col(("organisation", "country")).eq(country.clone()));
    }
    let mut holds = Condition::all()
        .add(Expr::exists(membership))
        .add(is_suspended_here(Expr::col(("person", "id"))).not());
    if let Some(language) = who.language {
        holds = holds.add(Expr::col(("person", "language")).eq(language.code()));
    }
    if let Some(day) = who.joined_after {
        let end_of_day = day.succ_opt().unwrap_or(day).and_time(NaiveTime::MIN).and_utc();
        holds = holds.add(Expr::col(("person", "joined_at")).gte(end_of_day));
    }
    holds
}
