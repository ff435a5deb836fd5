//! Memberships, for the API.

use actix_web::{HttpResponse, http::StatusCode, web};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{
    access::{ChangeMembership, EndMembership, GrantMembership, SeeMembers},
    commands::{self, Grant},
};
use crate::{
    organisations::store::memberships::{self, Membership, MembershipId},
    people::store::persons,
    platform::{Body, Db, FieldErrors, Outcome, Permit, PersonId, RequestKey, roles::Role},
};

#[derive(Serialize, ToSchema)]
pub struct MembershipList {
    memberships: Vec<Member>,
}

#[derive(Serialize, ToSchema)]
pub struct Member {
    id: MembershipId,
    person: PersonId,
    name: String,
    role: Role,
    starts_on: NaiveDate,
    /// The last day in force.
    ends_on: Option<NaiveDate>,
    /// Where in the organisation they work; empty where nobody said it.
    department: String,
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct MembershipRequest {
    person: PersonId,
    role: String,
    /// Today, when it is left out.
    starts_on: Option<NaiveDate>,
    /// The last day in force; left out, it has no end.
    ends_on: Option<NaiveDate>,
    /// Where in the organisation they work.
    #[serde(default)]
    department: String,
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct MembershipChange {
    /// Where in the organisation they work; empty takes it away.
    department: String,
}

#[derive(Serialize, ToSchema)]
pub struct Granted {
    id: MembershipId,
}

pub async fn list(permit: Permit<SeeMembers>, db: web::Data<Db>) -> Outcome<web::Json<MembershipList>> {
    let today = permit.day_at(db.clock().now());
    let found = memberships::memberships_in(db.read(), permit.id, today).await?;
    let people = persons::people(db.read(), found.iter().map(|membership| membership.person)).await?;
    let member = |membership: Membership| {
        let name = people.get(&membership.person)?.name.clone();
        Some(shown(membership, name))
    };
    Ok(web::Json(MembershipList { memberships: found.into_iter().filter_map(member).collect() }))
}

fn shown(membership: Membership, name: String) -> Member {
    Member {
        id: membership.id,
        person: membership.person,
        name,
        role: membership.role,
        starts_on: membership.starts_on,
        ends_on: membership.ends_on,
        department: membership.department,
    }
}

pub async fn grant(
    permit: Permit<GrantMembership>,
    key: RequestKey,
    body: Body<MembershipRequest>,
    db: web::Data<Db>,
) -> Outcome<HttpResponse> {
    let role = Role::from_word(&body.0.role).ok_or_else(|| FieldErrors::one("role", "role-missing"))?;
    let starts_on = body.0.starts_on.unwrap_or_else(|| permit.begins_on(db.clock().now()));
    let MembershipRequest { person, ends_on, department, .. } = body.0;
    let grant = Grant { person, role, starts_on, ends_on, department };
    let mut once = db.begin_once(&key).await?;
    let id = commands::grant(&mut once, &permit, &grant).await?;
    once.json(StatusCode::CREATED, &Granted { id }).await
}

pub async fn change(
    permit: Permit<ChangeMembership>,
    body: Body<MembershipChange>,
    db: web::Data<Db>,
) -> Outcome<web::Json<Member>> {
    let mut work = db.begin().await?;
    commands::work_in(&mut work, &permit, &body.0.department).await?;
    let membership = memberships::membership(&work, permit.membership.id).await?;
    work.commit().await?;
    let name = persons::person(db.read(), membership.person).await?.name;
    Ok(web::Json(shown(membership, name)))
}

pub async fn end(permit: Permit<EndMembership>, db: web::Data<Db>) -> Outcome<HttpResponse> {
    let mut work = db.begin().await?;
    commands::end(&mut work, &permit).await?;
    work.commit().await?;
    Ok(HttpResponse::NoContent().finish())
}
