//! What a pathway lacks before it can be published, each a sentence at its field.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use chrono::NaiveDate;

use super::{Relation, StepId, StepKind};
use crate::{
    pathways::store::pathways::{Step, Whole},
    platform::PersonId,
};

/// A field and the text key of what is wrong there; steps and stages go by their names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lack {
    pub field: String,
    pub key: &'static str,
    /// The name of the step or stage; empty for the pathway itself.
    pub name: String,
}

/// How things stand around a pathway today.
#[derive(Clone, Debug, Default)]
pub struct Around {
    /// The slugs of the courses that are complete only with a facilitated session.
    pub needs_session: HashSet<String>,
    /// Workshops and visits at which nobody would be expected.
    pub nobody_at: HashSet<StepId>,
    /// Courses that need a session and are taken by somebody who would be expected at none.
    pub without_session: HashSet<StepId>,
    /// Those that can be taken.
    pub published: HashSet<String>,
    /// Where people of the factory work, under the names without case and marks.
    pub departments: BTreeMap<String, String>,
    /// Those of the owners who can act here, and the adviser.
    pub present: HashSet<PersonId>,
    /// The dates with which steps were published last: what is late since then may stay as it is.
    pub settled: HashMap<StepId, Option<NaiveDate>>,
    pub today: NaiveDate,
}

/// Everything that keeps a pathway from being published; nothing where it can be.
pub fn lacks(whole: &Whole, around: &Around) -> Vec<Lack> {
    let mut lacks = Vec::new();
    let pathway = &whole.pathway;
    let mut own = |field: &str, key| lacks.push(Lack { field: field.to_owned(), key, name: String::new() });
    if pathway.name.trim().is_empty() {
        own("name", "pathway-name-missing");
    }
    match pathway.owner_person_id {
        None => own("owner", "pathway-owner-missing"),
        Some(owner) if !around.present.contains(&owner) => own("owner", "pathway-owner-left"),
        Some(_) => {}
    }
    match (pathway.starts_on, pathway.ends_on) {
        (None, _) => own("starts_on", "pathway-start-missing"),
        (_, None) => own("ends_on", "pathway-end-missing"),
        (Some(start), Some(end)) if end < start => own("ends_on", "pathway-ends-before-start"),
        _ => {}
    }
    if whole.stages.is_empty() {
        own("stages", "pathway-stages-missing");
    }
    if whole.steps.is_empty() {
        own("stages", "pathway-steps-missing");
    }
    if whole.goals.is_empty() {
        own("goals", "pathway-goals-missing");
    }
    let within = (pathway.starts_on, pathway.ends_on);
    for stage in &whole.stages {
        let mut at =
            |key| lacks.push(Lack { field: format!("stage-{}", stage.id), key, name: stage.name.clone() });
        match (stage.starts_on, stage.ends_on) {
            (Some(start), Some(end)) if end < start => at("pathway-stage-backwards"),
            (Some(start), Some(end)) if !fits(start, within) || !fits(end, within) => {
                at("pathway-stage-outside")
            }
            (Some(_), Some(_)) => {}
            _ => at("pathway-stage-undated"),
        }
    }
    for step in &whole.steps {
        let keys = step_lacks(step, whole, around);
        let lack = |key| Lack { field: format!("step-{}", step.id), key, name: step.name.clone() };
        lacks.extend(keys.into_iter().map(lack));
    }
    lacks
}

fn fits(day: NaiveDate, (start, end): (Option<NaiveDate>, Option<NaiveDate>)) -> bool {
    start.is_none_or(|start| start <= day) && end.is_none_or(|end| day <= end)
}

fn step_lacks(step: &Step, whole: &Whole, around: &Around) -> BTreeSet<&'static str> {
    let mut keys = BTreeSet::new();
    let within = (whole.pathway.starts_on, whole.pathway.ends_on);
    match step.due_on {
        None => {
            keys.insert("pathway-step-undated");
        }
        Some(due_on) if !fits(due_on, within) => {
            keys.insert("pathway-step-outside");
        }
        Some(due_on) if is_past(step, due_on, around) => {
            keys.insert("pathway-step-past");
        }
        Some(_) => {}
    }
    if let Some(starts_on) = step.starts_on {
        if step.due_on.is_some_and(|due_on| due_on < starts_on) {
            keys.insert("pathway-step-backwards");
        }
        if !fits(starts_on, within) {
            keys.insert("pathway-step-outside");
        }
    }
    let department = step.who().department;
    if !department.is_empty() && !around.departments.contains_key(&department) {
        keys.insert("pathway-step-department-empty");
    }
    if step.done_on.is_none() && step.owner_person_id.is_some_and(|owner| !around.present.contains(&owner)) {
        keys.insert("pathway-step-owner-gone");
    }
    if step.stage_id.is_none() {
        keys.insert("pathway-step-in-no-stage");
    }
    if step.kind != StepKind::Course && step.owner_person_id.is_none() {
        keys.insert("pathway-step-without-owner");
    }
    if step.kind == StepKind::Course {
        match &step.course {
            None => {
                keys.insert("pathway-step-without-course");
            }
            Some(course) if !around.published.contains(course) => {
                keys.insert("pathway-step-course-withdrawn");
            }
            Some(course) if around.needs_session.contains(course) && !has_session(step, whole) => {
                keys.insert("pathway-step-needs-session");
            }
            Some(course)
                if around.needs_session.contains(course)
                    && whole.sessions_of(step).all(|session| around.nobody_at.contains(&session.id)) =>
            {
                keys.insert("pathway-session-empty");
            }
            Some(_) if around.without_session.contains(&step.id) => {
                keys.insert("pathway-session-misses");
            }
            Some(_) if is_second(step, whole, around) => {
                keys.insert("pathway-step-course-twice");
            }
            Some(_) => {}
        }
    }
    keys
}

/// Whether an earlier step has the same course for some of the same people: they learn it once, and both steps would be
/// done with it. What was published with this step stays possible.
fn is_second(step: &Step, whole: &Whole, around: &Around) -> bool {
    let before = whole.steps.iter().take_while(|other| other.id != step.id);
    let mut same = before.filter(|other| other.kind == StepKind::Course && other.course == step.course);
    !around.settled.contains_key(&step.id) && same.any(|other| other.who().meets(&step.who()))
}

/// Whether people would be late from the first day: what was done, or was published with this very date, is not meant.
fn is_past(step: &Step, due_on: NaiveDate, around: &Around) -> bool {
    let is_settled = around.settled.get(&step.id) == Some(&Some(due_on));
    due_on < around.today && step.done_on.is_none() && !is_settled
}

/// Whether a workshop stands beside a course that is not complete by itself.
fn has_session(course: &Step, whole: &Whole) -> bool {
    whole.sessions_of(course).next().is_some()
}

impl Whole {
    /// The workshops and visits that go together with a course, whichever of the two steps says so.
    pub fn sessions_of<'w>(&'w self, course: &Step) -> impl Iterator<Item = &'w Step> + use<'w> {
        let (id, said_here) =
            (course.id, course.other_step_id.filter(|_| course.relation == Some(Relation::Together)));
        self.steps.iter().filter(move |other| {
            let said_there = other.other_step_id == Some(id) && other.relation == Some(Relation::Together);
            matches!(other.kind, StepKind::Workshop | StepKind::Visit)
                && (said_there || said_here == Some(other.id))
        })
    }
}
