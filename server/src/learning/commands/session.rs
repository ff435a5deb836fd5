//! Sessions that people came to, without which some courses are never complete.

use std::{
    collections::{BTreeMap, HashMap, HashSet},
    sync::Arc,
};

use courses::Course;

use super::study::record;
use crate::{
    catalogue::{CourseLibrary, CourseVersionId},
    learning::{
        model::{self, StepProgress, attended_session, explain},
        news::{self, Happened},
        store::{self, LearnerLine},
    },
    platform::{Outcome, UnitOfWork},
    records::{self, EnrolmentId, Object, Statement, StatementResult, Verb},
};

/// These learners came to the session that goes together with their course. Whoever had met every other demand has
/// completed it now. Enrolments that were withdrawn are left out, and saying it again changes nothing.
pub async fn session_attended(work: &UnitOfWork, enrolments: &[EnrolmentId]) -> Outcome<()> {
    if enrolments.is_empty() {
        return Ok(());
    }
    // Somebody who finishes the last step meanwhile waits, or is waited for: one of the two completes the course.
    store::lock_all(work, enrolments).await?;
    let mut lines = store::enrolments(work, enrolments).await?;
    let known = store::steps_of(work, enrolments.iter().copied()).await?;
    lines.retain(|line| {
        let steps = known.get(&line.enrolment.id);
        line.enrolment.withdrawn_at.is_none() && !steps.is_some_and(|steps| attended_session(steps))
    });
    if lines.is_empty() {
        return Ok(());
    }
    lines.sort_by_key(|line| line.enrolment.id);
    let versions: HashSet<CourseVersionId> = lines.iter().map(|line| line.enrolment.version).collect();
    let versions: Vec<CourseVersionId> = versions.into_iter().collect();
    let courses = CourseLibrary::default().courses(work, &versions).await?;
    let told = Told { work, courses: &courses };
    records::append_new(work, &told.attended(&lines)).await?;
    let steps = store::steps_of(work, lines.iter().map(|line| line.enrolment.id)).await?;
    let completed = told.completed(&lines, &steps);
    records::append_new(work, &completed).await?;
    let ids: Vec<EnrolmentId> = completed.iter().map(|statement| statement.enrolment).collect();
    news::tell(work, Happened::Completed, &ids).await
}

struct Told<'t> {
    work: &'t UnitOfWork,
    courses: &'t BTreeMap<CourseVersionId, Arc<Course>>,
}

impl Told<'_> {
    fn attended(&self, lines: &[LearnerLine]) -> Vec<Statement> {
        let said = |line: &LearnerLine| {
            let course = self.courses.get(&line.enrolment.version)?;
            Some(self.said(line, course, Verb::Attended, StatementResult::default()))
        };
        lines.iter().filter_map(said).collect()
    }

    /// Of those who are under way, the ones with nothing missing any more.
    fn completed(
        &self,
        lines: &[LearnerLine],
        steps: &HashMap<EnrolmentId, Vec<StepProgress>>,
    ) -> Vec<Statement> {
        let said = |line: &LearnerLine| {
            let course = self.courses.get(&line.enrolment.version)?;
            line.progress.as_ref().filter(|progress| progress.completed_at.is_none())?;
            let demands = explain(course, steps.get(&line.enrolment.id)?);
            let result = StatementResult { rule: Some(course.completion.rule), ..Default::default() };
            let is_complete = demands.iter().all(model::Demand::is_met);
            is_complete.then(|| self.said(line, course, Verb::Completed, result))
        };
        lines.iter().filter_map(said).collect()
    }

    fn said(&self, line: &LearnerLine, course: &Course, verb: Verb, result: StatementResult) -> Statement {
        let language = line.enrolment.language;
        record(&line.enrolment, &course.id, verb, Object::Course, result, language, self.work)
    }
}
