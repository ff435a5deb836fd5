//! Organisations, memberships and invitations in the store.

pub mod clocks;
pub mod extent;
pub mod invitations;
pub mod members;
pub mod memberships;
pub mod organisations;
pub mod turns;
