//! The list of organisations, the page of one, and the form that registers and changes them.

mod countries;
pub mod form;
pub mod list;
pub mod organisation;

pub use countries::country_filters;
