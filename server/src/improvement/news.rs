//! What happened to items, told in the unit that does it to whoever passes it on to people.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::store::items::ItemId;
use crate::platform::{Job, Outcome, PersonId, UnitOfWork, jobs};

/// The kind of the job; `notifications` runs it.
pub const NEWS: &str = "improvement-news";

/// Of what people are told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Happened {
    /// Somebody else made the person its owner.
    Owned,
    ReportedFixed,
    Verified,
    /// What was verified is under way again.
    Reopened,
    /// Somebody else changed what its owner is to do, or wrote about it.
    Changed,
    Commented,
}

/// What the job carries.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct News {
    pub happened: Happened,
    pub item: ItemId,
    /// Whoever did it knows.
    pub by: PersonId,
    /// The same thing told again on the same day is told once.
    pub day: NaiveDate,
}

/// Enqueued in the caller's unit of work.
pub async fn tell(work: &UnitOfWork, happened: Happened, item: ItemId, by: PersonId) -> Outcome<()> {
    let news = News { happened, item, by, day: work.now().date_naive() };
    jobs::enqueue(work, Job::new(NEWS, news)).await
}
