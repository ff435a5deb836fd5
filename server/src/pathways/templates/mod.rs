//! Templates: outlines of pathways, with days counted from the start. The Academy comes with some; countries and partners
//! clone them and make them their own.

mod file;

use std::collections::HashMap;

use chrono::{Days, NaiveDate};
use serde::{Deserialize, Serialize};

use super::{
    access::sees_template,
    commands::StepFields,
    model::{GoalKind, Relation, Side, StageId, StepDelivery, StepId, StepKind, TemplateId},
    store::{
        pathways::{Goal, Stage, Whole},
        templates::{self, KeptTemplate},
    },
};
use crate::platform::{
    Actor, Language, Outcome, Problem, Read,
    roles::{Role, Sex},
};

pub use file::{shipped, shipped_text};

/// A template in one language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outline {
    /// `None` for one that the Academy comes with.
    pub id: Option<TemplateId>,
    pub code: String,
    pub name: String,
    /// ISO 3166-1 alpha-2; every country where it is `None`.
    pub country: Option<String>,
    pub parts: Parts,
}

/// What a template lays out. Days count from the start of the pathway, which is day 0.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Parts {
    pub stages: Vec<StagePart>,
    pub goals: Vec<GoalPart>,
    pub steps: Vec<StepPart>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StagePart {
    pub name: String,
    pub from: u32,
    pub to: u32,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GoalPart {
    pub kind: GoalKind,
    pub goal: String,
    pub measure: String,
    pub due: u32,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StepPart {
    pub key: Option<String>,
    /// Counts from 1.
    pub stage: usize,
    pub kind: StepKind,
    pub delivery: StepDelivery,
    pub goal: GoalKind,
    pub course: Option<String>,
    pub due: u32,
    pub role: Option<Role>,
    pub side: Option<Side>,
    pub sex: Option<Sex>,
    pub coverage: i32,
    pub with: Option<String>,
    pub instead_of: Option<String>,
    pub name: String,
}

impl Parts {
    /// Every text, each with the text key of what it is; in an order that stays.
    pub fn texts(&self) -> Vec<(&'static str, &str)> {
        let stages = self.stages.iter().map(|stage| ("pathway-stage", stage.name.as_str()));
        let goals = self.goals.iter();
        let goals = goals.flat_map(|goal| {
            [("pathway-goal", goal.goal.as_str()), ("pathway-measure", goal.measure.as_str())]
        });
        let steps = self.steps.iter().map(|step| ("pathway-step-name", step.name.as_str()));
        stages.chain(goals).chain(steps).collect()
    }

    /// Says them in other words, in the order of [`Parts::texts`].
    ///
    /// # Errors
    /// The text key where one is missing or too long.
    pub fn say(&mut self, texts: &[String]) -> Result<(), &'static str> {
        const LONGEST: usize = 600;
        let expected = self.texts().len();
        if texts.len() != expected || texts.iter().any(|text| text.trim().is_empty()) {
            return Err("template-text-missing");
        }
        if texts.iter().any(|text| text.chars().count() > LONGEST) {
            return Err("pathway-text-too-long");
        }
        let stages = self.stages.iter_mut().map(|stage| &mut stage.name);
        let goals = self.goals.iter_mut().flat_map(|goal| [&mut goal.goal, &mut goal.measure]);
        let steps = self.steps.iter_mut().map(|step| &mut step.name);
        for (place, text) in stages.chain(goals).chain(steps).zip(texts) {
            place.clone_from(text);
        }
        Ok(())
    }
}

impl Outline {
    /// # Errors
    /// `Problem::Internal` for a document that cannot be read back.
    pub fn of(kept: &KeptTemplate) -> Outcome<Self> {
        Ok(Self {
            id: Some(kept.id),
            code: kept.code.clone(),
            name: kept.name.clone(),
            country: kept.country.clone(),
            parts: serde_json::from_str(&kept.document).map_err(Problem::internal)?,
        })
    }

    /// A pathway as it is, for a template of one's own; `country` is that of its factory (ISO 3166-1 alpha-2).
    pub fn of_pathway(whole: &Whole, country: Option<String>) -> Self {
        Self {
            id: None,
            code: "own".to_owned(),
            name: whole.pathway.name.clone(),
            country,
            parts: of_whole(whole),
        }
    }

    /// A template by its [`Outline::value`].
    ///
    /// # Errors
    /// `Problem::NotFound` where there is none, or none of the asker's business.
    pub async fn find(read: &Read, (actor, language): (&Actor, Language), value: &str) -> Outcome<Self> {
        match value.parse() {
            Ok(id) => {
                let template = templates::template(read, id).await?;
                if sees_template(actor, &template) { Self::of(&template) } else { Err(Problem::NotFound) }
            }
            Err(_) => {
                let mut shipped = shipped(language.code()).into_iter();
                shipped.find(|outline| outline.code == value).ok_or(Problem::NotFound)
            }
        }
    }

    /// How forms name it: by its code, and by its id where people made it.
    pub fn value(&self) -> String {
        self.id.map_or_else(|| self.code.clone(), |id| id.to_string())
    }

    /// The pathway with the stages, goals and steps of the template, from its start on; without one they have no dates.
    pub fn laid_out(&self, empty: Whole, new_id: impl Fn() -> uuid::Uuid) -> Whole {
        let start = empty.pathway.starts_on;
        let pathway = empty.pathway.id;
        let on = |day: u32| day_after(start, day);
        let place = |index: usize| i32::try_from(index).unwrap_or(i32::MAX).saturating_add(1);
        let stages: Vec<Stage> = self
            .parts
            .stages
            .iter()
            .enumerate()
            .map(|(index, stage)| Stage {
                id: StageId(new_id()),
                pathway_id: pathway,
                position: place(index),
                name: stage.name.clone(),
                starts_on: on(stage.from),
                ends_on: on(stage.to),
            })
            .collect();
        let goals = self.parts.goals.iter().enumerate().map(|(index, goal)| Goal {
            id: super::model::GoalId(new_id()),
            pathway_id: pathway,
            position: place(index),
            kind: goal.kind,
            goal: goal.goal.clone(),
            measure: goal.measure.clone(),
            due_on: on(goal.due),
        });
        let ids: Vec<StepId> = self.parts.steps.iter().map(|_| StepId(new_id())).collect();
        let keys: HashMap<&str, StepId> = self
            .parts
            .steps
            .iter()
            .zip(&ids)
            .filter_map(|(step, id)| Some((step.key.as_deref()?, *id)))
            .collect();
        let named = |key: &Option<String>, relation| Some((*keys.get(key.as_deref()?)?, relation));
        let steps = self.parts.steps.iter().zip(&ids).enumerate().map(|(index, (step, id))| {
            let fields = StepFields {
                kind: step.kind,
                delivery: step.delivery,
                goal: step.goal,
                name: step.name.clone(),
                course: step.course.clone(),
                stage: stages.get(step.stage.saturating_sub(1)).map(|stage| stage.id),
                item: None,
                point: None,
                starts_on: None,
                due_on: on(step.due),
                place: String::new(),
                owner: empty.pathway.owner_person_id,
                other: named(&step.with, Relation::Together)
                    .or_else(|| named(&step.instead_of, Relation::Equivalent)),
                role: step.role,
                side: step.side,
                sex: step.sex,
                department: String::new(),
                coverage: step.coverage,
            };
            fields.fresh(*id, pathway, place(index))
        });
        Whole { goals: goals.collect(), steps: steps.collect(), stages, ..empty.clone() }
    }
}

fn day_after(start: Option<NaiveDate>, day: u32) -> Option<NaiveDate> {
    start?.checked_add_days(Days::new(day.into()))
}

fn of_whole(whole: &Whole) -> Parts {
    let start = whole.pathway.starts_on;
    let days = |day: Option<NaiveDate>| {
        let days = day.zip(start).map(|(day, start)| (day - start).num_days());
        days.and_then(|days| u32::try_from(days).ok()).unwrap_or(0)
    };
    let key =
        |id: StepId| format!("step-{}", whole.steps.iter().position(|step| step.id == id).unwrap_or(0) + 1);
    let related = |step: &super::store::pathways::Step, relation| {
        step.other_step_id.filter(|_| step.relation == Some(relation)).map(key)
    };
    Parts {
        stages: whole
            .stages
            .iter()
            .map(|stage| StagePart {
                name: stage.name.clone(),
                from: days(stage.starts_on),
                to: days(stage.ends_on),
            })
            .collect(),
        goals: whole
            .goals
            .iter()
            .map(|goal| GoalPart {
                kind: goal.kind,
                goal: goal.goal.clone(),
                measure: goal.measure.clone(),
                due: days(goal.due_on),
            })
            .collect(),
        steps: whole
            .steps
            .iter()
            .map(|step| StepPart {
                key: Some(key(step.id)),
                stage: whole
                    .stages
                    .iter()
                    .position(|stage| Some(stage.id) == step.stage_id)
                    .map_or(0, |at| at + 1),
                kind: step.kind,
                delivery: step.delivery,
                goal: step.goal,
                course: step.course.clone(),
                due: days(step.due_on),
                role: step.role,
                side: step.side,
                sex: step.sex,
                coverage: step.coverage,
                with: related(step, Relation::Together),
                instead_of: related(step, Relation::Equivalent),
                name: step.name.clone(),
            })
            .collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_template_speaks_of_dialogue() {
        for outline in shipped("en") {
            let dialogue = outline.parts.goals.iter().any(|goal| goal.kind == GoalKind::SocialDialogue);
            assert!(dialogue, "{}", outline.code);
        }
    }

    #[test]
    fn a_course_on_harassment_has_its_session_beside_it() {
        let outline =
            shipped("en").into_iter().find(|one| one.code == "preventing-sexual-harassment").unwrap();
        let session = outline.parts.steps.iter().find(|step| step.with.as_deref() == Some("course")).unwrap();
        assert_eq!(session.kind, StepKind::Workshop);
    }
}
