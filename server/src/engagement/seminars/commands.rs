//! Seminars are recorded with the factories that are asked, and afterwards with who came.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use serde_json::json;

use super::{
    access::{KeepSeminar, SeeSeminars},
    store::{self, Seminar, SeminarId},
};
use crate::{
    engagement::{access::ChangeEngagement, model::Delivery},
    organisations::store::{memberships, organisations},
    platform::{
        Action, FieldErrors, OrganisationId, Outcome, Permit, PersonId, UnitOfWork, audit,
        roles::OrganisationKind,
    },
};

/// What was typed of a seminar.
#[derive(Clone, Debug, Default)]
pub struct TypedSeminar {
    pub topic: String,
    pub held_on: Option<NaiveDate>,
    pub place: String,
    pub delivery: Option<Delivery>,
    pub factories: Vec<OrganisationId>,
}

/// # Errors
/// `Problem::Invalid` for fewer than two factories, of more than one country, or out of the actor's reach.
pub async fn hold(
    work: &mut UnitOfWork,
    permit: &Permit<SeeSeminars>,
    typed: &TypedSeminar,
) -> Outcome<SeminarId> {
    let by = permit.actor.person;
    let mut errors = FieldErrors::default();
    if typed.topic.is_empty() {
        errors.add("topic", "seminar-topic-missing");
    } else if typed.topic.chars().count() > 300 || typed.place.chars().count() > 300 {
        errors.add("topic", "engagement-text-too-long");
    }
    let held_on = errors.take("held_on", typed.held_on.ok_or("seminar-day-missing"));
    let delivery = errors.take("delivery", typed.delivery.ok_or("delivery-missing"));
    let known = organisations::organisations(work, typed.factories.iter().copied()).await?;
    let reached = known.values().filter(|one| {
        one.kind == OrganisationKind::Factory && permit.actor.may(ChangeEngagement::NAME, &one.place())
    });
    let (ids, countries): (BTreeSet<OrganisationId>, BTreeSet<Option<String>>) =
        reached.map(|one| (one.id, one.country.clone())).unzip();
    if ids.len() < 2 || countries.len() != 1 {
        errors.add("factories", "seminar-factories-few");
    }
    let country = countries.into_iter().flatten().next().unwrap_or_default();
    match (held_on, delivery) {
        (Some(held_on), Some(delivery)) if errors.is_empty() => {
            let id = work.new_id();
            let (topic, place) = (typed.topic.clone(), typed.place.clone());
            let new = Seminar { id, country, topic, held_on, place, delivery };
            store::add(work, &new, &ids.into_iter().collect::<Vec<_>>(), by).await?;
            note(work, by, "seminar.hold", id, json!({ "held_on": held_on })).await?;
            Ok(id)
        }
        _ => Err(errors.into()),
    }
}

/// Notes who came: people of the factories that were asked, each once. Others among them are passed over, and who was
/// noted before and is not among them is taken off.
pub async fn note_attendance(
    work: &mut UnitOfWork,
    permit: &Permit<KeepSeminar>,
    came: &[PersonId],
) -> Outcome<()> {
    let by = permit.actor.person;
    let asked = store::factories(work, permit.id).await?;
    let today = work.now().date_naive();
    let memberships = memberships::memberships_of(work, came.iter().copied(), today).await?;
    let mut seen = BTreeSet::new();
    let known: Vec<(PersonId, OrganisationId)> = memberships
        .iter()
        .filter(|membership| asked.contains(&membership.organisation) && seen.insert(membership.person))
        .map(|membership| (membership.person, membership.organisation))
        .collect();
    store::put_attendance(work, permit.id, &known, by).await?;
    note(work, by, "seminar.attend", permit.id, json!({ "came": known.len() })).await
}

async fn note(
    work: &UnitOfWork,
    by: PersonId,
    action: &'static str,
    seminar: SeminarId,
    details: serde_json::Value,
) -> Outcome<()> {
    audit::write(work, by, audit::Entry::of(action, "seminar", seminar.0).with(details)).await
}
