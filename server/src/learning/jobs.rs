//! What learning does later: closing attempts whose time ran out, and asking about promises after 90 days.

use chrono::TimeDelta;

use super::{commands, mails::PlanQuestion, store, teams};
use crate::{
    catalogue::CourseLibrary,
    people,
    platform::{JobContext, JobKind, Outcome, Problem, mail},
    quizzes,
    records::EnrolmentId,
};

pub const ASK_ABOUT_PLAN: &str = "ask-about-plan";

const CLOSED_AT_ONCE: u64 = 100;

pub fn jobs() -> Vec<JobKind> {
    let own = vec![
        JobKind::new(ASK_ABOUT_PLAN, ask_about_plan),
        JobKind::every(TimeDelta::minutes(1), "close-attempts", close_attempts),
    ];
    [own, teams::jobs()].concat()
}

/// A mail that asks how the promises went.
async fn ask_about_plan(context: JobContext, enrolment: EnrolmentId) -> Outcome<()> {
    let read = context.db.read();
    let enrolment = store::enrolment(read, enrolment).await?;
    let commitments = store::commitments(read, enrolment.id).await?;
    if commitments.is_empty() || enrolment.withdrawn_at.is_some() {
        return Ok(());
    }
    let recipient = people::recipient(read, enrolment.person).await?;
    let page = PlanQuestion::about(&context.site, enrolment.id, &commitments);
    let work = context.db.begin().await?;
    mail::queue(&work, &recipient, &page).await?;
    work.commit().await
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
