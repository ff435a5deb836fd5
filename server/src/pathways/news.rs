//! What publishing means for people at gatherings, and what the committee said, told in the unit that does it to whoever
//! passes it on. What becomes of people's courses learning tells itself.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::model::{PathwayId, StepId};
use crate::platform::{Job, Outcome, PersonId, UnitOfWork, jobs};

/// The kind of the job; `notifications` runs it.
pub const NEWS: &str = "pathway-news";

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Happened {
    /// Somebody is expected at a workshop, a visit or a task.
    Expected,
    /// It has another date or place.
    Changed,
    /// They are not expected any more, or it was taken out.
    Off,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AtStep {
    pub happened: Happened,
    pub step: StepId,
    pub people: Vec<PersonId>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct News {
    pub steps: Vec<AtStep>,
    /// The same thing told again on the same day is told once.
    pub day: NaiveDate,
}

pub async fn tell(work: &UnitOfWork, steps: Vec<AtStep>) -> Outcome<()> {
    if steps.is_empty() {
        return Ok(());
    }
    jobs::enqueue(work, Job::new(NEWS, News { steps, day: work.now().date_naive() })).await
}

/// The kind of the job for what the committee said.
pub const ANSWERED: &str = "pathway-answered";

/// Both sides confirmed a pathway as it is, or one of them refused it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answered {
    pub pathway: PathwayId,
    pub agreed: bool,
    /// Whoever answered knows.
    pub by: PersonId,
    /// The same thing told again on the same day is told once.
    pub day: NaiveDate,
}

pub async fn tell_answer(work: &UnitOfWork, pathway: PathwayId, agreed: bool, by: PersonId) -> Outcome<()> {
    let news = Answered { pathway, agreed, by, day: work.now().date_naive() };
    jobs::enqueue(work, Job::new(ANSWERED, news)).await
}
