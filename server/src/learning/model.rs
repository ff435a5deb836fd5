//! Enrolments, where they stand, and what is still missing. Pure.

use chrono::{DateTime, Days, NaiveDate, TimeDelta, Utc};
use courses::{Activity, Course, Module, Quiz, Requirement, Stake, Step};
use serde::Serialize;

use crate::{
    catalogue::{CourseId, CourseVersionId},
    platform::{FieldErrors, Language, OrganisationId, PersonId},
    records::EnrolmentId,
};

/// A course counts as due soon so many days before its date.
pub const DUE_SOON: Days = Days::new(7);

/// A due date that may be given on this day: today or later.
///
/// # Errors
/// The text key of why not.
pub fn not_past(due_on: NaiveDate, today: NaiveDate) -> Result<NaiveDate, &'static str> {
    if due_on < today { Err("due-date-past") } else { Ok(due_on) }
}

/// The same for a date that may be left out, as the error of its field.
pub fn refuse_past(
    field: &'static str,
    due_on: Option<NaiveDate>,
    today: NaiveDate,
) -> Result<(), FieldErrors> {
    let judged = due_on.map_or(Ok(()), |due_on| not_past(due_on, today).map(|_| ()));
    judged.map_err(|key| FieldErrors::one(field, key))
}

/// A person's place on one version of a course.
#[derive(Clone, Debug, PartialEq)]
pub struct Enrolment {
    pub id: EnrolmentId,
    pub person: PersonId,
    pub course: CourseId,
    pub version: CourseVersionId,
    /// On whose behalf, when a coordinator enrolled the person.
    pub organisation: Option<OrganisationId>,
    pub language: Language,
    pub enrolled_at: DateTime<Utc>,
    pub enrolled_by: PersonId,
    pub due_on: Option<NaiveDate>,
    pub withdrawn_at: Option<DateTime<Utc>>,
    /// How often its date was changed, when last, and by whom.
    pub changes: i32,
    pub changed_at: Option<DateTime<Utc>>,
    pub changed_by: Option<PersonId>,
    /// Since when nothing is missing but a session that somebody else leads.
    pub waits_for_session_at: Option<DateTime<Utc>>,
}

impl Enrolment {
    /// What others have of it when they change its date: the same mark, the same assignment.
    pub fn mark_of_changes(&self) -> String {
        format!("{} {}", self.id, self.changes)
    }
}

/// Folded from the records: where an enrolment stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Progress {
    pub enrolment: EnrolmentId,
    pub steps_done: u32,
    pub modules_done: u32,
    /// Where the learner stopped.
    pub current_step: String,
    pub started_at: DateTime<Utc>,
    pub last_at: DateTime<Utc>,
    pub completed_at: Option<DateTime<Utc>>,
    pub needs_help: bool,
}

/// Folded from the records: where one step stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StepProgress {
    pub step: String,
    pub first_at: DateTime<Utc>,
    pub done_at: Option<DateTime<Utc>>,
    /// Right and asked, of the best attempt.
    pub score: Option<(u32, u32)>,
    pub passed: Option<bool>,
    /// Attempts since the last one that went well.
    pub wrong_in_a_row: i32,
}

crate::word_enum! {
    /// How far somebody is with a course. Its text is `state-<word>`.
    LearningState {
        NotStarted = "not-started",
        UnderWay = "under-way",
        DueSoon = "due-soon",
        Overdue = "overdue",
        WaitsForSession = "waits-for-session",
        Done = "done",
        Withdrawn = "withdrawn",
    }
}

impl LearningState {
    pub fn of(enrolment: &Enrolment, progress: Option<&Progress>, today: NaiveDate) -> Self {
        if progress.is_some_and(|progress| progress.completed_at.is_some()) {
            return Self::Done;
        }
        if enrolment.withdrawn_at.is_some() {
            return Self::Withdrawn;
        }
        // Their own part is done; whoever leads the session has the next word, whatever the date.
        if enrolment.waits_for_session_at.is_some() {
            return Self::WaitsForSession;
        }
        match enrolment.due_on {
            Some(due_on) if due_on < today => Self::Overdue,
            Some(due_on) if today.checked_add_days(DUE_SOON).is_some_and(|soon| due_on <= soon) => {
                Self::DueSoon
            }
            _ if progress.is_some() => Self::UnderWay,
            _ => Self::NotStarted,
        }
    }
}

