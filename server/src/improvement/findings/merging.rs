//! Findings become items: one for each factory, cycle, point and question, whatever number of sources speak of it.

use std::collections::{BTreeSet, HashMap, HashSet};

use chrono::NaiveDate;
use serde_json::json;

use crate::{
    improvement::{
        model::{ItemState, Severity, SourceKind},
        store::{
            history::{self, ChangeKind, Happened},
            items::{self, Item, ItemId, ItemKey},
            sources::{self, Source, SourceId, SourceKey},
        },
    },
    platform::{
        OrganisationId, Outcome, PersonId, Read, Sentence, UnitOfWork, audit,
        outgoing::{self, EventKind, OutgoingEvent},
    },
};

/// A finding that can be taken.
#[derive(Clone, Debug, PartialEq, Eq)]
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
    /// What an item that is new begins with.
    pub root_cause: String,
    pub action: String,
    pub due_on: Option<NaiveDate>,
}

impl Finding {
    pub fn item_key(&self) -> ItemKey {
        (self.factory, self.cycle, self.point.clone(), self.question.clone())
    }

    pub fn source_key(&self) -> SourceKey {
        (self.factory, self.kind, self.reference.clone())
    }
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

/// What the store has about some findings, and what they make of it.
#[derive(Default)]
pub struct Plans {
    items: HashMap<ItemKey, Item>,
    sources: HashMap<SourceKey, Source>,
    /// Items that rows before these will have made.
    coming: HashSet<ItemKey>,
    new_items: Vec<ItemKey>,
    written: Vec<SourceKey>,
    happened: Vec<Happened>,
    graver: HashMap<ItemId, Severity>,
    reopened: BTreeSet<ItemId>,
    left: BTreeSet<ItemId>,
    /// Items of which other systems hear.
    touched: BTreeSet<ItemId>,
}

impl Plans {
    pub async fn of(read: &Read, findings: &[&Finding]) -> Outcome<Self> {
        let factories = factories_of(findings);
        let references = findings.iter().map(|finding| finding.reference.clone()).collect();
        let found = sources::with_references(read, &factories, references).await?;
        let cycles: BTreeSet<i32> = findings.iter().map(|finding| finding.cycle).collect();
        let there = items::items_in_cycles(read, &factories, cycles).await?;
        Ok(Self {
            items: there.into_iter().map(|item| (item.key(), item)).collect(),
            sources: found.into_iter().map(|source| (source.key(), source)).collect(),
            ..Self::default()
        })
    }

    pub fn expect(&mut self, coming: impl IntoIterator<Item = ItemKey>) {
        self.coming.extend(coming);
    }

    /// Decides about a finding, and knows it from then on.
    pub fn take(
        &mut self,
        finding: &Finding,
        brought: &mut impl FnMut() -> Brought,
    ) -> (Deed, Option<ItemId>) {
        let (item_key, source_key) = (finding.item_key(), finding.source_key());
        let there = self.sources.get(&source_key).cloned();
        let item = self.items.get(&item_key).map(|item| item.id);
        if let (Some(source), Some(item)) = (&there, item)
            && source.item_id == item
            && (source.found_on, source.severity, &source.text)
                == (finding.found_on, finding.severity, &finding.text)
        {
            return (Deed::Nothing, Some(item));
        }
        let awaited = self.coming.contains(&item_key);
        let (item, is_new) = match item {
            Some(item) => (item, false),
            None => (self.make(finding, brought()), true),
        };
        let deed = match &there {
            Some(_) => Deed::Corrected,
            None if is_new && !awaited => Deed::Made,
            None => Deed::Merged,
        };
        self.note_source(finding, item, there.as_ref(), brought());
        if !is_new {
            self.weigh(finding, &item_key, there.is_none());
        }
        let kind = match deed {
            Deed::Made => ChangeKind::Found,
            Deed::Merged | Deed::Nothing => ChangeKind::Merged,
            Deed::Corrected => ChangeKind::Corrected,
        };
        let details = json!({
            "source": finding.kind, "reference": finding.reference, "found_on": finding.found_on,
            "severity": finding.severity,
        });
        self.happened.push(Happened { item, kind, details });
        self.touched.insert(item);
        (deed, Some(item))
    }

    fn make(&mut self, finding: &Finding, brought: Brought) -> ItemId {
        let id = ItemId(brought.id);
        let item = Item {
            id,
            factory_id: finding.factory,
            cycle_id: finding.cycle_id,
            cycle_number: finding.cycle,
            point_code: finding.point.clone(),
            question_code: finding.question.clone(),
            state: ItemState::Open,
            severity: finding.severity,
            found_again: false,
            found_on: finding.found_on,
            root_cause: finding.root_cause.clone(),
            action: finding.action.clone(),
            owner_person_id: None,
            owner_name: String::new(),
            due_on: finding.due_on,
            changes: 0,
            made_at: brought.at,
            made_by_person_id: brought.by,
            changed_at: None,
            changed_by_person_id: None,
            verified_at: None,
            verified_by_person_id: None,
        };
        let key = item.key();
        self.new_items.push(key.clone());
        self.items.insert(key, item);
        id
    }

