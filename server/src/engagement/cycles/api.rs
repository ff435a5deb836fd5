//! Cycles as JSON: the programme's portal enrols factories, ends cycles and hands them over.

use actix_web::{
    HttpResponse,
    http::{Method, StatusCode},
    web,
};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{
    access::ChangeCycle,
    commands::{self, CHANGED_MEANWHILE, Enrolment, HandoverTo},
    store::{self, Cycle, CycleId},
};
use crate::{
    engagement::access::{ChangeEngagement, SeeEngagement},
    platform::{Access, Body, Db, Described, Outcome, Permit, PersonId, Problem, RequestKey, Routes},
};

pub fn routes() -> Routes {
    const CYCLES: &str = "/api/v1/factories/{factory}/cycles";
    const END: &str = "/api/v1/cycles/{cycle}/end";
    const HANDOVER: &str = "/api/v1/cycles/{cycle}/handover";
    let list = Described::new("cycles-list", 200).gives::<CycleList>();
    let enrol = Described::new("cycle-enrol", 201).takes::<CycleRequest>().gives::<CycleShown>();
    let end = Described::new("cycle-end", 200).takes::<CycleEndRequest>().gives::<CycleShown>();
    let hand_over = Described::new("cycle-hand-over", 200).takes::<HandoverRequest>().gives::<CycleShown>();
    Routes::new()
        .api(Method::GET, CYCLES, Access::Token, list, cycle_list)
        .api(Method::POST, CYCLES, Access::Token, enrol, self::enrol)
        .api(Method::POST, END, Access::Token, end, self::end)
        .api(Method::POST, HANDOVER, Access::Token, hand_over, self::hand_over)
}

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

#[derive(Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CycleEndRequest {
    /// The last day, today or before.
    #[schema(required = true, nullable = false)]
    ended_on: Option<NaiveDate>,
    /// As the cycle was shown.
    changes: i32,
}

#[derive(Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct HandoverRequest {
    /// Somebody who advises factories of this country.
    #[schema(required = true, nullable = false)]
    adviser: Option<PersonId>,
    #[schema(required = true, nullable = false)]
    reason: Option<String>,
    /// As the cycle was shown.
    changes: i32,
}

pub async fn cycle_list(permit: Permit<SeeEngagement>, db: web::Data<Db>) -> Outcome<web::Json<CycleList>> {
    let found = store::cycles_of(db.read(), permit.id).await?;
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
    let known = store::cycles_of(db.read(), permit.id).await?;
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
    let id = commands::enrol(&mut once, &permit, &enrolment).await?;
    let made = cycle_shown(store::cycle(&once, id).await?);
    once.json(StatusCode::CREATED, &made).await
}

/// What is left out says nothing.
fn is_said_otherwise(known: &Cycle, body: &CycleRequest) -> bool {
    (body.adviser.is_some() && body.adviser != known.adviser)
        || (body.ended_on.is_some() && body.ended_on != known.ended_on)
        || body.started_on.is_some_and(|day| day != known.started_on)
        || body.number.is_some_and(|number| number != known.number)
}

pub async fn end(
    permit: Permit<ChangeCycle>,
    key: RequestKey,
    body: Body<CycleEndRequest>,
    db: web::Data<Db>,
) -> Outcome<HttpResponse> {
    let (body, id) = (body.0, permit.cycle.id);
    let mut once = db.begin_once(&key).await?;
    if let Err(problem) = commands::end(&mut once, &permit, body.ended_on, body.changes).await {
        drop(once);
        return Err(told(problem, &body, id, &db).await?);
    }
    let ended = cycle_shown(store::cycle(&once, id).await?);
    once.json(StatusCode::OK, &ended).await
}

pub async fn hand_over(
    permit: Permit<ChangeCycle>,
    key: RequestKey,
    body: Body<HandoverRequest>,
    db: web::Data<Db>,
) -> Outcome<HttpResponse> {
    let (body, id) = (body.0, permit.cycle.id);
    let reason = body.reason.clone().unwrap_or_default();
    let new = HandoverTo { adviser: body.adviser, reason: reason.trim(), seen: body.changes };
    let mut once = db.begin_once(&key).await?;
    if let Err(problem) = commands::hand_over(&mut once, &permit, &new).await {
        drop(once);
        return Err(told(problem, &body, id, &db).await?);
    }
    let handed = cycle_shown(store::cycle(&once, id).await?);
    once.json(StatusCode::OK, &handed).await
}

/// Where somebody was quicker, the caller is told what they made of it.
async fn told(problem: Problem, body: &impl Serialize, id: CycleId, db: &Db) -> Outcome<Problem> {
    match problem {
        Problem::Conflict(CHANGED_MEANWHILE) => {
            let now = cycle_shown(store::cycle(db.read(), id).await?);
            Ok(Problem::changed(CHANGED_MEANWHILE, body, &now))
        }
        problem => Ok(problem),
    }
}
