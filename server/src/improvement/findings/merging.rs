//! Findings become items: one for each factory, cycle, point and question, whatever number of sources speak of it. What
//! people did with an item stays, whatever its sources say later.

use std::collections::{BTreeSet, HashMap, HashSet};

use chrono::{DateTime, Utc};
use serde_json::{Map, Value, json};

use super::{
    finding::{Deed, Finding, cycles_of, factories_of},
    waiting::Waiting,
};
use crate::{
    improvement::{
        model::{ItemState, Severity},
        store::{
            history::{ChangeKind, Happened},
            items::{self, Item, ItemId, ItemKey},
            sources::{self, Source, SourceId, SourceKey},
        },
    },
    organisations::store::organisations::{self, Organisation},
    platform::{OrganisationId, Outcome, PersonId, Read},
};

/// What the store has about some findings, and what they make of it.
#[derive(Default)]
pub struct Plans {
    items: HashMap<ItemId, Item>,
    /// Of factories with items that are verified, by whose clock the day of that is told.
    verified_at: HashMap<OrganisationId, Organisation>,
    by_key: HashMap<ItemKey, ItemId>,
    sources: HashMap<SourceKey, Source>,
    of_item: HashMap<ItemId, BTreeSet<SourceKey>>,
    /// Items that rows before these will have made.
    coming: HashSet<ItemKey>,
    /// In the order in which they came.
    new_items: Vec<ItemId>,
    changed_items: Vec<ItemId>,
    written: Vec<SourceKey>,
    pub happened: Vec<Happened>,
    /// Items that a source left.
    pub left: BTreeSet<ItemId>,
    /// Items of which other systems hear.
    touched: BTreeSet<ItemId>,
    /// What waits for the release of its assessment.
    pub waiting: Waiting,
}

/// What a row that is written needs beside the finding.
pub struct Brought {
    pub id: uuid::Uuid,
    pub at: DateTime<Utc>,
    pub by: PersonId,
}

impl Plans {
    /// What the plans of these findings hold in their cycles, in as many queries for many findings as for one.
    pub async fn of(read: &Read, findings: &[&Finding]) -> Outcome<Self> {
        let (factories, cycles) = (factories_of(findings), cycles_of(findings));
        let there = items::items_in_cycles(read, &factories, cycles.clone()).await?;
        let waiting = Waiting::of(read, findings).await?;
        let mut plans = Self { waiting, ..Self::default() };
        for source in sources::in_cycles(read, &factories, cycles).await? {
            plans.keep_source(source);
        }
        let verified = there.iter().filter(|item| item.verified_at.is_some()).map(|item| item.factory_id);
        let verified: BTreeSet<OrganisationId> = verified.collect();
        if !verified.is_empty() {
            plans.verified_at = organisations::organisations(read, verified).await?;
        }
        for item in there {
            plans.by_key.insert(item.key(), item.id);
            plans.items.insert(item.id, item);
        }
        Ok(plans)
    }

    /// Items that the list speaks of anywhere: a finding that now belongs to one of them does not take its former item
    /// along.
    pub fn expect(&mut self, coming: impl IntoIterator<Item = ItemKey>) {
        self.coming.extend(coming);
    }

    /// Decides about a finding, and knows it from then on.
    pub fn take(
        &mut self,
        finding: &Finding,
        brought: &mut impl FnMut() -> Brought,
    ) -> (Deed, Option<ItemId>) {
        let there = self.sources.get(&finding.source_key()).cloned();
        // What says the same again is nothing new; what is said otherwise waits like what is new, because another
        // assessment may have said it.
        let is_same = there.as_ref().is_some_and(|source| finding.is_said_by(source));
        if !is_same && let Some(deed) = self.waiting.take(finding) {
            return (deed, None);
        }
        if finding.gone {
            return self.says_no_more(finding, there);
        }
        let key = finding.item_key();
        let item = self.by_key.get(&key).copied();
        if let Some(source) = &there
            && (Some(source.item_id) == item && finding.is_said_by(source)
                || source.gone_on.is_some_and(|gone_on| finding.found_on < gone_on))
        {
            return (Deed::Nothing, Some(source.item_id));
        }
        let awaited = self.coming.contains(&key);
        let alone = there.as_ref().filter(|source| self.is_alone(source)).map(|source| source.item_id);
        let (item, is_new) = match (item, alone) {
            (Some(item), _) => (item, false),
            (None, Some(moved)) if !awaited => (self.move_item(moved, finding), false),
            (None, _) => (self.make(finding, brought()), true),
        };
        let before = there.as_ref().map(|source| source.item_id).filter(|before| *before != item);
        let weights: Vec<(ItemId, Weight)> =
            [Some(item), before].into_iter().flatten().map(|one| (one, self.weight(one))).collect();
        self.note_source(finding, item, there.as_ref(), brought());
        if !is_new {
            self.fill(finding, item, there.as_ref());
        }
        for (one, weight) in weights {
            self.weigh(one, &weight);
        }
        if let Some(before) = before {
            self.leave(before, finding);
        }
        if there.is_none() && !is_new {
            self.find_again(finding, item);
        }
        let (deed, kind) = match &there {
            Some(_) => (Deed::Corrected, ChangeKind::Corrected),
            None if is_new && !awaited => (Deed::Made, ChangeKind::Found),
            None => (Deed::Merged, ChangeKind::Merged),
        };
        self.happen(item, kind, finding.said(&[("severity", json!(finding.severity))]));
        (deed, Some(item))
    }

