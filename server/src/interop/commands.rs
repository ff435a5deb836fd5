//! Webhooks are registered, deleted and enabled again; an event is sent again.

use super::{
    access::{ManageWebhook, ManageWebhooks, SendAgain, reaches},
    jobs::{DELIVERY, Errand},
    model::{DeliveryId, Reach, WebhookId, parse_kinds},
    store::{
        deliveries,
        webhooks::{self, NewWebhook},
    },
};
use crate::{
    organisations::countries,
    platform::{FieldErrors, Job, Outcome, Permit, Problem, UnitOfWork, audit, jobs, outgoing::EventKind},
};

/// What was typed of a webhook, read.
pub struct Wanted {
    pub url: String,
    pub kinds: Vec<EventKind>,
    pub country: Option<String>,
}

impl Wanted {
    /// `country` is a code, or nothing for all countries.
    ///
    /// # Errors
    /// Everything that is wrong at once.
    pub fn parse<'w>(
        reach: Reach,
        url: &str,
        kinds: impl IntoIterator<Item = &'w str>,
        country: &str,
    ) -> Result<Self, FieldErrors> {
        let mut errors = FieldErrors::default();
        let url = errors.take("url", reach.parse(url));
        let kinds = errors.take("kinds", parse_kinds(kinds));
        let country = match country {
            "" => Some(None),
            code => errors.take("country", countries::parse(code)).map(|code| Some(code.to_owned())),
        };
        match (url, kinds, country) {
            (Some(url), Some(kinds), Some(country)) => Ok(Self { url: url.into(), kinds, country }),
            _ => Err(errors),
        }
    }
}

/// # Errors
/// `Problem::Invalid` for a country that the actor does not reach.
pub async fn register(
    work: &mut UnitOfWork,
    permit: &Permit<ManageWebhooks>,
    wanted: &Wanted,
) -> Outcome<WebhookId> {
    if !reaches(&ManageWebhooks::visible_to(&permit.actor), wanted.country.as_deref()) {
        return Err(FieldErrors::one("country", "webhook-country-out-of-reach").into());
    }
    let new = NewWebhook {
        url: wanted.url.clone(),
        kinds: wanted.kinds.clone(),
        country: wanted.country.clone(),
        by: permit.actor.person,
    };
    let id = webhooks::add(work, &new).await?;
    note(work, permit.actor.person, "webhook.register", id).await?;
    Ok(id)
}

pub async fn delete(work: &mut UnitOfWork, permit: &Permit<ManageWebhook>) -> Outcome<()> {
    if webhooks::delete(work, permit.id).await? {
        note(work, permit.actor.person, "webhook.delete", permit.id).await?;
    }
    Ok(())
}

/// What was not taken when it was disabled goes out again; of what happened since, nothing does.
pub async fn enable(work: &mut UnitOfWork, permit: &Permit<ManageWebhook>) -> Outcome<()> {
    let disabled_at = webhooks::webhook(work, permit.id).await?.disabled_at;
    webhooks::enable(work, permit.id).await?;
    if let Some(since) = disabled_at {
        let missed = deliveries::take_up(work, permit.id, since).await?;
        let errand = |delivery: &DeliveryId| Job::new(DELIVERY, Errand { delivery: *delivery });
        jobs::enqueue_many(work, missed.iter().map(errand).collect()).await?;
    }
    note(work, permit.actor.person, "webhook.enable", permit.id).await
}

/// Sends an event again, with the same id and body.
///
/// # Errors
/// `Problem::Conflict` where the address is disabled: nothing goes to it.
pub async fn send_again(work: &mut UnitOfWork, permit: &Permit<SendAgain>) -> Outcome<()> {
    if webhooks::webhook(work, permit.webhook.id).await?.disabled_at.is_some() {
        return Err(Problem::Conflict("webhook-is-disabled"));
    }
    deliveries::begin_again(work, permit.delivery.id).await?;
    jobs::enqueue(work, Job::new(DELIVERY, Errand { delivery: permit.delivery.id })).await?;
    note(work, permit.actor.person, "webhook.send-again", permit.webhook.id).await
}

async fn note(
    work: &UnitOfWork,
    by: crate::platform::PersonId,
    action: &'static str,
    webhook: WebhookId,
) -> Outcome<()> {
    audit::write(work, by, audit::Entry::of(action, "webhook", webhook.0)).await
}
