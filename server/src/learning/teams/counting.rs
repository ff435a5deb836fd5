//! Keeps the lines and counts of teams as memberships, enrolments and progress are. Counting again changes nothing.

use chrono::TimeDelta;

use super::{model, store};
use crate::{
    learning::{self, audiences},
    organisations,
    people::{self, store::persons},
    platform::{Db, JobContext, JobKind, OrganisationId, Outcome, PersonId, UnitOfWork},
};

/// People counted in one unit of work.
const AT_ONCE: u64 = 300;

/// Counts these people anew, in the unit that changed something about them.
pub async fn count(work: &UnitOfWork, people: &[PersonId]) -> Outcome<()> {
    let names = persons::name_keys_held(work, people).await?;
    let today = work.now().date_naive();
    let teams = organisations::teams_of(work, people, today).await?;
    let before = store::lines_of(work, people).await?;
    if teams.is_empty() && before.is_empty() {
        return Ok(());
    }
    let learning = learning::store::enrolments_of_people(work, people.iter().copied()).await?;
    let after = model::lines(&names, &teams, &learning);
    if before == after {
        return Ok(());
    }
    store::replace_lines(work, people, &after).await?;
    store::add_counts(work, &model::differences(&before, &after)).await
}

/// Everybody, a few hundred in each unit: for what changes by the date alone, and for a store that was never counted.
pub async fn count_all(db: &Db) -> Outcome<()> {
    let mut last = None;
    loop {
        let people = persons::ids_after(db.read(), last, AT_ONCE).await?;
        last = people.last().copied();
        let work = db.begin().await?;
        if last.is_none() {
            store::forget_empty_counts(&work).await?;
            return work.commit().await;
        }
        count(&work, &people).await?;
        work.commit().await?;
    }
}

pub fn jobs() -> Vec<JobKind> {
    vec![
        JobKind::every(TimeDelta::hours(6), "teams-counted", sweep),
        JobKind::new(people::CHANGED, people_changed),
        JobKind::new(organisations::MOVED, organisation_moved),
    ]
}

async fn sweep(context: JobContext) -> Outcome<()> {
    count_all(&context.db).await
}

async fn people_changed(context: JobContext, people: Vec<PersonId>) -> Outcome<()> {
    let at_once = usize::try_from(AT_ONCE).unwrap_or(usize::MAX);
    for some in people.chunks(at_once) {
        let work = context.db.begin().await?;
        count(&work, some).await?;
        work.commit().await?;
        audiences::people_changed(&context.db, some).await?;
    }
    Ok(())
}

async fn organisation_moved(context: JobContext, organisation: OrganisationId) -> Outcome<()> {
    let today = context.db.clock().now().date_naive();
    let people = organisations::people_in(context.db.read(), organisation, today).await?;
    people_changed(context, people).await
}
