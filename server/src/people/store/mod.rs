//! People, their sign-ins, resets of passwords, suspensions and requests to be erased in the store.

pub mod erasure_requests;
pub mod password_resets;
pub mod persons;
pub mod sign_ins;
pub mod suspensions;
