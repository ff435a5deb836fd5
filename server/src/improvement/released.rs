//! A cycle's progress report: begun by whoever notes the release, else by the released assessment itself.

use chrono::NaiveDate;

use super::store::reports::{self, Report, ReportId};
use crate::{
    engagement::{
        self,
        model::{assessment::progress_report_due, settings::Rule},
        rules,
    },
    organisations::store::organisations::Organisation,
    platform::{OrganisationId, Outcome, Read, UnitOfWork},
};

/// The report as it is kept, or as it is due because the assessment of this cycle was released. Where it was, the day
/// of that release counts, whatever was noted before.
pub async fn report_of(read: &Read, factory: &Organisation, cycle: i32) -> Outcome<Option<Report>> {
    let released = released_on(read, factory.id, cycle).await?;
    let kept = reports::find(read, factory.id, cycle).await?;
    let Some(released_on) = released else { return Ok(kept) };
    let due_on = due_on(read, factory.country.as_deref(), released_on).await?;
    if let Some(kept) = kept {
        return Ok(Some(Report { released_on, due_on, ..kept }));
    }
    Ok(Some(Report {
        id: ReportId(uuid::Uuid::nil()),
        factory_id: factory.id,
        cycle_number: cycle,
        released_on,
        due_on,
        social_dialogue: String::new(),
        systems: String::new(),
        continuous_learning: String::new(),
        feedback: String::new(),
        changes: 0,
        changed_at: None,
        changed_by_person_id: None,
        sent_at: None,
        sent_by_person_id: None,
    }))
}

/// The same, kept from now on, so that it can be written.
pub async fn begun(work: &UnitOfWork, factory: &Organisation, cycle: i32) -> Outcome<Option<Report>> {
    let there = report_of(work, factory, cycle).await?;
    if let Some(report) = &there
        && report.id == ReportId(uuid::Uuid::nil())
    {
        reports::release(work, factory.id, cycle, (report.released_on, report.due_on)).await?;
        return reports::find(work, factory.id, cycle).await;
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

/// The last day for the report on an assessment that was released on a day, by the threshold of that day and country
/// (ISO 3166-1 alpha-2).
pub async fn due_on(read: &Read, country: Option<&str>, released_on: NaiveDate) -> Outcome<NaiveDate> {
    let rules = rules::store::in_force(read, country, released_on).await?;
    Ok(progress_report_due(released_on, &rules))
}

/// How many days a factory in this country has for its report, where the assessment is released on this day.
pub async fn days_given(read: &Read, country: Option<&str>, on: NaiveDate) -> Outcome<u32> {
    Ok(rules::store::in_force(read, country, on).await?.of(Rule::ProgressReportDays))
}
