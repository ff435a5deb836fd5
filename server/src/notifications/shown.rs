//! Notices in the words of their reader.

use super::{store::Notice, subjects::Subjects};
use crate::{
    catalogue::CourseLibrary,
    platform::{Language, Outcome, Read},
};

/// A notice with what it speaks of.
pub struct Shown {
    pub notice: Notice,
    /// The title of a course, the name of an item's compliance point, or the topic of a seminar.
    pub course: String,
    /// The learner's name, where that is not the reader, or the factory's.
    pub learner: String,
}

pub async fn shown(
    read: &Read,
    library: &CourseLibrary,
    language: Language,
    notices: Vec<Notice>,
) -> Outcome<Vec<Shown>> {
    let subjects = Subjects::of(read, library, &notices).await?;
    let shown = |notice: Notice| {
        let told = subjects.told(&notice, language)?;
        Some(Shown { course: told.course, learner: told.learner, notice })
    };
    Ok(notices.into_iter().filter_map(shown).collect())
}
