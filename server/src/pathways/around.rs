//! How things stand around a pathway today: what publishing looks at beside the pathway itself.

use std::collections::{HashMap, HashSet};

use super::{
    access::seats,
    model::{Around, Side, StepId, StepKind},
    store::{
        following,
        participants::{self, Colleague},
        pathways::{Step, Whole},
    },
};
use crate::{
    catalogue::Listing,
    engagement,
    platform::{OrganisationId, Outcome, PersonId, Read},
};

/// `last` is the pathway as it was published last. Three queries, and two more where a course needs a session.
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
    let needs: HashSet<String> = needs.collect();
    let asks =
        whole.steps.iter().any(|step| step.course.as_ref().is_some_and(|course| needs.contains(course)));
    let settled = last.iter().flat_map(|last| last.steps.iter()).map(|step| (step.id, step.due_on));
    Ok(Around {
        nobody_at: if asks { empty(read, factory, whole, today).await? } else { HashSet::new() },
        needs_session: needs,
        published: listings.iter().map(|listing| listing.slug.clone()).collect(),
        departments: participants::departments(read, factory, today).await?,
        present: following::still_there(read, factory, &asked, today).await?,
        settled: settled.collect(),
        today,
    })
}

/// The workshops and visits at which nobody of the factory would be expected today.
async fn empty(
    read: &Read,
    factory: OrganisationId,
    whole: &Whole,
    today: chrono::NaiveDate,
) -> Outcome<HashSet<StepId>> {
    let colleagues = participants::colleagues(read, factory, today).await?;
    let committee = engagement::committee_of(read, factory, today).await?;
    let seats: HashMap<PersonId, Side> =
        committee.map(|committee| seats(&committee).into_iter().collect()).unwrap_or_default();
    let is_empty = |step: &&Step| {
        let who = step.who();
        let seat = |one: &Colleague| seats.get(&one.person).copied();
        !colleagues.iter().any(|one| who.means(&one.roles, &one.departments, seat(one), one.sex))
    };
    let gathers = whole.steps.iter().filter(|step| step.kind != StepKind::Course);
    Ok(gathers.filter(is_empty).map(|step| step.id).collect())
}
