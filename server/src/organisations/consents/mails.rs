//! The mails that go between a brand and a factory about what may be seen.

use serde::Serialize;

use super::access::{AskConsent, GiveConsent, SeeViewers};
use crate::{
    organisations::{places, store::organisations::Organisation},
    people::store::{persons, suspensions},
    platform::{Action, MailPage, Outcome, Place, UnitOfWork, language::zones, mail},
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
    /// Who did it and for whom, where it is told what was done.
    person: String,
    organisation: String,
    url: String,
}

/// What is told, before it is known to whom.
pub struct Told(ConsentMail);

impl Told {
    pub fn asked(brand: &Organisation, factory: &Organisation, purpose: &str, url: String) -> Self {
        Self(ConsentMail { purpose: purpose.to_owned(), ..ConsentMail::of("asked", brand, factory, url) })
    }

    /// `kind` is a word of the texts `consent-mail-<kind>-…`.
    pub fn of(kind: &str, brand: &Organisation, factory: &Organisation, url: String) -> Self {
        Self(ConsentMail::of(kind, brand, factory, url))
    }

    /// Who did it, and in the name of which organisation.
    #[must_use]
    pub fn by(self, (person, organisation): (&str, &str)) -> Self {
        Self(ConsentMail { person: person.to_owned(), organisation: organisation.to_owned(), ..self.0 })
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
            person: String::new(),
            organisation: String::new(),
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
        let by = |kind| {
            let (person, organisation) = ("Trần Thị Hạnh".to_owned(), "Sao Mai Group".to_owned());
            Self { person, organisation, ..mail(kind) }
        };
        let done = ["given", "declined", "revoked", "group-given", "group-declined", "group-revoked"];
        std::iter::once(asked).chain(done.map(by)).collect()
    }
}

/// To those of the factory who may give its consents; where there is nobody, to its group, which can look after that.
pub async fn to_factory(work: &UnitOfWork, factory: &Organisation, told: Told) -> Outcome<()> {
    let own = Place { part_of: None, ..factory.place() };
    let today = factory.day_at(work.now());
    let there = places::nearest_who_may(work, GiveConsent::NAME, std::slice::from_ref(&own), today).await?;
    let place = if there.is_empty() { factory.place() } else { own };
    send_near(work, GiveConsent::NAME, &place, told).await
}

/// To the factory's own people who see who sees its data; not to those of its group.
pub async fn to_own_people(work: &UnitOfWork, factory: &Organisation, told: Told) -> Outcome<()> {
    let own = Place { part_of: None, ..factory.place() };
    send_near(work, SeeViewers::NAME, &own, told).await
}

/// To those who may ask in the name of the brand.
pub async fn to_brand(work: &UnitOfWork, brand: &Organisation, told: Told) -> Outcome<()> {
    send(work, AskConsent::NAME, brand, told).await
}

async fn send(work: &UnitOfWork, action: &str, to: &Organisation, told: Told) -> Outcome<()> {
    send_near(work, action, &to.place(), told).await
}

async fn send_near(work: &UnitOfWork, action: &str, to: &Place, told: Told) -> Outcome<()> {
    let today = zones::day_in(to.country.as_deref(), work.now());
    let near = places::nearest_who_may(work, action, std::slice::from_ref(to), today).await?;
    let suspended = suspensions::suspended_among(work, &near).await?;
    let people = persons::people(work, near.into_iter().filter(|person| !suspended.contains(person))).await?;
    let mut postings = Vec::new();
    // Somebody erased has no address any more, and one that takes no mail does not hold up the others.
    for person in people.values().filter(|person| !person.email.is_empty()) {
        postings.extend(mail::Posting::of(work.new_id(), person.recipient(), &told.0, None).ok());
    }
    mail::queue_many(work, postings).await
}
