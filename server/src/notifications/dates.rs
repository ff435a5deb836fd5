//! A person's dates: when courses are due, where they are expected, and what they promised in action plans.

use super::{
    calendar::{self, Entry},
    delivery,
};
use crate::{
    catalogue::{CourseLibrary, Titles},
    learning::{self, Commitment, LearnerLine},
    pathways::store::sessions::{self, Gathering},
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
            delivery::Titles::from(self.library, read, lines.iter().map(|line| line.enrolment.version))
                .await?;
        let due = lines.iter().filter_map(|line| self.due(line, &titles, language));
        let promised =
            plans.iter().filter_map(|(enrolment, promise)| self.promised(*enrolment, promise, language));
        let today = self.db.clock().now().date_naive();
        let gatherings = sessions::gatherings_of(read, owner, today).await?;
        let expected = gatherings.iter().filter_map(|one| self.expected(one, language));
        let mut entries: Vec<Entry> = due.chain(promised).chain(expected).collect();
        entries.sort_by_key(|entry| (entry.day, entry.id));
        Ok(calendar::written(site, self.texts.plain(language, "calendar-name"), &entries))
    }

    fn due(&self, line: &LearnerLine, titles: &delivery::Titles, language: Language) -> Option<Entry> {
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

    /// A workshop, a visit or a task of a pathway.
    fn expected(&self, gathering: &Gathering, language: Language) -> Option<Entry> {
        let titles = Titles::default();
        let name = gathering.step.called(&titles, language).into();
        let factory = gathering.factory.as_str().into();
        Some(Entry {
            id: gathering.step.id.0,
            day: gathering.step.due_on?,
            summary: self.texts.with(language, "calendar-gathering", &[("name", name), ("factory", factory)]),
            path: "/learning".to_owned(),
            made_at: gathering.made_at,
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
