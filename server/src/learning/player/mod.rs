//! The player: the pages on which a learner goes through a course, one step at a time.

mod callouts;
mod desk;
mod frame;
mod lesson;
mod path;
mod steps;
#[cfg(test)]
mod tests;

use crate::platform::{
    Access, Routes,
    pages::{Example, examples_of},
};

pub fn routes() -> Routes {
    Routes::new()
        .get("/enrolments/{enrolment}/steps/{step}", Access::SignedIn, steps::show)
        .post("/enrolments/{enrolment}/steps/{step}/opening", Access::SignedIn, steps::open)
        .post("/enrolments/{enrolment}/steps/{step}/completion", Access::SignedIn, steps::complete)
}

pub fn examples() -> Vec<Example> {
    [examples_of::<lesson::LessonPage>()].into_iter().flatten().collect()
}
