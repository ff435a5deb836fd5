//! A setting is changed, with a reason.

use serde_json::json;
use uuid::Uuid;

use crate::{
    administration::access::ChangeSettings,
    platform::{
        FieldErrors, Outcome, Permit, Problem, UnitOfWork, audit,
        runtime_settings::{self, Setting},
    },
};

/// More than a reason needs.
const LONGEST: usize = 500;

/// A change as it was typed. An empty value puts back what the operator set.
pub struct Wish {
    value: Option<String>,
    reason: String,
}

impl Wish {
    /// # Errors
    /// Everything that is wrong at once.
    pub fn parse(setting: Setting, value: &str, reason: &str) -> Result<Self, FieldErrors> {
        let mut errors = FieldErrors::default();
        let typed = Some(value.trim()).filter(|value| !value.is_empty());
        let value = errors.take("value", typed.map(|value| setting.parse(value)).transpose());
        let length = reason.trim().chars().count();
        let reason = match length {
            0 => Err("reason-missing"),
            1..=LONGEST => Ok(reason.trim().to_owned()),
            _ => Err("reason-too-long"),
        };
        let reason = errors.take("reason", reason);
        match (value, reason) {
            (Some(value), Some(reason)) => Ok(Self { value, reason }),
            _ => Err(errors),
        }
    }
}

/// # Errors
/// `Problem::Invalid` when it holds already.
pub async fn change(work: &mut UnitOfWork, permit: &Permit<ChangeSettings>, wish: Wish) -> Outcome<()> {
    let (setting, by) = (permit.subject, permit.actor.person);
    match runtime_settings::change(work, setting, wish.value, by, &wish.reason).await {
        Ok(_) => {}
        Err(Problem::Conflict(key)) => return Err(FieldErrors::one("value", key).into()),
        Err(problem) => return Err(problem),
    }
    let details = json!({ "setting": setting.word() });
    let entry = audit::Entry::of("setting.change", "setting", Uuid::nil()).with(details);
    audit::write(work, by, entry).await
}
