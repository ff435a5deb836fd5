//! Learners see that a course comes from a pathway of their factory, and where else they are expected.

use std::collections::HashMap;

use chrono::NaiveDate;
use sea_orm::{ConnectionTrait, Statement};

use super::store::{following::listed, sessions};
use crate::{
    catalogue::Titles,
    learning::occasions::{Gathering, Occasions},
    platform::{Language, Outcome, PersonId, Read},
    records::EnrolmentId,
};

/// The pathways that have not ended and whose steps these enrolments are; the newest where there are several.
const NAMES: &str = "\
    SELECT x.enrolment_id AS enrolment_id, w.name AS name FROM pathway_participant x \
    JOIN pathway_step s ON s.id = x.step_id JOIN pathway w ON w.id = s.pathway_id \
    WHERE x.enrolment_id IN ({enrolments}) AND x.released_at IS NULL AND s.removed_at IS NULL AND w.ended_at IS NULL ORDER BY w.id";

pub struct PathwayOccasions;

#[async_trait::async_trait(?Send)]
impl Occasions for PathwayOccasions {
    async fn pathways(
        &self,
        read: &Read,
        enrolments: &[EnrolmentId],
    ) -> Outcome<HashMap<EnrolmentId, String>> {
        let (places, values) = listed(enrolments.iter().map(|enrolment| enrolment.0.into()), 1);
        let sql = NAMES.replace("{enrolments}", &places);
        let statement = Statement::from_sql_and_values(read.get_database_backend(), sql, values);
        let mut names = HashMap::new();
        for row in read.query_all_raw(statement).await? {
            names.insert(row.try_get("", "enrolment_id")?, row.try_get("", "name")?);
        }
        Ok(names)
    }

    async fn gatherings(
        &self,
        read: &Read,
        person: PersonId,
        language: Language,
        today: NaiveDate,
    ) -> Outcome<Vec<Gathering>> {
        let titles = Titles::default();
        let told = |one: sessions::Gathering| Gathering {
            name: one.step.called(&titles, language).to_owned(),
            kind: format!("pathway-kind-{}", one.step.kind.word()),
            due_on: one.step.due_on,
            place: one.step.place,
            factory: one.factory,
        };
        Ok(sessions::gatherings_of(read, person, today).await?.into_iter().map(told).collect())
    }
}
