//! What changes pathways.

mod absences;
mod build;
mod decide;
mod ending;
mod follow;
mod placing;
mod publish;
mod sessions;

pub use absences::{excuse, expect_again};
pub use build::{
    Description, NewGoal, NewStage, Place, StepFields, add_goal, add_stage, add_step, begin, describe, make,
    remove_goal, remove_stage, remove_step, save_step,
};
pub use decide::{confirm, decline, take};
pub use ending::end;
pub use follow::{mark_done, note_presence};
pub use publish::{is_confirmed_still, publish, unconfirmed};

/// Somebody else changed the pathway meanwhile.
pub const CHANGED_MEANWHILE: &str = "pathway-changed-meanwhile";
