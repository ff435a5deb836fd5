//! Issue-specific seminars, to which several factories come.

pub mod access;
pub mod attendance;
pub mod commands;
pub mod store;
