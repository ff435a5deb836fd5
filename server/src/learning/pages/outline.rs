//! The outline of a course with how far somebody is, and what completes it.

use courses::{Activity, Course, Module, Requirement, Stake, Step};
use serde::Serialize;

use super::words::{Mark, parts};
use crate::{
    learning::{
        model::{Demand, StepProgress, WaitsFor, explain},
        reading::Reading,
    },
    platform::Screen,
};

/// So many missing steps are named; the others are counted.
const NAMED: usize = 3;

#[derive(Clone, Serialize)]
pub struct ModuleOutline {
    place: usize,
    module: String,
    /// “2 of 5 steps”.
    words: String,
    mark: Mark,
    open: bool,
    steps: Vec<StepOutline>,
}

#[derive(Clone, Serialize)]
pub struct StepOutline {
    heading: String,
    /// Empty where the reader may not open the step.
    path: String,
    /// A text key: `step-kind-…`.
    kind: &'static str,
    done: bool,
    current: bool,
    /// “4 of 5 right”, or empty.
    score: String,
}

#[derive(Clone, Serialize)]
pub struct DemandLine {
    /// A text key.
    requirement: &'static str,
    /// “2 of 5 steps”; empty where there is only one.
    words: String,
    mark: Mark,
    /// A text key of who has to act, where it is not the learner; else empty.
    who_acts: &'static str,
    missing: Vec<StepOutline>,
    /// Missing steps that are not named.
    more: usize,
}

/// Text keys of who has to act: for the learner, and for others with the learner's `name`.
#[derive(Clone, Copy, Serialize)]
pub struct Acts {
    pub own: &'static str,
    pub theirs: &'static str,
}

/// What the outline is made from.
pub struct Outline<'o> {
    pub screen: &'o Screen,
    pub course: &'o Course,
    pub reading: Reading<'o>,
    pub steps: &'o [StepProgress],
    /// Where the learner goes on.
    pub current: Option<&'o str>,
    /// Steps lie below it, for the learner alone.
    pub path: Option<String>,
}

impl Outline<'_> {
    pub fn modules(&self) -> Vec<ModuleOutline> {
        self.course.modules.iter().enumerate().map(|(index, module)| self.module(index + 1, module)).collect()
    }

    fn module(&self, place: usize, module: &Module) -> ModuleOutline {
        let done = module.steps.iter().filter(|step| self.is_done(step)).count();
        let begun = module.steps.iter().any(|step| self.progress(step).is_some());
        let state = match done == module.steps.len() {
            true => "done",
            false if begun => "under-way",
            false => "not-started",
        };
        let done = u32::try_from(done).unwrap_or(u32::MAX);
        ModuleOutline {
            place,
            module: self.reading.module(module),
            words: parts(self.screen, "learning-steps-done", done, module.steps.len()),
            mark: Mark { state, word: self.screen.text(&format!("state-{state}")) },
            open: module.steps.iter().any(|step| Some(step.id.as_str()) == self.current),
            steps: module.steps.iter().map(|step| self.step(step)).collect(),
        }
    }

    fn step(&self, step: &Step) -> StepOutline {
        let progress = self.progress(step);
        let score = progress.and_then(|progress| progress.score);
        let score = score.map(|(right, asked)| {
            parts(self.screen, "learning-right-of", right, usize::try_from(asked).unwrap_or(usize::MAX))
        });
        StepOutline {
            heading: self.reading.step(step),
            path: self.path.as_ref().map(|path| format!("{path}/steps/{}", step.id)).unwrap_or_default(),
            kind: kind(&step.activity),
            done: self.is_done(step),
            current: Some(step.id.as_str()) == self.current,
            score: score.unwrap_or_default(),
        }
    }

    fn progress(&self, step: &Step) -> Option<&StepProgress> {
        self.steps.iter().find(|progress| progress.step == step.id)
    }

    fn is_done(&self, step: &Step) -> bool {
        self.progress(step).is_some_and(|progress| progress.done_at.is_some())
    }

    /// What completes the course, demand by demand.
    pub fn demands(&self) -> Vec<DemandLine> {
        explain(self.course, self.steps).into_iter().map(|demand| self.demand(&demand)).collect()
    }

    /// Who has to act for what is missing: whether the learner, whether whoever leads the session.
    pub fn waits_for(&self) -> Acts {
        let waits: Vec<WaitsFor> =
            explain(self.course, self.steps).iter().filter_map(Demand::waits_for).collect();
        let (learner, facilitator) =
            (waits.contains(&WaitsFor::Learner), waits.contains(&WaitsFor::Facilitator));
        match (learner, facilitator) {
            (true, true) => {
                Acts { own: "demand-you-and-session-act", theirs: "demand-learner-and-session-act" }
            }
            (false, true) => Acts { own: "demand-session-acts", theirs: "demand-session-acts-for-learner" },
            _ => Acts { own: "demand-you-act", theirs: "demand-learner-acts" },
        }
    }

    fn demand(&self, demand: &Demand) -> DemandLine {
        let state = if demand.is_met() { "done" } else { "not-started" };
        let word = if demand.is_met() { "state-done" } else { "demand-missing" };
        let done = u32::try_from(demand.done).unwrap_or(u32::MAX);
        let several = demand.of > 1;
        let words = several.then(|| parts(self.screen, counted(demand.requirement), done, demand.of));
        let named = demand.missing.iter().take(NAMED).filter_map(|id| self.course.step(id));
        DemandLine {
            requirement: requirement(demand.requirement),
            words: words.unwrap_or_default(),
            mark: Mark { state, word: self.screen.text(word) },
            who_acts: match demand.waits_for() {
                Some(WaitsFor::Facilitator) => "demand-session-how",
                _ => "",
            },
            missing: named.map(|step| self.step(step)).collect(),
            more: demand.missing.len().saturating_sub(NAMED),
        }
    }
}

