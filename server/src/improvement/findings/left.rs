//! Findings that waited for an assessment which was cancelled: its own people drop them, or bring them to another of their
//! assessments of the factory. They never move by themselves: that they are gone would tell of the other one.

use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter};
use serde_json::json;

use super::waiting::{ActiveModel, Column, Entity, HeldId};
use crate::{
    engagement::{
        self, Assessment, AssessmentId,
        assessments::{
            access::{AssessmentThere, ChangeAssessment},
            commands::WAITED_FINDINGS,
            store as assessments,
        },
    },
    platform::{FieldErrors, Outcome, Permit, PersonId, Problem, Read, UnitOfWork},
};

/// What becomes of findings that waited.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wanted {
    Dropped,
    MovedTo(AssessmentId),
}

/// Where somebody may bring what waited: the other assessments of the factory that they know of and that are not settled.
pub async fn others(read: &Read, there: &AssessmentThere, person: PersonId) -> Outcome<Vec<Assessment>> {
    let mut own = assessments::unreleased_of(read, person).await?;
    own.retain(|one| one.factory == there.factory.id && one.id != there.assessment.id);
    Ok(own)
}

/// Returns how many it was done to.
///
/// # Errors
/// `Problem::Conflict` while the assessment is not cancelled; `Problem::Invalid` where nothing is chosen, or an assessment
/// that is not there for whoever asks.
pub async fn settle(
    work: &mut UnitOfWork,
    permit: &Permit<ChangeAssessment>,
    (chosen, wanted): (&[HeldId], Option<Wanted>),
) -> Outcome<u64> {
    let (there, by) = (&permit.subject, permit.actor.person);
    if there.assessment.cancelled_at.is_none() {
        return Err(Problem::Conflict("held-findings-not-cancelled"));
    }
    let mut errors = FieldErrors::default();
    if chosen.is_empty() {
        errors.add("finding", "held-findings-none-chosen");
    }
    let wanted = errors.take("wanted", wanted.ok_or("held-findings-wanted-missing"));
    if let Some(Wanted::MovedTo(other)) = wanted
        && !others(work, there, by).await?.iter().any(|one| one.id == other)
    {
        errors.add("wanted", "held-findings-wanted-missing");
    }
    let Some(wanted) = wanted.filter(|_| errors.is_empty()) else { return Err(errors.into()) };
    let done = match wanted {
        Wanted::Dropped => {
            let own = Entity::delete_many().filter(Column::AssessmentId.eq(there.assessment.id));
            own.filter(Column::Id.is_in(chosen.iter().copied())).exec(work).await?.rows_affected
        }
        Wanted::MovedTo(other) => {
            let row = ActiveModel { assessment_id: Set(other), ..Default::default() };
            let own = Entity::update_many().set(row).filter(Column::AssessmentId.eq(there.assessment.id));
            own.filter(Column::Id.is_in(chosen.iter().copied())).exec(work).await?.rows_affected
        }
    };
    let details = match wanted {
        Wanted::Dropped => json!({ "dropped": done }),
        Wanted::MovedTo(other) => json!({ "moved": done, "to": other }),
    };
    engagement::note_in_secret(work, there.assessment.id, WAITED_FINDINGS, &details, by).await?;
    if let Wanted::MovedTo(other) = wanted {
        let details = json!({ "findings": done });
        engagement::note_in_secret(work, other, WAITED_FINDINGS, &details, by).await?;
    }
    Ok(done)
}
