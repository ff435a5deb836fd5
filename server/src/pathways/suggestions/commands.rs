//! People of the Academy add rows to the table and change them; a row is ended by its last day and never deleted, because
//! what was decided about it names it.

use serde_json::{Value, json};

use super::{
    model::Rule,
    store::{self, changed_rules},
};
use crate::{
    pathways::access::{ChangeSuggestion, ChangeSuggestions, may_set_rows_of},
    platform::{Action, Actor, FieldErrors, Outcome, Permit, PersonId, Problem, UnitOfWork, audit},
};

/// Somebody else changed the row meanwhile.
pub const ROW_CHANGED_MEANWHILE: &str = "suggestion-changed-meanwhile";

/// Adds a row.
///
/// # Errors
/// `Problem::Invalid` for a code that stands already, and for a country that is not one's own.
pub async fn add(work: &mut UnitOfWork, permit: &Permit<ChangeSuggestions>, rule: &Rule) -> Outcome<()> {
    check_country(&permit.actor, rule)?;
    let taken = || FieldErrors::one("code", "suggestion-code-taken");
    // A row that the Academy comes with is changed, not added.
    if super::rows(changed_rules(work).await?, &[]).iter().any(|other| other.code == rule.code) {
        return Err(taken().into());
    }
    let by = permit.actor.person;
    if !store::add_rule(work, rule, by).await? {
        return Err(taken().into());
    }
    note(work, by, json!({ "row": rule.code, "to": told(rule) })).await
}

/// Saves a row as it was seen with so many changes; one that the Academy comes with had none.
///
/// # Errors
/// `Problem::Conflict` when somebody changed it meanwhile; `Problem::Invalid` for a country that is not one's own.
pub async fn change(
    work: &mut UnitOfWork,
    permit: &Permit<ChangeSuggestion>,
    rule: &Rule,
    seen: i32,
) -> Outcome<()> {
    check_country(&permit.actor, rule)?;
    let by = permit.actor.person;
    let saved = match seen {
        0 => store::add_rule(work, rule, by).await?,
        seen => store::change_rule(work, rule, seen, by).await?,
    };
    if !saved {
        return Err(Problem::Conflict(ROW_CHANGED_MEANWHILE));
    }
    note(work, by, json!({ "row": rule.code, "from": told(&permit.subject), "to": told(rule) })).await
}

fn check_country(actor: &Actor, rule: &Rule) -> Result<(), Problem> {
    match may_set_rows_of(actor, rule.country.as_deref()) {
        true => Ok(()),
        false => Err(FieldErrors::one("country", "suggestion-country-not-own").into()),
    }
}

/// Nothing of what somebody wrote.
fn told(rule: &Rule) -> Value {
    json!({
        "compliance_points": rule.compliance_points,
        "country": rule.country,
        "kind": rule.learning.kind.word(),
        "delivery": rule.learning.delivery.word(),
        "goal": rule.learning.goal.word(),
        "course": rule.learning.course,
        "valid_from": rule.valid_from,
        "valid_until": rule.valid_until,
    })
}

/// Rows are known by their codes and have no ids of their own before they are changed.
async fn note(work: &UnitOfWork, by: PersonId, details: Value) -> Outcome<()> {
    let entry = audit::Entry::of(ChangeSuggestions::NAME, "suggestion", uuid::Uuid::nil()).with(details);
    audit::write(work, by, entry).await
}
