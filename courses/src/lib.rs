//! A course as files: read, check, render, mark. `README.md` beside this crate is the format for authors.
//!
//! Everything here is pure and synchronous: files go in, a [`Course`] or the whole list of [`Mistakes`] comes
//! out; an answer goes in, a [`Mark`] comes out. Words for people are Fluent keys, never sentences.

mod document;
mod exercise;
mod formula;
mod html;
mod marking;
mod mistakes;
mod numbers;
mod read;

pub use document::*;
pub use exercise::ExerciseError;
pub use html::{foreign_pictures, plain, prose, with_images};
pub use marking::{Mark, NotAnAnswer, Response, mark};
pub use mistakes::{Mistake, MistakeKind, Mistakes};
pub use numbers::number_from;
pub use read::{Checked, THEMES, read, read_files, sources};
