//! Workshops of pathways, told to the factory's progress report.

use chrono::NaiveDate;
use sea_orm::{ConnectionTrait, FromQueryResult, Statement};

use super::called::called;
use crate::{
    catalogue,
    improvement::{Days, Trained, TrainingKind, Trainings},
    platform::{Language, OrganisationId, Outcome, Read},
};

pub struct Workshops;

#[derive(FromQueryResult)]
struct Held {
    name: String,
    held_on: NaiveDate,
    people: i64,
    women: i64,
}

const HELD: &str = "\
    SELECT s.name AS name, s.done_on AS held_on, COUNT(*) AS people, \
    CAST(SUM(CASE WHEN p.sex = 'female' THEN 1 ELSE 0 END) AS BIGINT) AS women \
    FROM pathway_step s JOIN pathway w ON w.id = s.pathway_id \
    JOIN pathway_participant x ON x.step_id = s.id JOIN person p ON p.id = x.person_id \
    WHERE w.organisation_id = $1 AND s.kind = 'workshop' AND s.removed_at IS NULL AND x.came = TRUE \
    AND s.done_on >= $2 AND s.done_on <= $3 \
    GROUP BY s.id, s.name, s.done_on";

#[async_trait::async_trait]
impl Trainings for Workshops {
    async fn of(
        &self,
        read: &Read,
        factory: OrganisationId,
        days: Days,
        language: Language,
    ) -> Outcome<Vec<Trained>> {
        let values = [factory.0.into(), days.first.into(), days.last.into()];
        let statement = Statement::from_sql_and_values(read.get_database_backend(), HELD, values);
        let rows = Held::find_by_statement(statement).all(read).await?;
        if rows.is_empty() {
            return Ok(Vec::new());
        }
        let titles = catalogue::titles(read).await?;
        let trained = |row: Held| Trained {
            kind: TrainingKind::Gathering,
            name: called(&row.name, &titles, language).to_owned(),
            on: row.held_on,
            people: u32::try_from(row.people).unwrap_or(0),
            women: u32::try_from(row.women).unwrap_or(0),
        };
        Ok(rows.into_iter().map(trained).collect())
    }
}
