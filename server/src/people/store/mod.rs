//! People, their sign-ins, resets of passwords and suspensions in the store.

pub mod password_resets;
pub mod persons;
pub mod sign_ins;
pub mod suspensions;