    /// The source stays where it came from, marked. An older answer undoes no later one.
    fn says_no_more(&mut self, finding: &Finding, there: Option<Source>) -> (Deed, Option<ItemId>) {
        let Some(mut source) = there else { return (Deed::Nothing, None) };
        let item = source.item_id;
        if source.gone_on.is_some() || finding.found_on < source.found_on {
            return (Deed::Nothing, Some(item));
        }
        let weight = self.weight(item);
        source.gone_on = Some(finding.found_on);
        self.write_source(source);
        self.weigh(item, &weight);
        self.happen(item, ChangeKind::SourceGone, finding.said(&[]));
        (Deed::Corrected, Some(item))
    }

    fn is_alone(&self, source: &Source) -> bool {
        self.of_item.get(&source.item_id).is_some_and(|all| all.len() == 1)
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
        self.new_items.push(id);
        self.by_key.insert(item.key(), id);
        self.items.insert(id, item);
        id
    }

    /// An item whose only source was corrected goes to the other point with everything that people did with it.
    fn move_item(&mut self, id: ItemId, finding: &Finding) -> ItemId {
        let Some(item) = self.items.get_mut(&id) else { return id };
        self.by_key.remove(&item.key());
        let point = json!({ "from": item.point_code, "to": finding.point });
        item.point_code.clone_from(&finding.point);
        item.question_code.clone_from(&finding.question);
        item.found_again = false;
        self.by_key.insert(item.key(), id);
        self.change_item(id);
        self.happen(id, ChangeKind::Moved, finding.said(&[("point", point)]));
        self.reopen(id, "moved");
        id
    }

    /// A source went to another item.
    fn leave(&mut self, before: ItemId, finding: &Finding) {
        let Some(item) = self.items.get(&before) else { return };
        let point = json!({ "from": item.point_code, "to": finding.point });
        self.left.insert(before);
        self.happen(before, ChangeKind::SourceMoved, finding.said(&[("point", point)]));
    }

