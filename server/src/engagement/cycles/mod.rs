//! Cycles of a factory: enrolment by hand, the adviser and their handover, the first hundred days and their pauses.

pub mod access;
pub mod advisers;
pub mod api;
pub mod commands;
pub mod hundred_days_api;
pub mod running;
pub mod store;
