//! The pages around the player: the learner's home, enrolments, plans, and a colleague's learning.

mod colleague;
pub mod enrol;
mod enrolment;
mod home;
mod outline;
mod plan;
mod plans;
pub mod words;

use crate::platform::{
    Access, Routes,
    pages::{Example, examples_of},
};

pub fn routes() -> Routes {
    Routes::new()
        .get("/learning", Access::SignedIn, home::home)
        .post("/courses/{course}/enrolments", Access::SignedIn, enrol::enrol_oneself)
        .get("/people/{person}/learning", Access::SignedIn, colleague::learning)
        .post("/people/{person}/enrolments", Access::SignedIn, colleague::enrol)
        .get("/enrolments/{enrolment}", Access::SignedIn, enrolment::enrolment)
        .post("/enrolments/{enrolment}/due-date", Access::SignedIn, enrol::change_due_date)
        .post("/enrolments/{enrolment}/withdrawal", Access::SignedIn, enrol::withdraw)
        .get("/enrolments/{enrolment}/plan", Access::SignedIn, plan::plan)
        .post("/enrolments/{enrolment}/countersignature", Access::SignedIn, plan::countersign)
        .post("/enrolments/{enrolment}/commitments/{commitment}/follow-up", Access::SignedIn, plan::report)
        .get("/plans", Access::SignedIn, plans::plans)
}

pub fn examples() -> Vec<Example> {
    [
        examples_of::<home::HomePage>(),
        examples_of::<enrolment::EnrolmentPage>(),
        examples_of::<colleague::ColleaguePage>(),
        examples_of::<plan::PlanPage>(),
        examples_of::<plans::PlansPage>(),
    ]
    .into_iter()
    .flatten()
    .collect()
}
