//! Organisations, the memberships that connect people to them with a role, and invitations to become a member.

pub mod actors;
mod places;
pub mod store;

pub use places::{people_reached, places_of};
