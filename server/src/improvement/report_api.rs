//! The progress report as JSON: what is due, what is written, what was sent.

use actix_web::{HttpResponse, http::StatusCode, web};
use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{
    access::{BringFindings, SeePlan, WorkOnPlan},
    commands::{self, REPORT_CHANGED_MEANWHILE, Sending},
    cycles,
    model::ItemState,
    released,
    sent_reports::{Document, SentItem},
    store::{
        copies::{self, Copy},
        items::ItemId,
        reports::Sections,
    },
};
use crate::{
    organisations::store::organisations::Organisation,
    platform::{
        Body, Db, FieldErrors, Outcome, Permit, PersonId, Problem, Read, RequestKey, pages::ListQuery,
    },
};

#[derive(Serialize, ToSchema)]
pub struct ProgressReport {
    cycle: i32,
    /// When the assessment report was released; null where that is not known, and no progress report is due.
    released_on: Option<NaiveDate>,
    due_on: Option<NaiveDate>,
    /// The first sending.
    sent_at: Option<DateTime<Utc>>,
    social_dialogue: String,
    systems: String,
    continuous_learning: String,
    feedback: String,
    /// Named by whoever writes it, so that two who do notice each other.
    changes: i32,
    /// What was sent, the first sending first.
    sendings: Vec<ReportSending>,
}

#[derive(Serialize, ToSchema)]
pub struct ReportSending {
    /// From 1.
    version: i32,
    sent_at: DateTime<Utc>,
    sent_by: PersonId,
    social_dialogue: String,
    systems: String,
    continuous_learning: String,
    feedback: String,
    /// The plan as it stood.
    items: Vec<ReportItem>,
}

#[derive(Serialize, ToSchema)]
pub struct ReportItem {
    item: ItemId,
    /// Code of a compliance point.
    point: String,
    root_cause: String,
    action: String,
    due_on: Option<NaiveDate>,
    state: ItemState,
    found_again: bool,
}

/// The sections as they are to be, whole.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ReportBody {
    /// The number of the cycle; left out, the one that the factory is in.
    cycle: Option<u32>,
    #[serde(default)]
    social_dialogue: String,
    #[serde(default)]
    systems: String,
    #[serde(default)]
    continuous_learning: String,
    #[serde(default)]
    feedback: String,
    /// Sent to whoever sees the plan, by the factory's own people: then no section but the feedback may be empty.
    #[serde(default)]
    send: bool,
    /// As the report was shown.
    changes: i32,
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ReportRelease {
    /// The number of the cycle; left out, the one that the factory is in.
    cycle: Option<u32>,
    /// Today or before, and not before the cycle.
    #[schema(required = true, nullable = false)]
    released_on: Option<NaiveDate>,
}

impl From<SentItem> for ReportItem {
    fn from(item: SentItem) -> Self {
        Self {
            item: item.item,
            point: item.point,
            root_cause: item.root_cause,
            action: item.action,
            due_on: item.due_on,
            state: item.state,
            found_again: item.found_again,
        }
    }
}

fn sending(copy: &Copy) -> Outcome<ReportSending> {
    let Document { sections, items } = Document::of(copy)?;
    Ok(ReportSending {
        version: copy.version,
        sent_at: copy.sent_at,
        sent_by: copy.sent_by_person_id,
        social_dialogue: sections.social_dialogue,
        systems: sections.systems,
        continuous_learning: sections.continuous_learning,
        feedback: sections.feedback,
        items: items.into_iter().map(ReportItem::from).collect(),
    })
}

async fn shown(read: &Read, factory: &Organisation, cycle: i32) -> Outcome<ProgressReport> {
    let report = released::report_of(read, factory, cycle).await?;
    let sent = match &report {
        Some(report) => copies::of_report(read, report.id).await?,
        None => Vec::new(),
    };
    let sections = report.as_ref().map(|report| report.sections()).unwrap_or_default();
    Ok(ProgressReport {
        cycle,
        released_on: report.as_ref().map(|report| report.released_on),
        due_on: report.as_ref().map(|report| report.due_on),
        sent_at: report.as_ref().and_then(|report| report.sent_at),
        social_dialogue: sections.social_dialogue,
        systems: sections.systems,
        continuous_learning: sections.continuous_learning,
        feedback: sections.feedback,
        changes: report.map_or(0, |report| report.changes),
        sendings: sent.iter().map(sending).collect::<Outcome<_>>()?,
    })
}

async fn meant(read: &Read, factory: &Organisation, cycle: Option<u32>) -> Outcome<i32> {
    let named = cycle.map(|cycle| cycle.to_string()).unwrap_or_default();
    cycles::named(read, factory.id, &named).await
}

pub async fn show(
    permit: Permit<SeePlan>,
    query: ListQuery,
    db: web::Data<Db>,
) -> Outcome<web::Json<ProgressReport>> {
    let cycle = cycles::named(db.read(), permit.id, query.text("cycle")).await?;
    Ok(web::Json(shown(db.read(), &permit, cycle).await?))
}

pub async fn write(
    permit: Permit<WorkOnPlan>,
    key: RequestKey,
    body: Body<ReportBody>,
    db: web::Data<Db>,
) -> Outcome<HttpResponse> {
    let body = body.0;
    let cycle = meant(db.read(), &permit, body.cycle).await?;
    let text = |text: &String| text.trim().to_owned();
    let sections = Sections {
        social_dialogue: text(&body.social_dialogue),
        systems: text(&body.systems),
        continuous_learning: text(&body.continuous_learning),
        feedback: text(&body.feedback),
    };
    let sending = if body.send { Sending::Sent } else { Sending::Kept };
    let (seen, sent) = ((cycle, body.changes), sections.clone());
    let mut once = db.begin_once(&key).await?;
    if let Err(problem) = commands::write_report(&mut once, &permit, seen, sections, sending).await {
        drop(once);
        let Problem::Conflict(REPORT_CHANGED_MEANWHILE) = problem else { return Err(problem) };
        let now = shown(db.read(), &permit, cycle).await?;
        return Err(Problem::changed(REPORT_CHANGED_MEANWHILE, &sent, &now));
    }
    let now = shown(&once, &permit, cycle).await?;
    once.json(StatusCode::OK, &now).await
}

pub async fn release(
    permit: Permit<BringFindings>,
    key: RequestKey,
    body: Body<ReportRelease>,
    db: web::Data<Db>,
) -> Outcome<HttpResponse> {
    let cycle = meant(db.read(), &permit, body.0.cycle).await?;
    let day = body.0.released_on.ok_or_else(|| FieldErrors::one("released_on", "problem-day-wrong"))?;
    let mut once = db.begin_once(&key).await?;
    commands::note_release(&mut once, &permit, (cycle, day)).await?;
    let now = shown(&once, &permit, cycle).await?;
    once.json(StatusCode::OK, &now).await
}
