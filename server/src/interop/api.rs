//! Webhooks, for the API.

use actix_web::{HttpResponse, http::StatusCode, web};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{
    access::{ManageWebhook, ManageWebhooks, SendAgain},
    commands::{self, Wanted},
    model::{DeliveryId, Failure, Reach, WebhookId, secret_of},
    store::{
        deliveries::{self, Delivery},
        webhooks::{self, Webhook},
    },
};
use crate::platform::{
    Body, Db, Outcome, Permit, RequestKey,
    outgoing::{EventId, EventKind},
    secrets::Secret,
};

#[derive(Serialize, ToSchema)]
pub struct WebhookList {
    webhooks: Vec<WebhookLine>,
}

#[derive(Serialize, ToSchema)]
struct WebhookLine {
    id: WebhookId,
    url: String,
    kinds: Vec<EventKind>,
    /// ISO 3166-1 alpha-2; nothing for all countries.
    country: Option<String>,
    registered_at: DateTime<Utc>,
    /// Since when no attempt succeeded.
    failing_since: Option<DateTime<Utc>>,
    disabled_at: Option<DateTime<Utc>>,
}

/// An address, and what went out to it last.
#[derive(Serialize, ToSchema)]
pub struct WebhookShown {
    webhook: WebhookLine,
    deliveries: Vec<DeliveryShown>,
}

#[derive(Serialize, ToSchema)]
struct DeliveryShown {
    id: DeliveryId,
    event: EventId,
    made_at: DateTime<Utc>,
    attempts: i32,
    tried_at: Option<DateTime<Utc>>,
    /// Of the last answer.
    status: Option<i32>,
    /// Why there was none.
    failure: Option<Failure>,
    delivered_at: Option<DateTime<Utc>>,
    given_up_at: Option<DateTime<Utc>>,
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct WebhookRequest {
    url: String,
    /// `step.completed`, `item.changed`. A step that was not completed after all is told by the former, with another
    /// `state` than `done`.
    kinds: Vec<EventKind>,
    /// ISO 3166-1 alpha-2; left out, events of all countries go out.
    country: Option<String>,
}

/// The secret stands in the first answer only; a repeat of the request does not get it.
#[derive(Serialize, ToSchema)]
pub struct WebhookRegistered {
    id: WebhookId,
    secret: Option<String>,
}

fn line(webhook: Webhook) -> WebhookLine {
    WebhookLine {
        id: webhook.id,
        url: webhook.url,
        kinds: webhook.kinds,
        country: webhook.country,
        registered_at: webhook.at,
        failing_since: webhook.failing_since,
        disabled_at: webhook.disabled_at,
    }
}

fn shown(delivery: Delivery) -> DeliveryShown {
    DeliveryShown {
        id: delivery.id,
        event: delivery.event,
        made_at: delivery.made_at,
        attempts: delivery.attempts,
        tried_at: delivery.tried_at,
        status: delivery.status,
        failure: delivery.failure,
        delivered_at: delivery.delivered_at,
        given_up_at: delivery.given_up_at,
    }
}

pub async fn list(permit: Permit<ManageWebhooks>, db: web::Data<Db>) -> Outcome<web::Json<WebhookList>> {
    let found = webhooks::webhooks(db.read(), &ManageWebhooks::visible_to(&permit.actor)).await?;
    Ok(web::Json(WebhookList { webhooks: found.into_iter().map(line).collect() }))
}

pub async fn webhook(permit: Permit<ManageWebhook>, db: web::Data<Db>) -> Outcome<web::Json<WebhookShown>> {
    let last = deliveries::last_of(db.read(), permit.id).await?;
    let deliveries = last.into_iter().map(shown).collect();
    Ok(web::Json(WebhookShown { webhook: line(permit.subject.clone()), deliveries }))
}

pub async fn register(
    permit: Permit<ManageWebhooks>,
    key: RequestKey,
    body: Body<WebhookRequest>,
    (db, secret, reach): (web::Data<Db>, web::Data<Secret>, web::Data<Reach>),
) -> Outcome<HttpResponse> {
    let kinds = body.0.kinds.iter().map(|kind| kind.word());
    let country = body.0.country.unwrap_or_default();
    let wanted = Wanted::parse(**reach, &body.0.url, kinds, &country)?;
    let mut once = db.begin_once(&key).await?;
    let id = commands::register(&mut once, &permit, &wanted).await?;
    // What is kept for a repeat has no secret in it.
    once.json(StatusCode::CREATED, &WebhookRegistered { id, secret: None }).await?;
    let secret = Some(secret_of(&secret, id)?);
    Ok(HttpResponse::Created().json(WebhookRegistered { id, secret }))
}

pub async fn delete(permit: Permit<ManageWebhook>, db: web::Data<Db>) -> Outcome<HttpResponse> {
    let mut work = db.begin().await?;
    commands::delete(&mut work, &permit).await?;
    work.commit().await?;
    Ok(HttpResponse::NoContent().finish())
}

pub async fn enable(
    permit: Permit<ManageWebhook>,
    key: RequestKey,
    db: web::Data<Db>,
) -> Outcome<HttpResponse> {
    let mut once = db.begin_once(&key).await?;
    commands::enable(&mut once, &permit).await?;
    let deliveries = deliveries::last_of(&once, permit.id).await?.into_iter().map(shown).collect();
    let webhook = line(webhooks::webhook(&once, permit.id).await?);
    once.json(StatusCode::OK, &WebhookShown { webhook, deliveries }).await
}

pub async fn send_again(permit: Permit<SendAgain>, db: web::Data<Db>) -> Outcome<HttpResponse> {
    let mut work = db.begin().await?;
    commands::send_again(&mut work, &permit).await?;
    work.commit().await?;
    Ok(HttpResponse::NoContent().finish())
}
