//! Entries are sealed when they are written, and chained a moment later: each link carries the hash of the one before
//! it, and the end of the chain is kept in a row and in a file outside the database. So a change shows, and a cut.
//! Units that write entries never wait for each other; only one who links at a time does.

mod anchor;
mod joining;
mod store;
mod verify;

#[cfg(test)]
mod tests;

use chrono::TimeDelta;

use crate::platform::{JobContext, JobKind, Outcome};
pub use anchor::Anchor;
pub use joining::{Since, link};
pub use verify::{Broken, What, broken, is_under_this_secret};

pub fn jobs() -> Vec<JobKind> {
    vec![JobKind::every(TimeDelta::minutes(1), "audit-link", link_new)]
}

async fn link_new(context: JobContext) -> Outcome<()> {
    link(&context.db, &context.storage, Since::LastLinks).await.map(|_| ())
}
