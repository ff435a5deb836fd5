//! Pages of audiences.

pub mod edit;
pub mod list;
