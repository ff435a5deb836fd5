//! Findings and improvement plans of the demo's factories, with repeats, both sides' views and evidence.

use std::{collections::BTreeMap, rc::Rc};

use anyhow::{Context, anyhow};
use chrono::{Days, NaiveDate};
use serde::Deserialize;

use crate::{
    app::Academy,
    engagement,
    improvement::{
        Finding, Item, ItemState, Severity, SourceKind, Stance, VoiceSide,
        access::{CarryOutItem, ItemThere, SpeakOnItem, VerifyItem, WorkOnItem},
        commands::{self, Brought, Planned},
        frame::store as frame,
        items_of_plan, released,
        store::{items, reports, voices::View},
        take_in,
    },
    organisations::store::organisations,
    people::{EmailAddress, store::persons},
    platform::{Actor, OrganisationId, Permit, PersonId, actor::Actors},
};

/// Where the manager and the representative are.
const MANAGED: &str = "hoa-gao-3";
const ADVISER: &str = "huy@academy.example";
const ADMINISTRATOR: &str = "admin@academy.example";
const MANAGER: &str = "hanh@hoagao.example";
const REPRESENTATIVE: &str = "lan@hoagao.example";

/// `improvement.toml`.
#[derive(Deserialize)]
struct Invented {
    evidence_note: String,
    finding: Vec<InventedFinding>,
    plan: Vec<InventedPlan>,
}

#[derive(Deserialize)]
struct InventedFinding {
    factory: String,
    cycle: i32,
    point: String,
    #[serde(default)]
    question: String,
    source: SourceKind,
    reference: String,
    days_ago: u64,
    severity: Severity,
    text: String,
}

#[derive(Deserialize)]
struct InventedPlan {
    factory: String,
    cycle: i32,
    point: String,
    #[serde(default)]
    question: String,
    root_cause: String,
    action: String,
    owner: Option<String>,
    #[serde(default)]
    owner_name: String,
    due_in_days: i64,
    state: ItemState,
    evidence: Option<String>,
    management: Option<String>,
    workers: Option<String>,
    workers_partly: Option<String>,
    comment: Option<String>,
}

pub async fn furnish(
    academy: &Academy,
    organisations: &BTreeMap<String, OrganisationId>,
) -> anyhow::Result<()> {
    let invented: Invented = toml::from_str(include_str!("improvement.toml")).context("improvement.toml")?;
    let today = academy.db.clock().now().date_naive();
    let factory = |key: &str| organisations.get(key).copied().with_context(|| format!("no {key}"));
    let adviser = person(academy, ADVISER).await?;
    let administrator = person(academy, ADMINISTRATOR).await?;
    let mut findings = Vec::new();
    for one in invented.finding {
        let day = today.checked_sub_days(Days::new(one.days_ago)).unwrap_or(today);
        findings.push(Ok(finding(factory(&one.factory)?, one, day)));
    }
    let work = academy.db.begin().await?;
    take_in(&work, &findings, adviser).await?;
    let released_on = today.checked_sub_days(Days::new(12)).unwrap_or(today);
    let due_on = released::due_on(&work, Some("VN"), released_on).await?;
    reports::release(&work, factory(MANAGED)?, 2, (released_on, due_on)).await?;
    // Plainly invented: which questions the country reports publicly.
    for code in ["annual-leave", "pay-slip", "fire-safety"] {
        let mut question = frame::question(&work, "VN", code, 1).await?;
        question.public_from = Some(today);
        frame::change_question(&work, &question, question.changes, administrator).await?;
    }
    work.commit().await?;
    for plan in &invented.plan {
        follow(academy, factory(&plan.factory)?, (plan, &invented.evidence_note), today).await?;
    }
    Ok(())
}

fn finding(factory: OrganisationId, one: InventedFinding, found_on: NaiveDate) -> Finding {
    Finding {
        factory,
        cycle: one.cycle,
        cycle_id: None,
        point: one.point,
        question: one.question,
        kind: one.source,
        reference: one.reference,
        found_on,
        severity: one.severity,
        text: one.text,
        root_cause: String::new(),
        action: String::new(),
        due_on: None,
        gone: false,
    }
}

async fn person(academy: &Academy, address: &str) -> anyhow::Result<PersonId> {
    let email = EmailAddress::parse(address).map_err(|key| anyhow!("{key}: {address}"))?;
    let found = persons::find_by_address(academy.db.read(), &email).await?;
    Ok(found.with_context(|| format!("nobody is {address}"))?.id)
}

async fn actor(academy: &Academy, address: &str) -> anyhow::Result<Rc<Actor>> {
    let (id, now) = (person(academy, address).await?, academy.db.clock().now());
    let found = engagement::actors().of_person(academy.db.read(), id, now).await?;
    Ok(Rc::new(found.with_context(|| format!("{address} may not sign in"))?))
}

async fn there(academy: &Academy, item: &Item) -> anyhow::Result<ItemThere> {
    let read = academy.db.read();
    let factory = organisations::organisation(read, item.factory_id).await?;
    Ok(ItemThere { item: items::item(read, item.id).await?, factory })
}

