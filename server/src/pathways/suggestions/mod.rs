//! The table of suggestions, and what it suggests for a factory's improvement plan.

pub mod commands;
pub mod form;
pub mod model;
pub mod store;
pub mod table;

pub use table::{is_of_course, row, rows, table};
