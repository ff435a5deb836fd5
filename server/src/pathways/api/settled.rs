//! What a change by another system came to: the pathway as it is now, or what somebody else made of it meanwhile.

use actix_web::{HttpResponse, http::StatusCode};
use serde::Serialize;
use serde_json::{Value, json};

use super::{PathwayShown, Teller, made, now};
use crate::{
    pathways::{access::There, commands::CHANGED_MEANWHILE},
    platform::{Db, Outcome, Problem, once::Once},
};

/// The part of a pathway that a call is about.
pub enum Part {
    /// Its name, owner and dates, or nothing of it that has a field.
    Itself,
    /// One of `stages`, `goals` or `steps`, by its id.
    In(&'static str, String),
    /// A part that was not there before.
    New,
}

/// What was sent, kept until it is known whether somebody was quicker.
pub struct Sent {
    body: Value,
    part: Part,
}

impl Sent {
    pub fn of(body: &impl Serialize, part: Part) -> Outcome<Self> {
        Ok(Self { body: serde_json::to_value(body).map_err(Problem::internal)?, part })
    }

    /// The conflict with what stands there now.
    pub fn late(&self, shown: &PathwayShown) -> Problem {
        let theirs = serde_json::to_value(shown).unwrap_or_default();
        let changes = theirs.get("changes").cloned().unwrap_or_default();
        let part = match &self.part {
            Part::Itself => Some(theirs),
            Part::New => None,
            Part::In(parts, id) => {
                let all = theirs.get(*parts).and_then(Value::as_array);
                let own = |part: &&Value| part.get("id").and_then(Value::as_str) == Some(id.as_str());
                // A part that was taken out has nothing of what was sent.
                Some(all.and_then(|all| all.iter().find(own)).cloned().unwrap_or_else(|| self.nothing()))
            }
        };
        let mut now = part.unwrap_or_else(|| json!({}));
        if let Some(fields) = now.as_object_mut() {
            fields.insert("changes".to_owned(), changes);
        }
        Problem::changed(CHANGED_MEANWHILE, &self.body, &now)
    }

    fn nothing(&self) -> Value {
        let sent = self.body.as_object();
        let fields = sent.into_iter().flatten().map(|(name, _)| (name.clone(), Value::Null));
        Value::Object(fields.collect())
    }
}

/// Answers with the pathway as the unit of work has made it, under this status.
pub async fn settled<T>(
    db: &Db,
    (there, teller): (&There, &Teller),
    (once, done): (Once, Outcome<T>),
    (status, sent): (StatusCode, Sent),
) -> Outcome<HttpResponse> {
    match done {
        Ok(_) => {
            let shown = made(&once, &there.factory, there.pathway.id, teller).await?;
            once.json(status, &shown).await
        }
        Err(problem) => {
            drop(once);
            Err(or_late(db, (there, teller), problem, &sent).await)
        }
    }
}

/// Where somebody was quicker, with what the pathway is by now; any other problem as it is.
pub async fn or_late(db: &Db, (there, teller): (&There, &Teller), problem: Problem, sent: &Sent) -> Problem {
    match problem {
        Problem::Conflict(CHANGED_MEANWHILE) => match now(db, there, teller).await {
            Ok(shown) => sent.late(&shown),
            Err(problem) => problem,
        },
        problem => problem,
    }
}
