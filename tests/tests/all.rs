//! One binary for all black-box tests: it links once.
#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test that cannot go on fails"
)]

mod architecture;
mod guarantees;
mod harness;
mod journeys;
