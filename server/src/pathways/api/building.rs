//! Pathways are built by other systems as in the browser: the same rules at the same fields, the same commands.

use actix_web::{HttpRequest, HttpResponse, http::StatusCode, web};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::{
    Teller, made,
    settled::{Part, Sent, settled},
    within,
};
use crate::{
    pathways::{
        access::{ChangePathway, ChangeStep, MakePathway, There},
        commands, form,
        loaded::{Loaded, load},
        model::{GoalId, GoalKind, Relation, Side, StageId, StepDelivery, StepId, StepKind},
        pages::begin,
    },
    platform::{
        Body, Db, FieldErrors, Form, Outcome, Permit, PersonId, Problem, RequestKey,
        roles::{Role, Sex},
    },
};

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewPathway {
    name: String,
    starts_on: Option<NaiveDate>,
    ends_on: Option<NaiveDate>,
    /// Code of a template that the Academy comes with, or id of one that people made.
    template: Option<String>,
}

#[derive(Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DescriptionBody {
    /// `changes` as it was read.
    changes: i32,
    name: String,
    owner: Option<PersonId>,
    starts_on: Option<NaiveDate>,
    ends_on: Option<NaiveDate>,
}

#[derive(Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct StageBody {
    /// `changes` as it was read.
    changes: i32,
    name: String,
    starts_on: Option<NaiveDate>,
    ends_on: Option<NaiveDate>,
}

#[derive(Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct GoalBody {
    /// `changes` as it was read.
    changes: i32,
    kind: GoalKind,
    goal: String,
    /// By what it is seen that it is reached.
    measure: String,
    due_on: Option<NaiveDate>,
}

#[derive(Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct StepBody {
    /// `changes` as it was read.
    changes: i32,
    kind: StepKind,
    delivery: StepDelivery,
    goal: GoalKind,
    /// Left out, a course is called what it is called.
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<String>,
    /// Slug, where it is a course.
    course: Option<String>,
    stage: Option<StageId>,
    /// The item of the improvement plan.
    item: Option<Uuid>,
    starts_on: Option<NaiveDate>,
    due_on: Option<NaiveDate>,
    #[serde(skip_serializing_if = "Option::is_none")]
    place: Option<String>,
    owner: Option<PersonId>,
    /// Who takes part; what is left out may be anything.
    role: Option<Role>,
    side: Option<Side>,
    sex: Option<Sex>,
    #[serde(skip_serializing_if = "Option::is_none")]
    department: Option<String>,
    /// Per cent of those who are meant, 1 to 100; all where it is left out.
    #[serde(skip_serializing_if = "Option::is_none")]
    coverage: Option<i32>,
    /// What it is to the step in `other`.
    relation: Option<Relation>,
    other: Option<StepId>,
}

#[derive(Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ChangesBody {
    /// `changes` as it was read.
    pub changes: i32,
}

fn text<T: ToString>(value: Option<T>) -> String {
    value.map(|value| value.to_string()).unwrap_or_default()
}

/// The fields of the browser's form begin with what they are about.
fn without(prefix: &str, errors: FieldErrors) -> Problem {
    let mut plain = errors;
    for error in &mut plain.0 {
        if let Some(field) = error.field.strip_prefix(prefix) {
            error.field = field.to_owned();
        }
    }
    plain.into()
}

pub async fn make(
    permit: Permit<MakePathway>,
    db: web::Data<Db>,
    teller: Teller,
    key: RequestKey,
    body: Body<NewPathway>,
) -> Outcome<HttpResponse> {
    let NewPathway { name, starts_on, ends_on, template } = body.0;
    let fields = [("name", name), ("starts_on", text(starts_on)), ("ends_on", text(ends_on))];
    let mut description = form::description(&Form::of(fields), &[])?;
    description.owner = Some(permit.actor.person);
    let template = match template {
        None => None,
        Some(code) => {
            let who = (&*permit.actor, teller.language);
            Some(begin::find(db.read(), who, permit.country.as_deref(), &code).await?)
        }
    };
    let mut once = db.begin_once(&key).await?;
    let id = commands::make(&mut once, &permit, &description, template.as_ref()).await?;
    let shown = made(&once, &permit, id, &teller).await?;
    once.json(StatusCode::CREATED, &shown).await
}

