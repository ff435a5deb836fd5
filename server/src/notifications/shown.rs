//! Notices in the words of their reader: what each one speaks of, in three queries for as many as there are.

use std::collections::HashMap;

use super::{delivery::Titles, store::Notice};
use crate::{
    catalogue::CourseLibrary,
    learning::{self, LearnerLine},
    people::store::persons,
    platform::{Language, Outcome, Read},
    records::EnrolmentId,
};

/// A notice with what it speaks of.
pub struct Shown {
    pub notice: Notice,
    pub course: String,
    /// The learner's name, where that is not the reader.
    pub learner: String,
}

pub async fn shown(
    read: &Read,
    library: &CourseLibrary,
    language: Language,
    notices: Vec<Notice>,
) -> Outcome<Vec<Shown>> {
    let subjects: Vec<EnrolmentId> = notices.iter().map(|notice| notice.subject).collect();
    let lines: HashMap<EnrolmentId, LearnerLine> = learning::enrolments(read, &subjects)
        .await?
        .into_iter()
        .map(|line| (line.enrolment.id, line))
        .collect();
    let titles = Titles::from(library, read, lines.values().map(|line| line.enrolment.version)).await?;
    let people = persons::people(read, lines.values().map(|line| line.enrolment.person)).await?;
    let shown = |notice: Notice| {
        let line = lines.get(&notice.subject)?;
        let other = people.get(&line.enrolment.person).filter(|person| person.id != notice.person);
        Some(Shown {
            course: titles.title(line.enrolment.version, language),
            learner: other.map(|person| person.name.clone()).unwrap_or_default(),
            notice,
        })
    };
    Ok(notices.into_iter().filter_map(shown).collect())
}
