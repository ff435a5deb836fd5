//! Where the pages of the player are.

use crate::{quizzes::AttemptId, records::EnrolmentId};

pub fn enrolment(enrolment: EnrolmentId) -> String {
    format!("/enrolments/{enrolment}")
}

pub fn step(enrolment: EnrolmentId, step: &str) -> String {
    format!("/enrolments/{enrolment}/steps/{step}")
}

/// A scene of a story, by the way that leads there.
pub fn scene(enrolment: EnrolmentId, step: &str, way: &str) -> String {
    format!("/enrolments/{enrolment}/steps/{step}/scenes/{way}")
}

pub fn attempt(attempt: AttemptId) -> String {
    format!("/attempts/{attempt}")
}

pub fn question(attempt: AttemptId, number: usize) -> String {
    format!("/attempts/{attempt}/questions/{number}")
}
