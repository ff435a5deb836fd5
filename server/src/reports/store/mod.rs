//! The tables of reports, and every question that is put to them.

mod counts;
mod learners;

pub use counts::{Areas, Lines, Periods, add_up, all_counts, lines, years};
pub use learners::{
    begin_milestones, change_milestones, keep_standing, learners, learners_after, standing, wait_for_turn,
};
