//! Issue-specific seminars, to which several factories come.

pub mod access;
pub mod api;
pub mod attendance;
pub mod commands;
pub mod store;
