//! The Better Work Academy's server.

pub mod platform;
