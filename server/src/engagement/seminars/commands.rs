//! Seminars are planned or recorded with the factories that are asked, change, are cancelled, and note who came.

use std::collections::BTreeSet;

use chrono::{Days, NaiveDate};
use serde_json::json;

use super::{
    access::{KeepSeminar, SeeSeminars},
    attendance,
    store::{self, Seminar, SeminarId},
};
use crate::{
    engagement::{
        access::ChangeEngagement,
        model::{Delivery, clock::day_in},
        news::{self, SeminarHappened, SeminarNews},
    },
    organisations::store::organisations,
    platform::{
        Action, Actor, FieldErrors, OrganisationId, Outcome, Permit, PersonId, Problem, UnitOfWork, audit,
        roles::OrganisationKind,
    },
};

/// Letters of a topic, a place or a reason, at most.
const LONGEST: usize = 300;
/// Nobody plans further ahead, and nobody writes down what lies further back.
const DAYS_AHEAD: u64 = 400;
const DAYS_BACK: u64 = 5 * 366;
/// Somebody else changed the seminar meanwhile.
pub const CHANGED_MEANWHILE: &str = "seminar-changed-meanwhile";

/// What was typed of a seminar.
#[derive(Clone, Debug, Default)]
pub struct TypedSeminar {
    pub topic: String,
    pub held_on: Option<NaiveDate>,
    pub place: String,
    pub delivery: Option<Delivery>,
    pub factories: Vec<OrganisationId>,
}

/// One that is to come is told to the factories that are asked.
///
/// # Errors
/// `Problem::Invalid` for fewer than two factories, of more than one country, or out of the actor's reach, and for a day
/// that lies too far off.
pub async fn hold(
    work: &mut UnitOfWork,
    permit: &Permit<SeeSeminars>,
    typed: &TypedSeminar,
) -> Outcome<SeminarId> {
    let by = permit.actor.person;
    let parsed = parse(work, &permit.actor, typed, &[]).await?;
    let new = Seminar { id: work.new_id(), ..parsed.seminar };
    store::add(work, &new, &parsed.factories, by).await?;
    if new.held_on >= today(work, &new) {
        tell(work, &new, SeminarHappened::Planned, parsed.factories, by).await?;
    }
    note(work, by, "seminar.hold", new.id, json!({ "held_on": new.held_on })).await?;
    Ok(new.id)
}

/// `seen` is the counter of changes as the page had it. Of one to come, the factories are told.
///
/// # Errors
/// `Problem::Conflict` when somebody changed it since, or cancelled it. `Problem::Invalid` too where people are noted
/// who could not have come then.
pub async fn change(
    work: &mut UnitOfWork,
    permit: &Permit<KeepSeminar>,
    typed: &TypedSeminar,
    seen: i32,
) -> Outcome<()> {
    let by = permit.actor.person;
    let before = store::seminar(work, permit.id).await?;
    if before.cancelled_at.is_some() {
        return Err(Problem::Conflict("seminar-cancelled-already"));
    }
    let asked = store::factories(work, before.id).await?;
    let parsed = parse(work, &permit.actor, typed, &asked).await?;
    let new = Seminar { id: before.id, changes: before.changes, ..parsed.seminar };
    let came = store::attendance(work, before.id).await?;
    let mut errors = FieldErrors::default();
    if !came.is_empty() && new.held_on > today(work, &new) {
        errors.add("held_on", "seminar-day-after-attendance");
    }
    if came.iter().any(|(_, factory)| !parsed.factories.contains(factory)) {
        errors.add("factories", "seminar-factory-came");
    }
    if !errors.is_empty() {
        return Err(errors.into());
    }
    if before.changes == seen && new == before && asked == parsed.factories {
        return Ok(());
    }
    if !store::change(work, &new, seen, &parsed.factories).await? {
        return Err(Problem::Conflict(CHANGED_MEANWHILE));
    }
    tell_of_change(work, (&before, &asked), (&new, &parsed.factories), by).await?;
    note(work, by, "seminar.change", new.id, json!({ "held_on": new.held_on })).await
}

/// Those who were asked before hear what changed, the others that they are asked, or are not any more.
async fn tell_of_change(
    work: &UnitOfWork,
    (before, asked): (&Seminar, &[OrganisationId]),
    (new, now_asked): (&Seminar, &[OrganisationId]),
    by: PersonId,
) -> Outcome<()> {
    let today = today(work, new);
    let (left, stay): (Vec<OrganisationId>, Vec<OrganisationId>) =
        asked.iter().copied().partition(|one| !now_asked.contains(one));
    let fresh = now_asked.iter().copied().filter(|one| !asked.contains(one)).collect();
    if before.held_on >= today {
        tell(work, before, SeminarHappened::Left, left, by).await?;
    }
    if new.held_on >= today {
        tell(work, new, SeminarHappened::Planned, fresh, by).await?;
    }
    if new != before && before.held_on.max(new.held_on) >= today {
        tell(work, new, SeminarHappened::Changed { moved: new.held_on != before.held_on }, stay, by).await?;
    }
    Ok(())
}

/// Cancels a seminar to which nobody came.
pub async fn cancel(work: &mut UnitOfWork, permit: &Permit<KeepSeminar>, reason: &str) -> Outcome<()> {
    let by = permit.actor.person;
    if reason.is_empty() || reason.chars().count() > LONGEST {
        let key = if reason.is_empty() { "engagement-reason-missing" } else { "engagement-text-too-long" };
        return Err(FieldErrors::one("reason", key).into());
    }
    if !store::cancel(work, permit.id, reason).await? {
        return Err(Problem::Conflict("seminar-cancelled-already"));
    }
    // Asked only now: whoever notes attendance at the same moment waits for this one.
    if !store::attendance(work, permit.id).await?.is_empty() {
        return Err(FieldErrors::one("reason", "seminar-attended-already").into());
    }
    let seminar = store::seminar(work, permit.id).await?;
    if seminar.held_on >= today(work, &seminar) {
        let asked = store::factories(work, seminar.id).await?;
        tell(work, &seminar, SeminarHappened::Cancelled, asked, by).await?;
    }
    note(work, by, "seminar.cancel", permit.id, json!({})).await
}

