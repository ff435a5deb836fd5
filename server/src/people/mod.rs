//! People: who they are, how they sign in, and what they tell of themselves.

pub mod model;
pub mod store;

pub use model::{EmailAddress, PersonName};
pub use store::persons::{NewPerson, Person};
