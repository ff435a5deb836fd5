//! Pages of pathways.

pub mod begin;
pub mod changes;
pub mod factory;
pub mod home;
mod late;
mod parts;
pub use parts::{Words, title_of};
pub mod people;
pub mod rule;
pub mod rule_page;
pub mod show;
pub mod step;
pub mod step_page;
pub mod table;
pub mod templates;
