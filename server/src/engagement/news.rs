//! The release of an assessment report, told in the unit that does it. Nothing is told before.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{assessments::store::AssessmentId, cycles::store::CycleId};
use crate::platform::{Job, OrganisationId, Outcome, UnitOfWork, jobs};

/// The kind of the job that lets what waited for the release go; `improvement` runs it.
pub const WAITED: &str = "assessment-findings-waited";

/// The kind of the job that tells people; `notifications` runs it.
pub const RELEASED: &str = "assessment-report-released";

/// The kind of the job that looks whom the end of a cycle concerns; `notifications` runs it. It is there whenever a cycle
/// ends, so that it tells nobody whether an assessment is planned.
pub const CYCLE_ENDED: &str = "cycle-ended";

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CycleEnded {
    pub cycle: CycleId,
    pub day: NaiveDate,
}

pub async fn tell_of_end(work: &UnitOfWork, cycle: CycleId) -> Outcome<()> {
    jobs::enqueue(work, Job::new(CYCLE_ENDED, CycleEnded { cycle, day: work.now().date_naive() })).await
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Released {
    pub assessment: AssessmentId,
    pub factory: OrganisationId,
    pub day: NaiveDate,
}

pub async fn tell(work: &UnitOfWork, assessment: AssessmentId, factory: OrganisationId) -> Outcome<()> {
    let released = Released { assessment, factory, day: work.now().date_naive() };
    jobs::enqueue(work, Job::new(WAITED, released.clone())).await?;
    jobs::enqueue(work, Job::new(RELEASED, released)).await
}
