//! Consents, requests, looks and sourcing links, for the API.

use actix_web::{HttpResponse, http::StatusCode, web};
use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{
    access::{
        AnswerRequest, AskConsent, EndSourcing, GiveConsent, LinkSourcing, RevokeConsent, SeeRequests,
        SeeViewers,
    },
    commands::{self, Asked, Gift},
    model::{
        Consent, ConsentId, ConsentRequestId, ConsentState, Reply, Scope, Scopes, SourcingLinkId, Span,
        parse_days, parse_purpose, parse_reason,
    },
    store::{consents, looks, requests, sourcing},
};
use crate::{
    organisations::store::organisations,
    platform::{
        Body, Db, FieldErrors, OrganisationId, Outcome, Permit, PersonId, Read, RequestKey, Site,
        pages::ListQuery, roles::OrganisationKind,
    },
};

#[derive(Serialize, ToSchema)]
pub struct ConsentList {
    consents: Vec<ConsentShown>,
}

#[derive(Serialize, ToSchema)]
struct ConsentShown {
    id: ConsentId,
    brand: OrganisationId,
    scopes: Vec<Scope>,
    starts_on: NaiveDate,
    /// The last day.
    ends_on: Option<NaiveDate>,
    state: ConsentState,
    given_at: DateTime<Utc>,
    given_by: PersonId,
    /// In whose name: the factory itself, or its group where that speaks for it. Null where it is not known.
    given_for: Option<OrganisationId>,
    revoked_at: Option<DateTime<Utc>>,
    revoked_by: Option<PersonId>,
    revoked_for: Option<OrganisationId>,
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ConsentRequest {
    /// The id of the brand, or its name.
    brand: String,
    /// `plan`, `learning`.
    scopes: Vec<String>,
    /// Today, when it is left out.
    starts_on: Option<String>,
    /// The last day; left out, it has no end.
    ends_on: Option<String>,
}

#[derive(Serialize, ToSchema)]
pub struct ConsentMade {
    id: ConsentId,
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Revocation {
    /// Nobody has to say why.
    reason: Option<String>,
}

#[derive(Serialize, ToSchema)]
pub struct RequestList {
    requests: Vec<RequestShown>,
}

#[derive(Serialize, ToSchema)]
struct RequestShown {
    id: ConsentRequestId,
    brand: OrganisationId,
    factory: OrganisationId,
    scopes: Vec<Scope>,
    purpose: String,
    at: DateTime<Utc>,
    answered_at: Option<DateTime<Utc>>,
    answer: Option<Reply>,
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Asking {
    factory: OrganisationId,
    /// `plan`, `learning`.
    scopes: Vec<String>,
    purpose: String,
}

#[derive(Serialize, ToSchema)]
pub struct RequestMade {
    id: ConsentRequestId,
}

/// `given` with what is given, or `declined`.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Answering {
    /// `given` or `declined`.
    answer: String,
    scopes: Option<Vec<String>>,
    starts_on: Option<String>,
    ends_on: Option<String>,
}

#[derive(Serialize, ToSchema)]
pub struct LookList {
    looks: Vec<LookShown>,
    total: u64,
    /// From 1.
    page: u64,
}

#[derive(Serialize, ToSchema)]
struct LookShown {
    at: DateTime<Utc>,
    brand: OrganisationId,
    person: PersonId,
    what: Scope,
}

#[derive(Serialize, ToSchema)]
pub struct LinkList {
    links: Vec<LinkShown>,
}

#[derive(Serialize, ToSchema)]
struct LinkShown {
    id: SourcingLinkId,
    brand: OrganisationId,
    starts_on: NaiveDate,
    /// The last day.
    ends_on: Option<NaiveDate>,
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct LinkRequest {
    /// The id of the brand, or its name.
    brand: String,
    /// Today, when it is left out.
    starts_on: Option<NaiveDate>,
}

#[derive(Serialize, ToSchema)]
pub struct LinkMade {
    id: SourcingLinkId,
}

pub async fn list(permit: Permit<SeeViewers>, db: web::Data<Db>) -> Outcome<web::Json<ConsentList>> {
    let today = permit.day_at(db.clock().now());
    let found = consents::consents_of(db.read(), permit.id).await?;
    let shown = |consent: Consent| ConsentShown {
        id: consent.id,
        brand: consent.brand,
        scopes: consent.scopes.all(),
        starts_on: consent.starts_on,
        ends_on: consent.ends_on,
        state: consent.state(today),
        given_at: consent.given_at,
        given_by: consent.given_by,
        given_for: consent.given_for,
        revoked_at: consent.revoked_at,
        revoked_by: consent.revoked_by,
        revoked_for: consent.revoked_for,
    };
    Ok(web::Json(ConsentList { consents: found.into_iter().map(shown).collect() }))
}

/// The scopes and days of a consent, as they were sent.
fn terms(
    errors: &mut FieldErrors,
    scopes: &[String],
    days: (Option<&str>, Option<&str>),
    today: NaiveDate,
) -> Option<(Scopes, Span)> {
    let scopes = errors.take("scopes", Scopes::parse(scopes.iter().map(String::as_str)));
    let days = (days.0.unwrap_or_default(), days.1.unwrap_or_default());
    scopes.zip(parse_days(errors, days, today))
}

pub async fn give(
    permit: Permit<GiveConsent>,
    key: RequestKey,
    body: Body<ConsentRequest>,
    db: web::Data<Db>,
    site: web::Data<Site>,
) -> Outcome<HttpResponse> {
    let mut once = db.begin_once(&key).await?;
    let mut errors = FieldErrors::default();
    let brand = organisations::find_brand(&once, &body.0.brand).await?;
    let brand = errors.take("brand", brand.ok_or("consent-brand-unknown"));
    let days = (body.0.starts_on.as_deref(), body.0.ends_on.as_deref());
    let terms = terms(&mut errors, &body.0.scopes, days, permit.factory.day_at(once.now()));
    let Some((brand, (scopes, span))) = brand.zip(terms) else { return Err(errors.into()) };
    let id = commands::give(&mut once, &permit, &site, &Gift { brand, scopes, span }).await?;
    once.json(StatusCode::CREATED, &ConsentMade { id }).await
}

pub async fn revoke(
    permit: Permit<RevokeConsent>,
    body: Body<Revocation>,
    db: web::Data<Db>,
    site: web::Data<Site>,
) -> Outcome<HttpResponse> {
    let reason = parse_reason(&body.0.reason.unwrap_or_default());
    let reason = reason.map_err(|key| FieldErrors::one("reason", key))?;
    let mut work = db.begin().await?;
    commands::revoke(&mut work, &permit, &site, &reason).await?;
    work.commit().await?;
    Ok(HttpResponse::NoContent().finish())
}

pub async fn requests(permit: Permit<SeeRequests>, db: web::Data<Db>) -> Outcome<web::Json<RequestList>> {
    let found = found_requests(db.read(), &permit).await?;
    let shown = |request: requests::ConsentRequest| RequestShown {
        id: request.id,
        brand: request.brand,
        factory: request.factory,
        scopes: request.scopes.all(),
        purpose: request.purpose,
        at: request.at,
        answered_at: request.answered_at,
        answer: request.answer,
    };
    Ok(web::Json(RequestList { requests: found.into_iter().map(shown).collect() }))
}

async fn found_requests(read: &Read, permit: &Permit<SeeRequests>) -> Outcome<Vec<requests::ConsentRequest>> {
    match permit.kind {
        OrganisationKind::Brand => requests::requests_of(read, &[permit.id]).await,
        _ => requests::open_to(read, permit.id).await,
    }
}

pub async fn ask(
    permit: Permit<AskConsent>,
    key: RequestKey,
    body: Body<Asking>,
    db: web::Data<Db>,
    site: web::Data<Site>,
) -> Outcome<HttpResponse> {
    let mut errors = FieldErrors::default();
    let scopes = errors.take("scopes", Scopes::parse(body.0.scopes.iter().map(String::as_str)));
    let purpose = errors.take("purpose", parse_purpose(&body.0.purpose));
    let Some((scopes, purpose)) = scopes.zip(purpose) else { return Err(errors.into()) };
    let mut once = db.begin_once(&key).await?;
    let asked = Asked { factory: body.0.factory, scopes, purpose };
    let id = commands::ask(&mut once, &permit, &site, &asked).await?;
    once.json(StatusCode::CREATED, &RequestMade { id }).await
}

pub async fn answer(
    permit: Permit<AnswerRequest>,
    body: Body<Answering>,
    db: web::Data<Db>,
    site: web::Data<Site>,
) -> Outcome<HttpResponse> {
    let mut work = db.begin().await?;
    match Reply::from_word(&body.0.answer) {
        Some(Reply::Declined) => commands::decline(&mut work, &permit, &site).await?,
        Some(Reply::Given) => {
            let mut errors = FieldErrors::default();
            let scopes = body.0.scopes.unwrap_or_default();
            let days = (body.0.starts_on.as_deref(), body.0.ends_on.as_deref());
            let today = permit.voice.factory.day_at(work.now());
            let terms = terms(&mut errors, &scopes, days, today).ok_or(errors)?;
            commands::agree(&mut work, &permit, &site, terms).await?;
        }
        _ => return Err(FieldErrors::one("answer", "consent-answer-word").into()),
    }
    work.commit().await?;
    Ok(HttpResponse::NoContent().finish())
}

pub async fn looks(
    permit: Permit<SeeViewers>,
    query: ListQuery,
    db: web::Data<Db>,
) -> Outcome<web::Json<LookList>> {
    let (found, total) = looks::looks_at(db.read(), permit.id, query.page()).await?;
    let shown = |look: looks::Look| LookShown {
        at: look.at,
        brand: look.brand,
        person: look.person,
        what: look.what,
    };
    let looks = found.into_iter().map(shown).collect();
    Ok(web::Json(LookList { looks, total, page: query.page() }))
}

pub async fn links(permit: Permit<SeeViewers>, db: web::Data<Db>) -> Outcome<web::Json<LinkList>> {
    let found = sourcing::links_of(db.read(), permit.id).await?;
    let shown = |link: sourcing::SourcingLink| LinkShown {
        id: link.id,
        brand: link.brand,
        starts_on: link.starts_on,
        ends_on: link.ends_on,
    };
    Ok(web::Json(LinkList { links: found.into_iter().map(shown).collect() }))
}

pub async fn link(
    permit: Permit<LinkSourcing>,
    key: RequestKey,
    body: Body<LinkRequest>,
    db: web::Data<Db>,
) -> Outcome<HttpResponse> {
    let mut once = db.begin_once(&key).await?;
    let brand = organisations::find_brand(&once, &body.0.brand).await?;
    let brand = brand.ok_or_else(|| FieldErrors::one("brand", "consent-brand-unknown"))?;
    let starts_on = body.0.starts_on.unwrap_or_else(|| permit.day_at(once.now()));
    let id = commands::begin_sourcing(&mut once, &permit, &brand, starts_on).await?;
    once.json(StatusCode::CREATED, &LinkMade { id }).await
}

pub async fn unlink(permit: Permit<EndSourcing>, db: web::Data<Db>) -> Outcome<HttpResponse> {
    let mut work = db.begin().await?;
    commands::end_sourcing(&mut work, &permit).await?;
    work.commit().await?;
    Ok(HttpResponse::NoContent().finish())
}
