//! Visits as JSON: recorded or planned by the programme's portal, made, corrected, cancelled and written about.

use actix_web::{
    HttpResponse,
    http::{Method, StatusCode},
    web,
};
use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{
    access::{ChangeVisit, SeeVisit},
    commands::{self, CHANGED_MEANWHILE, Correction, TypedVisit},
    store::{self, Visit, VisitId},
};
use crate::{
    engagement::{
        access::{ChangeEngagement, SeeEngagement},
        cycles::store::CycleId,
        model::{Delivery, Purpose},
    },
    platform::{Access, Body, Db, Described, Outcome, Permit, PersonId, Problem, Read, RequestKey, Routes},
};

/// Lines of one answer.
const SHOWN: u64 = 200;

pub fn routes() -> Routes {
    const VISITS: &str = "/api/v1/factories/{factory}/visits";
    const HOLDING: &str = "/api/v1/visits/{visit}/holding";
    const CORRECTION: &str = "/api/v1/visits/{visit}/correction";
    const CANCELLATION: &str = "/api/v1/visits/{visit}/cancellation";
    const NOTES: &str = "/api/v1/visits/{visit}/notes";
    let list = Described::new("visits-list", 200).gives::<VisitList>();
    let record = Described::new("visit-record", 201).takes::<VisitRequest>().gives::<VisitShown>();
    let hold = Described::new("visit-hold", 200).takes::<HoldingRequest>().gives::<VisitShown>();
    let correct = Described::new("visit-correct", 200).takes::<CorrectionRequest>().gives::<VisitShown>();
    let cancel = Described::new("visit-cancel", 200).takes::<CancellationRequest>().gives::<VisitShown>();
    let notes = Described::new("visit-notes", 200).gives::<VisitNoteList>();
    let note = Described::new("visit-note", 201).takes::<VisitNoteRequest>().gives::<VisitNoteList>();
    Routes::new()
        .api(Method::GET, VISITS, Access::Token, list, visit_list)
        .api(Method::POST, VISITS, Access::Token, record, visit)
        .api(Method::POST, HOLDING, Access::Token, hold, hold_visit)
        .api(Method::POST, CORRECTION, Access::Token, correct, correct_visit)
        .api(Method::POST, CANCELLATION, Access::Token, cancel, cancel_visit)
        .api(Method::GET, NOTES, Access::Token, notes, note_list)
        .api(Method::POST, NOTES, Access::Token, note, self::note)
}

#[derive(Serialize, ToSchema)]
pub struct VisitList {
    /// The newest first.
    visits: Vec<VisitShown>,
}

