//! What a revision changed, and for whom.

use std::collections::HashMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::StepId;
use crate::{
    pathways::store::pathways::{Step, Whole},
    platform::PersonId,
};

crate::word_enum! {
    /// What changed. Its text is `pathway-difference-<word>`.
    DifferenceKind {
        Name = "name",
        StepAdded = "step-added",
        StepRemoved = "step-removed",
        StepMoved = "step-moved",
        StepPlace = "step-place",
        StepRenamed = "step-renamed",
        StepPeople = "step-people",
        StepCourse = "step-course",
        StepVersion = "step-version",
        StepRelation = "step-relation",
        StepCoverage = "step-coverage",
        StepStage = "step-stage",
        StepOwner = "step-owner",
        StepOtherwise = "step-otherwise",
        StepJoined = "step-joined",
        StepLeft = "step-left",
        StepWithdrawn = "step-withdrawn",
        StepGoingOn = "step-going-on",
        StageAdded = "stage-added",
        StageRemoved = "stage-removed",
        StageChanged = "stage-changed",
        GoalAdded = "goal-added",
        GoalRemoved = "goal-removed",
        GoalChanged = "goal-changed",
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
    /// The first of these people; none where a revision is so old that it only counted them.
    #[serde(default)]
    pub who: Vec<PersonId>,
}

/// So many people are named, the others counted.
const NAMED: usize = 5;

/// What a revision means for the people at a step.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AtStep {
    pub joined: Vec<PersonId>,
    pub stayed: Vec<PersonId>,
    /// Not expected any more.
    pub left: Vec<PersonId>,
    /// Those of them who were taken off the course, which they had not begun.
    pub withdrawn: Vec<PersonId>,
    /// Those of them who go on with the course, with their date.
    pub going_on: Vec<PersonId>,
    /// Those whose date on the course is another one.
    pub moved: Vec<PersonId>,
}

impl AtStep {
    /// For whom the step has another date: on a course some have one of their own.
    fn moved_at<'a>(&'a self, step: &Step) -> &'a [PersonId] {
        if step.course.is_some() { &self.moved } else { &self.stayed }
    }
}

/// `at` is what the revision means for the people at each step, those that were taken out among them.
pub fn differences(old: &Whole, new: &Whole, at: &HashMap<StepId, AtStep>) -> Vec<Difference> {
    let mut found = of_pathway(old, new);
    let nobody = AtStep::default();
    for step in &new.steps {
        let here = at.get(&step.id).unwrap_or(&nobody);
        match old.step(step.id) {
            None => found.push(told(DifferenceKind::StepAdded, &step.name, &here.joined)),
            Some(was) => of_step(was, step, here, &mut found),
        }
    }
    for step in old.steps.iter().filter(|step| new.step(step.id).is_none()) {
        let here = at.get(&step.id).unwrap_or(&nobody);
        found.push(told(DifferenceKind::StepRemoved, &step.name, &here.left));
        leaving(step, here, &mut found);
    }
    found
}

fn plain(kind: DifferenceKind, name: &str) -> Difference {
    told(kind, name, &[])
}

fn told(kind: DifferenceKind, name: &str, people: &[PersonId]) -> Difference {
    Difference {
        kind,
        name: name.to_owned(),
        people: u32::try_from(people.len()).unwrap_or(u32::MAX),
        from: None,
        to: None,
        who: people.iter().take(NAMED).copied().collect(),
    }
}

fn of_step(was: &Step, step: &Step, here: &AtStep, found: &mut Vec<Difference>) {
    let dates = match was.due_on == step.due_on {
        true => (was.starts_on, step.starts_on),
        false => (was.due_on, step.due_on),
    };
    if dates.0 != dates.1 {
        let moved = told(DifferenceKind::StepMoved, &step.name, here.moved_at(step));
        found.push(Difference { from: dates.0, to: dates.1, ..moved });
    }
    if was.place != step.place {
        found.push(told(DifferenceKind::StepPlace, &step.name, &here.stayed));
    }
    if was.name != step.name {
        found.push(told(DifferenceKind::StepRenamed, &step.name, &here.stayed));
    }
    of_what_counts(was, step, here, found);
    if !here.joined.is_empty() {
        found.push(told(DifferenceKind::StepJoined, &step.name, &here.joined));
    }
    if !here.left.is_empty() {
        found.push(told(DifferenceKind::StepLeft, &step.name, &here.left));
        leaving(step, here, found);
    } else if here.joined.is_empty() && was.who() != step.who() {
        found.push(plain(DifferenceKind::StepPeople, &step.name));
    }
}

