//! People, for the API.

use actix_web::{HttpResponse, web};
use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{
    access::{Colleague, SeePeople, SeePerson, SuspendPerson},
    commands::{self, Reason},
    pages::list::{Found, find},
};
use crate::{
    organisations::store::memberships::{Membership, MembershipId},
    people::{Person, store::suspensions},
    platform::{
        Action, Actor, Body, Db, FieldErrors, Language, OrganisationId, Outcome, Permit, PersonId,
        pages::ListQuery, roles::Role,
    },
};

#[derive(Serialize, ToSchema)]
pub struct PeopleList {
    people: Vec<ListedPerson>,
    total: u64,
    /// From 1.
    page: u64,
}

#[derive(Serialize, ToSchema)]
struct ListedPerson {
    id: PersonId,
    name: String,
    email: String,
    suspended: bool,
    roles: Vec<ListedRole>,
}

#[derive(Serialize, ToSchema)]
struct ListedRole {
    organisation: OrganisationId,
    role: Role,
}

#[derive(Serialize, ToSchema)]
pub struct PersonShown {
    id: PersonId,
    name: String,
    email: String,
    language: Language,
    joined_at: DateTime<Utc>,
    suspended: bool,
    memberships: Vec<PersonMembership>,
}

#[derive(Serialize, ToSchema)]
struct PersonMembership {
    id: MembershipId,
    organisation: OrganisationId,
    role: Role,
    starts_on: NaiveDate,
    /// The last day in force.
    ends_on: Option<NaiveDate>,
    /// Where in the organisation they work; empty where nobody said it.
    department: String,
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SuspensionRequest {
    reason: String,
}

pub async fn list(
    permit: Permit<SeePeople>,
    query: ListQuery,
    db: web::Data<Db>,
) -> Outcome<web::Json<PeopleList>> {
    let found = find(&db, &permit.actor, &query).await?;
    let people = found.people.iter().map(|person| listed(&found, person)).collect();
    Ok(web::Json(PeopleList { people, total: found.total, page: query.page() }))
}

fn listed(found: &Found, person: &Person) -> ListedPerson {
    let roles = found.memberships.get(&person.id).map(Vec::as_slice).unwrap_or_default();
    ListedPerson {
        id: person.id,
        name: person.name.clone(),
        email: person.email.clone(),
        suspended: found.suspended.contains(&person.id),
        roles: roles.iter().map(|(role, at)| ListedRole { organisation: at.id, role: *role }).collect(),
    }
}

pub async fn person(permit: Permit<SeePerson>, db: web::Data<Db>) -> Outcome<web::Json<PersonShown>> {
    let mut work = db.begin().await?;
    commands::note_sight(&mut work, &permit).await?;
    let suspended = suspensions::is_suspended(&work, permit.person.id).await?;
    work.commit().await?;
    Ok(web::Json(shown(&permit.subject, &permit.actor, suspended)))
}

fn shown(colleague: &Colleague, actor: &Actor, suspended: bool) -> PersonShown {
    let seen = |membership: &&Membership| {
        let organisation = colleague.organisations.get(&membership.organisation);
        organisation.is_some_and(|organisation| actor.may(SeePerson::NAME, &organisation.place()))
    };
    let person = &colleague.person;
    PersonShown {
        id: person.id,
        name: person.name.clone(),
        email: person.email.clone(),
        language: person.language,
        joined_at: person.joined_at,
        suspended,
        memberships: colleague.memberships.iter().filter(seen).map(membership).collect(),
    }
}

fn membership(membership: &Membership) -> PersonMembership {
    PersonMembership {
        id: membership.id,
        organisation: membership.organisation,
        role: membership.role,
        starts_on: membership.starts_on,
        ends_on: membership.ends_on,
        department: membership.department.clone(),
    }
}

pub async fn suspend(
    permit: Permit<SuspendPerson>,
    body: Body<SuspensionRequest>,
    db: web::Data<Db>,
) -> Outcome<HttpResponse> {
    let reason = Reason::parse(&body.0.reason).map_err(|key| FieldErrors::one("reason", key))?;
    let mut work = db.begin().await?;
    commands::suspend(&mut work, &permit, &reason).await?;
    work.commit().await?;
    Ok(HttpResponse::NoContent().finish())
}

pub async fn lift(permit: Permit<SuspendPerson>, db: web::Data<Db>) -> Outcome<HttpResponse> {
    let mut work = db.begin().await?;
    commands::lift(&mut work, &permit).await?;
    work.commit().await?;
    Ok(HttpResponse::NoContent().finish())
}
