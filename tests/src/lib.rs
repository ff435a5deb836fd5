//! What the black-box tests stand on: real servers (PostgreSQL, mail, bucket, the Academy itself) as processes, and a
//! visitor who uses the pages as a person does. Nothing here knows the server's code.
#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a harness that cannot go on fails its test"
)]

pub mod repository;
