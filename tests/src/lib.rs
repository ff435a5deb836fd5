//! What the black-box tests stand on: real servers (PostgreSQL, mail, bucket, the Academy itself) as processes, and a
//! visitor who uses the pages as a person does. Nothing here knows the server's code.
#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a harness that cannot go on fails its test"
)]

pub mod academy;
pub mod bucket;
pub mod learner;
pub mod mailbox;
pub mod page;
pub mod port;
pub mod postgres;
pub mod repository;
pub mod store;
pub mod visitor;

pub use academy::Academy;
pub use bucket::Bucket;
pub use mailbox::{Mail, Mailbox};
pub use page::Page;
pub use store::Store;
pub use visitor::Visitor;
