//! Statements in the words of xAPI 2.0 (IEEE 9274.1.1-2023), and of the ADL vocabulary where it has a verb.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use crate::platform::{Language, PersonId};

crate::id_type!(RecordId);
crate::id_type!(
    /// An enrolment; in records it is the xAPI registration.
    EnrolmentId
);

/// What was done. Stored by its short word, sent by its IRI.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Verb {
    Registered,
    Initialized,
    Experienced,
    Interacted,
    Attempted,
    Answered,
    Completed,
    Passed,
    Failed,
    Abandoned,
    /// The learner came to a session; whoever leads it says so.
    Attended,
    /// Ours: an action plan was made.
    Committed,
    /// Ours: a manager put their name under a plan.
    Countersigned,
    /// Ours: how a commitment went.
    Reported,
}

impl Verb {
    pub const ALL: [Self; 14] = [
        Self::Registered,
        Self::Initialized,
        Self::Experienced,
        Self::Interacted,
        Self::Attempted,
        Self::Answered,
        Self::Completed,
        Self::Passed,
        Self::Failed,
        Self::Abandoned,
        Self::Attended,
        Self::Committed,
        Self::Countersigned,
        Self::Reported,
    ];

    pub fn word(self) -> &'static str {
        match self {
            Self::Registered => "registered",
            Self::Initialized => "initialized",
            Self::Experienced => "experienced",
            Self::Interacted => "interacted",
            Self::Attempted => "attempted",
            Self::Answered => "answered",
            Self::Completed => "completed",
            Self::Passed => "passed",
            Self::Failed => "failed",
            Self::Abandoned => "abandoned",
            Self::Attended => "attended",
            Self::Committed => "committed",
            Self::Countersigned => "countersigned",
            Self::Reported => "reported",
        }
    }

    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|verb| verb.word() == word)
    }

    /// The verb's IRI.
    pub fn iri(self) -> String {
        match self {
            Self::Abandoned => "https://w3id.org/xapi/adl/verbs/abandoned".to_owned(),
            Self::Committed | Self::Countersigned | Self::Reported => {
                format!("urn:better-work-academy:verb:{}", self.word())
            }
            _ => format!("http://adlnet.gov/expapi/verbs/{}", self.word()),
        }
    }
}

/// What it was done to: a course, a module, a step, a question, or a plan of an enrolment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Object {
    Course,
    Module(String),
    Step(String),
    Question { step: String, question: String },
    Plan,
}

impl Object {
    /// How it is stored: short, within its course.
    pub fn path(&self) -> String {
        match self {
            Self::Course => "course".to_owned(),
            Self::Module(module) => format!("module/{module}"),
            Self::Step(step) => format!("step/{step}"),
            Self::Question { step, question } => format!("question/{step}/{question}"),
            Self::Plan => "plan".to_owned(),
        }
    }

    pub fn from_path(path: &str) -> Option<Self> {
        let mut parts = path.split('/').map(str::to_owned);
        match (parts.next()?.as_str(), parts.next(), parts.next()) {
            ("course", None, None) => Some(Self::Course),
            ("plan", None, None) => Some(Self::Plan),
            ("module", Some(module), None) => Some(Self::Module(module)),
            ("step", Some(step), None) => Some(Self::Step(step)),
            ("question", Some(step), Some(question)) => Some(Self::Question { step, question }),
            _ => None,
        }
    }

    /// ADL activity types.
    fn activity_type(&self) -> &'static str {
        match self {
            Self::Course => "http://adlnet.gov/expapi/activities/course",
            Self::Module(_) => "http://adlnet.gov/expapi/activities/module",
            Self::Step(_) => "http://adlnet.gov/expapi/activities/lesson",
            Self::Question { .. } => "http://adlnet.gov/expapi/activities/question",
            Self::Plan => "http://adlnet.gov/expapi/activities/objective",
        }
    }
}

/// xAPI 2.0, 4.2.5: what came of it. What a person wrote is never in here; it lies in tables that can be erased.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct StatementResult {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub success: Option<bool>,
    /// Right answers and how many were asked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub score: Option<(u32, u32)>,
    /// One of the course's own words: the scene in which a story ended, the outcome of a commitment.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub response: Option<String>,
    /// The version of the rule by which completion was decided.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rule: Option<u32>,
}

/// One event of somebody's learning.
#[derive(Clone, Debug, PartialEq)]
pub struct Statement {
    pub id: RecordId,
    pub person: PersonId,
    pub verb: Verb,
    /// The slug of the course.
    pub course: String,
    pub object: Object,
    pub result: StatementResult,
    pub enrolment: EnrolmentId,
    pub language: Language,
    pub at: DateTime<Utc>,
}

impl Statement {
    /// The statement as xAPI writes it. People appear by their opaque id alone.
    pub fn to_xapi(&self) -> Value {
        let activity = format!("urn:better-work-academy:course:{}:{}", self.course, self.object.path());
        let mut statement = json!({
            "id": self.id,
            "actor": {
                "objectType": "Agent",
                "account": { "homePage": "urn:better-work-academy:people", "name": self.person },
            },
            "verb": { "id": self.verb.iri(), "display": { "en": self.verb.word() } },
            "object": {
                "objectType": "Activity",
                "id": activity,
                "definition": { "type": self.object.activity_type() },
            },
            "context": { "registration": self.enrolment, "language": self.language.code() },
            "timestamp": self.at.to_rfc3339_opts(chrono::SecondsFormat::Micros, true),
        });
        if let (Some(result), Some(statement)) = (self.result_to_xapi(), statement.as_object_mut()) {
            statement.insert("result".to_owned(), result);
        }
        statement
    }

    fn result_to_xapi(&self) -> Option<Value> {
        let mut result = serde_json::Map::new();
        if let Some(success) = self.result.success {
            result.insert("success".to_owned(), json!(success));
        }
        if let Some((right, asked)) = self.result.score {
            let scaled = if asked == 0 { 0.0 } else { f64::from(right) / f64::from(asked) };
            result.insert(
                "score".to_owned(),
                json!({ "raw": right, "min": 0, "max": asked, "scaled": scaled }),
            );
        }
        if let Some(response) = &self.result.response {
            result.insert("response".to_owned(), json!(response));
        }
        if self.verb == Verb::Completed {
            result.insert("completion".to_owned(), json!(true));
        }
        if let Some(rule) = self.result.rule {
            result.insert("extensions".to_owned(), json!({ "urn:better-work-academy:extension:rule": rule }));
        }
        (!result.is_empty()).then_some(Value::Object(result))
    }

    /// What must be equal for a repeated statement to be the same one: all but the time (a phone may restamp it).
    pub fn fingerprint(&self) -> Vec<u8> {
        let same =
            json!([self.person, self.verb, self.course, self.object.path(), self.result, self.enrolment,]);
        Sha256::digest(same.to_string().as_bytes()).to_vec()
    }
}
