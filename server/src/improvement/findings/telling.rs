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

/// So much of a long text is shown, and so much of what stands before the first difference.
const SHOWN: usize = 120;
const BEFORE: usize = 20;

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

/// Of what is told here, each thing that becomes another, from what to what.
pub fn differences<const N: usize>(
    key: &'static str,
    all: [(&'static str, Value, Value); N],
) -> Vec<Sentence> {
    all.into_iter()
        .filter(|(_, from, to)| from != to)
        .map(|(what, from, to)| {
            let (from, to) = shortened(from, to);
            Sentence::of(key).with("what", named(what.to_owned())).with("from", from).with("to", to)
        })
        .collect()
}

pub fn named(text: String) -> Value {
    Value::Named { text }
}

fn severity(word: &str) -> Value {
    named(format!("severity-{word}"))
}

/// A text, or a dash for none.
pub fn text(text: &str) -> Value {
    Value::Text(if text.is_empty() { NOTHING } else { text }.to_owned())
}

/// Of long texts the part in which they differ.
fn shortened(from: Value, to: Value) -> (Value, Value) {
    let (Value::Text(from), Value::Text(to)) = (&from, &to) else { return (from, to) };
    let alike = from.chars().zip(to.chars()).take_while(|(one, other)| one == other).count();
    let start = if alike < SHOWN.saturating_sub(BEFORE) { 0 } else { alike.saturating_sub(BEFORE) };
    let part = |text: &str| {
        let mut rest = text.chars().skip(start);
        let mut shown: String = if start > 0 { "…".to_owned() } else { String::new() };
        shown.extend(rest.by_ref().take(SHOWN));
        if rest.next().is_some() {
            shown.push('…');
        }
        Value::Text(shown)
    };
    (part(from), part(to))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_long_texts_the_part_that_differs_is_told() {
        let long = "A law of many words. ".repeat(30);
        let both = [("import-finding", text(&format!("{long}Article 7")), text(&format!("{long}Article 8")))];
        let told = differences("finding-told-change", both);
        let said = serde_json::to_string(&told).unwrap();
        assert!(said.contains("Article 7") && said.contains("Article 8"), "{said}");
        assert!(said.chars().count() < 300, "{said}");
        assert!(
            differences("finding-told-change", [("import-finding", text(&long), text(&long))]).is_empty()
        );
        let short = differences("finding-told-change", [("import-finding", text(""), text("Now"))]);
        assert!(serde_json::to_string(&short).unwrap().contains("\"–\""), "{short:?}");
    }
}
