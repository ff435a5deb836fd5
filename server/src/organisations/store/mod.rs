//! Organisations, memberships and invitations in the store.

mod extent;
pub mod invitations;
pub mod members;
pub mod memberships;
pub mod organisations;
