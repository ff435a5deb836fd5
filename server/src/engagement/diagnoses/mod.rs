//! Self-diagnosis: what a factory finds out about itself, its own until it shares it.

pub mod access;
pub mod commands;
pub mod points;
pub mod store;
