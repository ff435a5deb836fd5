//! What learners and those who help them do.

mod enrol;
mod noted;
mod plan;
mod session;
mod sit;
mod study;

pub use enrol::{
    NewEnrolment, Placement, change_due_date, choose_language, enrol_many, enrol_oneself, enrol_other,
    set_due_dates, withdraw, withdraw_many,
};
pub use noted::{note_enrolment_seen, note_learning_seen, note_list_seen, note_team_seen};
pub use plan::{Promise, countersign, make_plan, report};
pub use session::session_attended;
pub use sit::{begin_attempt, close_overdue, hand_in, save_answer};
pub use study::{begin, begin_unless_begun, end_scene, finish_step, open_step};
