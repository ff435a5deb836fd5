//! Seminars as JSON: those to which a factory was asked; and for the programme's people all of them, with the same commands
//! as their pages.

use actix_web::{
    HttpResponse,
    http::{Method, StatusCode},
    web,
};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{
    access::{KeepSeminar, SeeSeminar, SeeSeminars, keeps},
    commands::{self, CHANGED_MEANWHILE, TypedSeminar},
    store::{self, Seminar, SeminarId},
};
use crate::{
    engagement::{
        access::{ChangeEngagement, SeeEngagement},
        model::Delivery,
    },
    platform::{
        Access, Action, Body, Db, Described, OrganisationId, Outcome, Permit, PersonId, Problem, Read,
        RequestKey, Routes,
    },
};

/// Seminars of one answer.
const SHOWN: u64 = 200;

pub fn routes() -> Routes {
    const OF_FACTORY: &str = "/api/v1/factories/{factory}/seminars";
    const ALL: &str = "/api/v1/seminars";
    const ONE: &str = "/api/v1/seminars/{seminar}";
    const CANCELLATION: &str = "/api/v1/seminars/{seminar}/cancellation";
    const ATTENDANCE: &str = "/api/v1/seminars/{seminar}/attendance";
    let of_factory = Described::new("seminars-list", 200).gives::<SeminarList>();
    let all = Described::new("country-seminars-list", 200).gives::<CountrySeminarList>();
    let hold = Described::new("seminar-hold", 201).takes::<SeminarBody>().gives::<SeminarWhole>();
    let one = Described::new("seminar", 200).gives::<SeminarWhole>();
    let change = Described::new("seminar-change", 200).takes::<SeminarChange>().gives::<SeminarWhole>();
    let cancel = Described::new("seminar-cancel", 200).takes::<SeminarCancellation>().gives::<SeminarWhole>();
    let attend = Described::new("seminar-attend", 200).takes::<SeminarAttendance>().gives::<SeminarWhole>();
    Routes::new()
        .api(Method::GET, OF_FACTORY, Access::Token, of_factory, list)
        .api(Method::GET, ALL, Access::Token, all, country_list)
        .api(Method::POST, ALL, Access::Token, hold, self::hold)
        .api(Method::GET, ONE, Access::Token, one, show)
        .api(Method::PUT, ONE, Access::Token, change, self::change)
        .api(Method::POST, CANCELLATION, Access::Token, cancel, self::cancel)
        .api(Method::PUT, ATTENDANCE, Access::Token, attend, self::attend)
}

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

#[derive(Serialize, ToSchema)]
pub struct CountrySeminarList {
    /// The newest first.
    seminars: Vec<SeminarWhole>,
}

#[derive(Serialize, ToSchema)]
pub struct SeminarWhole {
    id: SeminarId,
    /// ISO 3166-1 alpha-2: the country of its factories.
    country: String,
    topic: String,
    held_on: NaiveDate,
    place: String,
    delivery: Delivery,
    cancelled: bool,
    /// Why it was cancelled.
    reason: Option<String>,
    /// Those that are asked; a factory reads itself alone.
    factories: Vec<OrganisationId>,
    came: Vec<SeminarGuest>,
    /// Named by whoever changes it, so that two who do notice each other.
    changes: i32,
}

