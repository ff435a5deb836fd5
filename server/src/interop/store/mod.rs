//! Webhooks and what went out to them.

pub mod deliveries;
pub mod webhooks;
