//! Consents, requests for them, looks and sourcing links in the store.

pub mod consents;
pub mod looks;
pub mod requests;
pub mod sourcing;
