//! A group begins one pathway for several of its factories.

use std::collections::HashSet;

use serde_json::json;

use super::access::StartPathways;
use crate::{
    engagement,
    organisations::store::organisations,
    pathways::{
        commands::{Description, Place, begin},
        model::PathwayId,
        templates::Outline,
    },
    platform::{Action, FieldErrors, OrganisationId, Outcome, Permit, UnitOfWork, audit},
};

/// What is begun, and where.
pub struct Start<'s> {
    pub factories: &'s [OrganisationId],
    pub description: &'s Description,
    pub template: Option<&'s Outline>,
}

/// Each factory gets a pathway of its own, not published yet; its adviser is its owner, where it has one.
///
/// # Errors
/// `Problem::Invalid` for a factory that does not belong to the group.
pub async fn start(
    work: &mut UnitOfWork,
    permit: &Permit<StartPathways>,
    start: &Start<'_>,
) -> Outcome<Vec<PathwayId>> {
    let group = permit.id;
    let factories = organisations::factories_of(work, group).await?.into_iter();
    let within = factories.filter(|factory| permit.actor.may(StartPathways::NAME, &factory.place()));
    let own: HashSet<OrganisationId> = within.map(|factory| factory.id).collect();
    let chosen: HashSet<OrganisationId> = start.factories.iter().copied().collect();
    if chosen.is_empty() || !chosen.is_subset(&own) {
        return Err(FieldErrors::one("factory", "group-start-factory-missing").into());
    }
    let mut chosen: Vec<OrganisationId> = chosen.into_iter().collect();
    chosen.sort();
    let cycles = engagement::current_cycles(work, &chosen).await?;
    let mut begun = Vec::new();
    for factory in chosen {
        let cycle = cycles.get(&factory);
        let owner = cycle.and_then(|cycle| cycle.adviser);
        let description = Description { owner, ..start.description.clone() };
        let place = Place { factory, cycle: cycle.map(|cycle| cycle.id.0), group: Some(group) };
        begun.push(begin(work, permit.actor.person, &place, &description, start.template).await?);
    }
    let entry = audit::Entry::of(StartPathways::NAME, "organisation", group.0).within(group);
    audit::write(work, permit.actor.person, entry.with(json!({ "pathways": begun }))).await?;
    Ok(begun)
}