#[derive(Serialize, ToSchema)]
pub struct SeminarGuest {
    person: PersonId,
    /// The factory for which they came.
    factory: OrganisationId,
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SeminarBody {
    #[schema(required = true, nullable = false)]
    topic: Option<String>,
    /// Of the last five years, or at most four hundred days ahead.
    #[schema(required = true, nullable = false)]
    held_on: Option<NaiveDate>,
    place: Option<String>,
    #[schema(required = true, nullable = false)]
    delivery: Option<Delivery>,
    /// Two factories or more, all of one country.
    factories: Vec<OrganisationId>,
}

/// The seminar as it is to be, whole.
#[derive(Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SeminarChange {
    #[schema(required = true, nullable = false)]
    topic: Option<String>,
    #[schema(required = true, nullable = false)]
    held_on: Option<NaiveDate>,
    place: Option<String>,
    #[schema(required = true, nullable = false)]
    delivery: Option<Delivery>,
    /// Those for which somebody came cannot be left out.
    factories: Vec<OrganisationId>,
    /// As the seminar was shown.
    changes: i32,
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SeminarCancellation {
    #[schema(required = true, nullable = false)]
    reason: Option<String>,
}

/// Everybody who came, in the place of all who were noted before.
#[derive(Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SeminarAttendance {
    /// People of the factories that are asked.
    came: Vec<PersonId>,
    /// As the seminar was shown.
    changes: i32,
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

pub async fn country_list(
    permit: Permit<SeeSeminars>,
    db: web::Data<Db>,
) -> Outcome<web::Json<CountrySeminarList>> {
    let extent = permit.actor.extent(ChangeEngagement::NAME);
    let found = store::list(db.read(), &extent, SHOWN).await?;
    Ok(web::Json(CountrySeminarList { seminars: whole(db.read(), found).await? }))
}

/// These with their factories and who came, in two queries.
async fn whole(read: &Read, seminars: Vec<Seminar>) -> Outcome<Vec<SeminarWhole>> {
    let ids: Vec<SeminarId> = seminars.iter().map(|seminar| seminar.id).collect();
    let mut factories = store::factories_of(read, &ids).await?;
    let mut attendance = store::attendance_of(read, &ids).await?;
    let guest = |(person, factory)| SeminarGuest { person, factory };
    let shown = |seminar: Seminar| SeminarWhole {
        factories: factories.remove(&seminar.id).unwrap_or_default(),
        came: attendance.remove(&seminar.id).unwrap_or_default().into_iter().map(guest).collect(),
        id: seminar.id,
        country: seminar.country,
        topic: seminar.topic,
        held_on: seminar.held_on,
        place: seminar.place,
        delivery: seminar.delivery,
        cancelled: seminar.cancelled_at.is_some(),
        reason: seminar.cancel_reason,
        changes: seminar.changes,
    };
    Ok(seminars.into_iter().map(shown).collect())
}

async fn fresh(read: &Read, id: SeminarId) -> Outcome<SeminarWhole> {
    let seminar = store::seminar(read, id).await?;
    whole(read, vec![seminar]).await?.pop().ok_or(Problem::NotFound)
}

/// The programme's people see all factories, a factory itself alone.
pub async fn show(permit: Permit<SeeSeminar>, db: web::Data<Db>) -> Outcome<web::Json<SeminarWhole>> {
    let mut shown = fresh(db.read(), permit.seminar.id).await?;
    if !keeps(&permit.actor, &permit.seminar) {
        let own = permit.asked.iter().filter(|one| permit.actor.may(SeeEngagement::NAME, &one.place()));
        let own: Vec<OrganisationId> = own.map(|factory| factory.id).collect();
        shown.factories.retain(|factory| own.contains(factory));
        shown.came.retain(|guest| own.contains(&guest.factory));
    }
    Ok(web::Json(shown))
}

pub async fn hold(
    permit: Permit<SeeSeminars>,
    key: RequestKey,
    body: Body<SeminarBody>,
    db: web::Data<Db>,
) -> Outcome<HttpResponse> {
    let SeminarBody { topic, held_on, place, delivery, factories } = body.0;
    let typed = typed((topic, place), (held_on, delivery), factories);
    let mut once = db.begin_once(&key).await?;
    let id = commands::hold(&mut once, &permit, &typed).await?;
    let made = fresh(&once, id).await?;
    once.json(StatusCode::CREATED, &made).await
}

fn typed(
    (topic, place): (Option<String>, Option<String>),
    (held_on, delivery): (Option<NaiveDate>, Option<Delivery>),
    factories: Vec<OrganisationId>,
) -> TypedSeminar {
    let text = |text: Option<String>| text.unwrap_or_default().trim().to_owned();
    TypedSeminar { topic: text(topic), held_on, place: text(place), delivery, factories }
}

pub async fn change(
    permit: Permit<KeepSeminar>,
    key: RequestKey,
    body: Body<SeminarChange>,
    db: web::Data<Db>,
) -> Outcome<HttpResponse> {
    let mut body = body.0;
    body.factories.sort_unstable();
    let texts = (body.topic.clone(), body.place.clone());
    let typed = typed(texts, (body.held_on, body.delivery), body.factories.clone());
    let mut once = db.begin_once(&key).await?;
    if let Err(problem) = commands::change(&mut once, &permit, &typed, body.changes).await {
        drop(once);
        return Err(late(problem, &db, permit.id, &body).await);
    }
    let changed = fresh(&once, permit.id).await?;
    once.json(StatusCode::OK, &changed).await
}

/// Where somebody was quicker, with what the seminar is by now; any other problem as it is.
async fn late(problem: Problem, db: &Db, id: SeminarId, sent: &impl Serialize) -> Problem {
    match problem {
        Problem::Conflict(CHANGED_MEANWHILE) => match fresh(db.read(), id).await {
            Ok(now) => Problem::changed(CHANGED_MEANWHILE, sent, &now),
            Err(problem) => problem,
        },
        problem => problem,
    }
}

pub async fn cancel(
    permit: Permit<KeepSeminar>,
    key: RequestKey,
    body: Body<SeminarCancellation>,
    db: web::Data<Db>,
) -> Outcome<HttpResponse> {
    let reason = body.0.reason.unwrap_or_default();
    let mut once = db.begin_once(&key).await?;
    commands::cancel(&mut once, &permit, reason.trim()).await?;
    let cancelled = fresh(&once, permit.id).await?;
    once.json(StatusCode::OK, &cancelled).await
}

pub async fn attend(
    permit: Permit<KeepSeminar>,
    key: RequestKey,
    body: Body<SeminarAttendance>,
    db: web::Data<Db>,
) -> Outcome<HttpResponse> {
    let mut body = body.0;
    body.came.sort_unstable();
    let mut once = db.begin_once(&key).await?;
    if let Err(problem) = commands::note_attendance(&mut once, &permit, &body.came, body.changes).await {
        drop(once);
        return Err(attended_late(problem, &db, permit.id, &body).await);
    }
    let noted = fresh(&once, permit.id).await?;
    once.json(StatusCode::OK, &noted).await
}

/// The same, with those who are noted by now as they are sent.
async fn attended_late(problem: Problem, db: &Db, id: SeminarId, sent: &SeminarAttendance) -> Problem {
    match problem {
        Problem::Conflict(CHANGED_MEANWHILE) => match fresh(db.read(), id).await {
            Ok(SeminarWhole { came, changes, .. }) => {
                let came = came.into_iter().map(|guest| guest.person).collect();
                Problem::changed(CHANGED_MEANWHILE, sent, &SeminarAttendance { came, changes })
            }
            Err(problem) => problem,
        },
        problem => problem,
    }
}
