//! The bipartite committee of a factory: its members, its meetings with who was there and heard, and what was agreed.

pub mod access;
pub mod api;
pub mod commands;
#[cfg(test)]
pub mod fixture;
pub mod meetings;
pub mod meetings_api;
pub mod seats;
pub mod store;
pub mod versions;
