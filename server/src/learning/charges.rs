//! What somebody is in charge of beside their courses: whoever put them in charge knows, and learning only asks, through a
//! door that is hung up when the server starts.

use actix_web::web;
use chrono::NaiveDate;

use crate::platform::{Actor, Outcome, Read, Screen, roles::OrganisationKind};

/// An item of a plan, a pathway.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Charge {
    pub path: String,
    pub title: String,
    /// Where it stands, in the reader's words.
    pub within: String,
    pub due_on: Option<NaiveDate>,
}

#[async_trait::async_trait(?Send)]
pub trait Charges {
    /// What is still to be done and lies with this person, the first due first: one query.
    async fn of(&self, screen: &Screen, read: &Read, actor: &Actor, today: NaiveDate)
    -> Outcome<Vec<Charge>>;
}

/// The registered [`Charges`].
pub struct ChargesDoor(pub Box<dyn Charges + Send + Sync>);

/// No query for those who belong to no factory.
pub async fn charges_of(
    screen: &Screen,
    read: &Read,
    actor: &Actor,
    today: NaiveDate,
) -> Outcome<Vec<Charge>> {
    let in_factory = actor.memberships.iter().any(|one| one.kind == OrganisationKind::Factory);
    match screen.request().app_data::<web::Data<ChargesDoor>>() {
        Some(door) if in_factory => door.0.of(screen, read, actor, today).await,
        _ => Ok(Vec::new()),
    }
}
