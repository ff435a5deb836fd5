//! Organisations and memberships in the store.

pub mod memberships;
pub mod organisations;
