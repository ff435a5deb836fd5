//! Enrolments, plans, and the projections of learning records.

mod enrolment;
mod language;
mod plan;
mod progress;
mod told;
mod visible_plans;

pub use enrolment::{
    LearnerLine, enrolment, enrolment_in_force, enrolments_of, enrolments_of_people, held, insert,
    insert_all, lock, lock_all, move_due_dates, note_waiting, seat, set_due_date, withdraw, withdraw_all,
};
pub use language::set_language;
pub use plan::{
    commitments, countersign, countersignature, enrolment_of, follow_up, lift_countersignature, plans,
    replace_commitments, waiting_for_word,
};
pub use progress::{
    attend, attended_among, finish, mark_completed, mark_module, open_step, progress, score, start, steps,
    steps_of, touch, tried,
};
pub use told::{enrolments, is_in_force, open_and_due};
pub use visible_plans::{PlanLine, plans_visible_to};
