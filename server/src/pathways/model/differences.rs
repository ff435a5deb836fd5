//! What a revision changed, and for how many.

use std::collections::HashMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::StepId;
use crate::pathways::store::pathways::Whole;

crate::word_enum! {
    /// What changed. Its text is `pathway-difference-<word>`.
    DifferenceKind {
        StepAdded = "step-added",
        StepRemoved = "step-removed",
        StepMoved = "step-moved",
        StepRenamed = "step-renamed",
        StepPeople = "step-people",
        StageAdded = "stage-added",
        StageRemoved = "stage-removed",
        GoalAdded = "goal-added",
        GoalRemoved = "goal-removed",
        Start = "start",
        End = "end",
        Owner = "owner",
    }
}

/// One difference between what was published and what is published now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Difference {
    pub kind: DifferenceKind,
    /// Of the step, stage or goal.
    pub name: String,
    /// The people for whom it changes something.
    pub people: u32,
    pub from: Option<NaiveDate>,
    pub to: Option<NaiveDate>,
}

/// `before` and `now` count the people at each step, before this revision and with it.
pub fn differences(
    old: &Whole,
    new: &Whole,
    before: &HashMap<StepId, u32>,
    now: &HashMap<StepId, u32>,
) -> Vec<Difference> {
    let mut found = Vec::new();
    let plain =
        |kind, name: &str| Difference { kind, name: name.to_owned(), people: 0, from: None, to: None };
    let dated = |kind, from, to| Difference { from, to, ..plain(kind, "") };
    if old.pathway.starts_on != new.pathway.starts_on {
        found.push(dated(DifferenceKind::Start, old.pathway.starts_on, new.pathway.starts_on));
    }
    if old.pathway.ends_on != new.pathway.ends_on {
        found.push(dated(DifferenceKind::End, old.pathway.ends_on, new.pathway.ends_on));
    }
    if old.pathway.owner_person_id != new.pathway.owner_person_id {
        found.push(plain(DifferenceKind::Owner, ""));
    }
    let count = |counts: &HashMap<StepId, u32>, step| counts.get(&step).copied().unwrap_or(0);
    for step in &new.steps {
        let people = count(now, step.id);
        let about = |kind| Difference { people, ..plain(kind, &step.name) };
        let Some(was) = old.step(step.id) else {
            found.push(about(DifferenceKind::StepAdded));
            continue;
        };
        if was.due_on != step.due_on {
            found.push(Difference { from: was.due_on, to: step.due_on, ..about(DifferenceKind::StepMoved) });
        }
        if was.name != step.name {
            found.push(about(DifferenceKind::StepRenamed));
        }
        if was.who() != step.who() || people > count(before, step.id) {
            let people = people.saturating_sub(count(before, step.id));
            found.push(Difference { people, ..about(DifferenceKind::StepPeople) });
        }
    }
    for step in old.steps.iter().filter(|step| new.step(step.id).is_none()) {
        let people = count(before, step.id);
        found.push(Difference { people, ..plain(DifferenceKind::StepRemoved, &step.name) });
    }
    let stages =
        |whole: &Whole| whole.stages.iter().map(|stage| (stage.id.0, stage.name.clone())).collect::<Vec<_>>();
    let goals =
        |whole: &Whole| whole.goals.iter().map(|goal| (goal.id.0, goal.goal.clone())).collect::<Vec<_>>();
    let (was, is) = (stages(old), stages(new));
    found.extend(only_in(&is, &was).map(|name| plain(DifferenceKind::StageAdded, name)));
    found.extend(only_in(&was, &is).map(|name| plain(DifferenceKind::StageRemoved, name)));
    let (was, is) = (goals(old), goals(new));
    found.extend(only_in(&is, &was).map(|name| plain(DifferenceKind::GoalAdded, name)));
    found.extend(only_in(&was, &is).map(|name| plain(DifferenceKind::GoalRemoved, name)));
    found
}

fn only_in<'w>(
    one: &'w [(uuid::Uuid, String)],
    other: &'w [(uuid::Uuid, String)],
) -> impl Iterator<Item = &'w str> {
    one.iter().filter(|(id, _)| !other.iter().any(|(known, _)| known == id)).map(|(_, name)| name.as_str())
}
