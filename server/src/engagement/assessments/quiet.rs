//! Assessments whose reports are not released, for whoever must keep quiet about what comes from them. Nobody is to be told.

use chrono::NaiveDate;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, sea_query::Expr};
use serde::{Deserialize, Serialize};

use super::store::{AssessmentId, Column, Entity};
use crate::platform::{OrganisationId, Outcome, Read};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unreleased {
    pub assessment: AssessmentId,
    pub factory: OrganisationId,
    /// The number of the cycle in which it was planned, wherever enrolments took it since: what was held in the name of
    /// that cycle goes on being held, or the end of the cycle would tell whether it still lay ahead.
    pub since: i32,
    pub first_on: NaiveDate,
}

/// What the history keeps where an enrolment takes an assessment along: the number of the cycle that it came from.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub struct CarriedOver {
    pub from: i32,
    pub to: i32,
}

pub(super) const CYCLE_NUMBER: &str = "(SELECT c.number FROM cycle c WHERE c.id = assessment.cycle_id)";
const FIRST_CARRIED: &str = "\
    (SELECT h.details FROM assessment_history h WHERE h.assessment_id = assessment.id \
    AND h.action = 'assessment.carry-over' ORDER BY h.at, h.id LIMIT 1)";

/// Those of these factories, the last one first.
pub async fn unreleased_at(read: &Read, factories: &[OrganisationId]) -> Outcome<Vec<Unreleased>> {
    let rows: Vec<(AssessmentId, OrganisationId, NaiveDate, i32, Option<String>)> = Entity::find()
        .select_only()
        .columns([Column::Id, Column::OrganisationId, Column::FirstOn])
        .column_as(Expr::cust(CYCLE_NUMBER), "cycle")
        .column_as(Expr::cust(FIRST_CARRIED), "carried")
        .filter(Column::OrganisationId.is_in(factories.iter().copied()))
        .filter(Column::ReleasedOn.is_null())
        .filter(Column::CancelledAt.is_null())
        .order_by_desc(Column::FirstOn)
        .order_by_desc(Column::Id)
        .into_tuple()
        .all(read)
        .await?;
    let unreleased = |(assessment, factory, first_on, cycle, carried): (_, _, _, i32, Option<String>)| {
        // A note of before this was kept names no number: it came from the cycle before.
        let from = |details: String| {
            let kept = serde_json::from_str::<CarriedOver>(&details);
            kept.map_or(cycle.saturating_sub(1), |carried| carried.from)
        };
        Unreleased { assessment, factory, since: carried.map_or(cycle, from), first_on }
    };
    Ok(rows.into_iter().map(unreleased).collect())
}
