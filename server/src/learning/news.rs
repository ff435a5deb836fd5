//! What happened to enrolments, told in the unit that does it to whoever passes it on to people.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::{
    platform::{Job, Outcome, UnitOfWork, jobs},
    records::EnrolmentId,
};

/// The kind of the job; `notifications` runs it.
pub const NEWS: &str = "learning-news";

/// One job speaks of so many enrolments.
const AT_ONCE: usize = 500;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Happened {
    /// Somebody else enrolled the person.
    Assigned,
    /// Its due date is another one.
    Moved,
    /// Somebody else took the person off it.
    Withdrawn,
    /// Somebody asked the person to go on.
    Reminded,
    Completed,
    /// A plan was made or changed, and waits for a countersignature.
    PlanMade,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct News {
    pub happened: Happened,
    pub enrolments: Vec<EnrolmentId>,
    /// The same thing told again on the same day is told once.
    pub day: NaiveDate,
}

/// Tells what happened to these enrolments, in the unit in which it happens.
pub async fn tell(work: &UnitOfWork, happened: Happened, enrolments: &[EnrolmentId]) -> Outcome<()> {
    let day = work.now().date_naive();
    let news = |some: &[EnrolmentId]| Job::new(NEWS, News { happened, enrolments: some.to_vec(), day });
    jobs::enqueue_many(work, enrolments.chunks(AT_ONCE).map(news).collect()).await
}