fn kind(activity: &Activity) -> &'static str {
    match activity {
        Activity::Lesson => "step-kind-lesson",
        Activity::Quiz(quiz) if quiz.stake == Stake::Practice => "step-kind-practice",
        Activity::Quiz(_) => "step-kind-final",
        Activity::Scenario(_) => "step-kind-scenario",
        Activity::Exercise(_) => "step-kind-exercise",
        Activity::Plan(_) => "step-kind-plan",
    }
}

fn requirement(requirement: Requirement) -> &'static str {
    match requirement {
        Requirement::EveryStep => "demand-every-step",
        Requirement::EveryQuiz => "demand-every-quiz",
        Requirement::FinalPassed => "demand-final-passed",
        Requirement::PlanMade => "demand-plan-made",
        Requirement::SessionAttended => "demand-session-attended",
    }
}

fn counted(requirement: Requirement) -> &'static str {
    match requirement {
        Requirement::EveryQuiz => "learning-quizzes-done",
        Requirement::EveryStep
        | Requirement::FinalPassed
        | Requirement::PlanMade
        | Requirement::SessionAttended => "learning-steps-done",
    }
}

/// For the examples of pages.
pub fn example() -> (Vec<ModuleOutline>, Vec<DemandLine>) {
    let step = |done: bool, current: bool, score: &str| StepOutline {
        heading: "First Slip".to_owned(),
        path: if done { "/enrolments/1/steps/slip".to_owned() } else { String::new() },
        kind: "step-kind-lesson",
        done,
        current,
        score: score.to_owned(),
    };
    let mark = |state: &'static str| Mark { state, word: state.to_owned() };
    let module = ModuleOutline {
        place: 1,
        module: "One Garment".to_owned(),
        words: "1/3".to_owned(),
        mark: mark("under-way"),
        open: true,
        steps: vec![step(true, false, "4/5"), step(false, true, ""), step(true, true, "")],
    };
    let demand = |state: &'static str, missing: Vec<StepOutline>, more: usize| DemandLine {
        requirement: "demand-every-step",
        words: "1/3".to_owned(),
        mark: mark(state),
        who_acts: "",
        missing,
        more,
    };
    let session = DemandLine {
        requirement: "demand-session-attended",
        words: String::new(),
        who_acts: "demand-session-how",
        ..demand("not-started", Vec::new(), 0)
    };
    let demands = vec![
        demand("done", Vec::new(), 0),
        demand("not-started", vec![step(true, false, ""), step(false, false, "")], 4),
        session,
    ];
    (vec![module], demands)
}
