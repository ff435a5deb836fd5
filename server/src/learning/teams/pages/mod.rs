//! Pages of teams.

pub mod actions;
pub mod changed;
pub mod course;
pub mod list;
pub mod selection;
pub mod team;
pub mod words;
