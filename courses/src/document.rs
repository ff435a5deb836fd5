use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// A value for each language of the course, by its code. Every map in a checked course has the same keys.
pub type Localised<T> = BTreeMap<String, T>;

/// A whole course in all its languages, as it is stored. Only [`crate::read`] makes one, so it holds no mistake.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Course {
    pub id: String,
    pub source_language: String,
    pub languages: Vec<String>,
    pub themes: Vec<String>,
    pub audiences: Vec<String>,
    /// Codes of the compliance points that the course helps with: `paid-leave`. The frame itself is the server's data.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub compliance_points: Vec<String>,
    /// Whether the course is complete only together with a session that somebody facilitates.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub needs_session: bool,
    pub sector: String,
    pub completion: Completion,
    pub texts: Localised<CourseText>,
    pub modules: Vec<Module>,
    /// SHA-256 in hexadecimal of each picture, by its path: `images/critical-path.en.svg`.
    pub images: BTreeMap<String, String>,
    /// What the law of countries says about the subject.
    #[serde(default)]
    pub law: Vec<LawFact>,
}

impl Course {
    /// All steps in order, each with its module.
    pub fn steps(&self) -> impl Iterator<Item = (&Module, &Step)> {
        self.modules.iter().flat_map(|module| module.steps.iter().map(move |step| (module, step)))
    }

    pub fn step(&self, id: &str) -> Option<&Step> {
        self.steps().map(|(_, step)| step).find(|step| step.id == id)
    }

    /// Minutes that the whole course takes.
    pub fn minutes(&self) -> u32 {
        self.modules.iter().map(|module| module.minutes).sum()
    }
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CourseText {
    pub title: String,
    pub summary: String,
    /// What a learner can do afterwards.
    pub promise: Vec<String>,
    /// What completing the course means, and what it does not.
    pub standing: String,
}

/// What the law of one country says, from a day on. Later facts of the same id replace earlier ones.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LawFact {
    pub id: String,
    /// ISO 3166-1 alpha-2.
    pub country: String,
    /// ISO 8601; left out where the author does not know it.
    pub in_force_from: Option<String>,
    /// Law, number and article.
    pub source: String,
    /// Where one can read it.
    pub address: Option<String>,
    /// Whether the author compared it with the text of the law.
    pub confirmed: bool,
    /// For those who go on with the course: what is missing.
    pub note: Option<String>,
    /// Plain text.
    pub texts: Localised<String>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Completion {
    /// Raised by the author whenever `requires` changes.
    pub rule: u32,
    pub requires: Vec<Requirement>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Requirement {
    EveryStep,
    EveryQuiz,
    FinalPassed,
    PlanMade,
    /// Somebody who leads a session noted that the learner came. Every course that needs a session asks for it.
    SessionAttended,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Module {
    pub id: String,
    pub minutes: u32,
    pub title: Localised<String>,
    pub steps: Vec<Step>,
}

/// One screen for the learner.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Step {
    pub id: String,
    pub heading: Localised<String>,
    /// Safe HTML.
    pub body: Localised<String>,
    /// Safe HTML shown after the results of an exercise; else empty.
    pub after: Localised<String>,
    pub activity: Activity,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Activity {
    Lesson,
    Quiz(Quiz),
    Scenario(Scenario),
    Exercise(Exercise),
    Plan(Plan),
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Quiz {
    pub stake: Stake,
    pub questions: Vec<Question>,
}

impl Quiz {
    pub fn question(&self, id: &str) -> Option<&Question> {
        self.questions.iter().find(|question| question.id == id)
    }
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stake {
    /// Feedback at once, as many tries as the learner likes.
    Practice,
    /// Feedback at the end, passed or failed by rule.
    Final(FinalRule),
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FinalRule {
    pub pass_percent: u8,
    pub tries: Option<u32>,
    /// Hours to wait when the tries are used up.
    pub wait_hours: Option<u32>,
    /// Minutes allowed for one try.
    pub minutes: Option<u32>,
    /// Questions drawn from the pool; all if absent.
    pub draw: Option<usize>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Question {
    pub id: String,
    /// Plain text.
    pub text: Localised<String>,
    /// Safe HTML between the question and its answers; often empty.
    pub more: Localised<String>,
    /// Safe HTML.
    pub hint: Localised<Option<String>>,
    /// Safe HTML for everybody, once the answer is known.
    pub explanation: Localised<Option<String>>,
    pub answer: Answer,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Answer {
    One {
        options: Vec<AnswerOption>,
    },
    Several {
        options: Vec<AnswerOption>,
    },
    Number {
        value: f64,
        tolerance: f64,
        unit: Localised<String>,
        feedback: Feedback,
    },
    Text {
        accepted: Localised<Vec<String>>,
        feedback: Feedback,
    },
    /// The items stand in the right order: mix them before a learner sees them.
    Order {
        items: Vec<Item>,
        feedback: Feedback,
    },
    /// The pairs are right: mix the right sides before a learner sees them.
    Match {
        pairs: Vec<Pair>,
        feedback: Feedback,
    },
}

/// The ids of options and items say nothing about what is right: they are cut from a hash of the text in the
/// source language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AnswerOption {
    pub id: String,
    pub right: bool,
    /// Safe HTML.
    pub text: Localised<String>,
    /// Safe HTML.
    pub feedback: Localised<Option<String>>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pair {
    pub left: Item,
    pub right: Item,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Item {
    pub id: String,
    /// Plain text, so that it can stand in a list to choose from.
    pub text: Localised<String>,
}

/// Safe HTML for a right and for a wrong answer.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Feedback {
    pub right: Localised<Option<String>>,
    pub wrong: Localised<Option<String>>,
}

/// A story with choices. The first scene is its start.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Scenario {
    pub scenes: Vec<Scene>,
}

impl Scenario {
    pub fn scene(&self, id: &str) -> Option<&Scene> {
        self.scenes.iter().find(|scene| scene.id == id)
    }
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Scene {
    pub id: String,
    pub heading: Localised<String>,
    /// Safe HTML.
    pub body: Localised<String>,
    /// Empty exactly when the scene is an ending.
    pub choices: Vec<SceneChoice>,
    pub ending: Option<Ending>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SceneChoice {
    /// The scene that it leads to.
    pub id: String,
    /// Plain text.
    pub text: Localised<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Ending {
    Good,
    Mixed,
    Bad,
}

/// A calculation whose inputs the learner changes.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Exercise {
    pub inputs: Vec<Input>,
    pub results: Vec<ResultLine>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Input {
    pub id: String,
    pub label: Localised<String>,
    pub unit: Localised<String>,
    /// What stands in the field at first.
    pub value: f64,
    pub min: Option<f64>,
    pub max: Option<f64>,
    pub step: Option<f64>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ResultLine {
    pub id: String,
    pub label: Localised<String>,
    pub formula: String,
    pub unit: Localised<String>,
    /// Digits shown after the decimal sign.
    pub decimals: u8,
    /// The working in plain text; `{id}` stands for the number of that input or result.
    pub worked: Localised<Option<String>>,
    /// Shown large.
    pub main: bool,
    /// Shown as a difference, with its sign.
    pub change: bool,
    /// What comes out with the values given at first.
    pub expect: Option<f64>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Plan {
    /// Commitments that fit into the plan.
    pub most: u8,
}
