//! How things stand around a pathway today: what publishing looks at beside the pathway itself.

use std::collections::{HashMap, HashSet};

use super::{
    circle::Circle,
    model::{Around, Side, StepId, StepKind},
    store::{
        participants::{self, Colleague},
        pathways::{Step, Whole},
    },
};
use crate::{
    catalogue::Listing,
    platform::{Outcome, PersonId, Read},
};

/// `last` is the pathway as it was published last. A query, and two more where a course needs a session.
pub async fn around(
    read: &Read,
    circle: &Circle,
    (last, whole): (Option<&Whole>, &Whole),
    listings: &[Listing],
) -> Outcome<Around> {
    let needs = listings.iter().filter(|listing| listing.needs_session).map(|listing| listing.slug.clone());
    let needs: HashSet<String> = needs.collect();
    let asks =
        whole.steps.iter().any(|step| step.course.as_ref().is_some_and(|course| needs.contains(course)));
    let settled = last.iter().flat_map(|last| last.steps.iter()).map(|step| (step.id, step.due_on));
    Ok(Around {
        nobody_at: if asks { empty(read, circle, whole).await? } else { HashSet::new() },
        needs_session: needs,
        published: listings.iter().map(|listing| listing.slug.clone()).collect(),
        departments: participants::departments(read, circle.factory, circle.today).await?,
        present: circle.present.clone(),
        settled: settled.collect(),
        today: circle.today,
    })
}

/// The workshops and visits at which nobody of the factory would be expected today.
async fn empty(read: &Read, circle: &Circle, whole: &Whole) -> Outcome<HashSet<StepId>> {
    let colleagues = participants::colleagues(read, circle.factory, circle.today).await?;
    let seats: HashMap<PersonId, Side> = circle.seats();
    let is_empty = |step: &&Step| {
        let who = step.who();
        let seat = |one: &Colleague| seats.get(&one.person).copied();
        !colleagues.iter().any(|one| who.means(&one.roles, &one.departments, seat(one), one.sex))
    };
    let gathers = whole.steps.iter().filter(|step| step.kind != StepKind::Course);
    Ok(gathers.filter(is_empty).map(|step| step.id).collect())
}
