//! Templates for other systems: read, copied, made from a pathway, put into other words.

use actix_web::{HttpResponse, http::StatusCode, web};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::Teller;
use crate::{
    organisations::countries,
    pathways::{
        access::{ChangePathway, ChangeTemplate, SeeTemplates, ShareTemplate, sees_template},
        form,
        model::TemplateId,
        store::{
            pathways,
            templates::{self as kept, CHANGED_MEANWHILE},
        },
        template_commands as commands,
        templates::{self, Outline},
    },
    platform::{Body, Db, FieldErrors, OrganisationId, Outcome, Permit, Problem, Read, RequestKey},
};

#[derive(Serialize, ToSchema)]
pub struct TemplateList {
    /// Those that people made, then those that the Academy comes with.
    templates: Vec<TemplateLine>,
}

#[derive(Serialize, ToSchema)]
pub struct TemplateLine {
    /// Null for one that the Academy comes with.
    id: Option<TemplateId>,
    code: String,
    name: String,
    /// ISO 3166-1 alpha-2; null for every country.
    country: Option<String>,
    /// Whose it is; null for one that the Academy comes with.
    organisation: Option<OrganisationId>,
    /// Whether others than its organisation may begin pathways with it.
    shared: bool,
    stages: usize,
    goals: usize,
    steps: usize,
}

#[derive(Serialize, ToSchema)]
pub struct TemplateShown {
    id: TemplateId,
    name: String,
    country: Option<String>,
    /// Whether others than its organisation may begin pathways with it.
    shared: bool,
    /// How often it was changed; a change names the number that was seen.
    changes: i32,
    /// Names of stages, goals with their measures, names of steps, each in their order.
    texts: Vec<String>,
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct TemplateCopy {
    /// Code of a template that the Academy comes with, or id of one that people made.
    template: String,
}

#[derive(Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct TemplateBody {
    /// `changes` as it was read.
    changes: i32,
    name: String,
    country: Option<String>,
    /// As many as there are, in their order.
    texts: Vec<String>,
}

pub async fn list(
    permit: Permit<SeeTemplates>,
    db: web::Data<Db>,
    teller: Teller,
) -> Outcome<web::Json<TemplateList>> {
    let line = |outline: Outline, kept: Option<&kept::KeptTemplate>| TemplateLine {
        id: outline.id,
        code: outline.code,
        name: outline.name,
        country: outline.country,
        organisation: kept.and_then(|kept| kept.organisation_id),
        shared: kept.is_none_or(|kept| kept.shared_at.is_some()),
        stages: outline.parts.stages.len(),
        goals: outline.parts.goals.len(),
        steps: outline.parts.steps.len(),
    };
    let mut templates = Vec::new();
    for own in kept::templates(db.read()).await?.iter().filter(|one| sees_template(&permit.actor, one)) {
        templates.push(line(Outline::of(own)?, Some(own)));
    }
    let shipped = templates::shipped(teller.language.code());
    templates.extend(shipped.into_iter().map(|outline| line(outline, None)));
    Ok(web::Json(TemplateList { templates }))
}

/// Others may begin pathways with it from now on.
pub async fn share(
    permit: Permit<ShareTemplate>,
    db: web::Data<Db>,
    key: RequestKey,
) -> Outcome<HttpResponse> {
    let mut once = db.begin_once(&key).await?;
    commands::share(&mut once, &permit).await?;
    let shown = shown(&once, permit.id).await?;
    once.json(StatusCode::CREATED, &shown).await
}

pub async fn remove(
    permit: Permit<ChangeTemplate>,
    db: web::Data<Db>,
    key: RequestKey,
) -> Outcome<HttpResponse> {
    let mut once = db.begin_once(&key).await?;
    commands::remove(&mut once, &permit).await?;
    once.json(StatusCode::NO_CONTENT, &()).await.map(|_| HttpResponse::NoContent().finish())
}

async fn shown(read: &Read, id: TemplateId) -> Outcome<TemplateShown> {
    let template = kept::template(read, id).await?;
    let outline = Outline::of(&template)?;
    Ok(TemplateShown {
        id,
        name: template.name,
        country: template.country,
        shared: template.shared_at.is_some(),
        changes: template.changes,
        texts: outline.parts.texts().into_iter().map(|(_, text)| text.to_owned()).collect(),
    })
}

pub async fn template(
    permit: Permit<ChangeTemplate>,
    db: web::Data<Db>,
) -> Outcome<web::Json<TemplateShown>> {
    shown(db.read(), permit.id).await.map(web::Json)
}

pub async fn copy(
    permit: Permit<SeeTemplates>,
    db: web::Data<Db>,
    teller: Teller,
    key: RequestKey,
    body: Body<TemplateCopy>,
) -> Outcome<HttpResponse> {
    let outline = Outline::find(db.read(), (&*permit.actor, teller.language), &body.0.template).await?;
    let mut once = db.begin_once(&key).await?;
    let id = commands::clone(&mut once, &permit, &outline, teller.language).await?;
    let shown = shown(&once, id).await?;
    once.json(StatusCode::CREATED, &shown).await
}

/// A template from a pathway as it is.
pub async fn of_pathway(
    permit: Permit<ChangePathway>,
    own: Permit<SeeTemplates>,
    db: web::Data<Db>,
    teller: Teller,
    key: RequestKey,
) -> Outcome<HttpResponse> {
    let whole = pathways::whole(db.read(), permit.pathway.clone()).await?;
    let outline = Outline::of_pathway(&whole, permit.factory.country.clone());
    let mut once = db.begin_once(&key).await?;
    let id = commands::clone(&mut once, &own, &outline, teller.language).await?;
    let shown = shown(&once, id).await?;
    once.json(StatusCode::CREATED, &shown).await
}

pub async fn change(
    permit: Permit<ChangeTemplate>,
    db: web::Data<Db>,
    key: RequestKey,
    body: Body<TemplateBody>,
) -> Outcome<HttpResponse> {
    let sent = serde_json::to_value(&body.0).map_err(Problem::internal)?;
    let TemplateBody { changes, name, country, texts } = body.0;
    let mut errors = FieldErrors::default();
    let name = errors.take("name", form::text(&name, 160, "pathway-name-missing"));
    let country = country.as_deref().map(countries::parse).transpose();
    let country = errors.take("country", country);
    let (Some(name), Some(country)) = (name, country) else { return Err(errors.into()) };
    let mut once = db.begin_once(&key).await?;
    let country = country.map(str::to_owned);
    if let Err(problem) = commands::change(&mut once, &permit, (name, country), &texts, changes).await {
        drop(once);
        let Problem::Conflict(CHANGED_MEANWHILE) = problem else { return Err(problem) };
        return Err(Problem::changed(CHANGED_MEANWHILE, &sent, &shown(db.read(), permit.id).await?));
    }
    let shown = shown(&once, permit.id).await?;
    once.json(StatusCode::OK, &shown).await
}
