//! The status of a high performer for the programme's portal: the criteria in force with what the Academy knows of them,
//! the statuses with their answers, granting and revoking.

use actix_web::{
    HttpResponse,
    http::{Method, StatusCode},
    web,
};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{
    access::RevokePerformer,
    criteria::{self, Criteria, CriteriaId},
    grants::{self, TypedAnswer, TypedGrant},
    overdue,
    performers::{self, Answer, Performer, PerformerId},
};
use crate::{
    engagement::{
        access::{ChangeEngagement, SeeEngagement},
        model::criteria::{Criterion, Known, Measure, keyed},
    },
    platform::{Access, Body, Db, Described, Outcome, Permit, PersonId, RequestKey, Routes, Screen},
};

pub fn routes() -> Routes {
    const PERFORMER: &str = "/api/v1/factories/{factory}/high-performer";
    const REVOCATION: &str = "/api/v1/high-performers/{performer}/revocation";
    let show = Described::new("high-performer", 200).gives::<HighPerformer>();
    let grant = Described::new("high-performer-grant", 201).takes::<GrantRequest>().gives::<StatusShown>();
    let revoke = Described::new("high-performer-revoke", 204).takes::<RevocationRequest>();
    Routes::new()
        .api(Method::GET, PERFORMER, Access::Token, show, self::show)
        .api(Method::POST, PERFORMER, Access::Token, grant, self::grant)
        .api(Method::POST, REVOCATION, Access::Token, revoke, self::revoke)
}

#[derive(Serialize, ToSchema)]
pub struct HighPerformer {
    /// Those in force for the factory today; null where none are published.
    criteria: Option<CriteriaShown>,
    /// The newest first; at most the first of them is in force.
    statuses: Vec<StatusShown>,
}

#[derive(Serialize, ToSchema)]
pub struct CriteriaShown {
    id: CriteriaId,
    version: u32,
    from_on: NaiveDate,
    criteria: Vec<CriterionShown>,
}

#[derive(Serialize, ToSchema)]
pub struct CriterionShown {
    /// By this an answer names it, within its version.
    key: String,
    /// What the Academy counts; null for a criterion in words.
    measure: Option<Measure>,
    amount: Option<u32>,
    /// In the caller's language.
    text: String,
    /// Null where the Academy cannot know.
    known: Option<KnownShown>,
}

#[derive(Serialize, ToSchema)]
pub struct KnownShown {
    met: bool,
    /// With the figures, in the caller's language.
    text: String,
}

#[derive(Serialize, ToSchema)]
pub struct StatusShown {
    id: PerformerId,
    criteria: CriteriaId,
    /// The version of the criteria.
    version: u32,
    granted_on: NaiveDate,
    granted_by: PersonId,
    reason: String,
    /// Null while it is in force.
    revoked_on: Option<NaiveDate>,
    revoke_reason: Option<String>,
    /// Empty for one that was granted before criteria were answered one by one.
    answers: Vec<AnswerShown>,
}

