//! One item as JSON: the same commands as its page.

use actix_web::{HttpResponse, http::StatusCode, web};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{
    access::{CarryOutItem, ItemThere, SeeItem, SpeakOnItem, VerifyItem, WorkOnItem},
    api::{PlanItem, shown},
    commands::{self, CHANGED_MEANWHILE, Planned},
    model::{ItemState, Severity, Stance, VoiceSide},
    store::{
        history::{self, ChangeKind},
        items,
        items::ItemId,
        voices::View,
    },
};
use crate::{
    organisations,
    platform::{
        Body, Db, FieldErrors, Outcome, Permit, PersonId, Problem, RequestKey, spreadsheets::date_in,
    },
};

#[derive(Serialize, ToSchema)]
pub struct CommentList {
    comments: Vec<CommentLine>,
}

#[derive(Serialize, ToSchema)]
pub struct CommentLine {
    text: String,
    at: DateTime<Utc>,
    by: PersonId,
}

#[derive(Serialize, ToSchema)]
pub struct ItemHistory {
    /// The newest first, at most 200.
    changes: Vec<ItemChanged>,
}

#[derive(Serialize, ToSchema)]
pub struct ItemChanged {
    kind: ChangeKind,
    /// What it was and what it became, by the names of the fields.
    #[schema(value_type = Object)]
    details: serde_json::Value,
    at: DateTime<Utc>,
    by: PersonId,
}

/// What is left out stays; an empty `owner` or `due_on` takes it away. The owner of the item may send its state alone.
#[derive(Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ItemChange {
    /// `changes` as it was read: when somebody was quicker, the answer is 409.
    changes: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    state: Option<ItemState>,
    /// Changed by the adviser's side only.
    #[serde(skip_serializing_if = "Option::is_none")]
    severity: Option<Severity>,
    #[serde(skip_serializing_if = "Option::is_none")]
    root_cause: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    action: Option<String>,
    /// Id of somebody of the factory.
    #[serde(skip_serializing_if = "Option::is_none")]
    owner: Option<String>,
    /// Where the owner has no account.
    #[serde(skip_serializing_if = "Option::is_none")]
    owner_name: Option<String>,
    /// A day, `2026-11-22`; not in the past.
    #[serde(skip_serializing_if = "Option::is_none")]
    due_on: Option<String>,
}

