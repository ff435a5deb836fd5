//! Pathways as they are kept.

pub mod absences;
pub mod asking;
pub mod confirmations;
pub mod following;
pub mod in_force;
pub mod participants;
pub mod pathways;
pub mod revisions;
mod rows;
pub mod sessions;
pub mod stakes;
pub mod templates;
