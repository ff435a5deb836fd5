//! The tables of reports, and every question that is put to them.

mod counts;
mod learners;

pub use counts::{Areas, Lines, Periods, add_up, all_counts, lines, years};
pub use learners::{keep_milestones, keep_standings, learners, learners_after, standings, wait_for_turn};
