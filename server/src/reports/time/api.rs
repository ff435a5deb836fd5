//! One learner's time as JSON.

use actix_web::web;
use chrono::TimeDelta;
use serde::Serialize;
use utoipa::ToSchema;

use super::{
    model::{LONGEST_GAP_MINUTES, RULE, minutes},
    pages::times_of,
};
use crate::{
    learning::{access::SeeLearning, commands},
    platform::{Db, Outcome, Permit},
    records::EnrolmentId,
};

#[derive(Serialize, ToSchema)]
pub struct TimeDocument {
    /// The version of the rule by which time is computed.
    rule: u32,
    /// Two records that lie further apart count nothing.
    longest_gap_minutes: i64,
    minutes: i64,
    courses: Vec<CourseTimeDocument>,
}

#[derive(Serialize, ToSchema)]
struct CourseTimeDocument {
    enrolment: EnrolmentId,
    course: String,
    minutes: i64,
}

pub async fn time(permit: Permit<SeeLearning>, db: web::Data<Db>) -> Outcome<web::Json<TimeDocument>> {
    commands::note_learning_seen(&db, &permit).await?;
    let times = times_of(db.read(), permit.person).await?;
    let total: TimeDelta = times.iter().map(|time| time.spent).sum();
    let courses = times.into_iter().map(|time| CourseTimeDocument {
        enrolment: time.enrolment,
        course: time.slug,
        minutes: minutes(time.spent),
    });
    Ok(web::Json(TimeDocument {
        rule: RULE,
        longest_gap_minutes: LONGEST_GAP_MINUTES,
        minutes: minutes(total),
        courses: courses.collect(),
    }))
}