/// What the factory's people and its adviser did with an item.
async fn follow(
    academy: &Academy,
    factory: OrganisationId,
    (plan, evidence_note): (&InventedPlan, &str),
    today: NaiveDate,
) -> anyhow::Result<()> {
    let found = items_of_plan(academy.db.read(), factory, Some(plan.cycle)).await?;
    let item = found
        .iter()
        .find(|item| item.point_code == plan.point && item.question_code == plan.question)
        .with_context(|| format!("nothing was found on {}", plan.point))?;
    // Who manages one of the factories works on its plan; on the others it is the adviser.
    let who = if plan.factory == MANAGED { MANAGER } else { ADVISER };
    let worker = actor(academy, who).await?;
    let owner = match &plan.owner {
        Some(address) => Some(person(academy, address).await?),
        None => None,
    };
    let worked = if plan.state == ItemState::Verified { ItemState::ReportedFixed } else { plan.state };
    let due_on = today + chrono::TimeDelta::days(plan.due_in_days);
    let planned = Planned {
        root_cause: Some(plan.root_cause.clone()),
        action: Some(plan.action.clone()),
        owner: Some(owner),
        owner_name: Some(plan.owner_name.clone()),
        due_on: (due_on >= today).then_some(Some(due_on)),
        severity: None,
        state: Some(worked),
    };
    let permit = Permit::<WorkOnItem>::judge(worker, there(academy, item).await?)?;
    let mut work = academy.db.begin().await?;
    let mut after = commands::plan(&mut work, &permit, item.changes, &planned).await?;
    if due_on < today {
        // Time has passed since it was planned; nobody plans for a day that is over.
        items::save(&work, &Item { due_on: Some(due_on), ..after.clone() }, after.changes).await?;
        after.changes += 1;
    }
    work.commit().await?;
    let permit = Permit::<CarryOutItem>::judge(permit.actor.clone(), there(academy, item).await?)?;
    say(academy, &permit, plan).await?;
    bring_evidence(academy, &permit, plan, evidence_note).await?;
    speak_for_workers(academy, item, plan).await?;
    verify(academy, item, plan, after.changes).await
}

/// The comment, and the view of management.
async fn say(academy: &Academy, permit: &Permit<CarryOutItem>, plan: &InventedPlan) -> anyhow::Result<()> {
    let mut work = academy.db.begin().await?;
    if let Some(text) = &plan.comment {
        commands::comment(&mut work, permit, text).await?;
    }
    if let Some(text) = &plan.management {
        let view = view(VoiceSide::Management, Stance::Solved, text);
        let there = there(academy, &permit.item).await?;
        let permit = Permit::<SpeakOnItem>::judge(permit.actor.clone(), there)?;
        commands::speak(&mut work, &permit, &view).await?;
    }
    Ok(work.commit().await?)
}

async fn verify(academy: &Academy, item: &Item, plan: &InventedPlan, changes: i32) -> anyhow::Result<()> {
    if plan.state != ItemState::Verified {
        return Ok(());
    }
    let permit = Permit::<VerifyItem>::judge(actor(academy, ADVISER).await?, there(academy, item).await?)?;
    let mut work = academy.db.begin().await?;
    commands::verify(&mut work, &permit, changes).await?;
    Ok(work.commit().await?)
}

async fn bring_evidence(
    academy: &Academy,
    permit: &Permit<CarryOutItem>,
    plan: &InventedPlan,
    note: &str,
) -> anyhow::Result<()> {
    let Some(name) = &plan.evidence else { return Ok(()) };
    let text = format!("{}\n", plan.action);
    let file = academy.storage.put(text.clone().into_bytes().into()).await?;
    let mut work = academy.db.begin().await?;
    let brought = Brought {
        id: None,
        file: &file,
        file_name: name,
        media_type: "text/plain; charset=utf-8",
        bytes: text.len(),
        note,
    };
    commands::bring_evidence(&mut work, permit, &brought).await?;
    Ok(work.commit().await?)
}

async fn speak_for_workers(academy: &Academy, item: &Item, plan: &InventedPlan) -> anyhow::Result<()> {
    let said = plan.workers.as_ref().map(|text| (Stance::Solved, text));
    let partly = plan.workers_partly.as_ref().map(|text| (Stance::PartlySolved, text));
    if let Some((stance, text)) = said.or(partly) {
        let representative = actor(academy, REPRESENTATIVE).await?;
        let permit = Permit::<SpeakOnItem>::judge(representative, there(academy, item).await?)?;
        let mut work = academy.db.begin().await?;
        let view = view(VoiceSide::Workers, stance, text);
        commands::speak(&mut work, &permit, &view).await?;
        work.commit().await?;
    }
    Ok(())
}

fn view(side: VoiceSide, stance: Stance, text: &str) -> View {
    View { side, stance, text: text.to_owned(), women_heard: side == VoiceSide::Workers, men_heard: true }
}
