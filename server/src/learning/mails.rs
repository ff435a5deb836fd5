//! Mails about learning.

use serde::Serialize;

use super::model::Commitment;
use crate::{platform::mail::MailPage, records::EnrolmentId};

/// Asks, 90 days later, how the promises of an action plan went.
#[derive(Serialize)]
pub struct PlanQuestion {
    path: String,
    promises: Vec<String>,
}

impl PlanQuestion {
    pub fn about(enrolment: EnrolmentId, commitments: &[Commitment]) -> Self {
        Self {
            path: format!("/enrolments/{enrolment}/plan"),
            promises: commitments.iter().map(|commitment| commitment.promise.clone()).collect(),
        }
    }
}

impl MailPage for PlanQuestion {
    const TEMPLATE: &'static str = "mail/plan-question";

    fn examples() -> Vec<Self> {
        let promises = vec!["No technical change after cutting, or we pay for the days lost".to_owned()];
        vec![Self { path: "/enrolments/0192f0c1-2e3d-7c4b-8a5f-6d7e8f901234/plan".to_owned(), promises }]
    }
}
