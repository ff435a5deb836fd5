//! The list of organisations, the page of one, and the form that registers and changes them.

pub mod form;
pub mod list;
pub mod organisation;
