//! Pages of improvement plans.

pub mod actions;
pub mod form;
pub mod frame;
pub mod held;
pub mod item;
mod item_parts;
pub mod plan;
pub mod plans;
pub mod questions;
pub mod report;
pub mod report_actions;
mod report_parts;
mod report_waiting;
mod theirs;
pub mod words;