/// A step of an outline, with its place and how far the learner is.
#[derive(Clone, Copy, Debug)]
pub struct Place<'c> {
    pub module: &'c Module,
    pub step: &'c Step,
    /// 1 for the first, within its module.
    pub number: usize,
    pub previous: Option<&'c Step>,
    pub next: Option<&'c Step>,
}

/// Finds a step in its course.
pub fn place<'c>(course: &'c Course, step: &str) -> Option<Place<'c>> {
    let all: Vec<(&Module, &Step)> = course.steps().collect();
    let position = all.iter().position(|(_, found)| found.id == step)?;
    let (module, found) = *all.get(position)?;
    let number = module.steps.iter().position(|other| other.id == step)? + 1;
    let previous = position.checked_sub(1).and_then(|before| all.get(before)).map(|(_, step)| *step);
    let next = all.get(position + 1).map(|(_, step)| *step);
    Some(Place { module, step: found, number, previous, next })
}

/// Why the learner cannot finish a step yet. Its text is `next-closed-<word>`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Closed {
    QuizUnanswered,
    FinalNotHandedIn,
    StoryNotEnded,
    PlanNotMade,
}

/// Whether a step may be left forwards: everything but activities may, activities when they are through.
pub fn is_closed(step: &Step, progress: Option<&StepProgress>) -> Option<Closed> {
    let done = progress.is_some_and(|progress| progress.done_at.is_some());
    match &step.activity {
        _ if done => None,
        Activity::Quiz(Quiz { stake: Stake::Practice, .. }) => Some(Closed::QuizUnanswered),
        Activity::Quiz(_) if progress.is_some_and(|progress| progress.score.is_some()) => None,
        Activity::Quiz(_) => Some(Closed::FinalNotHandedIn),
        Activity::Scenario(_) => Some(Closed::StoryNotEnded),
        Activity::Plan(_) => Some(Closed::PlanNotMade),
        Activity::Lesson | Activity::Exercise(_) => None,
    }
}

/// Whoever goes wrong so often in a row in one quiz needs help, until an attempt goes well or the course is done.
pub const HELP_AFTER_WRONG_ATTEMPTS: i32 = 3;

/// A final quiz goes wrong when it is not passed; practice, when not even half of the answers are right.
pub fn went_wrong((right, asked): (u32, u32), passed: Option<bool>) -> bool {
    passed.map_or(right * 2 < asked, |passed| !passed)
}

/// The session that somebody came to lies beside their steps, under a name that no step can have.
pub const SESSION: &str = "session/attended";

/// One demand of the completion rule, and how far it is met.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Demand {
    pub requirement: Requirement,
    pub done: usize,
    pub of: usize,
    /// Ids of the steps that are still missing, in their order; a session is none.
    pub missing: Vec<String>,
}

impl Demand {
    pub fn is_met(&self) -> bool {
        self.done == self.of
    }

    /// Who has to act; nobody where it is met.
    pub fn waits_for(&self) -> Option<WaitsFor> {
        match self.requirement {
            _ if self.is_met() => None,
            Requirement::SessionAttended => Some(WaitsFor::Facilitator),
            _ => Some(WaitsFor::Learner),
        }
    }
}

crate::word_enum! {
    /// Who has to act, so that a demand is met: a facilitator is whoever leads the session, or the factory's adviser.
    WaitsFor {
        Learner = "learner",
        Facilitator = "facilitator",
    }
}

