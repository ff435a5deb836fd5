//! How far somebody is, and what is still missing.

use chrono::{DateTime, Utc};
use courses::{Course, Requirement};
use serde::Serialize;
use utoipa::ToSchema;

use crate::{
    learning::{
        model::{Progress, StepProgress, WaitsFor, explain, minutes_left},
        store,
    },
    platform::{Outcome, Read},
    records::EnrolmentId,
};

#[derive(Serialize, ToSchema)]
pub struct ProgressDocument {
    steps_done: u32,
    /// All steps of the course.
    steps_of: usize,
    modules_done: u32,
    modules_of: usize,
    minutes_left: u32,
    /// Where the learner stopped.
    current_step: Option<String>,
    started_at: Option<DateTime<Utc>>,
    last_at: Option<DateTime<Utc>>,
    completed_at: Option<DateTime<Utc>>,
    /// Number of the course's rule of completion.
    rule: u32,
    /// What the rule demands.
    demands: Vec<DemandDocument>,
    /// The steps that were opened, in the order of the course.
    steps: Vec<StepDocument>,
}

#[derive(Serialize, ToSchema)]
pub struct DemandDocument {
    /// `every-step`, `every-quiz`, `final-passed`, `plan-made` or `session-attended`.
    requirement: &'static str,
    met: bool,
    done: usize,
    of: usize,
    /// Ids of the steps that are missing.
    missing: Vec<String>,
    /// Who has to act; `null` once it is met. Of a session, `facilitator`: whoever leads it, or the factory's adviser,
    /// says who came.
    waits_for: Option<WaitsFor>,
}

#[derive(Serialize, ToSchema)]
pub struct StepDocument {
    step: String,
    module: String,
    first_at: DateTime<Utc>,
    done_at: Option<DateTime<Utc>>,
    /// Right answers of the best attempt at a quiz.
    right: Option<u32>,
    asked: Option<u32>,
    passed: Option<bool>,
}

impl ProgressDocument {
    /// As `read` sees it now.
    pub async fn now(read: &Read, enrolment: EnrolmentId, course: &Course) -> Outcome<Self> {
        let progress = store::progress(read, enrolment).await?;
        let steps = store::steps(read, enrolment).await?;
        Ok(Self::of(course, progress, &steps))
    }

    pub fn of(course: &Course, progress: Option<Progress>, steps: &[StepProgress]) -> Self {
        let known = |id: &str| steps.iter().find(|progress| progress.step == id);
        let begun =
            course.steps().filter_map(|(module, step)| Some(StepDocument::of(&module.id, known(&step.id)?)));
        Self {
            steps_done: progress.as_ref().map_or(0, |progress| progress.steps_done),
            steps_of: course.steps().count(),
            modules_done: progress.as_ref().map_or(0, |progress| progress.modules_done),
            modules_of: course.modules.len(),
            minutes_left: minutes_left(course, steps),
            current_step: progress.as_ref().map(|progress| progress.current_step.clone()),
            started_at: progress.as_ref().map(|progress| progress.started_at),
            last_at: progress.as_ref().map(|progress| progress.last_at),
            completed_at: progress.and_then(|progress| progress.completed_at),
            rule: course.completion.rule,
            demands: explain(course, steps).into_iter().map(DemandDocument::of).collect(),
            steps: begun.collect(),
        }
    }
}

impl DemandDocument {
    fn of(demand: crate::learning::model::Demand) -> Self {
        let requirement = match demand.requirement {
            Requirement::EveryStep => "every-step",
            Requirement::EveryQuiz => "every-quiz",
            Requirement::FinalPassed => "final-passed",
            Requirement::PlanMade => "plan-made",
            Requirement::SessionAttended => "session-attended",
        };
        Self {
            requirement,
            met: demand.is_met(),
            done: demand.done,
            of: demand.of,
            waits_for: demand.waits_for(),
            missing: demand.missing,
        }
    }
}

impl StepDocument {
    fn of(module: &str, progress: &StepProgress) -> Self {
        Self {
            step: progress.step.clone(),
            module: module.to_owned(),
            first_at: progress.first_at,
            done_at: progress.done_at,
            right: progress.score.map(|(right, _)| right),
            asked: progress.score.map(|(_, asked)| asked),
            passed: progress.passed,
        }
    }
}
