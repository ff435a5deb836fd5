//! The list of people, and the page of one.

pub mod list;
pub mod person;