#[derive(Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Verification {
    /// `changes` as it was read.
    changes: u32,
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct VoiceBody {
    /// One's own side of the committee.
    side: VoiceSide,
    stance: Stance,
    text: String,
    #[serde(default)]
    women_heard: bool,
    #[serde(default)]
    men_heard: bool,
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CommentBody {
    text: String,
}

pub async fn item(permit: Permit<SeeItem>, db: web::Data<Db>) -> Outcome<web::Json<PlanItem>> {
    Ok(web::Json(fresh(&db, &permit).await?))
}

async fn fresh(db: &Db, there: &ItemThere) -> Outcome<PlanItem> {
    let read = db.read();
    let item = items::item(read, there.item.id).await?;
    let today = there.factory.day_at(db.clock().now());
    shown(read, vec![item], today).await?.pop().ok_or(Problem::NotFound)
}

impl ItemChange {
    /// The state, where nothing else is to change: its owner may say that too.
    fn state_alone(&self) -> Option<ItemState> {
        let texts = [&self.root_cause, &self.action, &self.owner, &self.owner_name, &self.due_on];
        let alone = self.severity.is_none() && texts.iter().all(|text| text.is_none());
        self.state.filter(|_| alone)
    }
}

pub async fn change(
    permit: Permit<CarryOutItem>,
    body: Body<ItemChange>,
    db: web::Data<Db>,
) -> Outcome<web::Json<PlanItem>> {
    let sent = serde_json::to_value(&body.0).map_err(Problem::internal)?;
    if let Err(problem) = changed(&permit, body.0, &db).await {
        return Err(late(&db, &permit, problem, &sent).await);
    }
    Ok(web::Json(fresh(&db, &permit).await?))
}

async fn changed(permit: &Permit<CarryOutItem>, body: ItemChange, db: &Db) -> Outcome<()> {
    let seen = seen(body.changes);
    if let Some(state) = body.state_alone() {
        let mut work = db.begin().await?;
        commands::carry_out(&mut work, permit, seen, state).await?;
        return work.commit().await;
    }
    let permit = Permit::<WorkOnItem>::judge(permit.actor.clone(), permit.subject.clone())?;
    let planned = planned(&permit, body, db).await?;
    let mut work = db.begin().await?;
    commands::plan(&mut work, &permit, seen, &planned).await?;
    work.commit().await
}

async fn planned(permit: &Permit<WorkOnItem>, body: ItemChange, db: &Db) -> Outcome<Planned> {
    let due_on = match body.due_on.as_deref() {
        None => None,
        Some("") => Some(None),
        Some(text) => Some(Some(date_in(text).map_err(|key| FieldErrors::one("due_on", key))?)),
    };
    let owner = match body.owner.as_deref() {
        None => None,
        Some("") => Some(None),
        Some(text) => Some(Some(somebody(db, permit, text).await?)),
    };
    Ok(Planned {
        root_cause: body.root_cause,
        action: body.action,
        owner,
        owner_name: body.owner_name,
        due_on,
        severity: body.severity,
        state: body.state,
    })
}

/// Where somebody was quicker, with what the item is by now; any other problem as it is.
async fn late(db: &Db, there: &ItemThere, problem: Problem, sent: &impl Serialize) -> Problem {
    match problem {
        Problem::Conflict(CHANGED_MEANWHILE) => match fresh(db, there).await {
            Ok(now) => Problem::changed(CHANGED_MEANWHILE, sent, &now),
            Err(problem) => problem,
        },
        problem => problem,
    }
}

async fn somebody(db: &Db, permit: &Permit<WorkOnItem>, text: &str) -> Outcome<PersonId> {
    let unknown = || FieldErrors::one("owner", "item-owner-unknown");
    let id: PersonId = text.parse().map_err(|_| unknown())?;
    let today = permit.factory.day_at(db.clock().now());
    let members = organisations::people_in(db.read(), permit.factory.id, today).await?;
    if members.contains(&id) { Ok(id) } else { Err(unknown().into()) }
}

fn seen(changes: u32) -> i32 {
    i32::try_from(changes).unwrap_or(i32::MAX)
}

pub async fn verify(
    permit: Permit<VerifyItem>,
    body: Body<Verification>,
    db: web::Data<Db>,
) -> Outcome<web::Json<PlanItem>> {
    let mut work = db.begin().await?;
    if let Err(problem) = commands::verify(&mut work, &permit, seen(body.0.changes)).await {
        drop(work);
        return Err(late(&db, &permit, problem, &body.0).await);
    }
    work.commit().await?;
    Ok(web::Json(fresh(&db, &permit).await?))
}

pub async fn speak(
    permit: Permit<SpeakOnItem>,
    body: Body<VoiceBody>,
    key: RequestKey,
    db: web::Data<Db>,
) -> Outcome<HttpResponse> {
    let VoiceBody { side, stance, text, women_heard, men_heard } = body.0;
    let view = View { side, stance, text, women_heard, men_heard };
    let mut once = db.begin_once(&key).await?;
    commands::speak(&mut once, &permit, &view).await?;
    once.json(StatusCode::OK, &Said { item: permit.item.id }).await
}

#[derive(Serialize, ToSchema)]
pub struct Said {
    item: ItemId,
}

pub async fn comment(
    permit: Permit<CarryOutItem>,
    body: Body<CommentBody>,
    key: RequestKey,
    db: web::Data<Db>,
) -> Outcome<HttpResponse> {
    let mut once = db.begin_once(&key).await?;
    commands::comment(&mut once, &permit, body.0.text.trim()).await?;
    once.json(StatusCode::OK, &Said { item: permit.item.id }).await
}

pub async fn comments(permit: Permit<SeeItem>, db: web::Data<Db>) -> Outcome<web::Json<CommentList>> {
    let comments = history::comments(db.read(), permit.item.id).await?;
    let line = |one: history::Comment| CommentLine { text: one.text, at: one.at, by: one.by_person_id };
    Ok(web::Json(CommentList { comments: comments.into_iter().map(line).collect() }))
}

pub async fn history(permit: Permit<SeeItem>, db: web::Data<Db>) -> Outcome<web::Json<ItemHistory>> {
    let changes = history::changes(db.read(), permit.item.id).await?;
    let line = |one: history::Change| ItemChanged {
        kind: one.kind,
        details: serde_json::from_str(&one.details).unwrap_or_else(|_| serde_json::json!({})),
        at: one.at,
        by: one.by_person_id,
    };
    Ok(web::Json(ItemHistory { changes: changes.into_iter().map(line).collect() }))
}
