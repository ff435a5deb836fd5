//! The bipartite committee of a factory: its members, its meetings with who was there and heard, and what was agreed.

pub mod access;
pub mod commands;
pub mod meetings;
pub mod store;
