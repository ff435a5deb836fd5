//! The Better Work Academy's server: capabilities in layers, put together in `app`.

mod administration;
pub mod app;
pub mod catalogue;
pub mod commands;
pub mod engagement;
pub mod improvement;
mod interop;
pub mod learning;
pub mod newsletter;
pub mod notifications;
pub mod organisations;
pub mod pathways;
pub mod people;
pub mod platform;
pub mod public_pages;
pub mod quizzes;
pub mod records;
pub mod reports;
pub mod settings;
mod sharing;
#[cfg(test)]
mod testing;