pub async fn describe(
    permit: Permit<ChangePathway>,
    db: web::Data<Db>,
    teller: Teller,
    key: RequestKey,
    body: Body<DescriptionBody>,
) -> Outcome<HttpResponse> {
    let loaded = load(&db, &permit, permit.actor.person, teller.language).await?;
    let sent = Sent::of(&body.0, Part::Itself)?;
    let DescriptionBody { changes, name, owner, starts_on, ends_on } = body.0;
    let fields =
        [("name", name), ("owner", text(owner)), ("starts_on", text(starts_on)), ("ends_on", text(ends_on))];
    let description = form::description(&Form::of(fields), &loaded.owners)?;
    let mut once = db.begin_once(&key).await?;
    let done = commands::describe(&mut once, &permit, &description, changes).await;
    settled(&db, (&permit, &teller), (once, done), (StatusCode::OK, sent)).await
}

pub async fn add_stage(
    permit: Permit<ChangePathway>,
    db: web::Data<Db>,
    teller: Teller,
    key: RequestKey,
    body: Body<StageBody>,
) -> Outcome<HttpResponse> {
    stage(&permit, &db, &teller, &key, (None, body.0)).await
}

pub async fn save_stage(
    request: HttpRequest,
    permit: Permit<ChangePathway>,
    db: web::Data<Db>,
    teller: Teller,
    key: RequestKey,
    body: Body<StageBody>,
) -> Outcome<HttpResponse> {
    let id: StageId = within(&request, "stage")?;
    let whole = crate::pathways::store::pathways::whole(db.read(), permit.pathway.clone()).await?;
    if whole.stages.iter().all(|stage| stage.id != id) {
        return Err(Problem::NotFound);
    }
    stage(&permit, &db, &teller, &key, (Some(id), body.0)).await
}

async fn stage(
    permit: &Permit<ChangePathway>,
    db: &Db,
    teller: &Teller,
    key: &RequestKey,
    (id, body): (Option<StageId>, StageBody),
) -> Outcome<HttpResponse> {
    let part = id.map_or(Part::New, |id| Part::In("stages", id.to_string()));
    let sent = Sent::of(&body, part)?;
    let fields = [
        ("stage_name", body.name),
        ("stage_starts_on", text(body.starts_on)),
        ("stage_ends_on", text(body.ends_on)),
    ];
    let stage = form::stage(&Form::of(fields)).map_err(|errors| without("stage_", errors))?;
    let mut once = db.begin_once(key).await?;
    let done = commands::add_stage(&mut once, permit, (id, &stage), body.changes).await;
    let status = if id.is_none() { StatusCode::CREATED } else { StatusCode::OK };
    settled(db, (permit, teller), (once, done), (status, sent)).await
}

pub async fn remove_stage(
    request: HttpRequest,
    permit: Permit<ChangePathway>,
    db: web::Data<Db>,
    teller: Teller,
    key: RequestKey,
    body: Body<ChangesBody>,
) -> Outcome<HttpResponse> {
    let id: StageId = within(&request, "stage")?;
    let mut once = db.begin_once(&key).await?;
    let done = commands::remove_stage(&mut once, &permit, id, body.0.changes).await;
    let sent = Sent::of(&body.0, Part::Itself)?;
    settled(&db, (&permit, &teller), (once, done), (StatusCode::OK, sent)).await
}

pub async fn add_goal(
    permit: Permit<ChangePathway>,
    db: web::Data<Db>,
    teller: Teller,
    key: RequestKey,
    body: Body<GoalBody>,
) -> Outcome<HttpResponse> {
    let sent = Sent::of(&body.0, Part::New)?;
    let GoalBody { changes, kind, goal, measure, due_on } = body.0;
    let fields = [
        ("goal_kind", kind.word().to_owned()),
        ("goal_text", goal),
        ("goal_measure", measure),
        ("goal_due_on", text(due_on)),
    ];
    let goal = form::goal(&Form::of(fields)).map_err(|errors| without("goal_", errors))?;
    let mut once = db.begin_once(&key).await?;
    let done = commands::add_goal(&mut once, &permit, &goal, changes).await;
    settled(&db, (&permit, &teller), (once, done), (StatusCode::CREATED, sent)).await
}

pub async fn remove_goal(
    request: HttpRequest,
    permit: Permit<ChangePathway>,
    db: web::Data<Db>,
    teller: Teller,
    key: RequestKey,
    body: Body<ChangesBody>,
) -> Outcome<HttpResponse> {
    let id: GoalId = within(&request, "goal")?;
    let mut once = db.begin_once(&key).await?;
    let done = commands::remove_goal(&mut once, &permit, id, body.0.changes).await;
    let sent = Sent::of(&body.0, Part::Itself)?;
    settled(&db, (&permit, &teller), (once, done), (StatusCode::OK, sent)).await
}

