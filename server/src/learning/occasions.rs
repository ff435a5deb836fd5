//! For what others planned a course, and what else they planned for its learners: whoever planned it knows, and learning
//! only asks, through a door that is hung up when the server starts.

use std::collections::HashMap;

use actix_web::web;
use chrono::NaiveDate;
use serde::Serialize;

use super::Enrolment;
use crate::{
    platform::{Actor, Outcome, PersonId, Read, Screen, roles::OrganisationKind},
    records::EnrolmentId,
};

#[async_trait::async_trait(?Send)]
pub trait Occasions {
    /// The names of the pathways to which these enrolments belong: one query.
    async fn pathways(
        &self,
        read: &Read,
        enrolments: &[EnrolmentId],
    ) -> Outcome<HashMap<EnrolmentId, String>>;

    /// What waits for a person in their factories beside their courses, in the words of the page: one query.
    async fn waiting(
        &self,
        screen: &Screen,
        read: &Read,
        person: PersonId,
        today: NaiveDate,
    ) -> Outcome<Waiting>;
}

/// What waits for somebody beside their courses; of each kind the first due first.
#[derive(Debug, Default)]
pub struct Waiting {
    pub charges: Vec<Charge>,
    pub gatherings: Vec<Gathering>,
}

/// What lies with somebody: an item of a plan, a pathway.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Charge {
    pub path: String,
    pub title: String,
    /// Where it stands, in the reader's words.
    pub within: String,
    pub due_on: Option<NaiveDate>,
}

/// Something to which a person is expected to come, or that they are expected to do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Gathering {
    pub name: String,
    /// A text key.
    pub kind: String,
    pub due_on: Option<NaiveDate>,
    pub place: String,
    pub factory: String,
}

/// What else waits for the reader; no query for those who belong to no factory.
pub async fn waiting_for(screen: &Screen, read: &Read, actor: &Actor, today: NaiveDate) -> Outcome<Waiting> {
    let in_factory = actor.memberships.iter().any(|standing| standing.kind == OrganisationKind::Factory);
    match screen.request().app_data::<web::Data<OccasionsDoor>>() {
        Some(door) if in_factory => door.0.waiting(screen, read, actor.person, today).await,
        _ => Ok(Waiting::default()),
    }
}

/// The registered [`Occasions`].
pub struct OccasionsDoor(pub Box<dyn Occasions + Send + Sync>);

/// The pathways of those of these enrolments that others made; no query where there are none.
pub async fn pathways_of(
    screen: &Screen,
    read: &Read,
    enrolments: impl Iterator<Item = &Enrolment>,
) -> Outcome<HashMap<EnrolmentId, String>> {
    let planned = enrolments.filter(|one| one.enrolled_by != one.person).map(|one| one.id);
    let planned: Vec<EnrolmentId> = planned.collect();
    match screen.request().app_data::<web::Data<OccasionsDoor>>() {
        Some(door) if !planned.is_empty() => door.0.pathways(read, &planned).await,
        _ => Ok(HashMap::new()),
    }
}
