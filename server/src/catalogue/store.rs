//! The tables of courses, and every question that is put to them.

mod course;
mod listing;
mod publication;

pub use course::{
    NewestVersion, add_version, claim, course_named, documents, newest_version, slugs, version_ids,
};
pub use listing::{list, listed, listings, titles, unlist, words_like};
pub use publication::{in_force, publish, withdraw};
