//! A person's dates: when courses are due, and what they promised in action plans.

use super::{
    calendar::{self, Entry},
    delivery::Titles,
};
use crate::{
    catalogue::CourseLibrary,
    learning::{self, Commitment, LearnerLine},
    people::store::{persons, suspensions},
    platform::{Db, Language, Outcome, PersonId, Problem, Site, Texts},
    records::EnrolmentId,
};

pub struct Dates<'d> {
    pub db: &'d Db,
    pub texts: &'d Texts,
    pub library: &'d CourseLibrary,
}

impl Dates<'_> {
    /// The whole calendar, in its owner's language; somebody suspended has none.
    pub async fn calendar(&self, site: &Site, owner: PersonId) -> Outcome<String> {
        let read = self.db.read();
        if suspensions::is_suspended(read, owner).await? {
            return Err(Problem::NotFound);
        }
        let language = persons::person(read, owner).await?.language;
        let lines = learning::enrolments_of(read, owner).await?;
        let plans = learning::plans(read, lines.iter().map(|line| line.enrolment.id).collect()).await?;
        let titles =
            Titles::from(self.library, read, lines.iter().map(|line| line.enrolment.version)).await?;
        let due = lines.iter().filter_map(|line| self.due(line, &titles, language));
        let promised =
            plans.iter().filter_map(|(enrolment, promise)| self.promised(*enrolment, promise, language));
        let mut entries: Vec<Entry> = due.chain(promised).collect();
        entries.sort_by_key(|entry| (entry.day, entry.id));
        Ok(calendar::written(site, self.texts.plain(language, "calendar-name"), &entries))
    }

    fn due(&self, line: &LearnerLine, titles: &Titles, language: Language) -> Option<Entry> {
        let enrolment = &line.enrolment;
        let done = line.progress.as_ref().is_some_and(|progress| progress.completed_at.is_some());
        let day = enrolment.due_on.filter(|_| !done)?;
        let course = titles.title(enrolment.version, language);
        Some(Entry {
            id: enrolment.id.0,
            day,
            summary: self.texts.with(language, "calendar-due", &[("course", course.into())]),
            path: format!("/enrolments/{}", enrolment.id),
            made_at: enrolment.enrolled_at,
        })
    }

    /// A promise of which nothing was said yet.
    fn promised(&self, enrolment: EnrolmentId, promise: &Commitment, language: Language) -> Option<Entry> {
        let said = promise.promise.as_str();
        promise.follow_up.is_none().then(|| Entry {
            id: promise.id.0,
            day: promise.due_on,
            summary: self.texts.with(language, "calendar-promise", &[("promise", said.into())]),
            path: format!("/enrolments/{enrolment}/plan"),
            made_at: promise.made_at,
        })
    }
}
