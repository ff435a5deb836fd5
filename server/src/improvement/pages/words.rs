//! Words and marks that several pages share.

use std::collections::HashMap;

use serde::Serialize;
use serde_json::Value;

use crate::{
    improvement::{
        model::{ItemState, Severity},
        store::history::Change,
    },
    platform::{OrganisationId, PersonId, Screen},
};

/// A state or a severity with its icon and colour.
#[derive(Clone, Debug, Serialize)]
pub struct Marked {
    pub mark: &'static str,
    pub word: String,
}

impl Marked {
    pub fn example(mark: &'static str) -> Self {
        Self { mark, word: "…".to_owned() }
    }
}

pub fn state(screen: &Screen, state: ItemState) -> Marked {
    let mark = match state {
        ItemState::Open => "not-started",
        ItemState::UnderWay => "under-way",
        // It waits for somebody who verifies it.
        ItemState::ReportedFixed => "due",
        ItemState::Verified => "done",
    };
    Marked { mark, word: screen.text(&format!("improvement-state-{}", state.word())) }
}

pub fn severity(screen: &Screen, severity: Severity) -> Marked {
    let mark = match severity {
        Severity::Low => "not-needed",
        Severity::Medium => "under-way",
        Severity::High => "due",
        Severity::Critical => "overdue",
    };
    Marked { mark, word: screen.text(&format!("severity-{}", severity.word())) }
}

pub fn plan_path(factory: OrganisationId) -> String {
    format!("/factories/{factory}/improvement-plan")
}

/// What a change of an item changed, a line for each field: “Due on: … → …”.
pub fn details(screen: &Screen, names: &HashMap<PersonId, String>, details: &str) -> Vec<String> {
    let Ok(Value::Object(all)) = serde_json::from_str(details) else { return Vec::new() };
    let line = |(field, value): (&String, &Value)| {
        let key = FIELD_TEXTS.iter().find(|(name, _)| name == field).map(|(_, key)| *key)?;
        let said = |value: &Value| said(screen, names, field, value);
        let what = match (value.get("from"), value.get("to")) {
            (Some(from), Some(to)) => format!("{} → {}", said(from), said(to)),
            _ => said(value),
        };
        Some(format!("{}: {what}", screen.text(key)))
    };
    if let (Some(from), Some(to)) = (all.get("from"), all.get("to")) {
        let state = |value: &Value| said(screen, names, "state", value);
        return vec![format!("{} → {}", state(from), state(to))];
    }
    all.iter().filter_map(line).collect()
}

/// The people whom a change names as the owner before and after.
pub fn owners_in(change: &Change) -> Vec<PersonId> {
    let details: Value = serde_json::from_str(&change.details).unwrap_or_default();
    let owner = |end: &str| details.get("owner")?.get(end)?.as_str()?.parse().ok();
    ["from", "to"].into_iter().filter_map(owner).collect()
}

const FIELD_TEXTS: [(&str, &str); 13] = [
    ("point", "improvement-plan-point-label"),
    ("reason", "item-reason-label"),
    ("root_cause", "item-root-cause-label"),
    ("action", "item-action-label"),
    ("owner", "item-owner-label"),
    ("due_on", "item-due-label"),
    ("severity", "item-severity-label"),
    ("state", "item-state-label"),
    ("source", "item-source-label"),
    ("reference", "item-reference-label"),
    ("found_on", "item-found-on-label"),
    ("side", "item-side-label"),
    ("stance", "item-stance-label"),
];

fn said(screen: &Screen, names: &HashMap<PersonId, String>, field: &str, value: &Value) -> String {
    let Some(text) = value.as_str().filter(|text| !text.is_empty()) else { return "–".to_owned() };
    let prefix = match field {
        "severity" => "severity-",
        "state" => "improvement-state-",
        "source" => "finding-source-",
        "side" => "improvement-side-",
        "stance" => "voice-stance-",
        "reason" => "item-reopened-",
        "owner" => {
            // A name where the owner had no account.
            let Ok(id) = text.parse::<PersonId>() else { return text.to_owned() };
            return names.get(&id).cloned().unwrap_or_else(|| "–".to_owned());
        }
        "due_on" | "found_on" => {
            let day = text.parse::<chrono::NaiveDate>();
            return day.map_or_else(
                |_| text.to_owned(),
                |day| screen.engine().formats().date(screen.language, day),
            );
        }
        _ => return text.to_owned(),
    };
    screen.text(&format!("{prefix}{text}"))
}
