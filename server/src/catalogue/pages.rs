//! The pages of the catalogue.

mod catalogue;
mod course;
mod law;
mod words;

pub use catalogue::{CataloguePage, catalogue};
pub use course::{CoursePage, course};
