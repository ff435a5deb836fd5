//! Mails about learning.

use serde::Serialize;

use super::model::Commitment;
use crate::{
    platform::{Site, mail::MailPage},
    records::EnrolmentId,
};

/// Asks, 90 days later, how the promises of an action plan went.
#[derive(Serialize)]
pub struct PlanQuestion {
    url: String,
    promises: Vec<String>,
}

impl PlanQuestion {
    pub fn about(site: &Site, enrolment: EnrolmentId, commitments: &[Commitment]) -> Self {
        Self {
            url: site.link(&format!("/enrolments/{enrolment}/plan")),
            promises: commitments.iter().map(|commitment| commitment.promise.clone()).collect(),
        }
    }
}

impl MailPage for PlanQuestion {
    const TEMPLATE: &'static str = "mail/plan-question";

    fn examples() -> Vec<Self> {
        let promises = vec!["No technical change after cutting, or we pay for the days lost".to_owned()];
        vec![Self { url: "https://academy.example/enrolments/1/plan".to_owned(), promises }]
    }
}
