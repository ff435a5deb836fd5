//! Serious issues of a factory as JSON: found, and closed with a reason.

use actix_web::{
    HttpResponse,
    http::{Method, StatusCode},
    web,
};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{
    access::CloseIssue,
    commands,
    store::{self, SeriousIssue, SeriousIssueId},
};
use crate::{
    engagement::{
        access::{ChangeEngagement, SeeEngagement},
        model::SeriousKind,
    },
    platform::{Access, Action, Body, Db, Described, Outcome, Permit, RequestKey, Routes},
};

pub fn routes() -> Routes {
    const ISSUES: &str = "/api/v1/factories/{factory}/serious-issues";
    const CLOSING: &str = "/api/v1/serious-issues/{issue}/closing";
    let list = Described::new("serious-issues-list", 200).gives::<SeriousIssueList>();
    let open =
        Described::new("serious-issue-open", 201).takes::<SeriousIssueBody>().gives::<SeriousIssueShown>();
    let close =
        Described::new("serious-issue-close", 200).takes::<ClosingBody>().gives::<SeriousIssueShown>();
    Routes::new()
        .api(Method::GET, ISSUES, Access::Token, list, self::list)
        .api(Method::POST, ISSUES, Access::Token, open, self::open)
        .api(Method::POST, CLOSING, Access::Token, close, self::close)
}

#[derive(Serialize, ToSchema)]
pub struct SeriousIssueList {
    /// The newest first; closed ones stay in the list.
    issues: Vec<SeriousIssueShown>,
}

#[derive(Serialize, ToSchema)]
pub struct SeriousIssueShown {
    id: SeriousIssueId,
    kind: SeriousKind,
    found_on: NaiveDate,
    /// For the programme's people; null for everybody else.
    note: Option<String>,
    /// Null while it is open.
    closed_on: Option<NaiveDate>,
    close_reason: Option<String>,
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SeriousIssueBody {
    #[schema(required = true, nullable = false)]
    kind: Option<SeriousKind>,
    /// Today or before.
    #[schema(required = true, nullable = false)]
    found_on: Option<NaiveDate>,
    #[schema(required = true, nullable = false)]
    note: Option<String>,
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ClosingBody {
    #[schema(required = true, nullable = false)]
    reason: Option<String>,
}

impl From<SeriousIssue> for SeriousIssueShown {
    fn from(issue: SeriousIssue) -> Self {
        Self {
            id: issue.id,
            kind: issue.kind,
            found_on: issue.found_on,
            note: Some(issue.note),
            closed_on: issue.closed_on,
            close_reason: issue.close_reason,
        }
    }
}

pub async fn list(permit: Permit<SeeEngagement>, db: web::Data<Db>) -> Outcome<web::Json<SeriousIssueList>> {
    let is_programme = permit.actor.may(ChangeEngagement::NAME, &permit.place());
    let found = store::issues_of(db.read(), permit.id).await?;
    let mut issues: Vec<SeriousIssueShown> = found.into_iter().map(SeriousIssueShown::from).collect();
    for issue in &mut issues {
        issue.note = issue.note.take().filter(|_| is_programme);
    }
    Ok(web::Json(SeriousIssueList { issues }))
}

pub async fn open(
    permit: Permit<ChangeEngagement>,
    key: RequestKey,
    body: Body<SeriousIssueBody>,
    db: web::Data<Db>,
) -> Outcome<HttpResponse> {
    let SeriousIssueBody { kind, found_on, note } = body.0;
    let note = note.unwrap_or_default();
    let mut once = db.begin_once(&key).await?;
    let id = commands::open_issue(&mut once, &permit, (kind, found_on, note.trim())).await?;
    let opened = SeriousIssueShown::from(store::issue(&once, id).await?);
    once.json(StatusCode::CREATED, &opened).await
}

pub async fn close(
    permit: Permit<CloseIssue>,
    key: RequestKey,
    body: Body<ClosingBody>,
    db: web::Data<Db>,
) -> Outcome<HttpResponse> {
    let reason = body.0.reason.unwrap_or_default();
    let mut once = db.begin_once(&key).await?;
    commands::close_issue(&mut once, &permit, reason.trim()).await?;
    let closed = SeriousIssueShown::from(store::issue(&once, permit.subject.subject.id).await?);
    once.json(StatusCode::OK, &closed).await
}
