//! The pages of a brand.

pub mod factory;
pub mod list;
