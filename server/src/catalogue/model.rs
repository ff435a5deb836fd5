//! What the catalogue says of a course, and how it is asked.

mod asked;
mod listing;
mod ranking;
mod titles;
mod words;

use serde::{Deserialize, Serialize};

pub use asked::{Asked, Length};
pub use listing::{CourseText, Listing, Parcel, WordRow};
pub use ranking::{Match, ranked};
pub use titles::Titles;
pub use words::{Wanted, Word, words};

crate::id_type!(CourseId);
crate::id_type!(CourseVersionId);

/// What an import does beside keeping the version.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Publish {
    /// New learners get it from now on.
    Now,
    /// Kept, not shown.
    Draft,
}

/// What an import did.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "result", rename_all = "kebab-case")]
pub enum Imported {
    /// The content is new: it is this version.
    New { version: i32 },
    /// The newest version has this content already; it was not shown to new learners and now is.
    Published { version: i32 },
    /// There was nothing to do.
    Unchanged { version: i32 },
}

/// What new learners of a course get.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Published {
    pub course: CourseId,
    pub version: CourseVersionId,
}
