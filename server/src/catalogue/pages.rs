//! The pages of the catalogue.

mod catalogue;
mod choices;
mod course;
mod law;
mod words;

pub use catalogue::{CataloguePage, catalogue};
pub use choices::course_choices;
pub use course::{CoursePage, course};