#[derive(Serialize, ToSchema)]
pub struct AnswerShown {
    /// The criterion as it was.
    text: String,
    met: bool,
    note: String,
    /// What the Academy knew that day.
    known: Option<KnownShown>,
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct GrantRequest {
    /// The version that is answered: it must be the one in force.
    #[schema(required = true, nullable = false)]
    criteria: Option<CriteriaId>,
    #[serde(default)]
    answers: Vec<AnswerRequest>,
    #[serde(default)]
    reason: String,
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AnswerRequest {
    /// The key of the criterion.
    criterion: String,
    met: Option<bool>,
    /// Needed where the Academy cannot know.
    #[serde(default)]
    note: String,
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RevocationRequest {
    #[serde(default)]
    reason: String,
}

fn words(screen: &Screen, criterion: &Criterion) -> String {
    criterion.words(screen.engine().texts(), screen.language)
}

fn known_shown(screen: &Screen, known: &Known) -> KnownShown {
    KnownShown { met: known.met, text: known.sentence.text(screen.engine().texts(), screen.language) }
}

fn status_shown(screen: &Screen, performer: Performer, version: u32, answers: &[Answer]) -> StatusShown {
    let answer = |answer: &Answer| AnswerShown {
        text: words(screen, &answer.criterion),
        met: answer.met,
        note: answer.note.clone(),
        known: answer.known.as_ref().map(|known| known_shown(screen, known)),
    };
    StatusShown {
        id: performer.id,
        criteria: performer.criteria,
        version,
        granted_on: performer.granted_on,
        granted_by: performer.granted_by,
        reason: performer.reason,
        revoked_on: performer.revoked_on,
        revoke_reason: performer.revoke_reason,
        answers: answers.iter().map(answer).collect(),
    }
}

fn version_of(all: &[Criteria], id: CriteriaId) -> u32 {
    all.iter().find(|criteria| criteria.id == id).map_or(0, |criteria| criteria.version)
}

pub async fn show(
    screen: Screen,
    permit: Permit<SeeEngagement>,
    db: web::Data<Db>,
) -> Outcome<web::Json<HighPerformer>> {
    let (factory, read) = (&permit.subject, db.read());
    let today = factory.day_at(db.clock().now());
    let all = criteria::all_criteria(read).await?;
    let facts = grants::facts(read, &overdue::Asked::of(&db), factory, today).await?;
    let criterion = |(key, criterion): (String, &Criterion)| {
        let (measure, amount) = match criterion {
            Criterion::Measured { measure, amount } => (Some(*measure), Some(*amount)),
            Criterion::Written { .. } => (None, None),
        };
        let known = facts.known(criterion).map(|known| known_shown(&screen, &known));
        CriterionShown { key, measure, amount, text: words(&screen, criterion), known }
    };
    let in_force = criteria::in_force(&all, factory.country.as_deref(), today);
    let criteria = in_force.map(|of| CriteriaShown {
        id: of.id,
        version: of.version,
        from_on: of.from_on,
        criteria: keyed(&of.criteria).into_iter().map(criterion).collect(),
    });
    let known = performers::performers_of(read, factory.id).await?;
    let ids: Vec<PerformerId> = known.iter().map(|performer| performer.id).collect();
    let answers = performers::answers(read, &ids).await?;
    let status = |performer: Performer| {
        let given = answers.get(&performer.id).map(Vec::as_slice).unwrap_or_default();
        let version = version_of(&all, performer.criteria);
        status_shown(&screen, performer, version, given)
    };
    Ok(web::Json(HighPerformer { criteria, statuses: known.into_iter().map(status).collect() }))
}

pub async fn grant(
    screen: Screen,
    permit: Permit<ChangeEngagement>,
    key: RequestKey,
    body: Body<GrantRequest>,
    db: web::Data<Db>,
) -> Outcome<HttpResponse> {
    let answer = |answer: AnswerRequest| TypedAnswer {
        key: answer.criterion,
        met: answer.met,
        note: answer.note.trim().to_owned(),
    };
    let typed = TypedGrant {
        criteria: body.0.criteria,
        answers: body.0.answers.into_iter().map(answer).collect(),
        reason: body.0.reason.trim().to_owned(),
    };
    let mut once = db.begin_once(&key).await?;
    let id = grants::grant_status(&mut once, &permit, &typed).await?;
    let performer = performers::performer(&once, id).await?;
    let given = performers::answers(&once, &[id]).await?.remove(&id).unwrap_or_default();
    let version = version_of(&criteria::all_criteria(&once).await?, performer.criteria);
    once.json(StatusCode::CREATED, &status_shown(&screen, performer, version, &given)).await
}

pub async fn revoke(
    permit: Permit<RevokePerformer>,
    body: Body<RevocationRequest>,
    db: web::Data<Db>,
) -> Outcome<HttpResponse> {
    let mut work = db.begin().await?;
    grants::revoke_status(&mut work, &permit, body.0.reason.trim()).await?;
    work.commit().await?;
    Ok(HttpResponse::NoContent().finish())
}