    fn note_source(&mut self, finding: &Finding, item: ItemId, there: Option<&Source>, brought: Brought) {
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
            cycle_number: finding.cycle,
            root_cause: finding.root_cause.clone(),
            action: finding.action.clone(),
            due_on: finding.due_on,
            gone_on: None,
        };
        if let Some(all) = there.and_then(|there| self.of_item.get_mut(&there.item_id)) {
            all.remove(&source.key());
        }
        self.write_source(source);
    }

    fn write_source(&mut self, source: Source) {
        let key = source.key();
        if !self.written.contains(&key) {
            self.written.push(key);
        }
        self.keep_source(source);
    }

    fn keep_source(&mut self, source: Source) {
        self.of_item.entry(source.item_id).or_default().insert(source.key());
        self.sources.insert(source.key(), source);
    }

    /// What a source says of cause, action and day goes where nothing stands yet, or only what it said itself before.
    fn fill(&mut self, finding: &Finding, id: ItemId, there: Option<&Source>) {
        let Some(item) = self.items.get_mut(&id) else { return };
        let mut filled = Map::new();
        let text = |field: &mut String, said: &str, before: Option<&str>| {
            let own = field.is_empty() || before == Some(field.as_str());
            (own && !said.is_empty() && field != said)
                .then(|| json!({ "from": std::mem::replace(field, said.to_owned()), "to": said }))
        };
        let before = there.map(|source| source.root_cause.as_str());
        if let Some(change) = text(&mut item.root_cause, &finding.root_cause, before) {
            filled.insert("root_cause".to_owned(), change);
        }
        let before = there.map(|source| source.action.as_str());
        if let Some(change) = text(&mut item.action, &finding.action, before) {
            filled.insert("action".to_owned(), change);
        }
        let own = item.due_on.is_none() || item.due_on == there.and_then(|source| source.due_on);
        if own && finding.due_on.is_some() && item.due_on != finding.due_on {
            let from = std::mem::replace(&mut item.due_on, finding.due_on);
            filled.insert("due_on".to_owned(), json!({ "from": from, "to": finding.due_on }));
        }
        if !filled.is_empty() {
            self.change_item(id);
            self.happen(id, ChangeKind::Planned, Value::Object(filled));
            self.reopen(id, "changed");
        }
    }

    fn weight(&self, id: ItemId) -> Weight {
        let all = self.of_item.get(&id).into_iter().flatten().filter_map(|key| self.sources.get(key));
        let (gone, live): (Vec<&Source>, Vec<&Source>) = all.partition(|source| source.gone_on.is_some());
        let counted = if live.is_empty() { gone } else { live };
        Weight {
            severity: counted.iter().map(|source| source.severity).max(),
            found_on: counted.iter().map(|source| source.found_on).min(),
        }
    }

    /// An item is as grave as its gravest source, until an adviser says otherwise; then only a graver one changes it.
    fn weigh(&mut self, id: ItemId, before: &Weight) {
        let after = self.weight(id);
        let (Some(item), Some(gravest), Some(found_on)) =
            (self.items.get_mut(&id), after.severity, after.found_on)
        else {
            return;
        };
        let follows = before.severity.is_none_or(|before| before == item.severity);
        let severity = match follows || (Some(gravest) > before.severity && gravest > item.severity) {
            true => gravest,
            false => item.severity,
        };
        if (severity, found_on) == (item.severity, item.found_on) {
            return;
        }
        let graver = json!({ "severity": { "from": item.severity, "to": severity } });
        let differs = severity != item.severity;
        (item.severity, item.found_on) = (severity, found_on);
        self.change_item(id);
        if differs && !self.new_items.contains(&id) {
            self.happen(id, ChangeKind::Planned, graver);
        }
    }

    /// A source that comes after the item was verified opens it again.
    fn find_again(&mut self, finding: &Finding, id: ItemId) {
        let Some(item) = self.items.get_mut(&id) else { return };
        let factory = self.verified_at.get(&item.factory_id);
        let day = |at: DateTime<Utc>| factory.map_or_else(|| at.date_naive(), |there| there.day_at(at));
        let later = item.verified_at.is_some_and(|at| finding.found_on > day(at));
        if item.state == ItemState::Verified && later {
            item.state = ItemState::Open;
            (item.verified_at, item.verified_by_person_id) = (None, None);
            self.change_item(id);
            let details = json!({ "from": ItemState::Verified, "to": ItemState::Open });
            self.happen(id, ChangeKind::FoundAgain, details);
        }
    }

    /// What was verified is not what stands there now.
    fn reopen(&mut self, id: ItemId, reason: &'static str) {
        let Some(item) = self.items.get_mut(&id).filter(|item| item.state == ItemState::Verified) else {
            return;
        };
        item.state = ItemState::UnderWay;
        (item.verified_at, item.verified_by_person_id) = (None, None);
        let state = json!({ "from": ItemState::Verified, "to": ItemState::UnderWay });
        self.happen(id, ChangeKind::Reopened, json!({ "state": state, "reason": reason }));
    }

    fn change_item(&mut self, id: ItemId) {
        if self.new_items.contains(&id) || self.changed_items.contains(&id) {
            return;
        }
        if let Some(item) = self.items.get_mut(&id) {
            // Whoever has the item's form open is told that it changed.
            item.changes = item.changes.saturating_add(1);
        }
        self.changed_items.push(id);
    }

    fn happen(&mut self, item: ItemId, kind: ChangeKind, details: Value) {
        self.happened.push(Happened { item, kind, details });
        self.touched.insert(item);
    }

    pub fn source(&self, key: &SourceKey) -> Option<&Source> {
        self.sources.get(key)
    }

    pub fn item(&self, id: ItemId) -> Option<&Item> {
        self.items.get(&id)
    }

    pub fn item_of(&self, key: &ItemKey) -> Option<&Item> {
        self.by_key.get(key).and_then(|id| self.items.get(id))
    }

    pub fn new_items(&self) -> Vec<Item> {
        self.new_items.iter().filter_map(|id| self.items.get(id).cloned()).collect()
    }

    pub fn changed_items(&self) -> Vec<Item> {
        self.changed_items.iter().filter_map(|id| self.items.get(id).cloned()).collect()
    }

    pub fn written_sources(&self) -> Vec<Source> {
        self.written.iter().filter_map(|key| self.sources.get(key).cloned()).collect()
    }

    pub fn touched_items(&self) -> impl Iterator<Item = &Item> {
        self.touched.iter().filter_map(|id| self.items.get(id))
    }
}

/// What the sources of an item say together.
struct Weight {
    severity: Option<Severity>,
    found_on: Option<chrono::NaiveDate>,
}
