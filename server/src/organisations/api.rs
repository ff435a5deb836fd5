//! Organisations, for the API.

use actix_web::{HttpResponse, http::StatusCode, web};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{
    access::{ChangeOrganisation, RegisterOrganisation, SeeOrganisation, SeeOrganisations},
    commands::{self, Described},
    pages::list::find,
    store::organisations::{self, Organisation},
};
use crate::platform::{
    Body, Db, FieldErrors, OrganisationId, Outcome, Permit, RequestKey, pages::ListQuery,
    roles::OrganisationKind,
};

#[derive(Serialize, ToSchema)]
pub struct OrganisationList {
    organisations: Vec<OrganisationShown>,
    total: u64,
    /// From 1.
    page: u64,
}

#[derive(Serialize, ToSchema)]
pub struct OrganisationShown {
    id: OrganisationId,
    kind: OrganisationKind,
    name: String,
    /// ISO 3166-1 alpha-2.
    country: Option<String>,
    /// The manufacturing group that a factory belongs to.
    part_of: Option<OrganisationId>,
    /// Known through its group only: it may learn, and is no factory of Better Work.
    group_only: bool,
    /// What it is called in its owner's own lists; unique within a country.
    reference: Option<String>,
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct OrganisationRequest {
    kind: String,
    name: String,
    /// ISO 3166-1 alpha-2; required for factories and national partners.
    country: Option<String>,
    /// A manufacturing group, for a factory.
    part_of: Option<OrganisationId>,
    /// A factory that is known through its group only: it learns, and is not assessed.
    group_only: Option<bool>,
    /// What it is called in your own lists.
    reference: Option<String>,
}

/// What is left out stays as it is; an empty country, group or reference takes it away.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct OrganisationChange {
    name: Option<String>,
    country: Option<String>,
    part_of: Option<String>,
    group_only: Option<bool>,
    reference: Option<String>,
}

pub async fn list(
    permit: Permit<SeeOrganisations>,
    query: ListQuery,
    db: web::Data<Db>,
) -> Outcome<web::Json<OrganisationList>> {
    let (found, total) = find(&db, &permit.actor, &query).await?;
    let organisations = found.into_iter().map(shown).collect();
    Ok(web::Json(OrganisationList { organisations, total, page: query.page() }))
}

pub async fn organisation(permit: Permit<SeeOrganisation>) -> web::Json<OrganisationShown> {
    web::Json(shown(permit.subject.clone()))
}

pub async fn register(
    permit: Permit<RegisterOrganisation>,
    key: RequestKey,
    body: Body<OrganisationRequest>,
    db: web::Data<Db>,
) -> Outcome<HttpResponse> {
    let kind = OrganisationKind::from_word(&body.0.kind);
    let kind = kind.ok_or_else(|| FieldErrors::one("kind", "organisation-kind-missing"))?;
    let part_of = body.0.part_of.map(|group| group.to_string()).unwrap_or_default();
    let country = body.0.country.unwrap_or_default();
    let reference = body.0.reference.unwrap_or_default();
    let typed = Described {
        name: &body.0.name,
        country: &country,
        part_of: &part_of,
        present_group: None,
        reference: &reference,
        present: None,
    };
    let mut once = db.begin_once(&key).await?;
    let new = commands::described(&once, &permit.actor, kind, &typed).await?;
    let id = commands::register(&mut once, &permit, &new, typed.reference()).await?;
    let mut made = organisations::organisation(&once, id).await?;
    if body.0.group_only == Some(true) {
        let made_here = Permit::<ChangeOrganisation>::judge(permit.actor.clone(), made)?;
        made = commands::mark_group_only(&mut once, &made_here, true).await?;
    }
    once.json(StatusCode::CREATED, &shown(made)).await
}

pub async fn change(
    permit: Permit<ChangeOrganisation>,
    body: Body<OrganisationChange>,
    db: web::Data<Db>,
) -> Outcome<web::Json<OrganisationShown>> {
    let before = &permit.subject;
    let name = body.0.name.unwrap_or_else(|| before.name.clone());
    let country = body.0.country.unwrap_or_else(|| before.country.clone().unwrap_or_default());
    let part_of =
        body.0.part_of.unwrap_or_else(|| before.part_of.map(|group| group.to_string()).unwrap_or_default());
    let reference = body.0.reference.unwrap_or_else(|| before.reference.clone().unwrap_or_default());
    let typed = Described {
        name: &name,
        country: &country,
        part_of: &part_of,
        present_group: before.part_of,
        reference: &reference,
        present: Some(before.id),
    };
    let mut work = db.begin().await?;
    let new = commands::described(&work, &permit.actor, before.kind, &typed).await?;
    if body.0.group_only == Some(false) {
        commands::mark_group_only(&mut work, &permit, false).await?;
    }
    let mut after = commands::change(&mut work, &permit, &new, typed.reference()).await?;
    if body.0.group_only == Some(true) {
        let moved = Permit::<ChangeOrganisation>::judge(permit.actor.clone(), after)?;
        after = commands::mark_group_only(&mut work, &moved, true).await?;
    }
    work.commit().await?;
    Ok(web::Json(shown(after)))
}

fn shown(organisation: Organisation) -> OrganisationShown {
    OrganisationShown {
        id: organisation.id,
        kind: organisation.kind,
        name: organisation.name,
        country: organisation.country,
        part_of: organisation.part_of,
        group_only: organisation.group_only,
        reference: organisation.reference,
    }
}
