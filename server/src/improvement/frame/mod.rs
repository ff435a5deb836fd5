//! The compliance frame: clusters, points, themes and the countries' questions, all of them data.

pub mod access;
pub mod api;
pub mod commands;
mod doubles;
mod furnish;
mod groups;
mod importer;
mod named;
pub mod store;
mod taking;
mod telling;

pub use furnish::furnish;
pub use importer::FrameImporter;
pub use named::FramePoints;
