//! What the catalogue shows of a reader's own learning.

use std::collections::HashMap;

use super::{model::LearningState, store};
use crate::{
    catalogue::{
        CourseId,
        my_courses::{CourseState, MyCourse, MyCourses},
    },
    platform::{Clock, Outcome, PersonId, Read},
};

/// Reads enrolments for the catalogue.
pub struct Enrolled {
    pub clock: Clock,
}

#[async_trait::async_trait(?Send)]
impl MyCourses for Enrolled {
    async fn of(
        &self,
        read: &Read,
        person: PersonId,
        courses: &[CourseId],
    ) -> Outcome<HashMap<CourseId, MyCourse>> {
        let today = self.clock.now().date_naive();
        let lines = store::enrolments_of(read, person).await?;
        let lines = lines.iter().filter(|line| courses.contains(&line.enrolment.course));
        let mine = lines.map(|line| {
            let state = state_of(LearningState::of(&line.enrolment, line.progress.as_ref(), today));
            (line.enrolment.course, MyCourse { path: format!("/enrolments/{}", line.enrolment.id), state })
        });
        Ok(mine.collect())
    }
}

fn state_of(state: LearningState) -> CourseState {
    match state {
        LearningState::NotStarted | LearningState::Withdrawn => CourseState::NotStarted,
        LearningState::UnderWay | LearningState::WaitsForSession => CourseState::UnderWay,
        LearningState::DueSoon => CourseState::Due,
        LearningState::Overdue => CourseState::Overdue,
        LearningState::Done => CourseState::Done,
    }
}
