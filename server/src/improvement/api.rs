//! A factory's improvement plan as JSON.

use actix_web::web;
use chrono::{DateTime, NaiveDate, Utc};
use serde::Serialize;
use utoipa::ToSchema;

use super::{
    access::SeePlan,
    cycles,
    frame::store as frame,
    model::{ItemState, Severity, SourceKind, Stance, VoiceSide},
    store::{
        evidence,
        items::{self, Item, ItemId},
        sources::{self, Source},
        voices::{self, Voice},
    },
};
use crate::{
    engagement,
    platform::{Db, OrganisationId, Outcome, Permit, PersonId, Problem, Read, pages::ListQuery},
};

#[derive(Serialize, ToSchema)]
pub struct PlanShown {
    factory: OrganisationId,
    /// The cycle that the factory is in, from 1.
    cycle: i32,
    items: Vec<PlanItem>,
}

#[derive(Serialize, ToSchema)]
pub struct PlanItem {
    id: ItemId,
    cycle: u32,
    /// Code of a compliance point.
    point: String,
    point_name_en: String,
    point_name_vi: String,
    cluster: String,
    /// Code of a question of the country, where one is named.
    question: Option<String>,
    state: ItemState,
    severity: Severity,
    /// The same point was found in an earlier cycle.
    found_again: bool,
    found_on: NaiveDate,
    root_cause: String,
    action: String,
    owner: Option<PersonId>,
    owner_name: String,
    due_on: Option<NaiveDate>,
    overdue: bool,
    /// Counts the changes by people; sent back with a change, it shows whether somebody was quicker.
    changes: u32,
    verified_at: Option<DateTime<Utc>>,
    sources: Vec<PlanSource>,
    /// Files that count.
    evidence: u64,
    voices: Vec<PlanVoice>,
}

#[derive(Serialize, ToSchema)]
pub struct PlanSource {
    source: SourceKind,
    reference: String,
    found_on: NaiveDate,
    severity: Severity,
    text: String,
    /// What the source says of cause, action and day, also where people planned otherwise.
    root_cause: String,
    action: String,
    due_on: Option<NaiveDate>,
    /// Since when the source says so no more.
    gone_on: Option<NaiveDate>,
    brought_at: DateTime<Utc>,
    brought_by: PersonId,
}

#[derive(Serialize, ToSchema)]
pub struct PlanVoice {
    side: VoiceSide,
    stance: Stance,
    text: String,
    women_heard: bool,
    men_heard: bool,
    at: DateTime<Utc>,
    by: PersonId,
}

/// Everything that was found, the newest cycle first; `cycle` and `state` narrow it.
pub async fn plan(
    permit: Permit<SeePlan>,
    query: ListQuery,
    db: web::Data<Db>,
) -> Outcome<web::Json<PlanShown>> {
    let read = db.read();
    let cycle = match query.text("cycle") {
        "" => None,
        text => Some(text.parse::<i32>().map_err(|_| Problem::BadRequest("finding-cycle-wrong"))?),
    };
    if let Some(number) = cycle {
        let kept = engagement::cycles_of_all(read, &[permit.id]).await?;
        let is_kept = kept.iter().any(|cycle| i32::try_from(cycle.number) == Ok(number));
        if !is_kept && !items::cycles_with_items(read, permit.id).await?.contains(&number) {
            return Err(Problem::BadRequest("finding-cycle-unknown"));
        }
    }
    let state = match query.text("state") {
        "" => None,
        word => Some(ItemState::from_word(word).ok_or(Problem::BadRequest("improvement-state-unknown"))?),
    };
    let mut items = items::items_of_factories(read, &[permit.id], cycle).await?;
    if let Some(state) = state {
        items.retain(|item| item.state == state);
    }
    items.sort_by_key(|item| std::cmp::Reverse(item.cycle_number));
    let today = permit.day_at(db.clock().now());
    let cycle = cycles::meant(read, permit.id).await?;
    Ok(web::Json(PlanShown { factory: permit.id, cycle, items: shown(read, items, today).await? }))
}

/// These items with all that belongs to them, in four queries.
pub async fn shown(read: &Read, items: Vec<Item>, today: NaiveDate) -> Outcome<Vec<PlanItem>> {
    let ids: Vec<ItemId> = items.iter().map(|item| item.id).collect();
    let points = frame::points_by_code(read).await?;
    let mut sources = sources::of_items(read, &ids).await?;
    let evidence = evidence::counts(read, &ids).await?;
    let mut voices = voices::of_items(read, &ids).await?;
    let shown = |item: Item| {
        let point = points.get(&item.point_code);
        let overdue = item.is_overdue(today);
        PlanItem {
            id: item.id,
            cycle: u32::try_from(item.cycle_number).unwrap_or(0),
            point_name_en: point.map(|point| point.name_en.clone()).unwrap_or_default(),
            point_name_vi: point.map(|point| point.name_vi.clone()).unwrap_or_default(),
            cluster: point.map(|point| point.cluster_code.clone()).unwrap_or_default(),
            point: item.point_code,
            question: Some(item.question_code).filter(|code| !code.is_empty()),
            state: item.state,
            severity: item.severity,
            found_again: item.found_again,
            found_on: item.found_on,
            root_cause: item.root_cause,
            action: item.action,
            owner: item.owner_person_id,
            owner_name: item.owner_name,
            due_on: item.due_on,
            overdue,
            changes: u32::try_from(item.changes).unwrap_or(0),
            verified_at: item.verified_at,
            sources: sources.remove(&item.id).unwrap_or_default().into_iter().map(source).collect(),
            evidence: evidence.get(&item.id).copied().unwrap_or(0),
            voices: voices.remove(&item.id).unwrap_or_default().into_iter().map(voice).collect(),
        }
    };
    Ok(items.into_iter().map(shown).collect())
}

fn source(source: Source) -> PlanSource {
    PlanSource {
        source: source.kind,
        reference: source.reference,
        found_on: source.found_on,
        severity: source.severity,
        text: source.text,
        root_cause: source.root_cause,
        action: source.action,
        due_on: source.due_on,
        gone_on: source.gone_on,
        brought_at: source.brought_at,
        brought_by: source.brought_by_person_id,
    }
}

fn voice(voice: Voice) -> PlanVoice {
    PlanVoice {
        side: voice.side,
        stance: voice.stance,
        text: voice.text,
        women_heard: voice.women_heard,
        men_heard: voice.men_heard,
        at: voice.at,
        by: voice.by_person_id,
    }
}
