//! Who looks after webhooks: administrators everywhere, programme managers those that hear of their own country.

use super::{
    model::{DeliveryId, WebhookId},
    store::{
        deliveries::{self, Delivery},
        webhooks::{self, Webhook},
    },
};
use crate::platform::{Action, Actor, Door, Judgement, Outcome, Problem, actor::Extent};

pub const MANAGE: &str = "webhook.manage";

/// Whether the extent reaches a webhook that hears of this country, or of all.
pub fn reaches(extent: &Extent, country: Option<&str>) -> bool {
    extent.everywhere || country.is_some_and(|country| extent.countries.iter().any(|own| own == country))
}

/// The list, the form and a new one. Which country a new one may hear of, the command asks.
pub struct ManageWebhooks;

impl Action for ManageWebhooks {
    type Subject = ();
    const NAME: &'static str = MANAGE;

    async fn subject(_: &Door<'_>) -> Outcome<()> {
        Ok(())
    }

    fn judge(actor: &Actor, (): &()) -> Judgement {
        Judgement::allow_if(actor.may_anywhere(MANAGE))
    }
}

impl ManageWebhooks {
    /// Those for which [`ManageWebhook`] says yes.
    pub fn visible_to(actor: &Actor) -> Extent {
        actor.extent(MANAGE)
    }
}

pub struct ManageWebhook;

impl Action for ManageWebhook {
    type Subject = Webhook;
    const NAME: &'static str = MANAGE;

    async fn subject(door: &Door<'_>) -> Outcome<Webhook> {
        let id: WebhookId = door.id("webhook")?;
        webhooks::webhook(door.read(), id).await
    }

    fn judge(actor: &Actor, webhook: &Webhook) -> Judgement {
        Judgement::allow_if(reaches(&actor.extent(MANAGE), webhook.country.as_deref()))
    }
}

pub struct DeliveryThere {
    pub webhook: Webhook,
    pub delivery: Delivery,
}

pub struct SendAgain;

impl Action for SendAgain {
    type Subject = DeliveryThere;
    const NAME: &'static str = MANAGE;

    async fn subject(door: &Door<'_>) -> Outcome<DeliveryThere> {
        let webhook: WebhookId = door.id("webhook")?;
        let id: DeliveryId = door.id("delivery")?;
        let webhook = webhooks::webhook(door.read(), webhook).await?;
        let delivery = deliveries::delivery(door.read(), id).await?;
        if delivery.webhook == webhook.id {
            Ok(DeliveryThere { webhook, delivery })
        } else {
            Err(Problem::NotFound)
        }
    }

    fn judge(actor: &Actor, there: &DeliveryThere) -> Judgement {
        ManageWebhook::judge(actor, &there.webhook)
    }
}
