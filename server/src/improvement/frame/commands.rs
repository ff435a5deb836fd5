//! Administrators change points of the frame; the audit keeps what was and what became.

use serde_json::json;

use super::{
    access::ChangePoint,
    store::{self, PointChange},
};
use crate::platform::{Action, FieldErrors, Outcome, Permit, Problem, UnitOfWork, audit};

pub const POINT_CHANGED_MEANWHILE: &str = "point-changed-meanwhile";

const LONGEST_NAME: usize = 200;

/// # Errors
/// `Problem::Conflict` when somebody was quicker, `Problem::Invalid` for names that are missing or too long.
pub async fn change_point(
    work: &mut UnitOfWork,
    permit: &Permit<ChangePoint>,
    seen: i32,
    change: &PointChange,
) -> Outcome<()> {
    let mut errors = FieldErrors::default();
    for (field, name) in [("name_en", &change.name_en), ("name_vi", &change.name_vi)] {
        if name.is_empty() {
            errors.add(field, "point-name-missing");
        }
        if name.chars().count() > LONGEST_NAME {
            errors.add(field, "point-name-too-long");
        }
    }
    let themes = store::themes(work).await?;
    if change.theme.as_ref().is_some_and(|code| themes.iter().all(|theme| theme.code != *code)) {
        errors.add("theme", "point-theme-unknown");
    }
    if !errors.is_empty() {
        return Err(errors.into());
    }
    let before = &permit.subject;
    if !store::change_point(work, &before.code, seen, change, permit.actor.person).await? {
        return Err(Problem::Conflict(POINT_CHANGED_MEANWHILE));
    }
    let details = json!({
        "point": before.code,
        "from": {
            "name_en": before.name_en, "name_vi": before.name_vi, "confirmed": before.confirmed,
            "theme": before.theme_code, "valid_from": before.valid_from,
        },
        "to": {
            "name_en": change.name_en, "name_vi": change.name_vi, "confirmed": change.confirmed,
            "theme": change.theme, "valid_from": change.valid_from,
        },
    });
    let entry = audit::Entry::of(ChangePoint::NAME, "compliance-point", uuid::Uuid::nil()).with(details);
    audit::write(work, permit.actor.person, entry).await
}
