//! The first hundred days as JSON: how far they are, their pauses, pausing and resuming them.

use actix_web::{
    HttpResponse,
    http::{Method, StatusCode},
    web,
};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{
    access::{ChangeCycle, CycleThere, SeeCycle},
    commands,
    store::{self, CycleId, KeptPause},
};
use crate::{
    engagement::{
        model::{
            clock::{Milestone, Pause, milestone},
            settings::Rule,
        },
        rules::store as rules,
        visits::store as visits,
    },
    platform::{Access, Body, Db, Described, Outcome, Permit, Read, RequestKey, Routes},
};

pub fn routes() -> Routes {
    const DAYS: &str = "/api/v1/cycles/{cycle}/first-hundred-days";
    const PAUSE: &str = "/api/v1/cycles/{cycle}/pause";
    const RESUMPTION: &str = "/api/v1/cycles/{cycle}/resumption";
    let days = Described::new("first-hundred-days", 200).gives::<HundredDays>();
    let pause = Described::new("first-hundred-days-pause", 200).takes::<PauseBody>().gives::<HundredDays>();
    let resume = Described::new("first-hundred-days-resume", 200).gives::<HundredDays>();
    Routes::new()
        .api(Method::GET, DAYS, Access::Token, days, show)
        .api(Method::POST, PAUSE, Access::Token, pause, self::pause)
        .api(Method::POST, RESUMPTION, Access::Token, resume, self::resume)
}

crate::word_enum! {
    /// How far the first hundred days are. In later cycles nothing is counted.
    HundredDaysState {
        NotCounted = "not-counted",
        NotBegun = "not-begun",
        Running = "running",
        Paused = "paused",
        Over = "over",
    }
}

#[derive(Serialize, ToSchema)]
pub struct HundredDays {
    cycle: CycleId,
    /// They are counted in the first cycle, from the first advisory visit on.
    state: HundredDaysState,
    /// The day that it is, from 0; null where nothing is counted.
    day: Option<u32>,
    /// How many days count.
    length: u32,
    /// The last of them, as far as pauses have an end; null where that is not known.
    ends_on: Option<NaiveDate>,
    /// The first one first.
    pauses: Vec<PauseShown>,
}

#[derive(Serialize, ToSchema)]
pub struct PauseShown {
    /// The first day that does not count.
    from: NaiveDate,
    /// The day that counts again; null while it lasts.
    until: Option<NaiveDate>,
    reason: String,
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PauseBody {
    #[schema(required = true, nullable = false)]
    reason: Option<String>,
}

impl From<KeptPause> for PauseShown {
    fn from(kept: KeptPause) -> Self {
        Self { from: kept.pause.from, until: kept.pause.until, reason: kept.reason }
    }
}

async fn counted(read: &Read, there: &CycleThere, today: NaiveDate) -> Outcome<HundredDays> {
    let cycle = there.cycle.id;
    let length = rules::in_force(read, there.factory.country.as_deref(), today).await?;
    let length = length.of(Rule::InitialAdvisoryDays);
    let kept = store::pauses(read, &[cycle]).await?;
    let pauses: Vec<Pause> = kept.iter().map(|kept| kept.pause).collect();
    let first = visits::first_visits(read, &[cycle]).await?.remove(&cycle);
    // In a later cycle a count would tell when an assessment is near.
    let (state, day, ends_on) = match milestone(first, &pauses, length, today) {
        _ if there.cycle.number > 1 => (HundredDaysState::NotCounted, None, None),
        Milestone::NotBegun => (HundredDaysState::NotBegun, None, None),
        Milestone::Running { day, ends_on } => (HundredDaysState::Running, Some(day), Some(ends_on)),
        Milestone::Paused { day, .. } => (HundredDaysState::Paused, Some(day), None),
        Milestone::Over { ended_on } => (HundredDaysState::Over, None, Some(ended_on)),
    };
    let pauses = kept.into_iter().map(PauseShown::from).collect();
    Ok(HundredDays { cycle, state, day, length, ends_on, pauses })
}

pub async fn show(permit: Permit<SeeCycle>, db: web::Data<Db>) -> Outcome<web::Json<HundredDays>> {
    let today = permit.factory.day_at(db.clock().now());
    Ok(web::Json(counted(db.read(), &permit, today).await?))
}

pub async fn pause(
    permit: Permit<ChangeCycle>,
    key: RequestKey,
    body: Body<PauseBody>,
    db: web::Data<Db>,
) -> Outcome<HttpResponse> {
    let reason = body.0.reason.unwrap_or_default();
    let mut once = db.begin_once(&key).await?;
    commands::pause(&mut once, &permit, reason.trim()).await?;
    let today = permit.factory.day_at(once.now());
    let paused = counted(&once, &permit, today).await?;
    once.json(StatusCode::OK, &paused).await
}

pub async fn resume(
    permit: Permit<ChangeCycle>,
    key: RequestKey,
    db: web::Data<Db>,
) -> Outcome<HttpResponse> {
    let mut once = db.begin_once(&key).await?;
    commands::resume(&mut once, &permit).await?;
    let today = permit.factory.day_at(once.now());
    let resumed = counted(&once, &permit, today).await?;
    once.json(StatusCode::OK, &resumed).await
}
