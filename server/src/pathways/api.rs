//! Pathways and suggestions as JSON.

use std::collections::HashMap;

use actix_web::{HttpRequest, HttpResponse, http::StatusCode, web};
use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::{
    access::{ChangePathway, SeePathway, SeePathways},
    commands,
    model::{Delivery, GoalKind, PathwayId, StepCount, StepId, StepKind, StepState, step_state},
    store::{
        following,
        pathways::{self, Step, Whole},
        revisions,
    },
    suggesting,
    suggestions::model::{Severity, Suggestion},
};
use crate::{
    catalogue,
    platform::{Body, Db, Engine, Language, OrganisationId, Outcome, Permit, PersonId, RequestKey},
};

#[derive(Serialize, ToSchema)]
pub struct SuggestionList {
    /// The weightiest first.
    suggestions: Vec<SuggestionShown>,
}

#[derive(Serialize, ToSchema)]
pub struct SuggestionShown {
    /// Code of the row of the table that it comes from.
    code: String,
    kind: StepKind,
    delivery: Delivery,
    goal: GoalKind,
    title: String,
    /// Slug, where it is a course.
    course: Option<String>,
    /// Complete only together with a facilitated session.
    needs_session: bool,
    /// Codes of the compliance points that it answers.
    compliance_points: Vec<String>,
    /// The items of the plan that it answers, as they stand.
    items: Vec<SuggestedItem>,
    /// Why, in sentences.
    reasons: Vec<String>,
    weight: u32,
    /// People of the factory who have completed it already, and how many there are.
    learned: u32,
    people: u32,
}

#[derive(Serialize, ToSchema)]
pub struct SuggestedItem {
    id: Uuid,
    severity: Severity,
    /// In how many cycles it was found.
    found_in: u32,
}

pub async fn suggestions(
    request: HttpRequest,
    permit: Permit<SeePathways>,
    db: web::Data<Db>,
    engine: web::Data<Engine>,
) -> Outcome<web::Json<SuggestionList>> {
    let read = db.read();
    let listings = catalogue::listings(read).await?;
    let items = suggesting::items(read, &permit).await?;
    let today = db.clock().now().date_naive();
    let found = suggesting::suggestions(read, &permit, &items, &listings, today).await?;
    let language = Language::of(&request);
    let shown = |suggestion: Suggestion| SuggestionShown {
        title: super::pages::title_of(&suggestion.rule.learning.titles, language.code()),
        code: suggestion.rule.code,
        kind: suggestion.rule.learning.kind,
        delivery: suggestion.rule.learning.delivery,
        goal: suggestion.rule.learning.goal,
        course: suggestion.rule.learning.course,
        needs_session: suggestion.rule.learning.needs_session,
        compliance_points: suggestion.points,
        items: suggestion
            .situations
            .into_iter()
            .map(|one| SuggestedItem { id: one.item, severity: one.severity, found_in: one.found_in })
            .collect(),
        reasons: suggestion.reasons.iter().map(|reason| reason.text(engine.texts(), language)).collect(),
        weight: suggestion.weight,
        learned: suggestion.learned.done,
        people: suggestion.learned.of,
    };
    Ok(web::Json(SuggestionList { suggestions: found.into_iter().map(shown).collect() }))
}

#[derive(Serialize, ToSchema)]
pub struct PathwayList {
    /// The newest first.
    pathways: Vec<PathwayShown>,
}

#[derive(Serialize, ToSchema)]
pub struct PathwayShown {
    id: PathwayId,
    factory: OrganisationId,
    name: String,
    owner: Option<PersonId>,
    starts_on: Option<NaiveDate>,
    ends_on: Option<NaiveDate>,
    /// How often it was changed; publishing names the number that was seen.
    changes: i32,
    /// Whether it was ever published, and whether it was changed since.
    published: bool,
    changed_since: bool,
    ended_at: Option<DateTime<Utc>>,
    stages: Vec<StageShown>,
    goals: Vec<GoalShown>,
    steps: Vec<StepShown>,
}

#[derive(Serialize, ToSchema)]
pub struct StageShown {
    id: Uuid,
    name: String,
    starts_on: Option<NaiveDate>,
    ends_on: Option<NaiveDate>,
}

#[derive(Serialize, ToSchema)]
pub struct GoalShown {
    kind: GoalKind,
    goal: String,
    measure: String,
    due_on: Option<NaiveDate>,
}

