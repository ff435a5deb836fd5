//! What a source says of a factory, and what becomes of it.

use std::collections::{BTreeSet, HashMap};

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};

use crate::{
    improvement::{
        model::{Severity, SourceKind},
        store::{
            items::ItemKey,
            sources::{Source, SourceKey},
        },
    },
    platform::{OrganisationId, Sentence, imports::Fate},
};

/// A finding that can be taken.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    pub factory: OrganisationId,
    pub cycle: i32,
    /// Where the cycle is kept.
    pub cycle_id: Option<uuid::Uuid>,
    pub point: String,
    /// Empty where no question is named.
    pub question: String,
    pub kind: SourceKind,
    /// What its source calls it; by this it is known again.
    pub reference: String,
    pub found_on: NaiveDate,
    pub severity: Severity,
    pub text: String,
    /// What an item begins with where nobody has planned it.
    pub root_cause: String,
    pub action: String,
    pub due_on: Option<NaiveDate>,
    /// The source says that it is so no more. Only what the source is called counts then, and the day.
    pub gone: bool,
}

impl Finding {
    /// Findings with the same key are about one item: factory, cycle, point, question.
    pub fn item_key(&self) -> ItemKey {
        (self.factory, self.cycle, self.point.clone(), self.question.clone())
    }

    /// By this a source is known again: factory, kind, reference, cycle.
    pub fn source_key(&self) -> SourceKey {
        (self.factory, self.kind, self.reference.clone(), self.cycle)
    }

    /// What its source calls it, for people; empty where it calls it nothing.
    pub fn name(&self) -> &str {
        own_name(&self.reference, self.cycle, self.found_on)
    }

    /// Whether the source says just this already.
    pub fn is_said_by(&self, source: &Source) -> bool {
        let said = (self.found_on, self.severity, &self.text);
        let planned = (&self.root_cause, &self.action, self.due_on);
        source.gone_on.is_none()
            && (source.found_on, source.severity, &source.text) == said
            && (&source.root_cause, &source.action, source.due_on) == planned
    }

    /// For an item's history.
    pub fn said(&self, more: &[(&str, Value)]) -> Value {
        let mut details = Map::new();
        details.insert("source".to_owned(), json!(self.kind));
        if !self.name().is_empty() {
            details.insert("reference".to_owned(), json!(self.reference));
        }
        details.insert("found_on".to_owned(), json!(self.found_on));
        details.extend(more.iter().map(|(name, value)| ((*name).to_owned(), value.clone())));
        Value::Object(details)
    }
}

/// Without a reference of its own a finding is known again by what it is about and its day.
pub fn nameless(cycle: i32, point: &str, question: &str, found_on: NaiveDate) -> String {
    format!("{cycle}/{point}/{question}/{found_on}")
}

/// The reference, where it is its source's own; empty for one of [`nameless`], which means nothing to people.
pub fn own_name(reference: &str, cycle: i32, found_on: NaiveDate) -> &str {
    let middle = reference.strip_prefix(&format!("{cycle}/"));
    let middle = middle.and_then(|rest| rest.strip_suffix(&format!("/{found_on}")));
    if middle.is_some_and(|middle| middle.contains('/')) { "" } else { reference }
}

/// What becomes of a finding.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Deed {
    /// A new item.
    Made,
    /// One more source of an item that is there.
    Merged,
    /// The same source says something else now.
    Corrected,
    Nothing,
}

impl Deed {
    /// What that is to a row of a list.
    pub fn fate(self) -> Fate {
        match self {
            Self::Made => Fate::Created,
            Self::Merged | Self::Corrected => Fate::Changed,
            Self::Nothing => Fate::Unchanged,
        }
    }
}

/// The same source twice in one list: harmless where both say the same, refused where they do not. Each row comes with
/// its line, or its place in the list.
pub fn refuse_doubles(rows: &mut [(u32, Result<Finding, Sentence>)]) {
    let mut first: HashMap<SourceKey, (u32, Finding)> = HashMap::new();
    for (line, row) in rows {
        let Ok(finding) = row else { continue };
        match first.get(&finding.source_key()) {
            Some((_, same)) if same == finding => {}
            Some((other, _)) => *row = Err(Sentence::of("finding-line-twice").with("line", *other)),
            None => {
                first.insert(finding.source_key(), (*line, finding.clone()));
            }
        }
    }
}

/// Each once.
pub fn factories_of(findings: &[&Finding]) -> Vec<OrganisationId> {
    let all: BTreeSet<OrganisationId> = findings.iter().map(|finding| finding.factory).collect();
    all.into_iter().collect()
}

/// Their numbers, which count from 1, each once.
pub fn cycles_of(findings: &[&Finding]) -> BTreeSet<i32> {
    findings.iter().map(|finding| finding.cycle).collect()
}