    fn note_source(&mut self, finding: &Finding, item: ItemId, there: Option<&Source>, brought: Brought) {
        if let Some(source) = there.filter(|source| source.item_id != item) {
            self.left.insert(source.item_id);
        }
        let source = Source {
            id: there.map_or(SourceId(brought.id), |source| source.id),
            item_id: item,
            factory_id: finding.factory,
            kind: finding.kind,
            reference: finding.reference.clone(),
            found_on: finding.found_on,
            severity: finding.severity,
            text: finding.text.clone(),
            brought_at: there.map_or(brought.at, |source| source.brought_at),
            brought_by_person_id: there.map_or(brought.by, |source| source.brought_by_person_id),
        };
        let key = source.key();
        if !self.written.contains(&key) {
            self.written.push(key.clone());
        }
        self.sources.insert(key, source);
    }

    /// A graver source makes the item graver; one that comes after the item was verified opens it again.
    fn weigh(&mut self, finding: &Finding, key: &ItemKey, is_new_source: bool) {
        let Some(item) = self.items.get_mut(key) else { return };
        if finding.severity > item.severity {
            item.severity = finding.severity;
            self.graver.insert(item.id, finding.severity);
        }
        let later = item.verified_at.is_some_and(|at| finding.found_on > at.date_naive());
        if is_new_source && item.state == ItemState::Verified && later {
            item.state = ItemState::Open;
            self.reopened.insert(item.id);
            let details = json!({ "from": ItemState::Verified, "to": ItemState::Open });
            self.happened.push(Happened { item: item.id, kind: ChangeKind::FoundAgain, details });
        }
    }

    async fn write(self, work: &UnitOfWork, by: PersonId) -> Outcome<()> {
        let new: Vec<Item> = self.new_items.iter().filter_map(|key| self.items.get(key).cloned()).collect();
        let new_ids: HashSet<ItemId> = new.iter().map(|item| item.id).collect();
        items::add_all(work, &new).await?;
        let written: Vec<Source> =
            self.written.iter().filter_map(|key| self.sources.get(key).cloned()).collect();
        sources::save_all(work, &written).await?;
        history::note(work, by, self.happened).await?;
        let graver = |severity: Severity| -> Vec<ItemId> {
            let these = self.graver.iter().filter(|(id, to)| **to == severity && !new_ids.contains(id));
            these.map(|(id, _)| *id).collect()
        };
        items::change_found(work, &graver(Severity::Medium), Some(Severity::Medium), false).await?;
        items::change_found(work, &graver(Severity::High), Some(Severity::High), false).await?;
        items::change_found(work, &graver(Severity::Critical), Some(Severity::Critical), false).await?;
        let reopened: Vec<ItemId> = self.reopened.into_iter().collect();
        items::change_found(work, &reopened, None, true).await?;
        let left: Vec<ItemId> = self.left.into_iter().collect();
        items::drop_abandoned(work, &left).await?;
        let events: Vec<OutgoingEvent> = self
            .items
            .values()
            .filter(|item| self.touched.contains(&item.id))
            .map(|item| {
                OutgoingEvent::of(EventKind::ItemChanged, item.factory_id, item.id.0).now(item.state.word())
            })
            .collect();
        outgoing::tell(work, &events).await
    }
}

/// What a row that is written needs beside the finding.
pub struct Brought {
    pub id: uuid::Uuid,
    pub at: chrono::DateTime<chrono::Utc>,
    pub by: PersonId,
}

/// Takes findings in, in one unit of work. Of each the answer says what became of it, and its item.
pub async fn take_in(
    work: &UnitOfWork,
    findings: &[Result<Finding, Sentence>],
    by: PersonId,
) -> Outcome<Vec<Result<(Deed, Option<ItemId>), Sentence>>> {
    let taken: Vec<&Finding> = findings.iter().filter_map(|finding| finding.as_ref().ok()).collect();
    let factories = factories_of(&taken);
    items::hold_plans(work, &factories).await?;
    let mut plans = Plans::of(work, &taken).await?;
    let mut brought = || Brought { id: work.new_id(), at: work.now(), by };
    let mut counts: HashMap<OrganisationId, u32> = HashMap::new();
    let mut answers = Vec::new();
    for finding in findings {
        answers.push(finding.as_ref().map_err(Clone::clone).map(|finding| {
            let (deed, item) = plans.take(finding, &mut brought);
            if deed != Deed::Nothing {
                *counts.entry(finding.factory).or_default() += 1;
            }
            (deed, item)
        }));
    }
    plans.write(work, by).await?;
    let touched: Vec<OrganisationId> = factories.into_iter().filter(|id| counts.contains_key(id)).collect();
    items::mark_found_again(work, &touched).await?;
    let entry = |factory: &OrganisationId| {
        let details = json!({ "findings": counts.get(factory) });
        audit::Entry::of("improvement.lead", "organisation", factory.0).within(*factory).with(details)
    };
    audit::write_many(work, by, touched.iter().map(entry).collect()).await?;
    Ok(answers)
}

fn factories_of(findings: &[&Finding]) -> Vec<OrganisationId> {
    let all: BTreeSet<OrganisationId> = findings.iter().map(|finding| finding.factory).collect();
    all.into_iter().collect()
}
