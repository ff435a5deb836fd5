//! Visits to a factory, planned and made, and the notes about them.

pub mod access;
pub mod api;
pub mod commands;
pub mod store;
