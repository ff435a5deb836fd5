//! The audit as administrators read it. Its rows name nobody; names are looked up when they are shown.

pub mod api;
mod commands;
pub mod export;
mod names;
pub mod pages;
mod query;
mod store;
