//! Engagement for the programme's portal: cycles and visits in both directions, the committee, released assessments.

use actix_web::{HttpResponse, http::StatusCode, web};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{
    access::{ChangeEngagement, SeeEngagement},
    assessments::store::{self as assessments, Assessment, AssessmentId},
    committees::store as committees,
    cycles::{
        commands::{self as cycle_commands, Enrolment},
        store::{self as cycles, Cycle, CycleId},
    },
    model::{Chosen, Delivery, Origin, Purpose, Side, assessment::Mode},
    visits::{
        access::ChangeVisit,
        commands::{self as visit_commands, Correction, TypedVisit},
        store::{self as visits, Visit, VisitId},
    },
};
use crate::platform::{Body, Db, Outcome, Permit, PersonId, Problem, RequestKey, roles::Sex};

/// Lines of one answer.
const SHOWN: u64 = 200;

#[derive(Serialize, ToSchema)]
pub struct CycleList {
    /// The newest first.
    cycles: Vec<CycleShown>,
}

#[derive(Serialize, ToSchema)]
pub struct CycleShown {
    id: CycleId,
    number: u32,
    started_on: NaiveDate,
    /// The last day; null while it runs.
    ended_on: Option<NaiveDate>,
    adviser: Option<PersonId>,
    /// What the programme's portal calls it.
    reference: Option<String>,
    /// Named by whoever changes it, so that two who do notice each other.
    changes: i32,
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CycleRequest {
    #[schema(required = true, nullable = false)]
    started_on: Option<NaiveDate>,
    ended_on: Option<NaiveDate>,
    /// Left out, the one after the last that is known.
    number: Option<u32>,
    adviser: Option<PersonId>,
    /// Sent again, the cycle that is there already is answered; sent again with other content, it is refused.
    reference: Option<String>,
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
    /// `advisory` or `training`.
    #[schema(required = true, nullable = false)]
    purpose: Option<String>,
    /// `in-person` or `virtual`.
    #[schema(required = true, nullable = false)]
    delivery: Option<String>,
    reason: Option<String>,
    adviser: Option<PersonId>,
    note: Option<String>,
    /// Sent again, the visit that is there already is answered.
    reference: Option<String>,
}

#[derive(Deserialize, ToSchema)]
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
pub struct CancellationRequest {
    #[schema(required = true, nullable = false)]
    reason: Option<String>,
}

#[derive(Serialize, ToSchema)]
pub struct CommitteeShown {
    origin: Origin,
    formed_on: NaiveDate,
    members: Vec<MemberShown>,
}

#[derive(Serialize, ToSchema)]
pub struct MemberShown {
    id: committees::MemberId,
    person: Option<PersonId>,
    name: String,
    side: Side,
    sex: Sex,
    chosen: Chosen,
    from_on: NaiveDate,
    /// The last day of who is leaving today.
    until_on: Option<NaiveDate>,
}

#[derive(Serialize, ToSchema)]
pub struct AssessmentList {
    /// Released ones, the newest first.
    assessments: Vec<AssessmentShown>,
}

#[derive(Serialize, ToSchema)]
pub struct AssessmentShown {
    id: AssessmentId,
    cycle: CycleId,
    mode: Mode,
    first_on: NaiveDate,
    last_on: NaiveDate,
    /// The external event behind a virtual check.
    cause: Option<String>,
    released_on: Option<NaiveDate>,
    summary: String,
}

pub async fn cycle_list(permit: Permit<SeeEngagement>, db: web::Data<Db>) -> Outcome<web::Json<CycleList>> {
    let found = cycles::cycles_of(db.read(), permit.id).await?;
    Ok(web::Json(CycleList { cycles: found.into_iter().map(cycle_shown).collect() }))
}

pub fn cycle_shown(cycle: Cycle) -> CycleShown {
    CycleShown {
        id: cycle.id,
        number: cycle.number,
        started_on: cycle.started_on,
        ended_on: cycle.ended_on,
        adviser: cycle.adviser,
        reference: cycle.reference,
        changes: cycle.changes,
    }
}

pub async fn enrol(
    permit: Permit<ChangeEngagement>,
    key: RequestKey,
    body: Body<CycleRequest>,
    db: web::Data<Db>,
) -> Outcome<HttpResponse> {
    let body = body.0;
    let known = cycles::cycles_of(db.read(), permit.id).await?;
    if let Some(same) =
        known.into_iter().find(|cycle| cycle.reference.is_some() && cycle.reference == body.reference)
    {
        if is_said_otherwise(&same, &body) {
            return Err(Problem::Conflict("cycle-known-otherwise"));
        }
        return Ok(HttpResponse::Created().json(cycle_shown(same)));
    }
    let enrolment = Enrolment {
        started_on: body.started_on,
        adviser: body.adviser,
        reference: body.reference.filter(|reference| !reference.is_empty()),
        number: body.number,
        ended_on: body.ended_on,
    };
    let mut once = db.begin_once(&key).await?;
    let id = cycle_commands::enrol(&mut once, &permit, &enrolment).await?;
    let made = cycle_shown(cycles::cycle(&once, id).await?);
    once.json(StatusCode::CREATED, &made).await
}

/// What is left out says nothing.
fn is_said_otherwise(known: &Cycle, body: &CycleRequest) -> bool {
    (body.adviser.is_some() && body.adviser != known.adviser)
        || (body.ended_on.is_some() && body.ended_on != known.ended_on)
        || body.started_on.is_some_and(|day| day != known.started_on)
        || body.number.is_some_and(|number| number != known.number)
}

pub async fn visit_list(permit: Permit<SeeEngagement>, db: web::Data<Db>) -> Outcome<web::Json<VisitList>> {
    let found = visits::visits_of(db.read(), permit.id, SHOWN).await?;
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
    let reference = body.reference.filter(|reference| !reference.is_empty());
    if let Some(reference) = &reference
        && let Some(same) = visits::called(db.read(), permit.id, reference).await?
    {
        return Ok(HttpResponse::Created().json(visit_shown(same)));
    }
    let typed = TypedVisit {
        visit_on: body.visit_on,
        purpose: body.purpose.as_deref().and_then(Purpose::from_word),
        delivery: body.delivery.as_deref().and_then(Delivery::from_word),
        reason: body.reason.unwrap_or_default(),
        adviser: body.adviser,
        note: body.note.unwrap_or_default(),
        reference,
    };
    let mut once = db.begin_once(&key).await?;
    let id = visit_commands::record(&mut once, &permit, &typed).await?;
    let made = visit_shown(visits::visit(&once, id).await?);
    once.json(StatusCode::CREATED, &made).await
}

pub async fn correct_visit(
    permit: Permit<ChangeVisit>,
    body: Body<CorrectionRequest>,
    db: web::Data<Db>,
) -> Outcome<web::Json<VisitShown>> {
    let reason = body.0.reason.unwrap_or_default().trim().to_owned();
    let new = Correction { visit_on: body.0.visit_on, reason, seen: body.0.changes };
    let mut work = db.begin().await?;
    visit_commands::correct(&mut work, &permit, &new).await?;
    let made = visits::visit(&work, permit.visit.id).await?;
    work.commit().await?;
    Ok(web::Json(visit_shown(made)))
}

pub async fn cancel_visit(
    permit: Permit<ChangeVisit>,
    body: Body<CancellationRequest>,
    db: web::Data<Db>,
) -> Outcome<web::Json<VisitShown>> {
    let reason = body.0.reason.unwrap_or_default();
    let mut work = db.begin().await?;
    visit_commands::cancel(&mut work, &permit, reason.trim()).await?;
    let made = visits::visit(&work, permit.visit.id).await?;
    work.commit().await?;
    Ok(web::Json(visit_shown(made)))
}

pub async fn committee(
    permit: Permit<SeeEngagement>,
    db: web::Data<Db>,
) -> Outcome<web::Json<CommitteeShown>> {
    let today = permit.day_at(db.clock().now());
    let found = committees::committee_of(db.read(), permit.id, today).await?;
    let committee = found.ok_or(Problem::NotFound)?;
    let member = |member: committees::Member| MemberShown {
        id: member.id,
        person: member.person,
        name: member.name,
        side: member.side,
        sex: member.sex,
        chosen: member.chosen,
        from_on: member.from_on,
        until_on: member.until_on,
    };
    Ok(web::Json(CommitteeShown {
        origin: committee.origin,
        formed_on: committee.formed_on,
        members: committee.members.into_iter().map(member).collect(),
    }))
}

/// Released ones alone, even for those who make others.
pub async fn assessment_list(
    permit: Permit<SeeEngagement>,
    db: web::Data<Db>,
) -> Outcome<web::Json<AssessmentList>> {
    let found = assessments::released(db.read(), permit.id).await?;
    let shown = |assessment: Assessment| AssessmentShown {
        id: assessment.id,
        cycle: assessment.cycle,
        mode: assessment.mode,
        first_on: assessment.first_on,
        last_on: assessment.last_on,
        cause: assessment.cause,
        released_on: assessment.released_on,
        summary: assessment.summary,
    };
    Ok(web::Json(AssessmentList { assessments: found.into_iter().map(shown).collect() }))
}
