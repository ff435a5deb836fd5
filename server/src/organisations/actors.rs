//! Who is asking, for the platform: the person with their memberships in force, in one query at each request.

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use sea_orm::{ConnectionTrait, FromQueryResult, Statement, Value};

use crate::platform::{
    Actor, Language, OrganisationId, Outcome, PersonId, Place, Problem, Read, SignInId,
    actor::{Actors, Standing, Through},
    language::zones,
    roles::{OrganisationKind, Role, Side},
    tokens::Bearer,
};

/// Reads actors from people and memberships.
pub struct Members {
    /// A query for the seats that the person of the membership `m` has had in its factory, each as
    /// `side first-day last-day` with the last left empty where there is none, joined by `;`. Who keeps them lies above
    /// and says where they are.
    pub seats: &'static str,
}

impl Members {
    /// Only factories have committees: of other memberships nothing is looked up.
    fn seats(&self) -> String {
        format!("CASE WHEN o.kind = 'factory' THEN ({}) END AS seats", self.seats)
    }
}

/// One membership of the person who asks, or the person alone.
#[derive(FromQueryResult)]
struct Line {
    sign_in: Option<SignInId>,
    person: PersonId,
    name: String,
    language: String,
    role: Option<Role>,
    kind: Option<OrganisationKind>,
    organisation: Option<OrganisationId>,
    part_of: Option<OrganisationId>,
    country: Option<String>,
    starts_on: Option<NaiveDate>,
    ends_on: Option<NaiveDate>,
    seats: Option<String>,
}

/// $1 is the latest day that it can be anywhere, $4 the earliest: which of these memberships are in force says the clock
/// of each organisation. The first line of the query says where the person comes from.
const MEMBERSHIPS: &str = "\
    LEFT JOIN membership m ON m.person_id = p.id AND m.starts_on <= $1 AND (m.ends_on IS NULL OR m.ends_on >= $4) \
    LEFT JOIN organisation o ON o.id = m.organisation_id \
    WHERE NOT EXISTS (SELECT 1 FROM suspension s WHERE s.person_id = p.id AND s.lifted_at IS NULL)";
const COLUMNS: &str = "\
    p.id AS person, p.name AS name, p.language AS language, m.role AS role, o.kind AS kind, o.id AS organisation, \
    o.part_of AS part_of, o.country AS country, m.starts_on AS starts_on, m.ends_on AS ends_on";

#[async_trait::async_trait]
impl Actors for Members {
    async fn of_sign_in(&self, read: &Read, token: &[u8], now: DateTime<Utc>) -> Outcome<Option<Actor>> {
        let seats = self.seats();
        let sql = format!(
            "SELECT i.id AS sign_in, {COLUMNS}, {seats} \
             FROM sign_in i JOIN person p ON p.id = i.person_id {MEMBERSHIPS} \
             AND i.fingerprint = $2 AND i.ends_at > $3"
        );
        let lines = lines(read, sql, [token.to_vec().into(), now.into()], now).await?;
        let through = lines.first().and_then(|line| line.sign_in).map(Through::SignIn);
        Ok(through.and_then(|through| actor(lines, through, now)))
    }

    async fn of_bearer(&self, read: &Read, bearer: Bearer, now: DateTime<Utc>) -> Outcome<Option<Actor>> {
        let seats = self.seats();
        let sql = format!(
            "SELECT NULL AS sign_in, {COLUMNS}, {seats} \
             FROM person p {MEMBERSHIPS} AND p.id = $2 AND p.tokens_from <= $3"
        );
        let values = [bearer.person.0.into(), bearer.issued_at.into()];
        Ok(actor(lines(read, sql, values, now).await?, Through::Token, now))
    }

    async fn of_person(&self, read: &Read, person: PersonId, now: DateTime<Utc>) -> Outcome<Option<Actor>> {
        let seats = self.seats();
        let sql = format!(
            "SELECT NULL AS sign_in, {COLUMNS}, {seats} \
             FROM person p {MEMBERSHIPS} AND p.id = $2 AND p.joined_at <= $3"
        );
        let values = [person.0.into(), now.into()];
        Ok(actor(lines(read, sql, values, now).await?, Through::Token, now))
    }
}

/// `values` are those of $2 and $3.
async fn lines(
    read: &Read,
    sql: String,
    [second, third]: [Value; 2],
    now: DateTime<Utc>,
) -> Result<Vec<Line>, Problem> {
    let (latest, earliest) = (now + TimeDelta::days(1), now - TimeDelta::days(1));
    let values = [latest.date_naive().into(), second, third, earliest.date_naive().into()];
    let statement = Statement::from_sql_and_values(read.get_database_backend(), sql, values);
    Ok(Line::find_by_statement(statement).all(read).await?)
}

fn actor(lines: Vec<Line>, through: Through, now: DateTime<Utc>) -> Option<Actor> {
    let first = lines.first()?;
    let (person, name) = (first.person, first.name.clone());
    let language = Language::from_code(&first.language).unwrap_or_default();
    let memberships = lines.into_iter().filter_map(|line| standing(line, now)).collect();
    Some(Actor { person, name, language, through, memberships })
}

fn standing(line: Line, now: DateTime<Utc>) -> Option<Standing> {
    let today = zones::day_in(line.country.as_deref(), now);
    let begun = line.starts_on.is_some_and(|first| first <= today);
    if !begun || line.ends_on.is_some_and(|last| last < today) {
        return None;
    }
    let seat = line.seats.and_then(|seats| seats.split(';').filter_map(|seat| in_force(seat, today)).min());
    let place = Place { organisation: line.organisation?, part_of: line.part_of, country: line.country };
    Some(Standing { role: line.role?, kind: line.kind?, place, seat })
}

/// The side of a seat, where it is in force on this day of the factory's country.
fn in_force(seat: &str, today: NaiveDate) -> Option<Side> {
    let mut parts = seat.split(' ');
    let side = Side::from_word(parts.next()?)?;
    let first: NaiveDate = parts.next()?.parse().ok()?;
    let last: Option<NaiveDate> = match parts.next()? {
        "" => None,
        day => Some(day.parse().ok()?),
    };
    (first <= today && last.is_none_or(|last| today <= last)).then_some(side)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_seat_is_in_force_from_its_first_to_its_last_day() {
        let on = |seat: &str, day: &str| in_force(seat, day.parse().unwrap());
        let ended = "workers 2026-11-01 2026-11-22";
        assert_eq!(on(ended, "2026-10-31"), None);
        assert_eq!(on(ended, "2026-11-01"), Some(Side::Workers));
        assert_eq!(on(ended, "2026-11-22"), Some(Side::Workers));
        assert_eq!(on(ended, "2026-11-23"), None);
        assert_eq!(on("management 2026-11-01 ", "2036-11-01"), Some(Side::Management));
        assert_eq!(on("nonsense", "2026-11-01"), None);
    }
}
