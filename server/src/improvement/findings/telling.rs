//! What a finding changes, in words, before it does.

use std::{collections::HashMap, sync::Arc};

use chrono::NaiveDate;

use super::{
    finding::{Deed, Finding},
    merging::{Brought, Plans},
};
use crate::{
    improvement::store::{items::Item, sources::Source},
    platform::{Engine, Language, OrganisationId, Sentence, imports::Fate, sentence::Value},
};

/// Names and days as the person who imports reads them.
pub struct Names {
    pub engine: Arc<Engine>,
    pub language: Language,
    pub factories: HashMap<OrganisationId, String>,
    pub points: HashMap<String, String>,
}

/// So much of a long text is shown.
const SHOWN: usize = 120;

/// What would become of a finding, and what it would change.
pub fn told(
    plans: &mut Plans,
    finding: &Finding,
    names: &Names,
    brought: &mut impl FnMut() -> Brought,
) -> Fate {
    let source = plans.source(&finding.source_key()).cloned();
    let item = match &source {
        Some(source) => plans.item(source.item_id),
        None => plans.item_of(&finding.item_key()),
    };
    let item = item.cloned();
    let (deed, after) = plans.take(finding, brought);
    let (Deed::Merged | Deed::Corrected, Some(after)) = (deed, after) else { return deed.fate() };
    let point = item.as_ref().filter(|_| finding.gone).map_or(&finding.point, |item| &item.point_code);
    let name = match finding.name() {
        "" => names.day(Some(finding.found_on)),
        name => Value::Text(name.to_owned()),
    };
    let about = Sentence::of("finding-told-about")
        .with("factory", names.factories.get(&finding.factory).cloned().unwrap_or_default())
        .with("point", names.point(point))
        .with("source", named(format!("finding-source-{}", finding.kind.word())))
        .with("reference", name);
    let mut what = vec![about];
    match &source {
        None => what.push("finding-told-one-more".into()),
        Some(_) if finding.gone => what.push("finding-told-gone".into()),
        Some(source) => what.extend(names.of_source(source, finding)),
    }
    if let (Some(item), Some(after)) = (&item, plans.item(after)) {
        what.extend(names.of_item(item, after));
    }
    Fate::ChangedSo(what)
}

impl Names {
    fn of_source(&self, source: &Source, finding: &Finding) -> Vec<Sentence> {
        let all = [
            ("item-found-on-label", self.day(Some(source.found_on)), self.day(Some(finding.found_on))),
            ("item-severity-label", severity(source.severity.word()), severity(finding.severity.word())),
            ("import-finding", text(&source.text), text(&finding.text)),
            ("item-root-cause-label", text(&source.root_cause), text(&finding.root_cause)),
            ("item-action-label", text(&source.action), text(&finding.action)),
            ("item-due-label", self.day(source.due_on), self.day(finding.due_on)),
        ];
        differences("finding-told-change", all)
    }

    /// The item itself, or the one that the source goes to.
    fn of_item(&self, before: &Item, after: &Item) -> Vec<Sentence> {
        let point = |item: &Item| Value::Text(self.point(&item.point_code));
        let moved = differences(
            "finding-told-change",
            [("improvement-plan-point-label", point(before), point(after))],
        );
        if before.id != after.id {
            return moved;
        }
        let state = |item: &Item| named(format!("improvement-state-{}", item.state.word()));
        let all = [
            ("item-severity-label", severity(before.severity.word()), severity(after.severity.word())),
            ("item-root-cause-label", text(&before.root_cause), text(&after.root_cause)),
            ("item-action-label", text(&before.action), text(&after.action)),
            ("item-due-label", self.day(before.due_on), self.day(after.due_on)),
            ("item-state-label", state(before), state(after)),
        ];
        moved.into_iter().chain(differences("finding-told-item-change", all)).collect()
    }

    fn point(&self, code: &str) -> String {
        self.points.get(code).cloned().unwrap_or_else(|| code.to_owned())
    }

    fn day(&self, day: Option<NaiveDate>) -> Value {
        let written = day.map(|day| self.engine.formats().date(self.language, day));
        Value::Text(written.unwrap_or_else(|| NOTHING.to_owned()))
    }
}

const NOTHING: &str = "–";

fn differences<const N: usize>(key: &'static str, all: [(&'static str, Value, Value); N]) -> Vec<Sentence> {
    all.into_iter()
        .filter(|(_, from, to)| from != to)
        .map(|(what, from, to)| {
            Sentence::of(key).with("what", named(what.to_owned())).with("from", from).with("to", to)
        })
        .collect()
}

fn named(text: String) -> Value {
    Value::Named { text }
}

fn severity(word: &str) -> Value {
    named(format!("severity-{word}"))
}

fn text(text: &str) -> Value {
    let mut shown: String = text.chars().take(SHOWN).collect();
    if shown.len() < text.len() {
        shown.push('…');
    }
    Value::Text(if shown.is_empty() { NOTHING.to_owned() } else { shown })
}
