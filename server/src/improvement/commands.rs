//! What people change of an item. Learning is not among what closes one: evidence and the committee's view are.

mod evidence;
mod reports;

use chrono::NaiveDate;
use serde_json::{Value, json};

pub use evidence::{Brought, bring_evidence, withdraw_evidence};
pub use reports::{REPORT_CHANGED_MEANWHILE, Sending, note_release, write_report};

use super::{
    access::{CarryOutItem, ItemThere, SpeakOnItem, VerifyItem, WorkOnItem},
    model::{ItemState, Proof, Severity, Stance, VoiceSide},
    news::{self, Happened as News},
    sides::sides_of,
    store::{
        evidence::count as evidence_count,
        history::{self, ChangeKind, Happened},
        items::{self, Item, ItemId},
        voices::{self, View},
    },
};
use crate::platform::{
    Action, Actor, FieldErrors, Outcome, Permit, PersonId, Problem, UnitOfWork,
    actor::Standing,
    audit,
    outgoing::{self, EventKind, OutgoingEvent},
};

/// Somebody changed the same item meanwhile.
pub const CHANGED_MEANWHILE: &str = "item-changed-meanwhile";

const LONGEST_TEXT: usize = 4_000;

/// What the plan says of an item. What is `None` stays.
#[derive(Clone, Debug, Default)]
pub struct Planned {
    pub root_cause: Option<String>,
    pub action: Option<String>,
    /// The inner `None` takes the owner away.
    pub owner: Option<Option<PersonId>>,
    pub owner_name: Option<String>,
    pub due_on: Option<Option<NaiveDate>>,
    pub severity: Option<Severity>,
    pub state: Option<ItemState>,
}

/// Changes an item that still is as `seen` (its `changes`). Returns the item as it is then.
///
/// # Errors
/// `Problem::Conflict` when somebody was quicker, `Problem::Invalid` for a state that nobody may set by hand.
pub async fn plan(
    work: &mut UnitOfWork,
    permit: &Permit<WorkOnItem>,
    seen: i32,
    planned: &Planned,
) -> Outcome<Item> {
    change(work, (&permit.actor, &permit.subject), seen, planned).await
}

/// Says how far an item is, by whoever carries it out. The rest of it stays as it was planned.
///
/// # Errors
/// As for [`plan`].
pub async fn carry_out(
    work: &mut UnitOfWork,
    permit: &Permit<CarryOutItem>,
    seen: i32,
    state: ItemState,
) -> Outcome<Item> {
    let planned = Planned { state: Some(state), ..Planned::default() };
    change(work, (&permit.actor, &permit.subject), seen, &planned).await
}

async fn change(
    work: &mut UnitOfWork,
    (actor, there): (&Actor, &ItemThere),
    seen: i32,
    planned: &Planned,
) -> Outcome<Item> {
    // Read anew: what the permit holds is from before this unit.
    let before = items::item(work, there.item.id).await?;
    if before.changes != seen {
        return Err(Problem::Conflict(CHANGED_MEANWHILE));
    }
    let mut after = changed(&before, planned);
    check((actor, there), (&before, &after), there.factory.day_at(work.now()))?;
    if after == before {
        return Ok(before);
    }
    let by = actor.person;
    if before.state == ItemState::Verified && after.state == ItemState::Verified {
        // What was verified is not what stands there now.
        after.state = ItemState::UnderWay;
        note_reopened(work, before.id, "changed", by).await?;
    }
    after.changed_at = Some(work.now());
    after.changed_by_person_id = Some(by);
    if after.state != ItemState::Verified {
        (after.verified_at, after.verified_by_person_id) = (None, None);
    }
    if !items::save(work, &after, seen).await? {
        return Err(Problem::Conflict(CHANGED_MEANWHILE));
    }
    let kind = if differences(&before, &after).as_object().is_some_and(|all| all.keys().eq(["state"])) {
        ChangeKind::State
    } else {
        ChangeKind::Planned
    };
    let details = differences(&before, &after);
    note(work, by, there, WorkOnItem::NAME, kind, details).await?;
    tell(work, &after).await?;
    tell_people(work, &before, &after, by).await?;
    after.changes = seen.saturating_add(1);
    Ok(after)
}

fn changed(before: &Item, planned: &Planned) -> Item {
    let mut after = before.clone();
    if let Some(text) = &planned.root_cause {
        after.root_cause.clone_from(text);
    }
    if let Some(text) = &planned.action {
        after.action.clone_from(text);
    }
    if let Some(owner) = planned.owner {
        after.owner_person_id = owner;
    }
    if let Some(name) = &planned.owner_name {
        after.owner_name.clone_from(name);
    }
    if let Some(due_on) = planned.due_on {
        after.due_on = due_on;
    }
    if let Some(severity) = planned.severity {
        after.severity = severity;
    }
    if let Some(state) = planned.state {
        after.state = state;
    }
    after
}

