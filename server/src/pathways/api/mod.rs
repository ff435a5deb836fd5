//! Pathways and suggestions as JSON.

mod absences;
pub mod building;
pub mod deciding;
pub mod home;
pub mod learned;
pub mod routes;
mod settled;
pub mod table;
pub mod templates;

use std::{
    collections::HashMap,
    future::{Ready, ready},
    str::FromStr,
};

use actix_web::{FromRequest, HttpRequest, dev::Payload, web};
use chrono::{DateTime, NaiveDate, Utc};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::{
    access::{SeePathway, SeePathways, There},
    circle::circle,
    model::{
        Broken, Decider, GoalId, GoalKind, PathwayId, Relation, Side, Standing, StepCount, StepDelivery,
        StepId, StepKind, StepState, broken, step_state,
    },
    store::{
        following,
        pathways::{self, Pathway, Step, Whole},
        revisions,
    },
    suggesting,
    suggestions::model::{Severity, Suggestion},
};
use crate::{
    catalogue::{self, Titles},
    organisations::store::organisations::Organisation,
    people::store::persons,
    platform::{
        Db, Engine, Language, OrganisationId, Outcome, Permit, PersonId, Problem, Read,
        roles::{Role, Sex},
    },
};

/// Says sentences in the language of whoever calls.
pub struct Teller {
    engine: web::Data<Engine>,
    pub language: Language,
}

impl FromRequest for Teller {
    type Error = Problem;
    type Future = Ready<Result<Self, Problem>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let engine = request.app_data::<web::Data<Engine>>().cloned();
        let engine = engine.ok_or_else(|| Problem::Internal("no engine".to_owned()));
        ready(engine.map(|engine| Self { engine, language: Language::of(request) }))
    }
}

/// An id in the address.
fn within<T: FromStr>(request: &HttpRequest, name: &str) -> Outcome<T> {
    request.match_info().query(name).parse().map_err(|_| Problem::NotFound)
}

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
    delivery: StepDelivery,
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
    let today = permit.day_at(db.clock().now());
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
    /// What is broken, and who must decide.
    broken: Vec<BrokenShown>,
    stages: Vec<StageShown>,
    goals: Vec<GoalShown>,
    steps: Vec<StepShown>,
}

#[derive(Serialize, ToSchema)]
pub struct BrokenShown {
    /// In a sentence.
    what: String,
    /// Null where it is about the pathway.
    step: Option<StepId>,
    decider: Decider,
    /// The people whom it is about, such as those who did not come; 0 where it is about nobody.
    people: u32,
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
    id: GoalId,
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
    delivery: StepDelivery,
    goal: GoalKind,
    name: String,
    course: Option<String>,
    starts_on: Option<NaiveDate>,
    due_on: Option<NaiveDate>,
    place: String,
    owner: Option<PersonId>,
    /// Who takes part; what is null may be anything.
    role: Option<Role>,
    side: Option<Side>,
    sex: Option<Sex>,
    department: String,
    /// Per cent of those who are meant.
    coverage: i32,
    /// What it is to the step in `other`.
    relation: Option<Relation>,
    other: Option<StepId>,
    state: StepState,
    /// People who are expected, and who are through; women among them.
    expected: u32,
    done: u32,
    women_expected: u32,
    women_done: u32,
    /// When a workshop, a visit or a task was done.
    done_on: Option<NaiveDate>,
}

pub async fn list(
    permit: Permit<SeePathways>,
    db: web::Data<Db>,
    teller: Teller,
) -> Outcome<web::Json<PathwayList>> {
    let read = db.read();
    let found = pathways::pathways_of(read, permit.id).await?;
    let today = permit.day_at(db.clock().now());
    Ok(web::Json(PathwayList { pathways: all(read, &permit, found, today, &teller).await? }))
}

pub async fn pathway(
    permit: Permit<SeePathway>,
    db: web::Data<Db>,
    teller: Teller,
) -> Outcome<web::Json<PathwayShown>> {
    now(&db, &permit, &teller).await.map(web::Json)
}

/// The pathway as it is stored.
async fn now(db: &Db, there: &There, teller: &Teller) -> Outcome<PathwayShown> {
    let (read, today) = (db.read(), there.factory.day_at(db.clock().now()));
    let stored = pathways::pathway(read, there.pathway.id).await?;
    let mut shown = all(read, &there.factory, vec![stored], today, teller).await?;
    shown.pop().ok_or(Problem::NotFound)
}

/// The pathway as a unit of work has made it.
async fn made(
    work: &crate::platform::UnitOfWork,
    factory: &Organisation,
    id: PathwayId,
    teller: &Teller,
) -> Outcome<PathwayShown> {
    let now = pathways::pathway(work, id).await?;
    let mut shown = all(work, factory, vec![now], factory.day_at(work.now()), teller).await?;
    shown.pop().ok_or(Problem::NotFound)
}

/// Fifteen queries, however many there are.
async fn all(
    read: &Read,
    factory: &Organisation,
    found: Vec<Pathway>,
    today: NaiveDate,
    teller: &Teller,
) -> Outcome<Vec<PathwayShown>> {
    let ids: Vec<PathwayId> = found.iter().map(|pathway| pathway.id).collect();
    let counts = following::step_counts(read, &ids).await?;
    let published = revisions::published(read, &ids).await?;
    let mut wholes = pathways::wholes(read, found).await?;
    let listings = catalogue::listings(read).await?;
    let titles = Titles::of(&listings);
    for whole in &mut wholes {
        whole.in_words_of(&titles, teller.language);
    }
    let circle = circle(read, factory.id, &wholes, today).await?;
    let names = persons::people(read, circle.asked.iter().copied()).await?;
    let names = names.into_iter().map(|(id, person)| (id, person.name)).collect();
    let standing = circle.standing(factory, &listings, names);
    let shown = |whole: Whole| {
        let broken = told(&whole, &standing, published.contains_key(&whole.pathway.id), teller);
        PathwayShown { broken, ..shown(whole, &counts, &published, today) }
    };
    Ok(wholes.into_iter().map(shown).collect())
}

fn told(whole: &Whole, standing: &Standing, is_published: bool, teller: &Teller) -> Vec<BrokenShown> {
    let one = |broken: Broken| BrokenShown {
        what: broken.sentence().text(teller.engine.texts(), teller.language),
        step: broken.step,
        decider: broken.decider,
        people: broken.people,
    };
    broken(whole, standing, is_published).into_iter().map(one).collect()
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
            owner: step.owner_person_id,
            role: step.role,
            side: step.side,
            sex: step.sex,
            department: step.department,
            coverage: step.coverage,
            relation: step.relation,
            other: step.other_step_id,
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
        broken: Vec::new(),
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
                id: goal.id,
                kind: goal.kind,
                goal: goal.goal,
                measure: goal.measure,
                due_on: goal.due_on,
            })
            .collect(),
        steps: whole.steps.into_iter().map(step).collect(),
    }
}
