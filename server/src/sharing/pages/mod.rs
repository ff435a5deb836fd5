//! The pages of a brand and of a manufacturing group.

pub mod factory;
pub mod group;
pub mod list;
pub mod pathways;
pub mod start;
