//! Where a factory stands: serious issues, the status of a high performer, what virtual delivery asks, the service
//! package.

pub mod access;
pub mod api;
pub mod commands;
pub mod criteria;
pub mod criteria_api;
pub mod delivery_api;
pub mod grants;
pub mod issues_api;
pub mod overdue;
pub mod packages;
pub mod performers;
pub mod store;
