//! Who did not come to what was held, and does without it.

use actix_web::{HttpResponse, http::StatusCode, web};
use serde::Deserialize;
use utoipa::ToSchema;

use super::deciding::attended;
use crate::{
    pathways::{access::ChangeStep, commands},
    platform::{Body, Db, Outcome, Permit, PersonId, RequestKey},
};

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ExcuseBody {
    /// Of those who did not come.
    people: Vec<PersonId>,
    /// Why they do without it.
    reason: String,
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ExcuseEndBody {
    /// Of those who do without it.
    people: Vec<PersonId>,
}

pub async fn excuse(
    permit: Permit<ChangeStep>,
    db: web::Data<Db>,
    key: RequestKey,
    body: Body<ExcuseBody>,
) -> Outcome<HttpResponse> {
    let mut once = db.begin_once(&key).await?;
    commands::excuse(&mut once, &permit, &body.0.people, &body.0.reason).await?;
    let shown = attended(&once, &permit, permit.factory.day_at(once.now())).await?;
    once.json(StatusCode::CREATED, &shown).await
}

/// They are expected again.
pub async fn expect_again(
    permit: Permit<ChangeStep>,
    db: web::Data<Db>,
    key: RequestKey,
    body: Body<ExcuseEndBody>,
) -> Outcome<HttpResponse> {
    let mut once = db.begin_once(&key).await?;
    commands::expect_again(&mut once, &permit, &body.0.people).await?;
    let shown = attended(&once, &permit, permit.factory.day_at(once.now())).await?;
    once.json(StatusCode::OK, &shown).await
}
