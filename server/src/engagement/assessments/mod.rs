//! Compliance assessments. Until the report is released, an assessment is there for those who plan and make it and for
//! nobody else: no list counts it, no rule reads it, and the audit learns of it with the release.

pub mod access;
pub mod api;
mod assessors;
pub mod clashes;
pub mod commands;
pub mod exchange;
pub mod history;
pub mod left;
pub mod quiet;
pub mod store;
pub mod telling;
