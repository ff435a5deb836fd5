//! How things stand around a pathway today: what publishing looks at beside the pathway itself.

use std::collections::HashSet;

use super::{
    model::Around,
    store::{following, participants, pathways::Whole},
};
use crate::{
    catalogue::Listing,
    engagement,
    platform::{OrganisationId, Outcome, PersonId, Read},
};

/// `last` is the pathway as it was published last. Three queries.
pub async fn around(
    read: &Read,
    factory: OrganisationId,
    whole: &Whole,
    last: Option<&Whole>,
    listings: &[Listing],
    today: chrono::NaiveDate,
) -> Outcome<Around> {
    let steps = whole.steps.iter().filter_map(|step| step.owner_person_id);
    let owning: HashSet<PersonId> = steps.chain(whole.pathway.owner_person_id).collect();
    let adviser = engagement::adviser_of(read, factory).await?;
    let asked: Vec<PersonId> = owning.into_iter().chain(adviser).collect();
    let needs = listings.iter().filter(|listing| listing.needs_session).map(|listing| listing.slug.clone());
    let settled = last.iter().flat_map(|last| last.steps.iter()).map(|step| (step.id, step.due_on));
    Ok(Around {
        needs_session: needs.collect(),
        published: listings.iter().map(|listing| listing.slug.clone()).collect(),
        departments: participants::departments(read, factory, today).await?,
        present: following::still_there(read, factory, &asked, today).await?,
        settled: settled.collect(),
        today,
    })
}
