//! Assessments as JSON. Released ones are there for whoever sees the factory's engagement; all others for those who plan and
//! make them alone, and everybody else gets the answers that they would get if there were none.

use actix_web::{
    HttpResponse,
    http::{Method, StatusCode},
    web,
};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{
    access::{ChangeAssessment, PlanAssessment, SeeAssessment},
    clashes::clashes,
    commands::{self, TypedAssessment},
    exchange::{self, CHANGED_MEANWHILE},
    store::{self, Assessment, AssessmentId},
};
use crate::{
    engagement::{
        access::{SeeEngagement, SeeEngagements},
        cycles::store::CycleId,
        model::{
            Delivery,
            assessment::{Block, Mode, Work},
        },
    },
    platform::{
        Access, Body, Db, Described, OrganisationId, Outcome, Permit, PersonId, Problem, Read, RequestKey,
        Routes, Screen,
    },
};

pub fn routes() -> Routes {
    const OF_FACTORY: &str = "/api/v1/factories/{factory}/assessments";
    const OWN: &str = "/api/v1/assessments";
    const ONE: &str = "/api/v1/assessments/{assessment}";
    const RELEASE: &str = "/api/v1/assessments/{assessment}/release";
    const CANCELLATION: &str = "/api/v1/assessments/{assessment}/cancellation";
    const ASSESSORS: &str = "/api/v1/assessments/{assessment}/assessors";
    let released = Described::new("assessments-released", 200).gives::<AssessmentList>();
    let plan = Described::new("assessment-plan", 201).takes::<AssessmentBody>().gives::<AssessmentWhole>();
    let own = Described::new("assessments-own", 200).gives::<OwnAssessmentList>();
    let one = Described::new("assessment", 200).gives::<AssessmentWhole>();
    let release = Described::new("assessment-release", 200).takes::<ReleaseBody>().gives::<AssessmentWhole>();
    let exchange =
        Described::new("assessment-exchange", 200).takes::<AssessorsBody>().gives::<AssessmentWhole>();
    let cancel = Described::new("assessment-cancel", 200).gives::<AssessmentWhole>();
    Routes::new()
        .api(Method::GET, OF_FACTORY, Access::Token, released, assessment_list)
        .api(Method::POST, OF_FACTORY, Access::Token, plan, self::plan)
        .api(Method::GET, OWN, Access::Token, own, own_list)
        .api(Method::GET, ONE, Access::Token, one, show)
        .api(Method::POST, RELEASE, Access::Token, release, self::release)
        .api(Method::POST, CANCELLATION, Access::Token, cancel, self::cancel)
        .api(Method::PUT, ASSESSORS, Access::Token, exchange, self::exchange)
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

#[derive(Serialize, ToSchema)]
pub struct OwnAssessmentList {
    /// Those that the caller plans or makes and whose report is not released, the next one first.
    assessments: Vec<OwnAssessment>,
}

#[derive(Serialize, ToSchema)]
pub struct OwnAssessment {
    id: AssessmentId,
    factory: OrganisationId,
    mode: Mode,
    first_on: NaiveDate,
    last_on: NaiveDate,
}

#[derive(Serialize, ToSchema)]
pub struct AssessmentWhole {
    id: AssessmentId,
    factory: OrganisationId,
    cycle: CycleId,
    mode: Mode,
    first_on: NaiveDate,
    last_on: NaiveDate,
    /// The external event behind a virtual check, and its day.
    cause: Option<String>,
    cause_on: Option<NaiveDate>,
    assessors: Vec<PersonId>,
    /// What is done on which day, and how.
    blocks: Vec<AssessmentBlock>,
    /// For those who plan and make it; null for everybody else.
    note: Option<String>,
    cancelled: bool,
    /// Null until then.
    released_on: Option<NaiveDate>,
    /// Empty until the release.
    summary: String,
    /// Named by whoever changes it; null for everybody else.
    changes: Option<i32>,
    /// In the caller's language: where it meets another one that the caller plans or makes.
    warnings: Vec<String>,
}

#[derive(Clone, Copy, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AssessmentBlock {
    work: Work,
    /// From 1.
    day: u32,
    delivery: Delivery,
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AssessmentBody {
    /// Hybrid from the third cycle on where no serious issue is open; a virtual check with an external event alone.
    #[schema(required = true, nullable = false)]
    mode: Option<Mode>,
    #[schema(required = true, nullable = false)]
    first_on: Option<NaiveDate>,
    /// Left out, the same day.
    last_on: Option<NaiveDate>,
    /// Two people or more who advise factories of this country.
    assessors: Vec<PersonId>,
    /// Of a virtual check: the event outside factory and programme, with its day.
    cause: Option<String>,
    cause_on: Option<NaiveDate>,
    /// For those who plan and make it alone.
    note: Option<String>,
    /// Left out, the work lies on the days as it usually does. Interviews of workers and the inspection are never virtual.
    blocks: Option<Vec<AssessmentBlock>>,
}

#[derive(Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AssessorsBody {
    /// All who make it from now on: two people or more who advise factories of this country.
    assessors: Vec<PersonId>,
    /// As the assessment was shown.
    changes: i32,
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ReleaseBody {
    /// For everybody who sees the factory's engagement.
    #[schema(required = true, nullable = false)]
    summary: Option<String>,
}

impl From<Assessment> for AssessmentShown {
    fn from(assessment: Assessment) -> Self {
        Self {
            id: assessment.id,
            cycle: assessment.cycle,
            mode: assessment.mode,
            first_on: assessment.first_on,
            last_on: assessment.last_on,
            cause: assessment.cause,
            released_on: assessment.released_on,
            summary: assessment.summary,
        }
    }
}

impl From<Assessment> for OwnAssessment {
    fn from(assessment: Assessment) -> Self {
        Self {
            id: assessment.id,
            factory: assessment.factory,
            mode: assessment.mode,
            first_on: assessment.first_on,
            last_on: assessment.last_on,
        }
    }
}

impl From<Block> for AssessmentBlock {
    fn from(block: Block) -> Self {
        Self { work: block.work, day: block.day, delivery: block.delivery }
    }
}

impl From<AssessmentBlock> for Block {
    fn from(block: AssessmentBlock) -> Self {
        Self { work: block.work, day: block.day, delivery: block.delivery }
    }
}

/// Released ones alone, even for those who make others.
pub async fn assessment_list(
    permit: Permit<SeeEngagement>,
    db: web::Data<Db>,
) -> Outcome<web::Json<AssessmentList>> {
    let found = store::released(db.read(), permit.id).await?;
    Ok(web::Json(AssessmentList { assessments: found.into_iter().map(AssessmentShown::from).collect() }))
}

pub async fn own_list(
    permit: Permit<SeeEngagements>,
    db: web::Data<Db>,
) -> Outcome<web::Json<OwnAssessmentList>> {
    let found = store::unreleased_of(db.read(), permit.actor.person).await?;
    Ok(web::Json(OwnAssessmentList { assessments: found.into_iter().map(OwnAssessment::from).collect() }))
}

/// As this person may know it: another assessment is spoken of to those who know of both.
async fn whole(screen: &Screen, read: &Read, id: AssessmentId, person: PersonId) -> Outcome<AssessmentWhole> {
    let assessment = store::assessment(read, id).await?;
    let blocks = store::blocks(read, id).await?;
    let is_own = assessment.is_known_to(person);
    let warnings = match is_own && !assessment.is_settled() {
        true => clashes(&assessment, &store::unreleased_of(read, person).await?),
        false => Vec::new(),
    };
    let texts = screen.engine().texts();
    Ok(AssessmentWhole {
        id,
        factory: assessment.factory,
        cycle: assessment.cycle,
        mode: assessment.mode,
        first_on: assessment.first_on,
        last_on: assessment.last_on,
        cause: assessment.cause,
        cause_on: assessment.cause_on,
        assessors: assessment.assessors,
        blocks: blocks.into_iter().map(AssessmentBlock::from).collect(),
        note: is_own.then_some(assessment.note),
        changes: is_own.then_some(assessment.changes),
        cancelled: assessment.cancelled_at.is_some(),
        released_on: assessment.released_on,
        summary: assessment.summary,
        warnings: warnings.iter().map(|warning| warning.text(texts, screen.language)).collect(),
    })
}

pub async fn show(
    screen: Screen,
    permit: Permit<SeeAssessment>,
    db: web::Data<Db>,
) -> Outcome<web::Json<AssessmentWhole>> {
    let person = permit.actor.person;
    Ok(web::Json(whole(&screen, db.read(), permit.assessment.id, person).await?))
}

pub async fn plan(
    screen: Screen,
    permit: Permit<PlanAssessment>,
    key: RequestKey,
    body: Body<AssessmentBody>,
    db: web::Data<Db>,
) -> Outcome<HttpResponse> {
    let AssessmentBody { mode, first_on, last_on, assessors, cause, cause_on, note, blocks } = body.0;
    let text = |text: Option<String>| text.unwrap_or_default().trim().to_owned();
    let typed = TypedAssessment {
        mode,
        first_on,
        last_on,
        assessors,
        cause: text(cause),
        cause_on,
        note: text(note),
        // None at all say nothing, as if they were left out.
        blocks: blocks
            .filter(|blocks| !blocks.is_empty())
            .map(|blocks| blocks.into_iter().map(Block::from).collect()),
    };
    let mut once = db.begin_once(&key).await?;
    let id = commands::plan(&mut once, &permit, &typed).await?;
    let planned = whole(&screen, &once, id, permit.actor.person).await?;
    once.json(StatusCode::CREATED, &planned).await
}

pub async fn release(
    screen: Screen,
    permit: Permit<ChangeAssessment>,
    key: RequestKey,
    body: Body<ReleaseBody>,
    db: web::Data<Db>,
) -> Outcome<HttpResponse> {
    let summary = body.0.summary.unwrap_or_default();
    let mut once = db.begin_once(&key).await?;
    commands::release(&mut once, &permit, summary.trim()).await?;
    let released = whole(&screen, &once, permit.assessment.id, permit.actor.person).await?;
    once.json(StatusCode::OK, &released).await
}

pub async fn cancel(
    screen: Screen,
    permit: Permit<ChangeAssessment>,
    key: RequestKey,
    db: web::Data<Db>,
) -> Outcome<HttpResponse> {
    let mut once = db.begin_once(&key).await?;
    commands::cancel(&mut once, &permit).await?;
    let cancelled = whole(&screen, &once, permit.assessment.id, permit.actor.person).await?;
    once.json(StatusCode::OK, &cancelled).await
}

/// Whoever takes themselves out reads it this once more.
pub async fn exchange(
    screen: Screen,
    permit: Permit<ChangeAssessment>,
    key: RequestKey,
    body: Body<AssessorsBody>,
    db: web::Data<Db>,
) -> Outcome<HttpResponse> {
    let (mut body, id) = (body.0, permit.assessment.id);
    // In the order in which they are shown.
    body.assessors.sort_unstable();
    let mut once = db.begin_once(&key).await?;
    if let Err(problem) = exchange::exchange(&mut once, &permit, body.changes, &body.assessors).await {
        drop(once);
        let Problem::Conflict(CHANGED_MEANWHILE) = problem else { return Err(problem) };
        return Err(exchanged_meanwhile(&db, &permit, &body).await);
    }
    let exchanged = whole(&screen, &once, id, permit.actor.person).await?;
    once.json(StatusCode::OK, &exchanged).await
}

/// Who makes it by now, for those who still may know.
async fn exchanged_meanwhile(db: &Db, permit: &Permit<ChangeAssessment>, sent: &AssessorsBody) -> Problem {
    match store::assessment(db.read(), permit.assessment.id).await {
        Ok(now) if !now.is_known_to(permit.actor.person) => Problem::NotFound,
        Ok(now) if now.is_settled() => Problem::Conflict("assessment-settled-already"),
        Ok(now) => {
            let theirs = AssessorsBody { assessors: now.assessors, changes: now.changes };
            Problem::changed(CHANGED_MEANWHILE, sent, &theirs)
        }
        Err(problem) => problem,
    }
}