/// The history says why a verified item is under way again, and those who were told that it is verified hear of it.
async fn note_reopened(work: &UnitOfWork, item: ItemId, reason: &'static str, by: PersonId) -> Outcome<()> {
    let state = json!({ "from": ItemState::Verified, "to": ItemState::UnderWay });
    let details = json!({ "state": state, "reason": reason });
    history::note(work, by, vec![Happened { item, kind: ChangeKind::Reopened, details }]).await?;
    news::tell(work, News::Reopened, item, by).await
}

fn check(
    (actor, there): (&Actor, &ItemThere),
    (before, after): (&Item, &Item),
    today: NaiveDate,
) -> Outcome<()> {
    let mut errors = FieldErrors::default();
    for (field, text) in [("root_cause", &after.root_cause), ("action", &after.action)] {
        if text.chars().count() > LONGEST_TEXT {
            errors.add(field, "finding-text-too-long");
        }
    }
    if after.owner_name.chars().count() > 120 {
        errors.add("owner_name", "item-owner-too-long");
    }
    // Somewhere it is yesterday still.
    let earliest = today.pred_opt().unwrap_or(today);
    if after.due_on != before.due_on && after.due_on.is_some_and(|due_on| due_on < earliest) {
        errors.add("due_on", "item-due-in-past");
    }
    let leads = actor.may(VerifyItem::NAME, &there.factory.place());
    if after.severity != before.severity && !leads {
        errors.add("severity", "item-severity-adviser-only");
    }
    if after.state != before.state {
        if after.state == ItemState::Verified {
            errors.add("state", "item-verified-by-step");
        } else if before.state == ItemState::Verified && !leads {
            errors.add("state", "item-verify-adviser-only");
        }
    }
    if errors.is_empty() { Ok(()) } else { Err(errors.into()) }
}

fn differences(before: &Item, after: &Item) -> Value {
    let mut all = serde_json::Map::new();
    let mut add = |name: &str, from: Value, to: Value| {
        if from != to {
            all.insert(name.to_owned(), json!({ "from": from, "to": to }));
        }
    };
    add("root_cause", json!(before.root_cause), json!(after.root_cause));
    add("action", json!(before.action), json!(after.action));
    add("owner", owner_of(before), owner_of(after));
    add("due_on", json!(before.due_on), json!(after.due_on));
    add("severity", json!(before.severity), json!(after.severity));
    add("state", json!(before.state), json!(after.state));
    Value::Object(all)
}

/// By id, or by name where the owner has no account.
fn owner_of(item: &Item) -> Value {
    match item.owner_person_id {
        Some(owner) => json!(owner),
        None => json!(item.owner_name),
    }
}

/// An adviser says that it is so: with evidence, and with what both sides of the committee say.
///
/// # Errors
/// `Problem::Invalid` with each thing that is lacking, `Problem::Conflict` when somebody was quicker.
pub async fn verify(work: &mut UnitOfWork, permit: &Permit<VerifyItem>, seen: i32) -> Outcome<()> {
    let before = items::item(work, permit.item.id).await?;
    if before.changes != seen {
        return Err(Problem::Conflict(CHANGED_MEANWHILE));
    }
    if before.state == ItemState::Verified {
        return Ok(());
    }
    let voices = voices::of_item(work, before.id).await?;
    let proof = Proof {
        reported_fixed: before.state == ItemState::ReportedFixed,
        evidence: evidence_count(work, before.id).await?,
        management: voices::stance_of(&voices, VoiceSide::Management),
        workers: voices::stance_of(&voices, VoiceSide::Workers),
    };
    let mut errors = FieldErrors::default();
    for key in proof.lacks() {
        errors.add("state", key);
    }
    if !errors.is_empty() {
        return Err(errors.into());
    }
    let after = Item {
        state: ItemState::Verified,
        verified_at: Some(work.now()),
        verified_by_person_id: Some(permit.actor.person),
        changed_at: Some(work.now()),
        changed_by_person_id: Some(permit.actor.person),
        ..before.clone()
    };
    if !items::save(work, &after, seen).await? {
        return Err(Problem::Conflict(CHANGED_MEANWHILE));
    }
    let details = json!({ "from": before.state, "to": ItemState::Verified, "evidence": proof.evidence });
    let by = permit.actor.person;
    note(work, by, &permit.subject, VerifyItem::NAME, ChangeKind::Verified, details).await?;
    news::tell(work, News::Verified, after.id, by).await?;
    tell(work, &after).await
}

