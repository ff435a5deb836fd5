//! What an Academy is made from, and what is made of the binary itself.

use tokio::task::JoinHandle;

use crate::{
    interop, learning, notifications,
    platform::{
        Clock, Engine, Ids, Site, Storage,
        db::StoreAddress,
        limits::Proxies,
        mail::Mailer,
        runtime_settings::{Setting, StartedWith},
        secrets::Secret,
    },
    public_pages::PublicTexts,
    reports,
};

/// What an Academy is made from.
pub struct Parts {
    pub store: StoreAddress,
    pub storage: Storage,
    /// Without one, mails wait in the outbox.
    pub mailer: Option<Mailer>,
    /// Newsletter mails a minute, at most.
    pub newsletter_rate: u32,
    /// To which addresses webhooks may go.
    pub webhooks: interop::Reach,
    pub site: Site,
    /// Those in front of this server whose word is believed.
    pub proxies: Proxies,
    pub secret: Secret,
    pub clock: Clock,
    pub ids: Ids,
}

/// What is read from the binary itself. It takes longer than opening the store, so both are done at once.
pub(super) struct Prepared {
    pub engine: Engine,
    pub public_texts: PublicTexts,
}

impl Prepared {
    pub fn begin() -> JoinHandle<anyhow::Result<Self>> {
        tokio::task::spawn_blocking(|| {
            Ok(Self { engine: Engine::new()?, public_texts: PublicTexts::read()? })
        })
    }
}

/// The settings as they are while nobody changes them.
pub(super) fn started_with(parts: &Parts) -> StartedWith {
    let usual = [
        (Setting::Contact, parts.site.contact().to_owned()),
        (Setting::NewsletterRate, parts.newsletter_rate.max(1).to_string()),
        (Setting::ReminderDays, notifications::REMINDED_BEFORE.to_string()),
        (Setting::FollowUpDays, learning::ASK_AGAIN_AFTER_DAYS.to_string()),
        (Setting::SmallestFigure, reports::SMALLEST.to_string()),
        (Setting::SmallestFigureBySex, reports::SMALLEST_BY_SEX.to_string()),
    ];
    StartedWith(usual.into())
}
