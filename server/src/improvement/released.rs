//! A cycle's progress report: begun by whoever notes the release, else by the released assessment itself.

use chrono::NaiveDate;

use super::store::reports::{self, DUE_WITHIN, Report, ReportId};
use crate::{
    engagement,
    platform::{OrganisationId, Outcome, Read, UnitOfWork},
};

/// The report as it is kept, or as it is due because the assessment of this cycle was released. Where it was, the day
/// of that release counts, whatever was noted before.
pub async fn report_of(read: &Read, factory: OrganisationId, cycle: i32) -> Outcome<Option<Report>> {
    let released = released_on(read, factory, cycle).await?;
    if let Some(mut kept) = reports::find(read, factory, cycle).await? {
        if let Some(day) = released {
            kept.released_on = day;
            kept.due_on = day.checked_add_days(DUE_WITHIN).unwrap_or(day);
        }
        return Ok(Some(kept));
    }
    let due = |released_on: NaiveDate| Report {
        id: ReportId(uuid::Uuid::nil()),
        factory_id: factory,
        cycle_number: cycle,
        released_on,
        due_on: released_on.checked_add_days(DUE_WITHIN).unwrap_or(released_on),
        social_dialogue: String::new(),
        systems: String::new(),
        continuous_learning: String::new(),
        feedback: String::new(),
        changes: 0,
        changed_at: None,
        changed_by_person_id: None,
        sent_at: None,
        sent_by_person_id: None,
    };
    Ok(released.map(due))
}

/// The same, kept from now on, so that it can be written.
pub async fn begun(work: &UnitOfWork, factory: OrganisationId, cycle: i32) -> Outcome<Option<Report>> {
    let there = report_of(work, factory, cycle).await?;
    if let Some(report) = &there
        && report.id == ReportId(uuid::Uuid::nil())
    {
        reports::release(work, factory, cycle, report.released_on).await?;
        return reports::find(work, factory, cycle).await;
    }
    Ok(there)
}

/// Only what was released is asked for: an assessment that is still to come says nothing here.
pub async fn released_on(read: &Read, factory: OrganisationId, cycle: i32) -> Outcome<Option<NaiveDate>> {
    let cycles = engagement::cycles_of(read, factory).await?;
    let Some(cycle) = cycles.into_iter().find(|one| i32::try_from(one.number) == Ok(cycle)) else {
        return Ok(None);
    };
    let released = engagement::assessments_released(read, factory).await?;
    let days = released.into_iter().filter(|one| one.cycle == cycle.id).filter_map(|one| one.released_on);
    Ok(days.max())
}
