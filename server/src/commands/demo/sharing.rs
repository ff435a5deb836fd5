//! What factories of the demo let brands see, and who has looked.

use std::collections::BTreeMap;

use anyhow::{Context, anyhow};
use serde::Deserialize;

use crate::{
    app::Academy,
    organisations::consents::{
        Scopes, looked,
        model::{Span, usual_end},
        store::{
            consents::{self, NewConsent},
            requests::{self, NewRequest},
            sourcing,
        },
    },
    platform::{OrganisationId, PersonId, UnitOfWork},
};

/// `sharing.toml`.
#[derive(Deserialize)]
struct InventedSharing {
    links: Vec<InventedLink>,
    consents: Vec<InventedConsent>,
    requests: Vec<InventedRequest>,
}

#[derive(Deserialize)]
struct InventedLink {
    brand: String,
    factories: Vec<String>,
}

#[derive(Deserialize)]
struct InventedConsent {
    factory: String,
    brand: String,
    given_by: String,
    scopes: Vec<String>,
    seen_by: String,
}

#[derive(Deserialize)]
struct InventedRequest {
    brand: String,
    factory: String,
    asked_by: String,
    scopes: Vec<String>,
    purpose: String,
}

/// Organisations by their keys, people by their addresses.
pub struct Cast<'c> {
    pub organisations: &'c BTreeMap<String, OrganisationId>,
    pub people: BTreeMap<&'c str, PersonId>,
}

impl Cast<'_> {
    fn organisation(&self, key: &str) -> anyhow::Result<OrganisationId> {
        self.organisations.get(key).copied().with_context(|| format!("no {key}"))
    }

    fn person(&self, address: &str) -> anyhow::Result<PersonId> {
        self.people.get(address).copied().with_context(|| format!("no {address}"))
    }
}

fn scopes(words: &[String]) -> anyhow::Result<Scopes> {
    Scopes::parse(words.iter().map(String::as_str)).map_err(|key| anyhow!("{key}: {words:?}"))
}

pub async fn furnish(academy: &Academy, cast: &Cast<'_>) -> anyhow::Result<()> {
    let invented: InventedSharing = toml::from_str(include_str!("sharing.toml")).context("sharing.toml")?;
    let work = academy.db.begin().await?;
    let today = work.now().date_naive();
    for link in &invented.links {
        let brand = cast.organisation(&link.brand)?;
        for factory in &link.factories {
            let by = cast.person(ENTERED_BY)?;
            sourcing::add(&work, (brand, cast.organisation(factory)?), today, by).await?;
        }
    }
    for consent in &invented.consents {
        give(&work, cast, consent).await?;
    }
    for request in &invented.requests {
        let new = NewRequest {
            brand: cast.organisation(&request.brand)?,
            factory: cast.organisation(&request.factory)?,
            scopes: scopes(&request.scopes)?,
            purpose: request.purpose.clone(),
            by: cast.person(&request.asked_by)?,
        };
        requests::add(&work, &new).await?;
    }
    Ok(work.commit().await?)
}

/// The programme manager enters who buys from whom.
const ENTERED_BY: &str = "ha@academy.example";

async fn give(work: &UnitOfWork, cast: &Cast<'_>, consent: &InventedConsent) -> anyhow::Result<()> {
    let today = work.now().date_naive();
    let new = NewConsent {
        factory: cast.organisation(&consent.factory)?,
        brand: cast.organisation(&consent.brand)?,
        scopes: scopes(&consent.scopes)?,
        span: Span { starts_on: today, ends_on: Some(usual_end(today)) },
        given_by: cast.person(&consent.given_by)?,
        given_for: cast.organisation(&consent.factory)?,
        request: None,
    };
    consents::add(work, &new).await?;
    let seen_by = cast.person(&consent.seen_by)?;
    Ok(looked(work, (new.brand, new.factory), seen_by, &new.scopes.all()).await?)
}
