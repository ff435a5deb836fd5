//! Audiences as JSON.

use actix_web::{HttpResponse, http::StatusCode, web};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{
    access::{ChangeAudience, MakeAudience},
    commands::{self, CHANGED_MEANWHILE},
    form::{Typed, plan},
    model::{Audience, AudienceId, Plan},
    store,
};
use crate::{
    catalogue::CourseId,
    platform::{Body, Db, Language, OrganisationId, Outcome, Permit, Problem, Read, RequestKey, roles::Role},
};

#[derive(Serialize, ToSchema)]
pub struct AudienceList {
    audiences: Vec<AudienceShown>,
}

#[derive(Serialize, ToSchema)]
pub struct AudienceShown {
    id: AudienceId,
    name: String,
    role: Option<Role>,
    /// ISO 3166-1 alpha-2.
    country: Option<String>,
    language: Option<Language>,
    joined_after: Option<NaiveDate>,
    course: CourseId,
    /// Days from the match to the due date.
    due_in_days: Option<u32>,
    /// How often it was changed; a change names it.
    changes: i32,
    ended: bool,
    /// How many match now; left out in lists.
    matching: Option<u64>,
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AudienceBody {
    name: String,
    role: Option<String>,
    country: Option<String>,
    language: Option<String>,
    joined_after: Option<NaiveDate>,
    /// Slug or id of a published course.
    course: String,
    due_in_days: Option<u32>,
}

/// The whole rule as it shall be: what is left out asks for nothing any more.
#[derive(Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AudienceChange {
    name: String,
    role: Option<String>,
    country: Option<String>,
    language: Option<String>,
    joined_after: Option<NaiveDate>,
    /// Slug or id of a published course.
    course: String,
    due_in_days: Option<u32>,
    /// As they stood when the rule was read; where somebody changed it since, the answer is 409.
    changes: i32,
}

pub async fn list(permit: Permit<MakeAudience>, db: web::Data<Db>) -> Outcome<web::Json<AudienceList>> {
    let audiences = store::audiences_of(db.read(), permit.id).await?;
    Ok(web::Json(AudienceList {
        audiences: audiences.into_iter().map(|audience| shown(audience, None)).collect(),
    }))
}

pub async fn make(
    permit: Permit<MakeAudience>,
    body: Body<AudienceBody>,
    key: RequestKey,
    db: web::Data<Db>,
) -> Outcome<HttpResponse> {
    let plan = planned(&db, permit.id, body.0).await?;
    let mut once = db.begin_once(&key).await?;
    let id = commands::make(&mut once, &permit, &plan).await?;
    let audience = with_count(&once, store::audience(&once, id).await?, once.now().date_naive()).await?;
    once.json(StatusCode::CREATED, &audience).await
}

/// Who is enrolled already stays; the new rule holds from now on.
pub async fn change(
    permit: Permit<ChangeAudience>,
    body: Body<AudienceChange>,
    key: RequestKey,
    db: web::Data<Db>,
) -> Outcome<HttpResponse> {
    let sent = serde_json::to_value(&body.0).map_err(Problem::internal)?;
    let AudienceChange { name, role, country, language, joined_after, course, due_in_days, changes } = body.0;
    let rule = AudienceBody { name, role, country, language, joined_after, course, due_in_days };
    let plan = planned(&db, permit.organisation.id, rule).await?;
    let mut once = db.begin_once(&key).await?;
    if let Err(problem) = commands::change(&mut once, &permit, &plan, changes).await {
        drop(once);
        return Err(late(&db, &permit, problem, (sent, &plan)).await);
    }
    let today = once.now().date_naive();
    let audience = with_count(&once, store::audience(&once, permit.audience.id).await?, today).await?;
    once.json(StatusCode::OK, &audience).await
}

/// Where somebody was quicker, with what the rule is by now; any other problem as it is.
async fn late(
    db: &Db,
    permit: &Permit<ChangeAudience>,
    problem: Problem,
    (mut sent, plan): (serde_json::Value, &Plan),
) -> Problem {
    let Problem::Conflict(CHANGED_MEANWHILE) = problem else { return problem };
    // A course may be sent by its slug, and is shown by its id.
    if let Some(fields) = sent.as_object_mut() {
        fields.insert("course".to_owned(), plan.course.to_string().into());
    }
    match store::audience(db.read(), permit.audience.id).await {
        Ok(now) => Problem::changed(CHANGED_MEANWHILE, &sent, &shown(now, None)),
        Err(problem) => problem,
    }
}

async fn planned(db: &Db, organisation: OrganisationId, body: AudienceBody) -> Outcome<Plan> {
    let text = |value: &Option<String>| value.clone().unwrap_or_default();
    let (role, country, language) = (text(&body.role), text(&body.country), text(&body.language));
    let joined_after = body.joined_after.map(|day| day.to_string()).unwrap_or_default();
    let days = body.due_in_days.map(|days| days.to_string()).unwrap_or_default();
    let typed = Typed {
        name: body.name.trim(),
        role: &role,
        country: &country,
        language: &language,
        joined_after: &joined_after,
        course: &body.course,
        due_in_days: &days,
    };
    plan(db.read(), organisation, &typed).await
}

pub async fn audience(
    permit: Permit<ChangeAudience>,
    db: web::Data<Db>,
) -> Outcome<web::Json<AudienceShown>> {
    let today = db.clock().now().date_naive();
    with_count(db.read(), permit.audience.clone(), today).await.map(web::Json)
}

pub async fn end(
    permit: Permit<ChangeAudience>,
    key: RequestKey,
    db: web::Data<Db>,
) -> Outcome<HttpResponse> {
    let mut once = db.begin_once(&key).await?;
    commands::end(&mut once, &permit).await?;
    once.json(StatusCode::NO_CONTENT, &()).await.map(|_| HttpResponse::NoContent().finish())
}

async fn with_count(read: &Read, audience: Audience, today: NaiveDate) -> Outcome<AudienceShown> {
    let (_, matching) = store::matching(read, &audience.plan.who, today, 0).await?;
    Ok(shown(audience, Some(matching)))
}

fn shown(audience: Audience, matching: Option<u64>) -> AudienceShown {
    let plan = audience.plan;
    AudienceShown {
        id: audience.id,
        name: plan.name,
        role: plan.who.role,
        country: plan.who.country,
        language: plan.who.language,
        joined_after: plan.who.joined_after,
        course: plan.course,
        due_in_days: plan.due_in_days,
        changes: audience.changes,
        ended: audience.ended,
        matching,
    }
}