/// What changes without another date, place or people: the course, its version, what counts as well, and how many must be
/// through.
fn of_what_counts(was: &Step, step: &Step, here: &AtStep, found: &mut Vec<Difference>) {
    if was.course != step.course {
        found.push(told(DifferenceKind::StepCourse, &step.name, &here.stayed));
    } else if step.course_version_id.is_some() && was.course_version_id != step.course_version_id {
        // Whoever is on the course stays on its version.
        found.push(told(DifferenceKind::StepVersion, &step.name, &here.joined));
    }
    if (was.relation, was.other_step_id) != (step.relation, step.other_step_id) {
        found.push(told(DifferenceKind::StepRelation, &step.name, &here.stayed));
    }
    if was.coverage != step.coverage {
        let shares = format!("{} ({} % → {} %)", step.name, was.coverage, step.coverage);
        found.push(plain(DifferenceKind::StepCoverage, &shares));
    }
    if was.stage_id != step.stage_id {
        found.push(plain(DifferenceKind::StepStage, &step.name));
    }
    if was.owner_person_id != step.owner_person_id {
        found.push(plain(DifferenceKind::StepOwner, &step.name));
    }
    let rest =
        |step: &Step| (step.kind, step.delivery, step.goal, step.item_id, step.compliance_point.clone());
    if rest(was) != rest(step) {
        found.push(plain(DifferenceKind::StepOtherwise, &step.name));
    }
}

fn leaving(step: &Step, here: &AtStep, found: &mut Vec<Difference>) {
    for (kind, people) in
        [(DifferenceKind::StepWithdrawn, &here.withdrawn), (DifferenceKind::StepGoingOn, &here.going_on)]
    {
        if !people.is_empty() {
            found.push(told(kind, &step.name, people));
        }
    }
}

fn of_pathway(old: &Whole, new: &Whole) -> Vec<Difference> {
    let mut found = Vec::new();
    let dated = |kind, from, to| Difference { from, to, ..plain(kind, "") };
    if old.pathway.name != new.pathway.name {
        found.push(plain(DifferenceKind::Name, &new.pathway.name));
    }
    if old.pathway.starts_on != new.pathway.starts_on {
        found.push(dated(DifferenceKind::Start, old.pathway.starts_on, new.pathway.starts_on));
    }
    if old.pathway.ends_on != new.pathway.ends_on {
        found.push(dated(DifferenceKind::End, old.pathway.ends_on, new.pathway.ends_on));
    }
    if old.pathway.owner_person_id != new.pathway.owner_person_id {
        found.push(plain(DifferenceKind::Owner, ""));
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
    found.extend(changed_inside(old, new));
    found
}

/// Stages and goals that stand there still, in other words or with other dates.
fn changed_inside<'w>(old: &'w Whole, new: &'w Whole) -> impl Iterator<Item = Difference> + 'w {
    let stages = new.stages.iter().filter(|stage| {
        old.stages.iter().any(|was| {
            was.id == stage.id && {
                (&was.name, was.starts_on, was.ends_on) != (&stage.name, stage.starts_on, stage.ends_on)
            }
        })
    });
    let goals = new.goals.iter().filter(|goal| {
        old.goals.iter().any(|was| {
            was.id == goal.id && {
                (was.kind, &was.goal, &was.measure, was.due_on)
                    != (goal.kind, &goal.goal, &goal.measure, goal.due_on)
            }
        })
    });
    let stages = stages.map(|stage| plain(DifferenceKind::StageChanged, &stage.name));
    stages.chain(goals.map(|goal| plain(DifferenceKind::GoalChanged, &goal.goal)))
}

fn only_in<'w>(
    one: &'w [(uuid::Uuid, String)],
    other: &'w [(uuid::Uuid, String)],
) -> impl Iterator<Item = &'w str> {
    one.iter().filter(|(id, _)| !other.iter().any(|(known, _)| known == id)).map(|(_, name)| name.as_str())
}
