//! The seminars to which a factory was asked, as JSON.

use actix_web::web;
use chrono::NaiveDate;
use serde::Serialize;
use utoipa::ToSchema;

use super::store::{self, Seminar, SeminarId};
use crate::{
    engagement::{access::SeeEngagement, model::Delivery},
    platform::{Db, Outcome, Permit, PersonId},
};

#[derive(Serialize, ToSchema)]
pub struct SeminarList {
    /// The newest first.
    seminars: Vec<SeminarShown>,
}

#[derive(Serialize, ToSchema)]
pub struct SeminarShown {
    id: SeminarId,
    topic: String,
    held_on: NaiveDate,
    place: String,
    delivery: Delivery,
    cancelled: bool,
    /// Why it was cancelled.
    reason: Option<String>,
    /// People of this factory.
    came: Vec<PersonId>,
}

pub async fn list(permit: Permit<SeeEngagement>, db: web::Data<Db>) -> Outcome<web::Json<SeminarList>> {
    let found = store::seminars_of(db.read(), permit.id).await?;
    let ids: Vec<SeminarId> = found.iter().map(|seminar| seminar.id).collect();
    let came = store::came_from(db.read(), permit.id, &ids).await?;
    let shown = |seminar: Seminar| SeminarShown {
        came: came.iter().filter(|(of, _)| *of == seminar.id).map(|(_, person)| *person).collect(),
        id: seminar.id,
        topic: seminar.topic,
        held_on: seminar.held_on,
        place: seminar.place,
        delivery: seminar.delivery,
        cancelled: seminar.cancelled_at.is_some(),
        reason: seminar.cancel_reason,
    };
    Ok(web::Json(SeminarList { seminars: found.into_iter().map(shown).collect() }))
}
