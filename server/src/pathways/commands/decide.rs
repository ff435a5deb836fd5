//! What is decided about suggestions, and what the sides of the committee say.

use serde_json::json;

use super::build::{StepFields, note, place_step};
use crate::{
    pathways::{
        access::{ChangePathway, ConfirmPathway, MakePathway},
        model::{Side, StepId},
        news,
        store::{
            confirmations::{self, agrees, words},
            pathways, revisions,
        },
        suggestions::{
            model::{Decided, Decision, Suggestion},
            store as suggestions,
        },
    },
    platform::{FieldErrors, Outcome, Permit, Problem, UnitOfWork, audit},
};

/// Takes a suggestion into a pathway, as it is or with changes.
///
/// # Errors
/// `Problem::Conflict` when somebody changed the pathway since it was `seen`.
pub async fn take(
    work: &mut UnitOfWork,
    permit: &Permit<ChangePathway>,
    suggestion: &Suggestion,
    (decision, reason): (Decision, &str),
    fields: &StepFields,
    seen: i32,
) -> Outcome<StepId> {
    note(work, permit, seen, json!({ "suggestion": suggestion.rule.code, "decision": decision.word() }))
        .await?;
    let step = place_step(work, &permit.pathway, fields).await?;
    let decided = decided(work, suggestion, decision, reason);
    let by = permit.actor.person;
    suggestions::add_decision(work, permit.factory.id, &decided, Some(step), by).await?;
    Ok(step)
}

/// Declines a suggestion; it is offered again when an item that it answers stands otherwise.
///
/// # Errors
/// `Problem::Invalid` without a reason.
pub async fn decline(
    work: &mut UnitOfWork,
    permit: &Permit<MakePathway>,
    suggestion: &Suggestion,
    reason: &str,
) -> Outcome<()> {
    if reason.trim().is_empty() {
        return Err(FieldErrors::one("reason", "suggestion-reason-missing").into());
    }
    let decided = decided(work, suggestion, Decision::Declined, reason);
    let by = permit.actor.person;
    suggestions::add_decision(work, permit.id, &decided, None, by).await?;
    let entry = audit::Entry::of("suggestion.decline", "organisation", permit.id.0).within(permit.id);
    audit::write(work, by, entry.with(json!({ "suggestion": suggestion.rule.code }))).await
}

fn decided(work: &UnitOfWork, suggestion: &Suggestion, decision: Decision, reason: &str) -> Decided {
    Decided {
        rule: suggestion.rule.code.clone(),
        decision,
        reason: reason.trim().to_owned(),
        situations: suggestion.situations.clone(),
        at: work.now(),
    }
}

/// A side of the committee answers for the pathway as it saw it.
///
/// # Errors
/// `Problem::Conflict` when it was changed since then; `Problem::Invalid` for a no without a reason.
pub async fn confirm(
    work: &mut UnitOfWork,
    permit: &Permit<ConfirmPathway>,
    (agreed, comment): (bool, &str),
    seen: i32,
) -> Outcome<()> {
    let side = permit.side_of(&permit.actor).ok_or(Problem::NotFound)?;
    if !agreed && comment.trim().is_empty() {
        return Err(FieldErrors::one("comment", "pathway-confirm-reason-missing").into());
    }
    let now = pathways::pathway(work, permit.there.pathway.id).await?;
    if now.ended_at.is_some() {
        return Err(Problem::Conflict("pathway-has-ended"));
    }
    if now.changes != seen {
        return Err(Problem::Conflict(super::CHANGED_MEANWHILE));
    }
    let by = permit.actor.person;
    let published = revisions::published(work, &[now.id]).await?.get(&now.id).copied();
    let about = confirmations::asked_about(seen, published);
    confirmations::add(work, (now.id, about), side, (agreed, comment.trim()), by).await?;
    let said = confirmations::confirmations(work, &[now.id]).await?;
    let agrees = |side: &Side| agrees(&words(&said, now.id, about, *side));
    let to_be_published = published != Some(now.changes);
    if !agreed || (to_be_published && Side::ALL.iter().all(agrees)) {
        news::tell_answer(work, now.id, agreed, by).await?;
    }
    let entry = audit::Entry::of("pathway.confirm", "pathway", now.id.0);
    let entry = entry.within(permit.there.factory.id).with(json!({ "side": side.word(), "agreed": agreed }));
    audit::write(work, by, entry).await
}