/// The course's versioned rule, demand by demand: what is done, what is missing. Among the steps is [`SESSION`], where
/// the learner came to one.
pub fn explain(course: &Course, steps: &[StepProgress]) -> Vec<Demand> {
    let progress_of = |id: &str| steps.iter().find(|progress| progress.step == id);
    let is_done = |step: &Step| progress_of(&step.id).is_some_and(|progress| progress.done_at.is_some());
    let is_passed = |step: &Step| progress_of(&step.id).is_some_and(|progress| progress.passed == Some(true));
    course
        .completion
        .requires
        .iter()
        .map(|requirement| {
            if *requirement == Requirement::SessionAttended {
                let done = usize::from(attended_session(steps));
                return Demand { requirement: *requirement, done, of: 1, missing: Vec::new() };
            }
            let concerned: Vec<&Step> =
                course.steps().map(|(_, step)| step).filter(|step| is_concerned(requirement, step)).collect();
            let missing: Vec<String> = concerned
                .iter()
                .filter(|step| match requirement {
                    Requirement::FinalPassed => !is_passed(step),
                    _ => !is_done(step),
                })
                .map(|step| step.id.clone())
                .collect();
            let of = concerned.len();
            Demand { requirement: *requirement, done: of - missing.len(), of, missing }
        })
        .collect()
}

pub fn attended_session(steps: &[StepProgress]) -> bool {
    steps.iter().any(|progress| progress.step == SESSION)
}

fn is_concerned(requirement: &Requirement, step: &Step) -> bool {
    match (requirement, &step.activity) {
        (Requirement::EveryStep, _) => true,
        (Requirement::EveryQuiz, Activity::Quiz(quiz)) => matches!(quiz.stake, Stake::Practice),
        (Requirement::FinalPassed, Activity::Quiz(quiz)) => matches!(quiz.stake, Stake::Final(_)),
        (Requirement::PlanMade, Activity::Plan(_)) => true,
        _ => false,
    }
}

/// Minutes of the modules that are not done yet.
pub fn minutes_left(course: &Course, steps: &[StepProgress]) -> u32 {
    let done = |id: &str| steps.iter().any(|progress| progress.step == id && progress.done_at.is_some());
    course
        .modules
        .iter()
        .map(|module| minutes_left_in(module, module.steps.iter().filter(|step| done(&step.id)).count()))
        .sum()
}

/// Minutes left in a module of which so many steps are done.
pub fn minutes_left_in(module: &Module, done: usize) -> u32 {
    let steps = u32::try_from(module.steps.len()).unwrap_or(1).max(1);
    let left = steps.saturating_sub(u32::try_from(done).unwrap_or(steps));
    (module.minutes * left).div_ceil(steps)
}

/// One promise of an action plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Commitment {
    pub id: CommitmentId,
    pub position: i32,
    pub promise: String,
    pub owner: String,
    pub due_on: NaiveDate,
    pub measure: String,
    pub made_at: DateTime<Utc>,
    /// From then on its learner is asked how it went.
    pub ask_at: DateTime<Utc>,
    pub follow_up: Option<FollowUp>,
}

crate::id_type!(CommitmentId);

/// How a commitment went.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FollowUp {
    pub at: DateTime<Utc>,
    pub outcome: FollowUpOutcome,
    pub comment: String,
}

crate::word_enum! {
    /// Its text is `follow-up-<word>`.
    FollowUpOutcome {
        Kept = "kept",
        Partly = "partly",
        NotYet = "not-yet",
    }
}

/// A manager's name under a plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Countersignature {
    pub at: DateTime<Utc>,
    pub by: PersonId,
    pub comment: String,
}

/// The word in a record for a promise that was kept.
pub const KEPT: &str = "kept";

/// So many days after a promise the Academy asks how it went, where no administrator set another number.
pub const ASK_AGAIN_AFTER_DAYS: u32 = 90;

/// When a promise is asked about that was made at `made_at`.
pub fn ask_at(made_at: DateTime<Utc>, after_days: u32) -> DateTime<Utc> {
    made_at + TimeDelta::days(after_days.into())
}
