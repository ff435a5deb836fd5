//! The release of an assessment report, minutes that are written anew, and seminars, told in the unit that does it. Of an
//! assessment nothing is told before.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{
    assessments::store::AssessmentId,
    committees::{meetings::ActionId, versions::VersionId},
    cycles::store::CycleId,
    seminars::store::SeminarId,
};
use crate::platform::{Job, OrganisationId, Outcome, PersonId, UnitOfWork, jobs};

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

/// The kind of the job that tells who advises a factory from now on; `notifications` runs it.
pub const HANDED_OVER: &str = "factory-handed-over";

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HandedOver {
    pub factory: OrganisationId,
    pub from: Option<PersonId>,
    pub to: PersonId,
    pub by: PersonId,
    pub day: NaiveDate,
}

pub async fn tell_of_handover(work: &UnitOfWork, handed: HandedOver) -> Outcome<()> {
    jobs::enqueue(work, Job::new(HANDED_OVER, handed)).await
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

/// The kind of the job that tells people of minutes; `notifications` runs it.
pub const MINUTES: &str = "committee-minutes-changed";

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MinutesChanged {
    /// As they were.
    pub version: VersionId,
    /// Whoever did it knows.
    pub by: PersonId,
    pub day: NaiveDate,
}

pub async fn tell_of_minutes(work: &UnitOfWork, version: VersionId, by: PersonId) -> Outcome<()> {
    let changed = MinutesChanged { version, by, day: work.now().date_naive() };
    jobs::enqueue(work, Job::new(MINUTES, changed)).await
}

/// The kind of the job that tells a member what the committee agreed that they do; `notifications` runs it.
pub const AGREED: &str = "committee-action-agreed";

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ActionAgreed {
    pub action: ActionId,
    pub by: PersonId,
    pub day: NaiveDate,
}

pub async fn tell_of_agreement(work: &UnitOfWork, action: ActionId, by: PersonId) -> Outcome<()> {
    let agreed = ActionAgreed { action, by, day: work.now().date_naive() };
    jobs::enqueue(work, Job::new(AGREED, agreed)).await
}

/// The kind of the job that tells those who may read it that a side shared its self-diagnosis; `notifications` runs it.
pub const DIAGNOSIS_SHARED: &str = "self-diagnosis-shared";

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DiagnosisShared {
    pub factory: OrganisationId,
    pub cycle: CycleId,
    pub day: NaiveDate,
    pub by: PersonId,
}

pub async fn tell_of_diagnosis(
    work: &UnitOfWork,
    (factory, cycle): (OrganisationId, CycleId),
    by: PersonId,
) -> Outcome<()> {
    let shared = DiagnosisShared { factory, cycle, day: work.now().date_naive(), by };
    jobs::enqueue(work, Job::new(DIAGNOSIS_SHARED, shared)).await
}

/// The kind of the job that tells people of a seminar to come; `notifications` runs it.
pub const SEMINAR: &str = "seminar-news";

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SeminarHappened {
    Planned,
    Changed {
        moved: bool,
    },
    Cancelled,
    /// The factory is not asked any more.
    Left,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SeminarNews {
    pub happened: SeminarHappened,
    pub seminar: SeminarId,
    /// Whose people are told.
    pub factories: Vec<OrganisationId>,
    /// When it is held.
    pub held_on: NaiveDate,
    /// The same thing told again for the same day is told once.
    pub day: NaiveDate,
    pub by: PersonId,
}

pub async fn tell_of_seminar(work: &UnitOfWork, news: SeminarNews) -> Outcome<()> {
    if news.factories.is_empty() {
        return Ok(());
    }
    jobs::enqueue(work, Job::new(SEMINAR, news)).await
}
