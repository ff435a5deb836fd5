//! What an audience is. Pure.

use chrono::{Days, NaiveDate};

use crate::{catalogue::CourseId, organisations::Who, platform::PersonId};

crate::id_type!(AudienceId);

#[derive(Clone, Debug, PartialEq)]
pub struct Audience {
    pub id: AudienceId,
    pub made_by: PersonId,
    pub changes: i32,
    pub ended: bool,
    pub plan: Plan,
}

/// Who is enrolled on what, and until when.
#[derive(Clone, Debug, PartialEq)]
pub struct Plan {
    pub name: String,
    pub who: Who,
    pub course: CourseId,
    /// Days from the match to the due date.
    pub due_in_days: Option<u32>,
}

/// The longest that a due date may lie ahead.
pub const MOST_DAYS: u32 = 730;

impl Plan {
    /// The due date of somebody who matched on this day.
    pub fn due_on(&self, matched_on: NaiveDate) -> Option<NaiveDate> {
        matched_on.checked_add_days(Days::new(self.due_in_days?.into()))
    }
}
