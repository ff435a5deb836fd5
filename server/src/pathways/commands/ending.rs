//! A pathway ends: nobody waits for anything of it any more, and whoever was expected is told.

use std::collections::HashMap;

use serde_json::json;

use super::{
    build::note,
    placing::{Plan, release},
};
use crate::{
    catalogue::{self, Titles},
    learning,
    pathways::{
        access::ChangePathway,
        mails,
        model::{AtStep, StepId, StepKind},
        store::{
            participants::{self, Participant},
            pathways::{self, Whole},
            revisions,
        },
    },
    platform::{Outcome, Permit, UnitOfWork},
    records::EnrolmentId,
};

/// It stays as it was. Of a published one people are let go: a course that only it gave and nobody began is withdrawn, one
/// under way stays; what was done is counted as before.
///
/// # Errors
/// `Problem::Conflict` when somebody changed it since it was `seen`, or ended it.
pub async fn end(work: &mut UnitOfWork, permit: &Permit<ChangePathway>, seen: i32) -> Outcome<()> {
    note(work, permit, seen, json!({ "ended": true })).await?;
    let id = permit.pathway.id;
    if revisions::published(work, &[id]).await?.contains_key(&id) {
        let whole = pathways::whole(work, pathways::pathway(work, id).await?).await?;
        let_go(work, permit, &whole).await?;
    }
    pathways::end(work, id, permit.actor.person).await
}

async fn let_go(work: &UnitOfWork, permit: &Permit<ChangePathway>, whole: &Whole) -> Outcome<()> {
    let steps: Vec<StepId> = whole.steps.iter().map(|step| step.id).collect();
    let mut there = participants::at(work, &steps).await?;
    there.retain(|one| one.released_at.is_none());
    let enrolments: Vec<EnrolmentId> = there.iter().filter_map(|one| one.enrolment_id).collect();
    let lines = learning::enrolments(work, &enrolments).await?;
    let is_completed = |id: EnrolmentId| {
        let line = lines.iter().find(|line| line.enrolment.id == id);
        line.and_then(|line| line.progress.as_ref()).is_some_and(|progress| progress.completed_at.is_some())
    };
    let is_over = |one: &Participant| match whole.step(one.step_id) {
        Some(step) if step.kind == StepKind::Course => one.enrolment_id.is_some_and(is_completed),
        Some(step) => step.done_on.is_some(),
        None => true,
    };
    let leaving: Vec<&Participant> = there.iter().filter(|one| !is_over(one)).collect();
    let listings = catalogue::listings(work).await?;
    let mut at: HashMap<StepId, AtStep> = HashMap::new();
    release(work, &Plan { permit, whole, last: None, listings: &listings }, &leaving, &mut at).await?;
    mails::tell(work, &permit.factory.name, (Some(whole), whole), &at, &Titles::of(&listings)).await
}
