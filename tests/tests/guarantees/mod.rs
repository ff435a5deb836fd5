//! Promises that must hold whatever happens.

mod away;
mod bombs;
mod full;
mod kill;
mod schema;
