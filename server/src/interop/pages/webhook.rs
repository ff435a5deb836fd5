//! One address: what it hears of, what went out last and how it was answered.

use std::collections::HashMap;

use actix_web::{HttpResponse, web};
use chrono::{DateTime, Utc};
use serde::Serialize;

use super::{country_of, kinds_of, state_of};
use crate::{
    interop::{
        access::{ManageWebhook, SendAgain},
        commands,
        store::{
            deliveries::{self, Delivery},
            webhooks::Webhook,
        },
    },
    platform::{
        Argument, Db, Form, Outcome, Page, Permit, Redirect, Screen,
        outgoing::{self, EventId, EventKind},
    },
};

#[derive(Serialize)]
pub struct WebhookPage {
    address: String,
    path: String,
    kinds: Vec<String>,
    country: String,
    mark: &'static str,
    state: String,
    since: DateTime<Utc>,
    failing_since: Option<DateTime<Utc>>,
    disabled: bool,
    /// Only on the page that follows the registration.
    secret: Option<String>,
    deliveries: Vec<Line>,
}

#[derive(Serialize)]
struct Line {
    /// What happened, in words; empty where the event is no longer kept.
    kind: String,
    event: String,
    /// Nothing more is sent by itself.
    given_up: bool,
    /// It is sent again by itself.
    waits: bool,
    made_at: DateTime<Utc>,
    tried_at: Option<DateTime<Utc>>,
    attempts: i32,
    mark: &'static str,
    answer: String,
    /// Empty where nothing can be sent.
    again_url: String,
}

impl Page for WebhookPage {
    const TEMPLATE: &'static str = "webhooks/webhook";

    fn examples() -> Vec<Self> {
        let line = |mark, tried_at| Line {
            kind: if mark == "done" { String::new() } else { "…".to_owned() },
            given_up: mark == "closed",
            waits: mark == "overdue",
            event: "0193".to_owned(),
            made_at: DateTime::default(),
            tried_at,
            attempts: 2,
            mark,
            answer: "…".to_owned(),
            again_url: match tried_at {
                Some(_) => "/webhooks/1/deliveries/1/repetition".to_owned(),
                None => String::new(),
            },
        };
        let page = |disabled, secret: Option<&str>, failing_since, deliveries| Self {
            address: "https://portal.example/hooks".to_owned(),
            path: "/webhooks/1".to_owned(),
            kinds: vec!["…".to_owned()],
            country: "Việt Nam".to_owned(),
            mark: "done",
            state: "…".to_owned(),
            since: DateTime::default(),
            failing_since,
            disabled,
            secret: secret.map(str::to_owned),
            deliveries,
        };
        let tried = Some(DateTime::default());
        let lines =
            vec![line("done", tried), line("overdue", tried), line("due", None), line("closed", tried)];
        vec![
            page(false, Some("whsec_x"), None, Vec::new()),
            page(false, None, None, lines),
            page(true, None, tried, Vec::new()),
        ]
    }
}

pub async fn show(screen: Screen, permit: Permit<ManageWebhook>, db: web::Data<Db>) -> Outcome<HttpResponse> {
    let last = deliveries::last_of(db.read(), permit.id).await?;
    let ids: Vec<EventId> = last.iter().map(|delivery| delivery.event).collect();
    let events = outgoing::events(db.read(), &ids).await?;
    let kinds: HashMap<EventId, EventKind> = events.into_iter().map(|event| (event.id, event.kind)).collect();
    screen.show(&page(&screen, &permit, (&last, &kinds), None))
}

pub(super) fn page(
    screen: &Screen,
    webhook: &Webhook,
    (last, kinds): (&[Delivery], &HashMap<EventId, EventKind>),
    secret: Option<String>,
) -> WebhookPage {
    let (mark, state) = state_of(screen, webhook);
    WebhookPage {
        address: webhook.url.clone(),
        path: format!("/webhooks/{}", webhook.id),
        kinds: kinds_of(screen, &webhook.kinds),
        country: country_of(screen, webhook),
        mark,
        state,
        since: webhook.at,
        failing_since: webhook.failing_since,
        disabled: webhook.disabled_at.is_some(),
        secret,
        deliveries: last
            .iter()
            .map(|delivery| {
                let line = line(screen, delivery, kinds.get(&delivery.event));
                // Nothing goes to an address that is disabled.
                match webhook.disabled_at {
                    Some(_) => Line { waits: false, again_url: String::new(), ..line },
                    None => line,
                }
            })
            .collect(),
    }
}

fn line(screen: &Screen, delivery: &Delivery, kind: Option<&EventKind>) -> Line {
    let mark = match (delivery.delivered_at, delivery.given_up_at, delivery.tried_at) {
        (Some(_), _, _) => "done",
        (None, Some(_), _) => "closed",
        (None, None, Some(_)) => "overdue",
        (None, None, None) => "due",
    };
    let answer = match (delivery.status, delivery.failure) {
        (Some(status), _) => {
            let taken = delivery.delivered_at.is_some();
            let key = if taken { "webhook-answer-taken" } else { "webhook-answer-refused" };
            // A status is a name and no quantity.
            screen.text_with(key, &[("status", Argument::from(status.to_string().as_str()))])
        }
        (None, Some(failure)) => screen.text(&format!("webhook-failure-{}", failure.word())),
        (None, None) => screen.text("webhook-not-tried"),
    };
    Line {
        kind: kind.map(|kind| super::kind_text(screen, *kind)).unwrap_or_default(),
        given_up: delivery.given_up_at.is_some(),
        waits: mark == "overdue",
        event: delivery.event.to_string(),
        made_at: delivery.made_at,
        tried_at: delivery.tried_at,
        attempts: delivery.attempts,
        mark,
        answer,
        again_url: format!("/webhooks/{}/deliveries/{}/repetition", delivery.webhook, delivery.id),
    }
}

pub async fn delete(permit: Permit<ManageWebhook>, form: Form, db: web::Data<Db>) -> Outcome<Redirect> {
    let mut once = db.begin_once(&form.key).await?;
    commands::delete(&mut once, &permit).await?;
    once.redirect(Redirect::to("/webhooks").saying("notice-webhook-deleted")).await
}

pub async fn enable(permit: Permit<ManageWebhook>, form: Form, db: web::Data<Db>) -> Outcome<Redirect> {
    let mut once = db.begin_once(&form.key).await?;
    commands::enable(&mut once, &permit).await?;
    let page = Redirect::to(format!("/webhooks/{}", permit.id));
    once.redirect(page.saying("notice-webhook-enabled")).await
}

pub async fn send_again(permit: Permit<SendAgain>, form: Form, db: web::Data<Db>) -> Outcome<Redirect> {
    let mut once = db.begin_once(&form.key).await?;
    commands::send_again(&mut once, &permit).await?;
    let page = Redirect::to(format!("/webhooks/{}", permit.webhook.id));
    once.redirect(page.saying("notice-webhook-sent-again")).await
}
