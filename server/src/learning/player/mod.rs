//! The player: the pages on which a learner goes through a course, one step at a time.

mod answering;
mod attempt;
mod callouts;
mod desk;
mod exercise;
mod filled;
mod frame;
mod inputs;
mod lesson;
mod marked;
mod path;
mod plan;
mod promises;
mod question;
mod quiz;
mod quiz_head;
mod scenario;
mod steps;
mod switch;
#[cfg(test)]
mod tests;

pub use desk::{Desk, Sheet, Studied, shown_language};
pub use switch::readable;

use crate::platform::{
    Access, Routes,
    pages::{Example, examples_of},
};

pub fn routes() -> Routes {
    Routes::new()
        .post("/enrolments/{enrolment}/language", Access::SignedIn, switch::choose)
        .get("/enrolments/{enrolment}/steps/{step}", Access::SignedIn, steps::show)
        .post("/enrolments/{enrolment}/steps/{step}/opening", Access::SignedIn, steps::open)
        .post("/enrolments/{enrolment}/steps/{step}/completion", Access::SignedIn, steps::complete)
        .get("/enrolments/{enrolment}/steps/{step}/scenes/{way}", Access::SignedIn, scenario::scene)
        .post("/enrolments/{enrolment}/steps/{step}/ending", Access::SignedIn, scenario::end)
        .get("/enrolments/{enrolment}/steps/{step}/plan", Access::SignedIn, plan::change)
        .post("/enrolments/{enrolment}/steps/{step}/plan", Access::SignedIn, plan::save)
        .post("/enrolments/{enrolment}/steps/{step}/attempts", Access::SignedIn, attempt::start)
        .get("/attempts/{attempt}", Access::SignedIn, attempt::show)
        .post("/attempts/{attempt}/hand-in", Access::SignedIn, attempt::hand_in)
        .get("/attempts/{attempt}/questions/{number}", Access::SignedIn, question::show)
        .get("/attempts/{attempt}/questions/{number}/answer", Access::SignedIn, answering::back)
        .post("/attempts/{attempt}/questions/{number}/answer", Access::SignedIn, answering::answer)
}

pub fn examples() -> Vec<Example> {
    [
        examples_of::<lesson::LessonPage>(),
        examples_of::<quiz::QuizPage>(),
        examples_of::<question::QuestionPage>(),
        examples_of::<attempt::OverviewPage>(),
        examples_of::<attempt::ResultPage>(),
        examples_of::<scenario::ScenarioPage>(),
        examples_of::<exercise::ExercisePage>(),
        examples_of::<exercise::ResultsFragment>(),
        examples_of::<plan::PlanStepPage>(),
        examples_of::<plan::PlanFormPage>(),
    ]
    .into_iter()
    .flatten()
    .collect()
}
