//! The thresholds of the rules, which administrators and programme managers set with a day and a reason.

pub mod access;
pub mod api;
pub mod commands;
pub mod store;
