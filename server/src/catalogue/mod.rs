//! What there is to learn: courses imported from files, their versions, the catalogue and its search. Who is under way
//! stays on their version; new learners get the one that is published.

mod access;
pub mod commands;
mod images;
mod library;
mod model;
mod store;
#[cfg(test)]
mod tests;

pub use access::{ChangePublication, PublishCourse};
pub use library::CourseLibrary;
pub use model::{CourseId, CourseVersionId, Imported, Parcel, Publish, Published};
pub use store::{in_force as published, listed};

use crate::platform::{Outcome, Problem, Read};

/// What new learners of the course with this slug get.
pub async fn published_with_slug(read: &Read, slug: &str) -> Outcome<Published> {
    let listing = store::listed(read, slug).await?.ok_or(Problem::NotFound)?;
    Ok(listing.published)
}
