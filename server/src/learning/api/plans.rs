//! Action plans.

use actix_web::{HttpResponse, http::StatusCode, web};
use chrono::{DateTime, NaiveDate, Utc};
use courses::{Activity, Course, Step};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{
    catalogue::CourseLibrary,
    learning::{
        access::{Countersign, SeeEnrolment, Study},
        commands,
        model::{Commitment, CommitmentId, Countersignature, FollowUpOutcome},
        player::shown_language,
        promises::{Draft, promises_of},
        store,
    },
    platform::{Body, Db, Outcome, Permit, PersonId, Problem, Read, RequestKey, once::Once},
    records::EnrolmentId,
};

#[derive(Serialize, ToSchema)]
pub struct PlanDocument {
    commitments: Vec<CommitmentDocument>,
    countersignature: Option<CountersignatureDocument>,
}

#[derive(Serialize, ToSchema)]
pub struct CommitmentDocument {
    id: CommitmentId,
    promise: String,
    owner: String,
    due_on: NaiveDate,
    measure: String,
    made_at: DateTime<Utc>,
    /// From then on the learner is asked how it went.
    ask_at: DateTime<Utc>,
    follow_up: Option<FollowUpDocument>,
}

#[derive(Serialize, ToSchema)]
pub struct FollowUpDocument {
    at: DateTime<Utc>,
    outcome: FollowUpOutcome,
    comment: String,
}

#[derive(Serialize, ToSchema)]
pub struct CountersignatureDocument {
    at: DateTime<Utc>,
    by: PersonId,
    comment: String,
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PlanBody {
    /// The whole plan, in its order; what is left out goes. Also taken under the name by which it is given: `commitments`.
    #[serde(alias = "commitments")]
    promises: Vec<PromiseBody>,
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PromiseBody {
    /// Made by the client (UUID version 7); it stays when the promise is changed.
    id: CommitmentId,
    promise: String,
    /// Who sees to it.
    owner: String,
    due_on: NaiveDate,
    /// How it will show.
    measure: String,
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CountersignatureBody {
    comment: Option<String>,
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct FollowUpBody {
    outcome: FollowUpOutcome,
    comment: Option<String>,
}

pub async fn plan(permit: Permit<SeeEnrolment>, db: web::Data<Db>) -> Outcome<web::Json<PlanDocument>> {
    commands::note_enrolment_seen(&db, &permit).await?;
    PlanDocument::now(db.read(), permit.enrolment.id).await.map(web::Json)
}

pub async fn make(
    permit: Permit<Study>,
    body: Body<PlanBody>,
    key: RequestKey,
    db: web::Data<Db>,
    library: web::Data<CourseLibrary>,
) -> Outcome<HttpResponse> {
    let course = library.course(db.read(), permit.version).await?;
    let step = plan_step(&course).ok_or(Problem::NotFound)?;
    let promises = promises_of(body.0.promises.into_iter().map(Draft::from).collect())?;
    let language = shown_language(&course, permit.language);
    let mut once = db.begin_once(&key).await?;
    commands::begin_unless_begun(&mut once, &permit, &course, &step.id, language).await?;
    commands::make_plan(&mut once, &permit, &course, &step.id, promises, language).await?;
    answered(once, permit.id).await
}

pub async fn countersign(
    permit: Permit<Countersign>,
    body: Body<CountersignatureBody>,
    key: RequestKey,
    db: web::Data<Db>,
    library: web::Data<CourseLibrary>,
) -> Outcome<HttpResponse> {
    let course = library.course(db.read(), permit.enrolment.version).await?;
    let mut once = db.begin_once(&key).await?;
    commands::countersign(&mut once, &permit, &course, &body.0.comment.unwrap_or_default()).await?;
    answered(once, permit.enrolment.id).await
}

pub async fn report(
    permit: Permit<Study>,
    body: Body<FollowUpBody>,
    path: web::Path<(String, String)>,
    key: RequestKey,
    db: web::Data<Db>,
    library: web::Data<CourseLibrary>,
) -> Outcome<HttpResponse> {
    let commitment = path.1.parse().map_err(|_| Problem::NotFound)?;
    let course = library.course(db.read(), permit.version).await?;
    let comment = body.0.comment.unwrap_or_default();
    let mut once = db.begin_once(&key).await?;
    commands::report(&mut once, &permit, &course, commitment, body.0.outcome, &comment).await?;
    answered(once, permit.id).await
}

/// The plan as it is after the change.
async fn answered(once: Once, enrolment: EnrolmentId) -> Outcome<HttpResponse> {
    let document = PlanDocument::now(&once, enrolment).await?;
    once.json(StatusCode::OK, &document).await
}

fn plan_step(course: &Course) -> Option<&Step> {
    course.steps().map(|(_, step)| step).find(|step| matches!(step.activity, Activity::Plan(_)))
}

impl PlanDocument {
    async fn now(read: &Read, enrolment: EnrolmentId) -> Outcome<Self> {
        let commitments = store::commitments(read, enrolment).await?;
        let countersignature = store::countersignature(read, enrolment).await?;
        Ok(Self {
            commitments: commitments.into_iter().map(CommitmentDocument::from).collect(),
            countersignature: countersignature.map(CountersignatureDocument::from),
        })
    }
}

impl From<Commitment> for CommitmentDocument {
    fn from(commitment: Commitment) -> Self {
        Self {
            id: commitment.id,
            promise: commitment.promise,
            owner: commitment.owner,
            due_on: commitment.due_on,
            measure: commitment.measure,
            made_at: commitment.made_at,
            ask_at: commitment.ask_at,
            follow_up: commitment.follow_up.map(|said| FollowUpDocument {
                at: said.at,
                outcome: said.outcome,
                comment: said.comment,
            }),
        }
    }
}

impl From<Countersignature> for CountersignatureDocument {
    fn from(signed: Countersignature) -> Self {
        Self { at: signed.at, by: signed.by, comment: signed.comment }
    }
}

impl From<PromiseBody> for Draft {
    fn from(body: PromiseBody) -> Self {
        let PromiseBody { id, promise, owner, due_on, measure } = body;
        Self { id, promise, owner, due_on: due_on.to_string(), measure }
    }
}
