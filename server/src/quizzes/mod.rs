//! What learners answer: attempts at quizzes, saved answers, marks. Learning decides who may sit a quiz and what follows.

mod commands;
mod model;
mod store;
#[cfg(test)]
mod tests;

pub use commands::{SaveAnswer, Sitting, hand_in, marked, save, start};
pub use model::{
    AnswerId, Attempt, AttemptId, Drawn, QuizResult, Standing, StartRefusal, may_start, tries_left,
};
pub use store::{
    GivenAnswer, answered, answers_of, attempt, attempt_beside, attempts_at, open_past_their_time,
};
