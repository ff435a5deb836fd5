//! Enrolments, plans, and the projections of learning records.

mod enrolment;
mod plan;
mod progress;

pub use enrolment::{
    Learner, LearnerLine, enrolment, enrolment_in_force, enrolments_of, insert, learner_of, lines_of, lock,
    set_due_date, withdraw,
};
pub use plan::{
    PlanOwner, commitment_owner, commitments, countersign, countersignature, insert_follow_up, plans_visible_to,
    promises_to_ask, replace_commitments,
};
pub use progress::{finish, mark_completed, mark_module, open_step, progress, score, start, steps, touch};
