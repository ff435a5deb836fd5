//! Learners see that a course comes from a pathway of their factory.

use std::collections::HashMap;

use sea_orm::{ConnectionTrait, Statement};

use super::store::following::listed;
use crate::{
    learning::occasions::Occasions,
    platform::{Outcome, Read},
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
}
