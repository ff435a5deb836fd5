//! Learning itself: who is on which course, the player, progress folded from the records, the action plan.

pub mod access;
mod checks;
pub mod commands;
mod jobs;
mod mails;
mod model;
mod projection;
mod store;

pub use checks::checks;
pub use jobs::jobs;
pub use model::{Enrolment, LearningState};
pub use store::enrolment as enrolment_of;

use crate::records::Projector;

/// What is folded from the records.
pub fn projectors() -> Vec<Box<dyn Projector>> {
    vec![Box::new(projection::ProgressProjector)]
}
