//! The mails that go between a brand and a factory about what may be seen.

use serde::Serialize;

use super::access::{AskConsent, GiveConsent};
use crate::{
    organisations::{places, store::organisations::Organisation},
    people::store::{persons, suspensions},
    platform::{Action, MailPage, Outcome, UnitOfWork, mail},
};

/// One of them; `about` and the others are keys of texts.
#[derive(Clone, Serialize)]
pub struct ConsentMail {
    about: String,
    text: String,
    action: String,
    brand: String,
    factory: String,
    /// What the brand wrote, where it asks.
    purpose: String,
    url: String,
}

/// What is told, before it is known to whom.
pub struct Told(ConsentMail);

impl Told {
    pub fn asked(brand: &Organisation, factory: &Organisation, purpose: &str, url: String) -> Self {
        Self(ConsentMail { purpose: purpose.to_owned(), ..ConsentMail::of("asked", brand, factory, url) })
    }

    pub fn given(brand: &Organisation, factory: &Organisation, url: String) -> Self {
        Self(ConsentMail::of("given", brand, factory, url))
    }

    pub fn declined(brand: &Organisation, factory: &Organisation, url: String) -> Self {
        Self(ConsentMail::of("declined", brand, factory, url))
    }

    pub fn revoked(brand: &Organisation, factory: &Organisation, url: String) -> Self {
        Self(ConsentMail::of("revoked", brand, factory, url))
    }
}

impl ConsentMail {
    fn of(kind: &str, brand: &Organisation, factory: &Organisation, url: String) -> Self {
        Self::called(kind, &brand.name, &factory.name, url)
    }

    fn called(kind: &str, brand: &str, factory: &str, url: String) -> Self {
        Self {
            about: format!("consent-mail-{kind}-subject"),
            text: format!("consent-mail-{kind}-text"),
            action: format!("consent-mail-{kind}-action"),
            brand: brand.to_owned(),
            factory: factory.to_owned(),
            purpose: String::new(),
            url,
        }
    }
}

impl MailPage for ConsentMail {
    const TEMPLATE: &'static str = "mail/consent";

    fn examples() -> Vec<Self> {
        let mail = |kind| {
            let url = "https://academy.example/shared-factories".to_owned();
            Self::called(kind, "Northwind Apparel", "Hải Đăng Garment", url)
        };
        let asked = Self { purpose: "…".to_owned(), ..mail("asked") };
        vec![asked, mail("given"), mail("declined"), mail("revoked")]
    }
}

/// To those who may give consents in the name of the factory.
pub async fn to_factory(work: &UnitOfWork, factory: &Organisation, told: Told) -> Outcome<()> {
    send(work, GiveConsent::NAME, factory, told).await
}

/// To those who may ask in the name of the brand.
pub async fn to_brand(work: &UnitOfWork, brand: &Organisation, told: Told) -> Outcome<()> {
    send(work, AskConsent::NAME, brand, told).await
}

async fn send(work: &UnitOfWork, action: &str, to: &Organisation, told: Told) -> Outcome<()> {
    let today = work.now().date_naive();
    let near = places::nearest_who_may(work, action, &[to.place()], today).await?;
    let suspended = suspensions::suspended_among(work, &near).await?;
    let people = persons::people(work, near.into_iter().filter(|person| !suspended.contains(person))).await?;
    let mut postings = Vec::new();
    // Somebody erased has no address any more, and one that takes no mail does not hold up the others.
    for person in people.values().filter(|person| !person.email.is_empty()) {
        postings.extend(mail::Posting::of(work.new_id(), person.recipient(), &told.0, None).ok());
    }
    mail::queue_many(work, postings).await
}
