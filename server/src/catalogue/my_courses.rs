//! Where a reader stands with a course. `learning` knows; the catalogue only asks, through a door that is hung up when
//! the server starts.

use std::collections::HashMap;

use actix_web::web;
use serde::Serialize;

use super::CourseId;
use crate::platform::{Outcome, PersonId, Read, Screen};

crate::word_enum! {
    /// How far somebody is. Its text is `state-<word>`, its look the mark of that name.
    CourseState {
        NotStarted = "not-started",
        UnderWay = "under-way",
        Due = "due",
        Overdue = "overdue",
        Done = "done",
    }
}

/// A person's enrolment in a course, as lists show it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct MyCourse {
    /// The enrolment's own page.
    pub path: String,
    pub state: CourseState,
}

/// Answers for one person and many courses, in one query. Courses without an enrolment are left out.
#[async_trait::async_trait(?Send)]
pub trait MyCourses {
    async fn of(
        &self,
        read: &Read,
        person: PersonId,
        courses: &[CourseId],
    ) -> Outcome<HashMap<CourseId, MyCourse>>;
}

/// The registered [`MyCourses`].
pub struct MyCoursesDoor(pub Box<dyn MyCourses + Send + Sync>);

/// What the reader of this screen has of these courses; nothing when nobody is signed in.
pub async fn of(screen: &Screen, read: &Read, courses: &[CourseId]) -> Outcome<HashMap<CourseId, MyCourse>> {
    let door = screen.request().app_data::<web::Data<MyCoursesDoor>>();
    match (&screen.actor, door) {
        (Some(actor), Some(door)) => door.0.of(read, actor.person, courses).await,
        _ => Ok(HashMap::new()),
    }
}