#[derive(Serialize, ToSchema)]
pub struct VisitShown {
    id: VisitId,
    cycle: CycleId,
    visit_on: NaiveDate,
    purpose: Purpose,
    delivery: Delivery,
    /// Why it is not on site.
    reason: Option<String>,
    adviser: PersonId,
    held: bool,
    cancelled: bool,
    /// What the programme's portal calls it.
    reference: Option<String>,
    /// To be sent with a correction.
    changes: i32,
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct VisitRequest {
    #[schema(required = true, nullable = false)]
    visit_on: Option<NaiveDate>,
    #[schema(required = true, nullable = false)]
    purpose: Option<Purpose>,
    #[schema(required = true, nullable = false)]
    delivery: Option<Delivery>,
    /// Why it is not on site; needed for a virtual one.
    reason: Option<String>,
    adviser: Option<PersonId>,
    note: Option<String>,
    /// Sent again, the visit that is there already is answered; sent again with other content, it is refused.
    reference: Option<String>,
}

#[derive(Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CorrectionRequest {
    #[schema(required = true, nullable = false)]
    visit_on: Option<NaiveDate>,
    /// Why; it stands among the notes.
    #[schema(required = true, nullable = false)]
    reason: Option<String>,
    /// As the visit had it.
    changes: i32,
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct HoldingRequest {
    /// The day on which it was made: today or before.
    #[schema(required = true, nullable = false)]
    visit_on: Option<NaiveDate>,
}

#[derive(Serialize, ToSchema)]
pub struct VisitNoteList {
    notes: Vec<VisitNoteShown>,
}

#[derive(Serialize, ToSchema)]
pub struct VisitNoteShown {
    note: String,
    at: DateTime<Utc>,
    by: PersonId,
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct VisitNoteRequest {
    #[schema(required = true, nullable = false)]
    note: Option<String>,
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CancellationRequest {
    #[schema(required = true, nullable = false)]
    reason: Option<String>,
}

pub async fn visit_list(permit: Permit<SeeEngagement>, db: web::Data<Db>) -> Outcome<web::Json<VisitList>> {
    let found = store::visits_of(db.read(), permit.id, SHOWN).await?;
    Ok(web::Json(VisitList { visits: found.into_iter().map(visit_shown).collect() }))
}

fn visit_shown(visit: Visit) -> VisitShown {
    VisitShown {
        id: visit.id,
        cycle: visit.cycle,
        visit_on: visit.visit_on,
        purpose: visit.purpose,
        delivery: visit.delivery,
        held: visit.held_at.is_some(),
        cancelled: visit.cancelled_at.is_some(),
        reason: visit.reason,
        adviser: visit.adviser,
        reference: visit.reference,
        changes: visit.changes,
    }
}

pub async fn visit(
    permit: Permit<ChangeEngagement>,
    key: RequestKey,
    body: Body<VisitRequest>,
    db: web::Data<Db>,
) -> Outcome<HttpResponse> {
    let body = body.0;
    let reference = body.reference.clone().filter(|reference| !reference.is_empty());
    if let Some(reference) = &reference
        && let Some(same) = store::called(db.read(), permit.id, reference).await?
    {
        if is_said_otherwise(&same, &body) {
            return Err(Problem::Conflict("visit-known-otherwise"));
        }
        return Ok(HttpResponse::Created().json(visit_shown(same)));
    }
    let typed = TypedVisit {
        visit_on: body.visit_on,
        purpose: body.purpose,
        delivery: body.delivery,
        reason: body.reason.unwrap_or_default(),
        adviser: body.adviser,
        note: body.note.unwrap_or_default(),
        reference,
    };
    let mut once = db.begin_once(&key).await?;
    let id = commands::record(&mut once, &permit, &typed).await?;
    let made = visit_shown(store::visit(&once, id).await?);
    once.json(StatusCode::CREATED, &made).await
}

/// What is left out says nothing.
fn is_said_otherwise(known: &Visit, body: &VisitRequest) -> bool {
    let reason = body.reason.as_deref().map(str::trim);
    body.visit_on.is_some_and(|day| day != known.visit_on)
        || body.adviser.is_some_and(|adviser| adviser != known.adviser)
        || body.purpose.is_some_and(|purpose| purpose != known.purpose)
        || body.delivery.is_some_and(|delivery| delivery != known.delivery)
        || known.reason.as_deref().is_some_and(|known| reason.is_some_and(|said| said != known.trim()))
}

pub async fn hold_visit(
    permit: Permit<ChangeVisit>,
    key: RequestKey,
    body: Body<HoldingRequest>,
    db: web::Data<Db>,
) -> Outcome<HttpResponse> {
    let mut once = db.begin_once(&key).await?;
    commands::hold(&mut once, &permit, body.0.visit_on).await?;
    let made = visit_shown(store::visit(&once, permit.visit.id).await?);
    once.json(StatusCode::OK, &made).await
}

pub async fn correct_visit(
    permit: Permit<ChangeVisit>,
    key: RequestKey,
    body: Body<CorrectionRequest>,
    db: web::Data<Db>,
) -> Outcome<HttpResponse> {
    let (body, id) = (body.0, permit.visit.id);
    let reason = body.reason.clone().unwrap_or_default().trim().to_owned();
    let new = Correction { visit_on: body.visit_on, reason, seen: body.changes };
    let mut once = db.begin_once(&key).await?;
    if let Err(problem) = commands::correct(&mut once, &permit, &new).await {
        drop(once);
        let Problem::Conflict(CHANGED_MEANWHILE) = problem else { return Err(problem) };
        let (visit_on, now) = (body.visit_on, store::visit(db.read(), id).await?);
        // The reason of a correction is none of the visit's own: that one says why it is not on site.
        let sent = CorrectionRequest { visit_on, reason: None, changes: body.changes };
        let theirs = CorrectionRequest { visit_on: Some(now.visit_on), reason: None, changes: now.changes };
        return Err(Problem::changed(CHANGED_MEANWHILE, &sent, &theirs));
    }
    let made = visit_shown(store::visit(&once, id).await?);
    once.json(StatusCode::OK, &made).await
}

pub async fn cancel_visit(
    permit: Permit<ChangeVisit>,
    key: RequestKey,
    body: Body<CancellationRequest>,
    db: web::Data<Db>,
) -> Outcome<HttpResponse> {
    let reason = body.0.reason.unwrap_or_default();
    let mut once = db.begin_once(&key).await?;
    commands::cancel(&mut once, &permit, reason.trim()).await?;
    let made = visit_shown(store::visit(&once, permit.visit.id).await?);
    once.json(StatusCode::OK, &made).await
}

async fn notes_shown(read: &Read, visit: VisitId) -> Outcome<VisitNoteList> {
    let notes = store::notes(read, visit).await?;
    let line = |note: store::Note| VisitNoteShown { note: note.note, at: note.at, by: note.by };
    Ok(VisitNoteList { notes: notes.into_iter().map(line).collect() })
}

pub async fn note_list(permit: Permit<SeeVisit>, db: web::Data<Db>) -> Outcome<web::Json<VisitNoteList>> {
    Ok(web::Json(notes_shown(db.read(), permit.visit.id).await?))
}

pub async fn note(
    permit: Permit<ChangeVisit>,
    key: RequestKey,
    body: Body<VisitNoteRequest>,
    db: web::Data<Db>,
) -> Outcome<HttpResponse> {
    let note = body.0.note.unwrap_or_default();
    let mut once = db.begin_once(&key).await?;
    commands::note(&mut once, &permit, note.trim()).await?;
    let notes = notes_shown(&once, permit.visit.id).await?;
    once.json(StatusCode::CREATED, &notes).await
}
