//! Enrols those who match an audience: when it is made or changed, when somebody's profile or memberships change, and
//! every night for what changes by the date alone. Whoever matched once is never enrolled again by the same audience.

use std::collections::{BTreeSet, HashMap};

use chrono::TimeDelta;

use super::{
    model::{Audience, AudienceId},
    store,
};
use crate::{
    catalogue,
    learning::{
        access::OpenCourse,
        commands::{Placement, enrol_many},
    },
    organisations,
    platform::{Db, Job, JobContext, JobKind, OrganisationId, Outcome, PersonId, UnitOfWork, jobs},
    records::EnrolmentId,
};

const MATCH: &str = "audience-match";

/// People enrolled in one unit of work.
const AT_ONCE: u64 = 200;

pub fn jobs() -> Vec<JobKind> {
    vec![
        JobKind::new(MATCH, |context: JobContext, id| async move { match_one(&context.db, id).await }),
        JobKind::every(TimeDelta::hours(24), "audiences-matched", sweep),
    ]
}

/// Once the unit has committed.
pub async fn soon(work: &UnitOfWork, audience: AudienceId) -> Outcome<()> {
    jobs::enqueue(work, Job::new(MATCH, audience)).await
}

async fn match_one(db: &Db, id: AudienceId) -> Outcome<()> {
    let audience = store::audience(db.read(), id).await?;
    if audience.ended { Ok(()) } else { enrol_matching(db, &audience, None).await }
}

async fn sweep(context: JobContext) -> Outcome<()> {
    for audience in store::in_force(context.db.read(), None).await? {
        enrol_matching(&context.db, &audience, None).await?;
    }
    Ok(())
}

/// Something changed about these people.
pub async fn people_changed(db: &Db, people: &[PersonId]) -> Outcome<()> {
    let today = db.clock().now().date_naive();
    let teams = organisations::teams_of(db.read(), people, today).await?;
    let teams: BTreeSet<OrganisationId> = teams.into_iter().map(|(_, team)| team).collect();
    if teams.is_empty() {
        return Ok(());
    }
    for audience in store::in_force(db.read(), Some(teams.into_iter().collect())).await? {
        enrol_matching(db, &audience, Some(people)).await?;
    }
    Ok(())
}

/// A few hundred in each unit, so that others get their turn; killed in the middle, it goes on where it was.
async fn enrol_matching(db: &Db, audience: &Audience, some: Option<&[PersonId]>) -> Outcome<()> {
    loop {
        let work = db.begin().await?;
        let today = work.now().date_naive();
        let Some(listing) = catalogue::listed(&work, &audience.plan.course.to_string()).await? else {
            return Ok(());
        };
        let found = store::newly_matching(&work, audience, some, today, AT_ONCE).await?;
        if found.is_empty() {
            return Ok(());
        }
        let course = OpenCourse {
            slug: listing.slug,
            course: listing.published.course,
            version: listing.published.version,
        };
        let placement = |(person, language): &(PersonId, crate::platform::Language)| Placement {
            person: *person,
            language: *language,
            due_on: audience.plan.due_on(today),
            organisation: Some(audience.plan.who.organisation),
        };
        let placements: Vec<Placement> = found.iter().map(placement).collect();
        let enrolled = enrol_many(&work, &course, &placements, audience.made_by).await?;
        let enrolled: HashMap<PersonId, EnrolmentId> =
            enrolled.into_iter().map(|enrolment| (enrolment.person, enrolment.id)).collect();
        let matches: Vec<_> =
            found.iter().map(|(person, _)| (*person, enrolled.get(person).copied())).collect();
        store::note_matches(&work, audience.id, &matches).await?;
        work.commit().await?;
    }
}