/// A side says its view, by somebody of that side. That a verified item is not solved opens it again.
///
/// # Errors
/// `Problem::Denied` for whoever is not of that side.
pub async fn speak(work: &mut UnitOfWork, permit: &Permit<SpeakOnItem>, view: &View) -> Outcome<()> {
    if !sides_of(&permit.actor, &permit.factory).contains(&view.side) {
        return Err(Problem::Denied("voice-of-other-side"));
    }
    let mut errors = FieldErrors::default();
    if view.text.trim().is_empty() {
        errors.add("voice_text", "voice-text-missing");
    }
    if view.text.chars().count() > LONGEST_TEXT {
        errors.add("voice_text", "finding-text-too-long");
    }
    if !errors.is_empty() {
        return Err(errors.into());
    }
    let by = permit.actor.person;
    let said = voices::of_item(work, permit.item.id).await?;
    let theirs = said.iter().any(|voice| voice.side == view.side && voice.by_person_id != by);
    let is_own = |standing: &Standing| standing.place.organisation == permit.factory.id;
    // Who manages the group may speak for a factory that is silent, and not beside one that speaks.
    if theirs && !permit.actor.memberships.iter().any(is_own) {
        return Err(Problem::Denied("voice-of-the-factory"));
    }
    voices::save(work, permit.item.id, view, by).await?;
    let details = json!({ "side": view.side, "stance": view.stance });
    note(work, by, &permit.subject, WorkOnItem::NAME, ChangeKind::Voice, details).await?;
    let item = items::item(work, permit.item.id).await?;
    if view.stance != Stance::NotSolved || item.state != ItemState::Verified {
        return tell(work, &item).await;
    }
    let after = Item {
        state: ItemState::UnderWay,
        verified_at: None,
        verified_by_person_id: None,
        changed_at: Some(work.now()),
        changed_by_person_id: Some(by),
        ..item.clone()
    };
    if !items::save(work, &after, item.changes).await? {
        return Err(Problem::Conflict(CHANGED_MEANWHILE));
    }
    note_reopened(work, item.id, "voice", by).await?;
    tell(work, &after).await
}

/// # Errors
/// `Problem::Invalid` for an empty comment or one that is too long.
pub async fn comment(work: &mut UnitOfWork, permit: &Permit<CarryOutItem>, text: &str) -> Outcome<()> {
    if text.is_empty() {
        return Err(FieldErrors::one("comment", "item-comment-missing").into());
    }
    if text.chars().count() > LONGEST_TEXT {
        return Err(FieldErrors::one("comment", "finding-text-too-long").into());
    }
    let by = permit.actor.person;
    history::add_comment(work, permit.item.id, text, by).await?;
    match permit.item.owner_person_id {
        Some(owner) if owner != by => news::tell(work, News::Commented, permit.item.id, by).await,
        _ => Ok(()),
    }
}

/// Whoever has something new to do hears of it.
async fn tell_people(work: &UnitOfWork, before: &Item, after: &Item, by: PersonId) -> Outcome<()> {
    if after.owner_person_id.is_some_and(|owner| owner != by)
        && after.owner_person_id != before.owner_person_id
    {
        news::tell(work, News::Owned, after.id, by).await?;
    } else if after.owner_person_id.is_some_and(|owner| owner != by) {
        news::tell(work, News::Changed, after.id, by).await?;
    }
    if after.state == ItemState::ReportedFixed && before.state != ItemState::ReportedFixed {
        news::tell(work, News::ReportedFixed, after.id, by).await?;
    }
    Ok(())
}

/// Other systems that asked for it hear that the item changed.
async fn tell(work: &UnitOfWork, item: &Item) -> Outcome<()> {
    let event = OutgoingEvent::of(EventKind::ItemChanged, item.factory_id, item.id.0);
    outgoing::tell(work, &[event.now(item.state.word())]).await
}

async fn note(
    work: &UnitOfWork,
    by: PersonId,
    there: &ItemThere,
    action: &'static str,
    kind: ChangeKind,
    details: Value,
) -> Outcome<()> {
    // Texts stay in the history, which can be erased; the audit names what happened only.
    let entry = audit::Entry::of(action, "improvement-item", there.item.id.0)
        .within(there.factory.id)
        .with(json!({ "change": kind }));
    history::note(work, by, vec![Happened { item: there.item.id, kind, details }]).await?;
    audit::write(work, by, entry).await
}
