//! Self-diagnosis: what a factory finds out about itself, its own until each side shares what it wrote.

pub mod access;
pub mod api;
pub mod commands;
pub mod plan;
pub mod points;
pub mod store;