pub async fn add_step(
    permit: Permit<ChangePathway>,
    db: web::Data<Db>,
    teller: Teller,
    key: RequestKey,
    body: Body<StepBody>,
) -> Outcome<HttpResponse> {
    let loaded = load(&db, &permit, permit.actor.person, teller.language).await?;
    let (changes, fields) = (body.0.changes, step(&loaded, &body.0)?);
    let mut once = db.begin_once(&key).await?;
    let done = commands::add_step(&mut once, &permit, &fields, changes).await;
    let sent = Sent::of(&body.0, Part::New)?;
    settled(&db, (&permit, &teller), (once, done), (StatusCode::CREATED, sent)).await
}

pub async fn save_step(
    permit: Permit<ChangeStep>,
    db: web::Data<Db>,
    teller: Teller,
    key: RequestKey,
    body: Body<StepBody>,
) -> Outcome<HttpResponse> {
    let there = There { pathway: permit.pathway.clone(), factory: permit.factory.clone() };
    let loaded = load(&db, &there, permit.actor.person, teller.language).await?;
    if body.0.other == Some(permit.step.id) {
        return Err(FieldErrors::one("other", "pathway-other-missing").into());
    }
    let (changes, fields) = (body.0.changes, step(&loaded, &body.0)?);
    let mut once = db.begin_once(&key).await?;
    let done = commands::save_step(&mut once, &permit, &fields, changes).await;
    let sent = Sent::of(&body.0, Part::In("steps", permit.step.id.to_string()))?;
    settled(&db, (&there, &teller), (once, done), (StatusCode::OK, sent)).await
}

/// The fields of a step; what it names must be there.
fn step(loaded: &Loaded, body: &StepBody) -> Outcome<commands::StepFields> {
    let fields = [
        ("kind", body.kind.word().to_owned()),
        ("delivery", body.delivery.word().to_owned()),
        ("goal", body.goal.word().to_owned()),
        ("name", text(body.name.as_ref())),
        ("course", text(body.course.as_ref())),
        ("stage", text(body.stage)),
        ("item", text(body.item)),
        ("starts_on", text(body.starts_on)),
        ("due_on", text(body.due_on)),
        ("place", text(body.place.as_ref())),
        ("owner", text(body.owner)),
        ("role", text(body.role.map(Role::word))),
        ("side", text(body.side.map(Side::word))),
        ("sex", text(body.sex.map(Sex::word))),
        ("department", text(body.department.as_ref())),
        ("coverage", text(body.coverage)),
        ("relation", text(body.relation.map(Relation::word))),
        ("other", text(body.other)),
    ];
    let Loaded { whole, items, listings, owners, .. } = loaded;
    let fields = form::step(&Form::of(fields), &form::Known { whole, items, listings, owners })?;
    // The browser offers what there is; here something else may be named.
    let mut errors = FieldErrors::default();
    if body.course.is_some() && body.kind != StepKind::Course {
        errors.add("course", "pathway-course-of-no-course");
    }
    if body.stage != fields.stage {
        errors.add("stage", "pathway-stage-unknown");
    }
    if body.item != fields.item {
        errors.add("item", "pathway-item-unknown");
    }
    if body.other != fields.other.map(|(other, _)| other) {
        errors.add("other", "pathway-other-missing");
    }
    if errors.is_empty() { Ok(fields) } else { Err(errors.into()) }
}

pub async fn remove_step(
    permit: Permit<ChangeStep>,
    db: web::Data<Db>,
    teller: Teller,
    key: RequestKey,
    body: Body<ChangesBody>,
) -> Outcome<HttpResponse> {
    let mut once = db.begin_once(&key).await?;
    let done = commands::remove_step(&mut once, &permit, body.0.changes).await;
    let sent = Sent::of(&body.0, Part::Itself)?;
    let there = There { pathway: permit.pathway.clone(), factory: permit.factory.clone() };
    settled(&db, (&there, &teller), (once, done), (StatusCode::OK, sent)).await
}

pub async fn end(
    permit: Permit<ChangePathway>,
    db: web::Data<Db>,
    teller: Teller,
    key: RequestKey,
    body: Body<ChangesBody>,
) -> Outcome<HttpResponse> {
    let mut once = db.begin_once(&key).await?;
    let done = commands::end(&mut once, &permit, body.0.changes).await;
    let sent = Sent::of(&body.0, Part::Itself)?;
    settled(&db, (&permit, &teller), (once, done), (StatusCode::OK, sent)).await
}
