//! Promises that must hold whatever happens.

mod bombs;
mod kill;
mod schema;
