//! Pages of teams.

pub mod list;
pub mod team;
pub mod words;
