//! Findings that wait for the release of an assessment report, as JSON: for those who plan and make the assessment. Everybody
//! else gets the answers that they would get if there were no such assessment.

use actix_web::{HttpResponse, http::StatusCode, web};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{
    Finding, Severity, SourceKind,
    findings::{
        left::{self, Wanted},
        waiting::{self, HeldId},
    },
};
use crate::{
    engagement::{
        AssessmentId,
        assessments::access::{ChangeAssessment, SeeAssessment},
    },
    platform::{Body, Db, Outcome, Permit, Read, RequestKey},
};

/// The word for findings that are not to become items.
const DROPPED: &str = "dropped";

#[derive(Serialize, ToSchema)]
pub struct HeldFindingList {
    /// In the order in which they came.
    findings: Vec<HeldFinding>,
}

#[derive(Serialize, ToSchema)]
pub struct HeldFinding {
    id: HeldId,
    /// Code of a compliance point.
    point: String,
    source: SourceKind,
    /// What the source calls it.
    reference: String,
    found_on: NaiveDate,
    severity: Severity,
    text: String,
}

/// What becomes of findings whose assessment was cancelled.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct HeldSettlement {
    /// Some of those that wait.
    finding: Vec<HeldId>,
    /// `dropped`; or the id of another assessment of this factory that the caller plans or makes and that is not released,
    /// to which they go.
    #[schema(required = true, nullable = false)]
    wanted: Option<String>,
}

impl From<(HeldId, Finding)> for HeldFinding {
    fn from((id, finding): (HeldId, Finding)) -> Self {
        Self {
            id,
            reference: finding.name().to_owned(),
            point: finding.point,
            source: finding.kind,
            found_on: finding.found_on,
            severity: finding.severity,
            text: finding.text,
        }
    }
}

async fn held(read: &Read, assessment: AssessmentId) -> Outcome<HeldFindingList> {
    let found = waiting::waiting_of(read, assessment).await?;
    Ok(HeldFindingList { findings: found.into_iter().map(HeldFinding::from).collect() })
}

pub async fn list(permit: Permit<SeeAssessment>, db: web::Data<Db>) -> Outcome<web::Json<HeldFindingList>> {
    Ok(web::Json(held(db.read(), permit.assessment.id).await?))
}

/// Answers with what is left waiting.
pub async fn settle(
    permit: Permit<ChangeAssessment>,
    key: RequestKey,
    body: Body<HeldSettlement>,
    db: web::Data<Db>,
) -> Outcome<HttpResponse> {
    let wanted = match body.0.wanted.as_deref() {
        Some(DROPPED) => Some(Wanted::Dropped),
        other => other.and_then(|id| id.parse().ok()).map(Wanted::MovedTo),
    };
    let mut once = db.begin_once(&key).await?;
    left::settle(&mut once, &permit, (&body.0.finding, wanted)).await?;
    let left = held(&once, permit.assessment.id).await?;
    once.json(StatusCode::OK, &left).await
}
