//! What a pathway lacks before it can be published, each a sentence at its field.

use std::collections::{BTreeSet, HashSet};

use chrono::NaiveDate;

use super::{Relation, StepKind};
use crate::pathways::store::pathways::{Step, Whole};

/// A field and the text key of what is wrong there; steps and stages go by their names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lack {
    pub field: String,
    pub key: &'static str,
    /// The name of the step or stage; empty for the pathway itself.
    pub name: String,
}

impl Lack {
    /// Whoever owns the pathway does not belong here any more.
    pub fn of_owner_who_left() -> Self {
        Self { field: "owner".to_owned(), key: "pathway-owner-left", name: String::new() }
    }
}

/// Everything that keeps a pathway from being published; nothing where it can be. `needs_session` are the slugs of the
/// courses that are complete only with a facilitated session, `published` those that can be taken.
pub fn lacks(whole: &Whole, needs_session: &HashSet<String>, published: &HashSet<String>) -> Vec<Lack> {
    let mut lacks = Vec::new();
    let pathway = &whole.pathway;
    let mut own = |field: &str, key| lacks.push(Lack { field: field.to_owned(), key, name: String::new() });
    if pathway.name.trim().is_empty() {
        own("name", "pathway-name-missing");
    }
    if pathway.owner_person_id.is_none() {
        own("owner", "pathway-owner-missing");
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
        let keys = step_lacks(step, whole, needs_session, published);
        let lack = |key| Lack { field: format!("step-{}", step.id), key, name: step.name.clone() };
        lacks.extend(keys.into_iter().map(lack));
    }
    lacks
}

fn fits(day: NaiveDate, (start, end): (Option<NaiveDate>, Option<NaiveDate>)) -> bool {
    start.is_none_or(|start| start <= day) && end.is_none_or(|end| day <= end)
}

fn step_lacks(
    step: &Step,
    whole: &Whole,
    needs_session: &HashSet<String>,
    published: &HashSet<String>,
) -> BTreeSet<&'static str> {
    let mut keys = BTreeSet::new();
    let within = (whole.pathway.starts_on, whole.pathway.ends_on);
    match step.due_on {
        None => {
            keys.insert("pathway-step-undated");
        }
        Some(due_on) if !fits(due_on, within) => {
            keys.insert("pathway-step-outside");
        }
        Some(_) => {}
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
            Some(course) if !published.contains(course) => {
                keys.insert("pathway-step-course-withdrawn");
            }
            Some(course) if needs_session.contains(course) && !has_session(step, whole) => {
                keys.insert("pathway-step-needs-session");
            }
            Some(_) => {}
        }
    }
    keys
}

/// Whether a workshop stands beside a course that is not complete by itself.
fn has_session(course: &Step, whole: &Whole) -> bool {
    whole.steps.iter().any(|other| {
        let said_there = other.other_step_id == Some(course.id) && other.relation == Some(Relation::Together);
        let said_here = course.other_step_id == Some(other.id) && course.relation == Some(Relation::Together);
        matches!(other.kind, StepKind::Workshop | StepKind::Visit) && (said_there || said_here)
    })
}
