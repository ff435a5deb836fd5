//! Learning itself: who is on which course, the player, progress folded from the records, the action plan.

pub mod access;
mod checks;
pub mod commands;
#[cfg(test)]
mod fixture;
mod jobs;
mod mails;
mod model;
mod player;
mod projection;
mod store;

pub use checks::checks;
pub use jobs::jobs;
pub use model::{Enrolment, LearningState};
pub use store::enrolment as enrolment_of;

use crate::{
    platform::{Routes, pages::Example},
    records::Projector,
};

pub fn routes() -> Routes {
    player::routes()
}

/// Examples of every page.
pub fn examples() -> Vec<Example> {
    player::examples()
}

/// What is folded from the records.
pub fn projectors() -> Vec<Box<dyn Projector>> {
    vec![Box::new(projection::ProgressProjector)]
}
