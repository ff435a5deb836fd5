//! Others make an assessment than those who were to. Whoever is taken out does not find it any more, whoever is added
//! does and is told; nobody else is, and the audit learns of it with the release.

use std::collections::BTreeSet;

use serde_json::json;

use super::{
    access::ChangeAssessment,
    assessors, history,
    telling::{self, Happened},
};
use crate::{
    engagement::{cycles::advisers::advisers_in, model::settings::Rule, rules},
    platform::{FieldErrors, Outcome, Permit, PersonId, Problem, UnitOfWork},
};

/// What the history of an assessment calls it.
pub const EXCHANGED: &str = "assessment.exchange";

pub const CHANGED_MEANWHILE: &str = "assessment-changed-meanwhile";

/// `seen` is the number of changes that the assessment had when it was read; `chosen` are all who make it from now on.
///
/// # Errors
/// `Problem::Invalid` for too few people or somebody who assesses nothing in the country, `Problem::Conflict` where it
/// was settled, or changed since it was seen.
pub async fn exchange(
    work: &mut UnitOfWork,
    permit: &Permit<ChangeAssessment>,
    seen: i32,
    chosen: &[PersonId],
) -> Outcome<()> {
    let (there, by) = (&permit.subject, permit.actor.person);
    if there.assessment.is_settled() {
        return Err(Problem::Conflict("assessment-settled-already"));
    }
    let country = there.factory.country.as_deref();
    let today = there.factory.day_at(work.now());
    let chosen: BTreeSet<PersonId> = chosen.iter().copied().collect();
    let rules = rules::store::in_force(work, country, today).await?;
    if u32::try_from(chosen.len()).unwrap_or(u32::MAX) < rules.of(Rule::Assessors) {
        return Err(FieldErrors::one("assessors", "assessment-assessors-few").into());
    }
    let able = advisers_in(work, country, today).await?;
    if chosen.iter().any(|assessor| !able.contains(assessor)) {
        return Err(FieldErrors::one("assessors", "assessment-assessor-elsewhere").into());
    }
    let before: BTreeSet<PersonId> = there.assessment.assessors.iter().copied().collect();
    if chosen == before {
        return Ok(());
    }
    let id = there.assessment.id;
    let fresh: Vec<PersonId> = chosen.difference(&before).copied().collect();
    let chosen: Vec<PersonId> = chosen.into_iter().collect();
    if !assessors::exchange(work, id, seen, &chosen).await? {
        return Err(Problem::Conflict(CHANGED_MEANWHILE));
    }
    history::note_done(work, id, EXCHANGED, &json!({ "from": before, "to": chosen }), by).await?;
    telling::tell(work, (id, Happened::Planned), fresh, by).await
}
