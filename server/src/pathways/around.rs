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
    let (nobody_at, without_session) = match asks {
        true => sessions(read, circle, whole, &needs).await?,
        false => Default::default(),
    };
    Ok(Around {
        nobody_at,
        without_session,
        needs_session: needs,
        published: listings.iter().map(|listing| listing.slug.clone()).collect(),
        departments: participants::departments(read, circle.factory, circle.today).await?,
        present: circle.present.clone(),
        settled: settled.collect(),
        today: circle.today,
    })
}

/// The workshops and visits at which nobody of the factory would be expected today; and the courses that need a session
/// and are taken by somebody who would be expected at none.
async fn sessions(
    read: &Read,
    circle: &Circle,
    whole: &Whole,
    needs: &HashSet<String>,
) -> Outcome<(HashSet<StepId>, HashSet<StepId>)> {
    let colleagues = participants::colleagues(read, circle.factory, circle.today).await?;
    let seats: HashMap<PersonId, Side> = circle.seats();
    let means = |step: &Step, one: &Colleague| {
        step.who().means(&one.roles, &one.departments, seats.get(&one.person).copied(), one.sex)
    };
    let is_empty = |step: &&Step| !colleagues.iter().any(|one| means(step, one));
    let gathers = whole.steps.iter().filter(|step| step.kind != StepKind::Course);
    let nobody_at = gathers.filter(is_empty).map(|step| step.id).collect();
    let misses = |course: &&Step| {
        let sessions: Vec<&Step> = whole.sessions_of(course).collect();
        let mut learners = colleagues.iter().filter(|one| means(course, one));
        learners.any(|one| !sessions.iter().any(|session| means(session, one)))
    };
    let asks = whole.steps.iter().filter(|step| step.course.as_ref().is_some_and(|one| needs.contains(one)));
    Ok((nobody_at, asks.filter(misses).map(|step| step.id).collect()))
}