#[derive(Serialize, ToSchema)]
pub struct StepShown {
    id: StepId,
    stage: Option<Uuid>,
    /// The item of the improvement plan.
    item: Option<Uuid>,
    compliance_point: Option<String>,
    kind: StepKind,
    delivery: Delivery,
    goal: GoalKind,
    name: String,
    course: Option<String>,
    starts_on: Option<NaiveDate>,
    due_on: Option<NaiveDate>,
    place: String,
    state: StepState,
    /// People who are expected, and who are through; women among them.
    expected: u32,
    done: u32,
    women_expected: u32,
    women_done: u32,
    /// When a workshop, a visit or a task was done.
    done_on: Option<NaiveDate>,
}

pub async fn list(permit: Permit<SeePathways>, db: web::Data<Db>) -> Outcome<web::Json<PathwayList>> {
    let read = db.read();
    let found = pathways::pathways_of(read, permit.id).await?;
    let ids: Vec<PathwayId> = found.iter().map(|pathway| pathway.id).collect();
    let counts = following::step_counts(read, &ids).await?;
    let published = revisions::published(read, &ids).await?;
    let today = db.clock().now().date_naive();
    let wholes = pathways::wholes(read, found).await?;
    let pathways = wholes.into_iter().map(|whole| shown(whole, &counts, &published, today)).collect();
    Ok(web::Json(PathwayList { pathways }))
}

pub async fn pathway(permit: Permit<SeePathway>, db: web::Data<Db>) -> Outcome<web::Json<PathwayShown>> {
    one(&db, permit.pathway.id).await.map(web::Json)
}

async fn one(db: &Db, id: PathwayId) -> Outcome<PathwayShown> {
    let read = db.read();
    let whole = pathways::whole(read, pathways::pathway(read, id).await?).await?;
    let counts = following::step_counts(read, &[id]).await?;
    let published = revisions::published(read, &[id]).await?;
    Ok(shown(whole, &counts, &published, db.clock().now().date_naive()))
}

fn shown(
    whole: Whole,
    counts: &HashMap<StepId, StepCount>,
    published: &HashMap<PathwayId, i32>,
    today: NaiveDate,
) -> PathwayShown {
    let step = |step: Step| {
        let count = counts.get(&step.id).copied().unwrap_or_default();
        StepShown {
            state: step_state(&step, count, today),
            id: step.id,
            stage: step.stage_id.map(|stage| stage.0),
            item: step.item_id,
            compliance_point: step.compliance_point,
            kind: step.kind,
            delivery: step.delivery,
            goal: step.goal,
            name: step.name,
            course: step.course,
            starts_on: step.starts_on,
            due_on: step.due_on,
            place: step.place,
            expected: count.expected,
            done: count.done,
            women_expected: count.women,
            women_done: count.women_done,
            done_on: step.done_on,
        }
    };
    let last = published.get(&whole.pathway.id).copied();
    PathwayShown {
        id: whole.pathway.id,
        factory: whole.pathway.organisation_id,
        owner: whole.pathway.owner_person_id,
        starts_on: whole.pathway.starts_on,
        ends_on: whole.pathway.ends_on,
        changes: whole.pathway.changes,
        published: last.is_some(),
        changed_since: last.is_some_and(|last| last != whole.pathway.changes),
        ended_at: whole.pathway.ended_at,
        name: whole.pathway.name,
        stages: whole
            .stages
            .into_iter()
            .map(|stage| StageShown {
                id: stage.id.0,
                name: stage.name,
                starts_on: stage.starts_on,
                ends_on: stage.ends_on,
            })
            .collect(),
        goals: whole
            .goals
            .into_iter()
            .map(|goal| GoalShown {
                kind: goal.kind,
                goal: goal.goal,
                measure: goal.measure,
                due_on: goal.due_on,
            })
            .collect(),
        steps: whole.steps.into_iter().map(step).collect(),
    }
}

#[derive(Deserialize, ToSchema)]
pub struct PublicationBody {
    /// The number of changes with which the pathway was seen.
    changes: i32,
}

#[derive(Serialize, ToSchema)]
pub struct PublicationShown {
    /// From 1.
    revision: i32,
    /// People who are on a course because of it and were not before.
    enrolled: usize,
    /// People who are expected at a step.
    people: usize,
}

pub async fn publish(
    permit: Permit<ChangePathway>,
    db: web::Data<Db>,
    key: RequestKey,
    body: Body<PublicationBody>,
) -> Outcome<HttpResponse> {
    let mut once = db.begin_once(&key).await?;
    let done = commands::publish(&mut once, &permit, body.0.changes).await?;
    let shown = PublicationShown { revision: done.number, enrolled: done.enrolled, people: done.people };
    once.json(StatusCode::CREATED, &shown).await
}
