//! Steps of pathways that people finished together: nobody marks them, so they are looked for.

use std::collections::HashSet;

use chrono::TimeDelta;
use sea_orm::{ConnectionTrait, FromQueryResult, Statement, Value};

use crate::{
    pathways::{
        model::{PathwayId, StepCount, StepId, StepState, step_state},
        store::{following, pathways},
    },
    platform::{
        JobContext, OrganisationId, Outcome, Read,
        outgoing::{self, EventKind, OutgoingEvent},
    },
};

/// Completions are looked for so far back: longer than servers are down.
const BACK: TimeDelta = TimeDelta::days(2);

/// A step of a published pathway at which somebody finished lately, and of which nobody was told yet.
#[derive(FromQueryResult)]
struct Candidate {
    step_id: StepId,
    pathway_id: PathwayId,
    organisation_id: OrganisationId,
}

const CANDIDATES: &str = "\
    SELECT s.id AS step_id, s.pathway_id AS pathway_id, w.organisation_id AS organisation_id \
    FROM pathway_step s JOIN pathway w ON w.id = s.pathway_id \
    WHERE s.removed_at IS NULL AND w.ended_at IS NULL \
    AND EXISTS (SELECT 1 FROM pathway_revision r WHERE r.pathway_id = w.id) \
    AND (s.done_on >= $2 OR EXISTS (SELECT 1 FROM pathway_participant x \
        JOIN progress g ON g.enrolment_id = x.enrolment_id WHERE x.step_id = s.id AND g.completed_at >= $1)) \
    AND NOT EXISTS (SELECT 1 FROM outgoing_event e \
        WHERE e.kind = 'step.completed' AND e.subject_id = s.id) \
    ORDER BY s.id LIMIT 500";

/// Tells of each step once, when it is done.
pub async fn tell_of_steps(context: JobContext) -> Outcome<()> {
    let read = context.db.read();
    let now = context.db.clock().now();
    let values: [Value; 2] = [(now - BACK).into(), (now - BACK).date_naive().into()];
    let statement = Statement::from_sql_and_values(read.get_database_backend(), CANDIDATES, values);
    let candidates = Candidate::find_by_statement(statement).all(read).await?;
    let done = done_among(read, &candidates, now.date_naive()).await?;
    let event = |candidate: &Candidate| {
        OutgoingEvent::of(EventKind::StepCompleted, candidate.organisation_id, candidate.step_id.0)
            .now(StepState::Done.word())
    };
    let told = candidates.iter().filter(|candidate| done.contains(&candidate.step_id)).map(event);
    let events: Vec<OutgoingEvent> = told.collect();
    if events.is_empty() {
        return Ok(());
    }
    let work = context.db.begin().await?;
    outgoing::tell(&work, &events).await?;
    work.commit().await
}

async fn done_among(
    read: &Read,
    candidates: &[Candidate],
    today: chrono::NaiveDate,
) -> Outcome<HashSet<StepId>> {
    let those: HashSet<PathwayId> = candidates.iter().map(|candidate| candidate.pathway_id).collect();
    let those: Vec<PathwayId> = those.into_iter().collect();
    if those.is_empty() {
        return Ok(HashSet::new());
    }
    let counts = following::step_counts(read, &those).await?;
    let steps = pathways::steps_with_owners(read, &those).await?;
    let is_done = |step: &pathways::Step| {
        let count = counts.get(&step.id).copied().unwrap_or(StepCount::default());
        step_state(step, count, today) == StepState::Done
    };
    Ok(steps.into_iter().map(|(step, _)| step).filter(is_done).map(|step| step.id).collect())
}
