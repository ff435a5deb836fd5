//! The table of suggestions, and what it suggests for a factory's improvement plan.

pub mod model;
pub mod store;
mod table;

pub use table::table;
