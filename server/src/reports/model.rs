//! What a report counts: people, each once in every cell of area, course, period and detail. Pure.

use std::collections::{BTreeSet, HashSet};

use chrono::{DateTime, Datelike, Utc};

use crate::{
    catalogue::CourseId,
    platform::{Language, OrganisationId, PersonId, roles::Sex},
    records::EnrolmentId,
};

/// Those who learn without one count as if they had this.
pub const NO_ORGANISATION: OrganisationId = OrganisationId(uuid::Uuid::nil());

/// Where the counted people learned.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Area {
    Everywhere,
    /// ISO 3166-1 alpha-2; nothing for those who learned in no single country.
    Country(Option<String>),
    /// A manufacturing group with its factories.
    Group(OrganisationId),
    Organisation(OrganisationId),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Period {
    Whole,
    Year(i32),
    /// UTC.
    Month(i32, u32),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Detail {
    Whole,
    Sex(Sex),
    Language(Language),
}

/// One figure's place in the store.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Cell {
    pub area: Area,
    /// Nothing for all courses together.
    pub course: Option<CourseId>,
    pub period: Period,
    pub detail: Detail,
}

crate::word_enum! {
    /// How far people came. Its text is `report-measure-<word>`.
    Measure {
        Enrolled = "enrolled",
        Started = "started",
        Completed = "completed",
        Applied = "applied",
    }
}

/// People of one cell, by how far they came.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    pub enrolled: i32,
    pub started: i32,
    pub completed: i32,
    pub applied: i32,
}

impl Counts {
    pub fn of(self, measure: Measure) -> i32 {
        match measure {
            Measure::Enrolled => self.enrolled,
            Measure::Started => self.started,
            Measure::Completed => self.completed,
            Measure::Applied => self.applied,
        }
    }

    pub fn slot(&mut self, measure: Measure) -> &mut i32 {
        match measure {
            Measure::Enrolled => &mut self.enrolled,
            Measure::Started => &mut self.started,
            Measure::Completed => &mut self.completed,
            Measure::Applied => &mut self.applied,
        }
    }
}

/// Where somebody stood on the day of an enrolment; it counts there for ever.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    pub enrolment: EnrolmentId,
    pub person: PersonId,
    pub course: CourseId,
    pub organisation: Option<OrganisationId>,
    /// The manufacturing group that the organisation was, or was part of.
    pub group: Option<OrganisationId>,
    pub country: Option<String>,
    pub sex: Sex,
    pub language: Language,
}

/// When an enrolment came how far, each the first time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Milestones {
    pub enrolled_at: DateTime<Utc>,
    pub started_at: Option<DateTime<Utc>>,
    pub completed_at: Option<DateTime<Utc>>,
    /// A manager's name stands under the plan as it is now.
    pub countersigned_at: Option<DateTime<Utc>>,
    /// The learner told that a promise was kept.
    pub kept_at: Option<DateTime<Utc>>,
    /// Both.
    pub applied_at: Option<DateTime<Utc>>,
}

impl Milestones {
    pub fn enrolled(at: DateTime<Utc>) -> Self {
        Self {
            enrolled_at: at,
            started_at: None,
            completed_at: None,
            countersigned_at: None,
            kept_at: None,
            applied_at: None,
        }
    }

    pub fn at(&self, measure: Measure) -> Option<DateTime<Utc>> {
        match measure {
            Measure::Enrolled => Some(self.enrolled_at),
            Measure::Started => self.started_at,
            Measure::Completed => self.completed_at,
            Measure::Applied => self.applied_at,
        }
    }

    /// The first moment at which a name stood under the plan and a promise was told to be kept.
    pub fn note_application(&mut self, at: DateTime<Utc>) {
        if self.countersigned_at.is_some() && self.kept_at.is_some() {
            self.applied_at.get_or_insert(at);
        }
    }
}

/// One enrolment of a person, as reports see it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Learner {
    pub standing: Standing,
    pub milestones: Milestones,
}

/// The cells in which a person with these enrolments counts as having come so far: once in each, and under the sex and
/// the language of the enrolment that came there first.
pub fn cells(person: &[Learner], measure: Measure) -> BTreeSet<Cell> {
    let mut events: Vec<(DateTime<Utc>, &Standing)> = person
        .iter()
        .filter_map(|learner| Some((learner.milestones.at(measure)?, &learner.standing)))
        .collect();
    events.sort_by_key(|(at, standing)| (*at, standing.enrolment));
    let mut counted = HashSet::new();
    let mut cells = BTreeSet::new();
    for (at, standing) in events {
        let periods = [Period::Whole, Period::Year(at.year()), Period::Month(at.year(), at.month())];
        for area in areas(standing) {
            for course in [None, Some(standing.course)] {
                for period in periods {
                    if counted.insert((area.clone(), course, period)) {
                        let cell = |detail| Cell { area: area.clone(), course, period, detail };
                        cells.extend(details(standing, period).map(cell));
                    }
                }
            }
        }
    }
    cells
}

fn areas(standing: &Standing) -> impl Iterator<Item = Area> {
    [
        Some(Area::Everywhere),
        Some(Area::Country(standing.country.clone())),
        standing.group.map(Area::Group),
        Some(Area::Organisation(standing.organisation.unwrap_or(NO_ORGANISATION))),
    ]
    .into_iter()
    .flatten()
}

/// Months are not taken apart further: their figures would be small and mostly withheld.
fn details(standing: &Standing, period: Period) -> impl Iterator<Item = Detail> {
    let finer = !matches!(period, Period::Month(..));
    let fine = [Detail::Sex(standing.sex), Detail::Language(standing.language)];
    std::iter::once(Detail::Whole).chain(fine.into_iter().filter(move |_| finer))
}

/// What changes in the store when a person's cells become others: +1 or -1 for each.
pub fn difference<'c>(
    before: &'c BTreeSet<Cell>,
    after: &'c BTreeSet<Cell>,
) -> impl Iterator<Item = (&'c Cell, i32)> {
    let lost = before.difference(after).map(|cell| (cell, -1));
    after.difference(before).map(|cell| (cell, 1)).chain(lost)
}
