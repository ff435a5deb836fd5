//! Subscriptions, issues, and who got which.

pub mod deliveries;
pub mod issues;
pub mod requests;
pub mod subscriptions;
