//! Fills a migrated store with a world of the size that the Academy is built for.

mod courses;
mod engagement;
mod learning;
mod people;
mod reports;
mod rows;

use std::path::Path;

use chrono::{DateTime, Utc};
use sea_orm::{ConnectionTrait, DatabaseConnection, TransactionTrait};
use serde::{Deserialize, Serialize};

pub use courses::write_variants;
pub use engagement::Programme;

/// The password of every learner who can sign in.
pub const PASSWORD: &str = "seven wet sheep on a hill";

/// How many of each there are.
#[derive(Clone, Copy, Debug)]
pub struct Size {
    pub factories: usize,
    pub brands: usize,
    pub people: usize,
    pub enrolments: usize,
    pub courses: usize,
    /// People whose sign-in, enrolment and open attempt the benchmark uses.
    pub learners: usize,
    /// So many more people belong to one organisation, each on every course.
    pub team: usize,
    /// The first so many people have the records of what they learned, and everybody in the team; of the others there
    /// is only what is folded from records.
    pub recorded: usize,
}

impl Size {
    pub const FULL: Self = Self {
        factories: 2_000,
        brands: 200,
        people: 40_000,
        enrolments: 200_000,
        courses: 20,
        learners: 2_000,
        team: 5_000,
        recorded: 40_000,
    };
    /// With the team's, a million enrolments.
    pub const LARGE: Self = Self { people: 180_000, enrolments: 900_000, ..Self::FULL };
    pub const QUICK: Self = Self {
        factories: 100,
        brands: 10,
        people: 2_000,
        enrolments: 10_000,
        courses: 5,
        learners: 200,
        team: 250,
        recorded: 2_000,
    };
}

/// What the measuring part must know of the seeded world.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct Manifest {
    /// The slug of the course that all learners are on.
    pub course: String,
    /// A step of it that holds only text.
    pub lesson: String,
    /// A final quiz of it, for which every learner has an open attempt.
    pub quiz: String,
    /// The questions of the attempt with one right answer each, in their order from 1, with the ids of their options.
    pub questions: Vec<Question>,
    pub learners: Vec<Learner>,
    /// The organisation with the team.
    pub team: String,
    /// Its learning coordinator.
    pub coordinator: Officer,
    pub administrator: Officer,
    /// Of forty factories.
    pub adviser: Officer,
    /// A manufacturing group of two hundred factories.
    pub group: String,
    pub group_manager: Officer,
    pub programme: Programme,
    pub factory_names: Vec<String>,
    /// An organisation to which people can be invited, by its name.
    pub brand: String,
}

/// Somebody who looks after others.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Officer {
    pub person: String,
    /// What their cookie holds.
    pub token: String,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Question {
    pub id: String,
    pub options: Vec<String>,
}

#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Learner {
    pub email: String,
    /// What their cookie holds.
    pub token: String,
    pub person: String,
    pub enrolment: String,
    pub attempt: String,
}

/// Fills the store, into which the courses were imported before.
pub async fn fill(database: &DatabaseConnection, size: Size, now: DateTime<Utc>) -> Manifest {
    let courses = courses::read(database).await;
    assert_eq!(courses.len(), size.courses, "every course was imported");
    let transaction = database.begin().await.expect("a transaction");
    let seeded = people::fill(&transaction, size, now).await;
    let people::Seeded { people, organisations, team, brand, factory_names } = seeded;
    let officer = |person: &people::Person| Officer {
        person: person.id.to_string(),
        token: person.token.clone().unwrap_or_default(),
    };
    let coordinator = officer(&people[size.people]);
    let [administrator, adviser, group_manager] =
        [0, 1, 2].map(|place| officer(&people[size.people + size.team + place]));
    let group = organisations[organisations.len() - 1].to_string();
    let factories = &organisations[size.brands..size.brands + size.factories];
    let officers = (&adviser, &administrator);
    let programme = engagement::fill(&transaction, size, now, &courses, factories, &people, officers).await;
    let manifest = learning::fill(&transaction, size, now, &courses, people).await;
    let team = team.to_string();
    let manifest = Manifest {
        team,
        coordinator,
        administrator,
        adviser,
        group,
        group_manager,
        brand,
        programme,
        factory_names,
        ..manifest
    };
    transaction.commit().await.expect("the rows stay");
    if database.get_database_backend() == sea_orm::DbBackend::Postgres {
        database.execute_unprepared("ANALYZE").await.expect("statistics, as PostgreSQL makes them by itself");
    }
    manifest
}

impl Officer {
    pub fn cookie(&self) -> String {
        format!("sign-in={}", self.token)
    }
}

impl Learner {
    pub fn cookie(&self) -> String {
        format!("sign-in={}", self.token)
    }
}

impl Manifest {
    pub fn read(file: &Path) -> Self {
        let text = std::fs::read_to_string(file).expect("the manifest lies beside the store");
        serde_json::from_str(&text).expect("the manifest is JSON")
    }

    pub fn write(&self, file: &Path) {
        let text = serde_json::to_string(self).expect("the manifest is JSON");
        std::fs::write(file, text).expect("the manifest can be written");
    }
}
