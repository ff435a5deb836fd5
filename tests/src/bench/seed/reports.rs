//! What reports read: where learners stood, how far they came, and the counts, by the rule that the server counts by.

use std::collections::{HashMap, HashSet};

use chrono::{DateTime, Datelike, Utc};
use sea_orm::DatabaseTransaction;
use uuid::Uuid;

use super::people::Person;
use super::rows::{ROWS_AT_ONCE, Rows};

/// The figures of one cell: enrolled, started, completed, applied.
type Figures = [i32; 4];

#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Area {
    Everywhere,
    Country(&'static str),
    Group(Uuid),
    Organisation(Uuid),
}

#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Period {
    Whole,
    Year(i32),
    Month(i32, u32),
}

#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Detail {
    Whole,
    Sex(&'static str),
    Language(&'static str),
}

#[derive(Clone, Copy, PartialEq, Eq, Hash)]
struct Cell {
    area: Area,
    /// All zeros: every course.
    course: Uuid,
    period: Period,
    detail: Detail,
}

/// An enrolment of the person at hand. Everything in it happened at one time.
struct Learner {
    at: DateTime<Utc>,
    course: Uuid,
    organisation: Uuid,
    group: Option<Uuid>,
    country: &'static str,
    sex: &'static str,
    started: bool,
    completed: bool,
}

/// The tables of reports.
pub struct Reports<'t> {
    standings: Rows<'t>,
    milestones: Rows<'t>,
    counts: Rows<'t>,
    of_the_person: Vec<(Uuid, Learner)>,
    counted: HashMap<Cell, Figures>,
}

impl<'t> Reports<'t> {
    pub fn of(transaction: &'t DatabaseTransaction) -> Self {
        let table = |name, columns| Rows::of(transaction, name, columns);
        Self {
            standings: table(
                "report_standing",
                "enrolment_id person_id course_id organisation_id group_id country sex language",
            ),
            milestones: table(
                "report_milestone",
                "enrolment_id enrolled_at started_at completed_at countersigned_at kept_at applied_at",
            ),
            counts: table(
                "report_count",
                "area_kind area course_id span period breakdown detail enrolled started completed applied",
            ),
            of_the_person: Vec::new(),
            counted: HashMap::new(),
        }
    }

    /// An enrolment in English, as all of them are.
    pub fn enrol(&mut self, enrolment: Uuid, person: &Person, course: Uuid, at: DateTime<Utc>) {
        self.standings.add([
            enrolment.into(),
            person.id.into(),
            course.into(),
            Some(person.organisation).into(),
            person.group.into(),
            person.country.map(str::to_owned).into(),
            person.sex.into(),
            "en".into(),
        ]);
        let learner = Learner {
            at,
            course,
            organisation: person.organisation,
            group: person.group,
            country: person.country.unwrap_or_default(),
            sex: person.sex,
            started: false,
            completed: false,
        };
        self.of_the_person.push((enrolment, learner));
    }

    /// The last enrolment began, and perhaps ended.
    pub fn advance(&mut self, completed: bool) {
        if let Some((_, learner)) = self.of_the_person.last_mut() {
            (learner.started, learner.completed) = (true, completed);
        }
    }

    /// No more enrolments of this person come.
    pub fn count_person(&mut self) {
        for (enrolment, learner) in &self.of_the_person {
            let never: Option<DateTime<Utc>> = None;
            self.milestones.add([
                (*enrolment).into(),
                learner.at.into(),
                learner.started.then_some(learner.at).into(),
                learner.completed.then_some(learner.at).into(),
                never.into(),
                never.into(),
                never.into(),
            ]);
        }
        let mut learners: Vec<(Uuid, Learner)> = self.of_the_person.drain(..).collect();
        learners.sort_by_key(|(enrolment, learner)| (learner.at, *enrolment));
        let came: [fn(&Learner) -> bool; 3] = [|_| true, |one| one.started, |one| one.completed];
        for (measure, came) in came.into_iter().enumerate() {
            let mut seen = HashSet::new();
            for (_, learner) in learners.iter().filter(|(_, learner)| came(learner)) {
                learner.count(measure, &mut seen, &mut self.counted);
            }
        }
    }

    pub async fn write(&mut self) {
        self.standings.write().await;
        self.milestones.write().await;
    }

    pub async fn write_counts(&mut self) {
        for (cell, figures) in std::mem::take(&mut self.counted) {
            let (area_kind, area) = match cell.area {
                Area::Everywhere => ("everywhere", String::new()),
                Area::Country(code) => ("country", code.to_owned()),
                Area::Group(id) => ("group", id.to_string()),
                Area::Organisation(id) => ("organisation", id.to_string()),
            };
            let (span, period) = match cell.period {
                Period::Whole => ("whole", String::new()),
                Period::Year(year) => ("year", format!("{year:04}")),
                Period::Month(year, month) => ("month", format!("{year:04}-{month:02}")),
            };
            let (breakdown, detail) = match cell.detail {
                Detail::Whole => ("whole", ""),
                Detail::Sex(sex) => ("sex", sex),
                Detail::Language(language) => ("language", language),
            };
            let [enrolled, started, completed, applied] = figures;
            self.counts.add([
                area_kind.into(),
                area.into(),
                cell.course.into(),
                span.into(),
                period.into(),
                breakdown.into(),
                detail.into(),
                enrolled.into(),
                started.into(),
                completed.into(),
                applied.into(),
            ]);
            if self.counts.waiting() > ROWS_AT_ONCE {
                self.counts.write().await;
            }
        }
        self.counts.write().await;
    }
}

impl Learner {
    /// Once in each area, course and period, under the sex and the language of who came there first.
    fn count(
        &self,
        measure: usize,
        seen: &mut HashSet<(Area, Uuid, Period)>,
        counted: &mut HashMap<Cell, Figures>,
    ) {
        let (year, month) = (self.at.year(), self.at.month());
        let areas = [Area::Everywhere, Area::Country(self.country), Area::Organisation(self.organisation)];
        for area in areas.into_iter().chain(self.group.map(Area::Group)) {
            for course in [Uuid::nil(), self.course] {
                for period in [Period::Whole, Period::Year(year), Period::Month(year, month)] {
                    if !seen.insert((area, course, period)) {
                        continue;
                    }
                    let details = [Detail::Whole, Detail::Sex(self.sex), Detail::Language("en")];
                    // Months are not taken apart further.
                    let most = if matches!(period, Period::Month(..)) { 1 } else { details.len() };
                    for detail in details.into_iter().take(most) {
                        counted.entry(Cell { area, course, period, detail }).or_default()[measure] += 1;
                    }
                }
            }
        }
    }
}
