//! What learning does later: closing attempts whose time ran out.

use chrono::TimeDelta;

use super::{audiences, commands, store, teams};
use crate::{
    catalogue::CourseLibrary,
    platform::{JobContext, JobKind, Outcome, Problem},
    quizzes,
};

/// Asks, once the time has come, how the promises of a plan went; `notifications` runs it.
pub const ASK_ABOUT_PLAN: &str = "ask-about-plan";

const CLOSED_AT_ONCE: u64 = 100;

pub fn jobs() -> Vec<JobKind> {
    let close = JobKind::every(TimeDelta::minutes(1), "close-attempts", close_attempts);
    [vec![close], teams::jobs(), audiences::jobs()].concat()
}

/// Hands in what learners left open past its time, each in a unit of its own.
async fn close_attempts(context: JobContext) -> Outcome<()> {
    let now = context.db.clock().now();
    let library = context.db.attached::<CourseLibrary>();
    let library = library.ok_or_else(|| Problem::Internal("no course library is attached".to_owned()))?;
    for attempt in quizzes::open_past_their_time(context.db.read(), now, CLOSED_AT_ONCE).await? {
        let enrolment = store::enrolment(context.db.read(), attempt.enrolment).await?;
        let course = library.course(context.db.read(), enrolment.version).await?;
        let mut work = context.db.begin().await?;
        commands::close_overdue(&mut work, &enrolment, &course, &attempt).await?;
        work.commit().await?;
    }
    Ok(())
}
