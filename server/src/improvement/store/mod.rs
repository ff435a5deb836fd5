//! The tables of improvement plans.

pub mod assessed;
pub mod copies;
pub mod counts;
pub mod evidence;
pub mod found;
pub mod history;
pub mod items;
pub mod reports;
pub mod sources;
pub mod themes;
pub mod voices;

/// Rows in one statement: databases take some 30,000 values.
pub const ROWS_AT_ONCE: usize = 1000;
