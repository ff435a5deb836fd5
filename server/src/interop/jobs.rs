//! Events are given to the webhooks that hear of them, sent, and tried again.

use std::collections::HashMap;

use chrono::TimeDelta;
use serde::{Deserialize, Serialize};

use super::{
    mails::WebhookDisabledMail,
    model::{ATTEMPTS, Body, DeliveryId, Failure, PATIENCE, Reach, WebhookId, secret_of, signature},
    sending::{Message, Sender},
    steps,
    store::{
        deliveries::{self, Delivery},
        webhooks::{self, Webhook},
    },
};
use crate::{
    organisations::store::organisations,
    people::store::persons,
    platform::{
        Job, JobContext, JobKind, Outcome, Problem, Site, UnitOfWork, jobs, mail,
        outgoing::{self, EVENTS, Event, EventId},
        secrets::Secret,
    },
};

/// The kind of the job that sends one event to one webhook.
pub const DELIVERY: &str = "webhook-delivery";

#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub struct Errand {
    pub delivery: DeliveryId,
}

pub fn jobs(secret: &Secret, reach: Reach) -> Vec<JobKind> {
    let (secret, sender) = (secret.clone(), Sender::new(reach));
    vec![
        JobKind::new(EVENTS, hand_round),
        JobKind::new(DELIVERY, move |context, errand| {
            deliver(context, secret.clone(), sender.clone(), errand)
        }),
        JobKind::every(TimeDelta::minutes(2), "step-completions", steps::tell_of_steps),
        JobKind::every(TimeDelta::hours(24), "webhook-upkeep", clear_away),
    ]
}

/// Gives events to the webhooks that hear of them. Done twice, it is done once.
async fn hand_round(context: JobContext, ids: Vec<EventId>) -> Outcome<()> {
    let read = context.db.read();
    let listening = webhooks::listening(read).await?;
    if listening.is_empty() {
        return Ok(());
    }
    let events = outgoing::events(read, &ids).await?;
    let factories = organisations::organisations(read, events.iter().map(|event| event.factory)).await?;
    let countries: HashMap<_, _> = factories.into_iter().map(|(id, factory)| (id, factory.country)).collect();
    let hears = |webhook: &Webhook, event: &Event| {
        let country = countries.get(&event.factory).and_then(Option::as_ref);
        webhook.kinds.contains(&event.kind)
            && webhook.at <= event.at
            && (webhook.country.is_none() || webhook.country.as_ref() == country)
    };
    let pairs: Vec<(WebhookId, EventId)> = events
        .iter()
        .flat_map(|event| {
            let hearing = listening.iter().filter(|webhook| hears(webhook, event));
            hearing.map(|webhook| (webhook.id, event.id))
        })
        .collect();
    let work = context.db.begin().await?;
    let added = deliveries::add_new(&work, &pairs).await?;
    let errand = |delivery: &DeliveryId| Job::new(DELIVERY, Errand { delivery: *delivery });
    jobs::enqueue_many(&work, added.iter().map(errand).collect()).await?;
    work.commit().await
}

/// Sends one event to one webhook. An error is tried again by the queue, with growing waits.
async fn deliver(context: JobContext, secret: Secret, sender: Sender, errand: Errand) -> Outcome<()> {
    let read = context.db.read();
    let delivery = match deliveries::delivery(read, errand.delivery).await {
        // Forgotten meanwhile, or deleted.
        Err(Problem::NotFound) => return Ok(()),
        found => found?,
    };
    let webhook = match webhooks::webhook(read, delivery.webhook).await {
        Err(Problem::NotFound) => return Ok(()),
        found => found?,
    };
    let closed = delivery.delivered_at.is_some() || delivery.given_up_at.is_some();
    if closed {
        return Ok(());
    }
    if webhook.disabled_at.is_some() {
        // Made while the address was being disabled.
        let work = context.db.begin().await?;
        if webhooks::webhook(&work, webhook.id).await?.disabled_at.is_some() {
            deliveries::give_up(&work, webhook.id).await?;
        }
        return work.commit().await;
    }
    let events = outgoing::events(read, &[delivery.event]).await?;
    let Some(event) = events.first() else { return Ok(()) };
    let body = serde_json::to_string(&Body::of(event)).map_err(Problem::internal)?;
    let now = context.db.clock().now();
    let signature = signature(&secret_of(&secret, webhook.id)?, now, &body)?;
    let message = Message { url: &webhook.url, event: event.id.to_string(), signature, body };
    let answer = sender.send(message).await?;
    let delivered = answer.is_ok_and(|status| status.is_success());
    let answer = answer.map(|status| i32::from(status.as_u16()));
    write_down(&context, &webhook, &delivery, (answer, delivered)).await
}

async fn write_down(
    context: &JobContext,
    webhook: &Webhook,
    delivery: &Delivery,
    (answer, delivered): (Result<i32, Failure>, bool),
) -> Outcome<()> {
    let work = context.db.begin().await?;
    let given_up = !delivered && delivery.attempts + 1 >= ATTEMPTS;
    deliveries::note_attempt(&work, delivery.id, answer, (delivered, given_up)).await?;
    if delivered {
        webhooks::is_well(&work, webhook.id).await?;
    } else {
        webhooks::is_ill(&work, webhook.id).await?;
        lose_patience(&work, &context.site, webhook).await?;
    }
    work.commit().await?;
    if delivered || given_up {
        return Ok(());
    }
    Err(Problem::Unavailable(match answer {
        Ok(status) => format!("a webhook answered {status}"),
        Err(failure) => format!("a webhook did not answer: {}", failure.word()),
    }))
}

/// Disables an address at which nothing has succeeded for long, and tells whoever registered it.
async fn lose_patience(work: &UnitOfWork, site: &Site, webhook: &Webhook) -> Outcome<()> {
    let long = webhook.failing_since.is_some_and(|since| since <= work.now() - PATIENCE);
    if !long || !webhooks::disable(work, webhook.id).await? {
        return Ok(());
    }
    deliveries::give_up(work, webhook.id).await?;
    let people = persons::people(work, [webhook.by]).await?;
    let there = people.get(&webhook.by).filter(|person| !person.email.is_empty());
    let Some(person) = there else { return Ok(()) };
    let url = site.link(&format!("/webhooks/{}", webhook.id));
    let letter = WebhookDisabledMail::of(&webhook.url, url);
    let posting = mail::Posting::of(work.new_id(), person.recipient(), &letter, None);
    mail::queue_many(work, posting.into_iter().collect()).await
}

async fn clear_away(context: JobContext) -> Outcome<()> {
    let work = context.db.begin().await?;
    deliveries::forget_old(&work).await?;
    work.commit().await
}
