//! Cycles that the programme's portal ends and hands over.

use actix_web::{HttpResponse, http::StatusCode, web};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{
    access::ChangeCycle,
    commands::{self, CHANGED_MEANWHILE, HandoverTo},
    store::{self, CycleId},
};
use crate::{
    engagement::api::cycle_shown,
    platform::{Body, Db, Outcome, Permit, PersonId, Problem, RequestKey},
};

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
