//! The table of suggestions: read by whoever decides about what it suggests, changed by those whose it is.

use std::collections::BTreeMap;

use actix_web::{HttpResponse, http::StatusCode, web};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{
    catalogue, improvement,
    pathways::{
        access::{ChangeSuggestion, ChangeSuggestions, SeeSuggestions},
        model::{GoalKind, StepDelivery, StepKind},
        suggestions::{
            self,
            commands::{self, ROW_CHANGED_MEANWHILE},
            form::{self, Known},
            model::Rule,
            store,
        },
    },
    platform::{Body, Db, FieldErrors, Form, Outcome, Permit, Problem, RequestKey, pages::ListQuery},
};

#[derive(Serialize, ToSchema)]
pub struct SuggestionRowList {
    /// By their codes, in force or ended.
    rows: Vec<SuggestionRow>,
}

#[derive(Serialize, ToSchema)]
pub struct SuggestionRow {
    /// Never changes.
    code: String,
    kind: StepKind,
    delivery: StepDelivery,
    goal: GoalKind,
    /// Slug, where it is a course.
    course: Option<String>,
    /// By language.
    titles: BTreeMap<String, String>,
    /// Codes; any where there are none.
    compliance_points: Vec<String>,
    /// Words that a root cause holds; any where there are none.
    root_causes: Vec<String>,
    /// ISO 3166-1 alpha-2; null for every country.
    country: Option<String>,
    /// Null where it is good as long as the course is.
    valid_from: Option<NaiveDate>,
    /// The last day.
    valid_until: Option<NaiveDate>,
    /// Who says that it helps; empty where the course says it of itself.
    source: String,
    /// How often people changed it; a change names the number that was seen.
    changes: i32,
}

#[derive(Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SuggestionRowBody {
    /// Small letters, digits and hyphens; only of a row that is added.
    #[serde(skip_serializing_if = "Option::is_none")]
    code: Option<String>,
    /// `changes` as it was read; only of a row that is changed.
    changes: Option<i32>,
    kind: StepKind,
    delivery: StepDelivery,
    goal: GoalKind,
    course: Option<String>,
    #[serde(default)]
    titles: BTreeMap<String, String>,
    #[serde(default)]
    compliance_points: Vec<String>,
    #[serde(default)]
    root_causes: Vec<String>,
    country: Option<String>,
    valid_from: NaiveDate,
    valid_until: Option<NaiveDate>,
    source: String,
}

fn shown(rule: Rule) -> SuggestionRow {
    SuggestionRow {
        code: rule.code,
        kind: rule.learning.kind,
        delivery: rule.learning.delivery,
        goal: rule.learning.goal,
        course: rule.learning.course,
        titles: rule.learning.titles,
        compliance_points: rule.compliance_points,
        root_causes: rule.root_causes,
        country: rule.country,
        valid_from: Some(rule.valid_from).filter(|from| *from > NaiveDate::MIN),
        valid_until: rule.valid_until,
        source: rule.source,
        changes: rule.changes.unwrap_or(0),
    }
}

/// `country` gives the rows that count there.
pub async fn list(
    _: Permit<SeeSuggestions>,
    query: ListQuery,
    db: web::Data<Db>,
) -> Outcome<web::Json<SuggestionRowList>> {
    let country = query.text("country");
    let counts = |rule: &Rule| country.is_empty() || rule.country.as_deref().is_none_or(|own| own == country);
    let listings = catalogue::listings(db.read()).await?;
    let rows = suggestions::rows(store::changed_rules(db.read()).await?, &listings);
    Ok(web::Json(SuggestionRowList { rows: rows.into_iter().filter(counts).map(shown).collect() }))
}

pub async fn add(
    permit: Permit<ChangeSuggestions>,
    db: web::Data<Db>,
    key: RequestKey,
    body: Body<SuggestionRowBody>,
) -> Outcome<HttpResponse> {
    let rule = rule(&db, &body.0, None).await?;
    let mut once = db.begin_once(&key).await?;
    commands::add(&mut once, &permit, &rule).await?;
    let row = suggestions::row(&once, &rule.code).await?;
    once.json(StatusCode::CREATED, &shown(row)).await
}

pub async fn change(
    permit: Permit<ChangeSuggestion>,
    db: web::Data<Db>,
    key: RequestKey,
    body: Body<SuggestionRowBody>,
) -> Outcome<HttpResponse> {
    let Some(seen) = body.0.changes else {
        return Err(late(&db, &permit, Problem::Conflict(ROW_CHANGED_MEANWHILE), &body.0).await);
    };
    let rule = rule(&db, &body.0, Some(&permit.subject)).await?;
    let mut once = db.begin_once(&key).await?;
    if let Err(problem) = commands::change(&mut once, &permit, &rule, seen).await {
        drop(once);
        return Err(late(&db, &permit, problem, &body.0).await);
    }
    let row = suggestions::row(&once, &rule.code).await?;
    once.json(StatusCode::OK, &shown(row)).await
}

/// Where somebody was quicker, with what the row is by now; any other problem as it is.
async fn late(
    db: &Db,
    permit: &Permit<ChangeSuggestion>,
    problem: Problem,
    sent: &SuggestionRowBody,
) -> Problem {
    match problem {
        Problem::Conflict(ROW_CHANGED_MEANWHILE) => {
            match suggestions::row(db.read(), &permit.subject.code).await {
                Ok(now) => Problem::changed(ROW_CHANGED_MEANWHILE, sent, &shown(now)),
                Err(problem) => problem,
            }
        }
        problem => problem,
    }
}

/// A row by the rules of the form in the browser.
async fn rule(db: &Db, body: &SuggestionRowBody, old: Option<&Rule>) -> Outcome<Rule> {
    let listings = catalogue::listings(db.read()).await?;
    let points = improvement::points_by_code(db.read()).await?;
    if body.compliance_points.iter().any(|code| !points.contains_key(code)) {
        return Err(FieldErrors::one("compliance_points", "suggestion-point-unknown").into());
    }
    let text = |value: Option<&String>| value.cloned().unwrap_or_default();
    let mut fields = vec![
        ("code", text(body.code.as_ref())),
        ("kind", body.kind.word().to_owned()),
        ("delivery", body.delivery.word().to_owned()),
        ("goal", body.goal.word().to_owned()),
        ("course", text(body.course.as_ref())),
        ("title_en", text(body.titles.get("en"))),
        ("title_vi", text(body.titles.get("vi"))),
        ("causes", body.root_causes.join(",")),
        ("country", text(body.country.as_ref())),
        ("valid_from", body.valid_from.to_string()),
        ("valid_until", body.valid_until.map(|day| day.to_string()).unwrap_or_default()),
        ("source", body.source.clone()),
    ];
    fields.extend(body.compliance_points.iter().map(|code| ("points", code.clone())));
    let known = Known { listings: &listings, points: &points };
    form::rule(&Form::of(fields), old, &known).map_err(|mut errors| {
        for error in &mut errors.0 {
            error.field = match error.field.as_str() {
                "points" => "compliance_points".to_owned(),
                "title_en" | "title_vi" => "titles".to_owned(),
                _ => continue,
            };
        }
        errors.into()
    })
}