/// Notes who came, in the place of all who were noted before: people of the factories that were asked.
///
/// # Errors
/// `Problem::Invalid` before the day of the seminar, and for whoever is not of its factories; `Problem::Conflict` when
/// somebody changed it since, or cancelled it.
pub async fn note_attendance(
    work: &mut UnitOfWork,
    permit: &Permit<KeepSeminar>,
    came: &[PersonId],
    seen: i32,
) -> Outcome<()> {
    let by = permit.actor.person;
    let seminar = store::seminar(work, permit.id).await?;
    if seminar.cancelled_at.is_some() {
        return Err(Problem::Conflict("seminar-cancelled-already"));
    }
    if seminar.held_on > today(work, &seminar) {
        return Err(FieldErrors::one("came", "seminar-not-held-yet").into());
    }
    let people = attendance::may_have_come(work, &seminar, today(work, &seminar)).await?;
    let came: Option<Vec<(PersonId, OrganisationId)>> =
        came.iter().map(|person| Some((*person, *people.get(person)?))).collect();
    let came = came.ok_or_else(|| FieldErrors::one("came", "seminar-person-elsewhere"))?;
    let came: BTreeSet<(PersonId, OrganisationId)> = came.into_iter().collect();
    if !store::touch(work, seminar.id, seen).await? {
        return Err(Problem::Conflict(CHANGED_MEANWHILE));
    }
    store::put_attendance(work, seminar.id, &came.iter().copied().collect::<Vec<_>>(), by).await?;
    note(work, by, "seminar.attend", seminar.id, json!({ "came": came.len() })).await
}

struct Parsed {
    /// Without an id of its own.
    seminar: Seminar,
    /// In the order of their ids.
    factories: Vec<OrganisationId>,
}

/// `asked` are those that may stay, whoever looks after them by now.
async fn parse(
    work: &UnitOfWork,
    actor: &Actor,
    typed: &TypedSeminar,
    asked: &[OrganisationId],
) -> Outcome<Parsed> {
    let mut errors = FieldErrors::default();
    if typed.topic.is_empty() {
        errors.add("topic", "seminar-topic-missing");
    }
    for (field, text) in [("topic", &typed.topic), ("place", &typed.place)] {
        if text.chars().count() > LONGEST {
            errors.add(field, "engagement-text-too-long");
        }
    }
    let delivery = errors.take("delivery", typed.delivery.ok_or("delivery-missing"));
    let wanted: BTreeSet<OrganisationId> = typed.factories.iter().copied().collect();
    let known = organisations::organisations(work, wanted.iter().copied()).await?;
    let reached = known.values().filter(|one| {
        one.kind == OrganisationKind::Factory
            && (asked.contains(&one.id) || actor.may(ChangeEngagement::NAME, &one.place()))
    });
    let (ids, countries): (BTreeSet<OrganisationId>, BTreeSet<Option<String>>) =
        reached.map(|one| (one.id, one.country.clone())).unzip();
    if ids.len() < wanted.len() {
        errors.add("factories", "seminar-factory-unknown");
    } else if ids.len() < 2 || countries.len() != 1 {
        errors.add("factories", "seminar-factories-few");
    }
    let country = countries.into_iter().flatten().next().unwrap_or_default();
    let held_on = errors.take("held_on", typed.held_on.ok_or("seminar-day-missing"));
    let today = day_in(Some(&country), work.now());
    let first = today.checked_sub_days(Days::new(DAYS_BACK));
    let last = today.checked_add_days(Days::new(DAYS_AHEAD));
    if held_on.is_some_and(|day| Some(day) < first || Some(day) > last) {
        errors.add("held_on", "seminar-day-wrong");
    }
    match (held_on, delivery) {
        (Some(held_on), Some(delivery)) if errors.is_empty() => {
            let (topic, place) = (typed.topic.clone(), typed.place.clone());
            let id = SeminarId(uuid::Uuid::nil());
            let seminar = Seminar {
                id,
                country,
                topic,
                held_on,
                place,
                delivery,
                changes: 0,
                cancelled_at: None,
                cancel_reason: None,
            };
            Ok(Parsed { seminar, factories: ids.into_iter().collect() })
        }
        _ => Err(errors.into()),
    }
}

/// The day that it is where the seminar is held.
fn today(work: &UnitOfWork, seminar: &Seminar) -> NaiveDate {
    day_in(Some(&seminar.country), work.now())
}

async fn tell(
    work: &UnitOfWork,
    seminar: &Seminar,
    happened: SeminarHappened,
    factories: Vec<OrganisationId>,
    by: PersonId,
) -> Outcome<()> {
    let held_on = seminar.held_on;
    // Moved twice on a day it is told twice; whatever else changes on a day is told once.
    let day = match happened {
        SeminarHappened::Changed { moved: false } => work.now().date_naive(),
        _ => held_on,
    };
    let news = SeminarNews { happened, seminar: seminar.id, factories, held_on, day, by };
    news::tell_of_seminar(work, news).await
}

async fn note(
    work: &UnitOfWork,
    by: PersonId,
    action: &'static str,
    seminar: SeminarId,
    details: serde_json::Value,
) -> Outcome<()> {
    audit::write(work, by, audit::Entry::of(action, "seminar", seminar.0).with(details)).await
}
