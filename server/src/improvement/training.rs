//! What people of a factory were trained in. Courses and seminars are looked up here; whatever lies above tells its own
//! through [`Trainings`], which `app.rs` hangs on the store.

use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::{ConnectionTrait, FromQueryResult, Statement};

use crate::{
    catalogue,
    engagement::{self, seminars::store as seminars},
    organisations::store::organisations::Organisation,
    platform::{
        Db, Language, OrganisationId, Outcome, PersonId, Read, language::zones, smallest_figure::Smallest,
    },
};

crate::word_enum! {
    /// How somebody was trained. Its text is `report-training-<word>`.
    TrainingKind {
        Course = "course",
        Seminar = "seminar",
        Gathering = "gathering",
    }
}

/// From the first to the last day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Days {
    pub first: NaiveDate,
    pub last: NaiveDate,
}

impl Days {
    /// Both ends count.
    pub fn hold(self, day: NaiveDate) -> bool {
        self.first <= day && day <= self.last
    }

    /// The first moment, and the first one after it, by the clock of a country (ISO 3166-1 alpha-2).
    pub fn moments(self, country: Option<&str>) -> (DateTime<Utc>, DateTime<Utc>) {
        let start_of = |day: NaiveDate| zones::start_in(country, day);
        (start_of(self.first), start_of(self.last.succ_opt().unwrap_or(self.last)))
    }
}

/// Something that people of a factory completed or came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trained {
    pub kind: TrainingKind,
    pub name: String,
    /// The last day on which somebody did.
    pub on: NaiveDate,
    pub people: u32,
    pub women: u32,
}

impl Trained {
    /// How many people, where so many may be told.
    pub fn told_people(&self, smallest: Smallest) -> Option<u32> {
        smallest.allows(self.people).then_some(self.people)
    }

    /// How many women, where neither they nor the others are few.
    pub fn told_women(&self, smallest: Smallest) -> Option<u32> {
        let others = self.people.saturating_sub(self.women);
        (smallest.allows_by_sex(self.women) && smallest.allows_by_sex(others)).then_some(self.women)
    }
}

/// Who knows of further trainings of a factory.
#[async_trait::async_trait]
pub trait Trainings: Send + Sync {
    async fn of(
        &self,
        read: &Read,
        factory: OrganisationId,
        days: Days,
        language: Language,
    ) -> Outcome<Vec<Trained>>;
}

pub struct TrainingsDoor(pub Box<dyn Trainings>);

/// All trainings of a factory within these days, the newest first, called what they are called in this language.
pub async fn trainings(
    db: &Db,
    factory: &Organisation,
    days: Days,
    language: Language,
) -> Outcome<Vec<Trained>> {
    let read = db.read();
    let mut all = courses(read, factory, days, language).await?;
    all.extend(attended(read, factory.id, days).await?);
    if let Some(door) = db.attached::<TrainingsDoor>() {
        all.extend(door.0.of(read, factory.id, days, language).await?);
    }
    all.sort_by(|one, other| other.on.cmp(&one.on).then_with(|| one.name.cmp(&other.name)));
    Ok(all)
}

#[derive(FromQueryResult)]
struct Completed {
    course: String,
    completed_at: DateTime<Utc>,
    people: i64,
    women: i64,
}

/// Whoever belonged to the factory on the day on which they completed it.
const COMPLETED: &str = "\
    SELECT t.course, MAX(t.completed_at) AS completed_at, COUNT(*) AS people, \
    CAST(SUM(CASE WHEN p.sex = 'female' THEN 1 ELSE 0 END) AS BIGINT) AS women \
    FROM (SELECT c.slug AS course, e.person_id, MAX(g.completed_at) AS completed_at \
        FROM enrolment e JOIN progress g ON g.enrolment_id = e.id JOIN course c ON c.id = e.course_id \
        WHERE g.completed_at >= $2 AND g.completed_at < $3 AND e.person_id IN (SELECT m.person_id \
            FROM membership m WHERE m.organisation_id = $1 AND m.starts_on <= $5 \
            AND (m.ends_on IS NULL OR m.ends_on >= $4)) \
        GROUP BY c.slug, e.person_id) t JOIN person p ON p.id = t.person_id \
    GROUP BY t.course";

async fn courses(
    read: &Read,
    factory: &Organisation,
    days: Days,
    language: Language,
) -> Outcome<Vec<Trained>> {
    let (from, until) = days.moments(factory.country.as_deref());
    let values = [factory.id.0.into(), from.into(), until.into(), days.first.into(), days.last.into()];
    let statement = Statement::from_sql_and_values(read.get_database_backend(), COMPLETED, values);
    let rows = Completed::find_by_statement(statement).all(read).await?;
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let listings = catalogue::listings(read).await?;
    let titled = |slug: &str| {
        let listing = listings.iter().find(|listing| listing.slug == slug);
        listing.map_or_else(|| slug.to_owned(), |listing| listing.text_for(language.code()).1.title.clone())
    };
    let trained = |row: Completed| Trained {
        kind: TrainingKind::Course,
        name: titled(&row.course),
        on: factory.day_at(row.completed_at),
        people: u32::try_from(row.people).unwrap_or(0),
        women: u32::try_from(row.women).unwrap_or(0),
    };
    Ok(rows.into_iter().map(trained).collect())
}

/// Seminars to which people of the factory came.
async fn attended(read: &Read, factory: OrganisationId, days: Days) -> Outcome<Vec<Trained>> {
    let mut held = engagement::seminars::store::seminars_of(read, factory).await?;
    held.retain(|seminar| days.hold(seminar.held_on));
    if held.is_empty() {
        return Ok(Vec::new());
    }
    let ids: Vec<seminars::SeminarId> = held.iter().map(|seminar| seminar.id).collect();
    let came = seminars::came_from(read, factory, &ids).await?;
    let people = crate::people::store::persons::people(read, came.iter().map(|(_, person)| *person)).await?;
    let is_woman = |person: &PersonId| {
        people.get(person).is_some_and(|one| one.sex == crate::platform::roles::Sex::Female)
    };
    let count = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
    let trained = |seminar: seminars::Seminar| {
        let own: Vec<PersonId> =
            came.iter().filter(|(of, _)| *of == seminar.id).map(|(_, person)| *person).collect();
        (!own.is_empty()).then(|| Trained {
            kind: TrainingKind::Seminar,
            name: seminar.topic,
            on: seminar.held_on,
            people: count(own.len()),
            women: count(own.iter().filter(|person| is_woman(person)).count()),
        })
    };
    Ok(held.into_iter().filter_map(trained).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn trained(people: u32, women: u32) -> Trained {
        let on = NaiveDate::default();
        Trained { kind: TrainingKind::Course, name: String::new(), on, people, women }
    }

    #[test]
    fn figures_over_few_people_are_withheld_also_where_they_could_be_worked_out() {
        let usual = Smallest::default();
        assert_eq!(trained(4, 4).told_people(usual), None);
        assert_eq!(trained(5, 5).told_people(usual), Some(5));
        // Ten women of ten would tell that there is no man.
        assert_eq!(trained(10, 10).told_women(usual), None);
        assert_eq!(trained(24, 9).told_women(usual), None);
        assert_eq!(trained(24, 15).told_women(usual), None);
        assert_eq!(trained(24, 14).told_women(usual), Some(14));
        let higher = Smallest { people: 8, by_sex: 12 };
        assert_eq!((trained(7, 7).told_people(higher), trained(24, 11).told_women(higher)), (None, None));
    }
}
