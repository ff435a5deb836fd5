//! A committee is formed, its members come and go, meetings are written down, and what was agreed gets done.

use std::collections::HashSet;

use chrono::{Days, NaiveDate};
use serde_json::json;

use super::{
    access::{ChangeMeeting, ChangeMember, CompleteAction, may_seat, sides_by_themselves},
    meetings::{self, MeetingId, NewAction, NewMeeting, Presence},
    store::{self, Committee, CommitteeId, MemberId, NewMember},
    versions::{self, Written},
};
use crate::{
    engagement::{
        access::KeepCommittee,
        model::{Chosen, Origin, Side},
        news,
    },
    organisations::{self, store::organisations::Organisation},
    people::PersonName,
    platform::{Actor, FieldErrors, Outcome, Permit, PersonId, Problem, Read, UnitOfWork, audit, roles::Sex},
};

/// Letters of minutes or an action, at most.
const MOST_WRITTEN: usize = 8000;
/// Nobody agrees on what is to be done later than in so many days.
const FARTHEST: u64 = 731;
/// Somebody else changed the meeting meanwhile.
pub const CHANGED_MEANWHILE: &str = "meeting-changed-meanwhile";

pub async fn form(
    work: &mut UnitOfWork,
    permit: &Permit<KeepCommittee>,
    origin: Option<Origin>,
    formed_on: Option<NaiveDate>,
) -> Outcome<CommitteeId> {
    let (factory, by) = (&permit.subject, permit.actor.person);
    let today = today(work, factory);
    let mut errors = FieldErrors::default();
    let origin = errors.take("origin", origin.ok_or("committee-origin-missing"));
    let formed_on =
        errors.take("formed_on", formed_on.filter(|day| *day <= today).ok_or("engagement-day-wrong"));
    let (Some(origin), Some(formed_on)) = (origin, formed_on) else { return Err(errors.into()) };
    if store::committee_of(work, factory.id, today).await?.is_some() {
        return Err(Problem::Conflict("committee-there-already"));
    }
    let id = store::add(work, factory.id, (origin, formed_on), by).await?;
    note(work, by, ("committee.form", "committee", id.0), factory, json!({ "origin": origin })).await?;
    Ok(id)
}

/// What was typed of a member. Who has an account is named by it; others by name and sex.
#[derive(Clone, Debug, Default)]
pub struct TypedMember {
    pub person: Option<PersonId>,
    pub name: String,
    pub sex: Option<Sex>,
    pub side: Option<Side>,
    pub chosen: Option<Chosen>,
    pub from_on: Option<NaiveDate>,
}

/// # Errors
/// `Problem::Invalid` for what is missing, for a person of elsewhere, for somebody who is a member already and for a
/// seat of the other side.
pub async fn add_member(
    work: &mut UnitOfWork,
    permit: &Permit<KeepCommittee>,
    typed: TypedMember,
) -> Outcome<MemberId> {
    let (factory, by) = (&permit.subject, permit.actor.person);
    let today = today(work, factory);
    let committee = committee(work, factory, today).await?;
    let new = parse_member(typed, today)?;
    if !may_seat_there(work, &permit.actor, factory, new.side).await? {
        return Err(FieldErrors::one("side", "committee-side-of-others").into());
    }
    if new.from_on < committee.formed_on {
        return Err(FieldErrors::one("from_on", "committee-member-before-committee").into());
    }
    if let Some(person) = new.person {
        if !organisations::people_in(work, factory.id, today).await?.contains(&person) {
            return Err(FieldErrors::one("person", "committee-person-elsewhere").into());
        }
        if committee.side_of(person).is_some() {
            return Err(FieldErrors::one("person", "committee-member-already").into());
        }
    }
    let id = store::add_member(work, committee.id, &new, by).await?;
    let details = json!({ "side": new.side, "chosen": new.chosen });
    note(work, by, ("committee.add-member", "committee-member", id.0), factory, details).await?;
    Ok(id)
}

async fn may_seat_there(
    work: &UnitOfWork,
    actor: &Actor,
    factory: &Organisation,
    side: Side,
) -> Outcome<bool> {
    let by_themselves = sides_by_themselves(work, factory.id, today(work, factory)).await?;
    Ok(may_seat(actor, factory, side, &by_themselves))
}

fn parse_member(typed: TypedMember, today: NaiveDate) -> Result<NewMember, FieldErrors> {
    let mut errors = FieldErrors::default();
    let name = match typed.person {
        Some(_) => Some(String::new()),
        None => errors.take("name", PersonName::parse(&typed.name)).map(|name| name.to_string()),
    };
    let side = errors.take("side", typed.side.ok_or("committee-side-missing"));
    let chosen = errors.take("chosen", typed.chosen.ok_or("committee-chosen-missing"));
    let from_on =
        errors.take("from_on", typed.from_on.filter(|day| *day <= today).ok_or("engagement-day-wrong"));
    // Workers choose their own representatives.
    if (side, chosen) == (Some(Side::Workers), Some(Chosen::Appointed)) {
        errors.add("chosen", "committee-workers-appointed");
    }
    if side == Some(Side::Management) && chosen.is_some_and(|chosen| chosen != Chosen::Appointed) {
        errors.add("chosen", "committee-management-appoints");
    }
    match (name, side, chosen, from_on) {
        (Some(name), Some(side), Some(chosen), Some(from_on)) if errors.is_empty() => {
            let sex = typed.sex.unwrap_or(Sex::NotStated);
            Ok(NewMember { person: typed.person, name, sex, side, chosen, from_on })
        }
        _ => Err(errors),
    }
}

pub async fn end_member(work: &mut UnitOfWork, permit: &Permit<ChangeMember>) -> Outcome<()> {
    let there = &permit.subject;
    if !may_seat_there(work, &permit.actor, &there.factory, there.subject.side).await? {
        return Err(Problem::Denied("committee-side-of-others"));
    }
    if !store::end_member(work, there.subject.id, today(work, &there.factory)).await? {
        return Err(Problem::Conflict("committee-member-gone"));
    }
    let what = ("committee.end-member", "committee-member", there.subject.id.0);
    note(work, permit.actor.person, what, &there.factory, json!({})).await
}

/// Takes the ending of a membership back, on its last day.
///
/// # Errors
/// `Problem::Conflict` where it has no end, or its last day is over.
pub async fn keep_member(work: &mut UnitOfWork, permit: &Permit<ChangeMember>) -> Outcome<()> {
    let there = &permit.subject;
    if !may_seat_there(work, &permit.actor, &there.factory, there.subject.side).await? {
        return Err(Problem::Denied("committee-side-of-others"));
    }
    if !store::keep_member(work, there.subject.id, today(work, &there.factory)).await? {
        return Err(Problem::Conflict("committee-member-not-leaving"));
    }
    let what = ("committee.keep-member", "committee-member", there.subject.id.0);
    note(work, permit.actor.person, what, &there.factory, json!({})).await
}

/// What was typed of a meeting.
#[derive(Clone, Debug, Default)]
pub struct TypedMeeting {
    pub held_on: Option<NaiveDate>,
    pub minutes: String,
    pub came: Vec<MemberId>,
    pub heard: Vec<MemberId>,
}

pub async fn hold_meeting(
    work: &mut UnitOfWork,
    permit: &Permit<KeepCommittee>,
    typed: &TypedMeeting,
) -> Outcome<MeetingId> {
    let (factory, by) = (&permit.subject, permit.actor.person);
    let today = today(work, factory);
    let committee = committee(work, factory, today).await?;
    let new = parse_meeting(work, &committee, typed, today).await?;
    let id = meetings::add(work, committee.id, &new, by).await?;
    let details = json!({ "held_on": new.held_on, "came": new.came.len() });
    note(work, by, ("committee.meet", "committee-meeting", id.0), factory, details).await?;
    Ok(id)
}

/// `seen` is the counter of changes as the page had it. What was written before is kept, and everybody whom it concerns
/// is told. What says the same changes nothing.
///
/// # Errors
/// `Problem::Conflict` when somebody changed the meeting since the page was shown.
pub async fn change_meeting(
    work: &mut UnitOfWork,
    permit: &Permit<ChangeMeeting>,
    typed: &TypedMeeting,
    seen: i32,
) -> Outcome<()> {
    let (there, by) = (&permit.subject, permit.actor.person);
    let today = today(work, &there.factory);
    let committee = committee(work, &there.factory, today).await?;
    let new = parse_meeting(work, &committee, typed, today).await?;
    let meeting = meetings::meeting(work, there.subject.id).await?;
    let came = meetings::presences(work, &[meeting.id]).await?.remove(&meeting.id).unwrap_or_default();
    let before = Written::now(&meeting, came);
    if meeting.changes == seen
        && before.says_the_same((new.held_on, new.minutes.as_str(), new.came.as_slice()))
    {
        return Ok(());
    }
    if meeting.changes != seen || !meetings::change(work, &meeting, seen, &new, by).await? {
        return Err(Problem::Conflict(CHANGED_MEANWHILE));
    }
    let version = versions::keep(work, &meeting, &before).await?;
    news::tell_of_minutes(work, version, by).await?;
    let what = ("committee.change-meeting", "committee-meeting", meeting.id.0);
    note(work, by, what, &there.factory, json!({})).await
}

async fn parse_meeting(
    read: &Read,
    committee: &Committee,
    typed: &TypedMeeting,
    today: NaiveDate,
) -> Outcome<NewMeeting> {
    let mut errors = FieldErrors::default();
    let held_on =
        errors.take("held_on", typed.held_on.filter(|day| *day <= today).ok_or("engagement-day-wrong"));
    if held_on.is_some_and(|day| day < committee.formed_on) {
        errors.add("held_on", "meeting-before-committee");
    }
    if typed.minutes.chars().count() > MOST_WRITTEN {
        errors.add("minutes", "engagement-text-too-long");
    }
    let known: HashSet<MemberId> =
        store::all_members(read, committee.id).await?.iter().map(|member| member.id).collect();
    let came: HashSet<MemberId> = typed.came.iter().copied().collect();
    if came.is_empty() {
        errors.add("came", "meeting-nobody-came");
    } else if !came.is_subset(&known) {
        errors.add("came", "meeting-member-elsewhere");
    }
    if !typed.heard.iter().all(|member| came.contains(member)) {
        errors.add("heard", "meeting-heard-not-there");
    }
    let Some(held_on) = held_on.filter(|_| errors.is_empty()) else { return Err(errors.into()) };
    let presence = |member: MemberId| Presence { member, heard: typed.heard.contains(&member) };
    let came = came.into_iter().map(presence).collect();
    Ok(NewMeeting { held_on, minutes: typed.minutes.clone(), came })
}

/// What was typed of an action.
#[derive(Clone, Debug, Default)]
pub struct TypedAction {
    pub action: String,
    pub owner: Option<MemberId>,
    pub due_on: Option<NaiveDate>,
}

pub async fn agree(
    work: &mut UnitOfWork,
    permit: &Permit<ChangeMeeting>,
    typed: &TypedAction,
) -> Outcome<()> {
    let there = &permit.subject;
    let mut errors = FieldErrors::default();
    let written = typed.action.chars().count();
    if written == 0 {
        errors.add("action", "committee-action-missing");
    } else if written > MOST_WRITTEN {
        errors.add("action", "engagement-text-too-long");
    }
    let members = store::all_members(work, there.subject.committee).await?;
    let owner = typed.owner.filter(|owner| members.iter().any(|member| member.id == *owner));
    let owner = errors.take("owner", owner.ok_or("committee-owner-missing"));
    let last = today(work, &there.factory).checked_add_days(Days::new(FARTHEST));
    let due_on = typed.due_on.filter(|day| *day >= there.subject.held_on && Some(*day) <= last);
    let due_on = errors.take("due_on", due_on.ok_or("committee-due-missing"));
    let (Some(owner), Some(due_on)) = (owner, due_on) else { return Err(errors.into()) };
    if !errors.is_empty() {
        return Err(errors.into());
    }
    let new = NewAction { action: typed.action.clone(), owner, due_on };
    let id = meetings::add_action(work, &there.subject, &new).await?;
    news::tell_of_agreement(work, id, permit.actor.person).await?;
    let what = ("committee.agree", "committee-action", id.0);
    note(work, permit.actor.person, what, &there.factory, json!({ "due_on": due_on })).await
}

pub async fn complete(work: &mut UnitOfWork, permit: &Permit<CompleteAction>) -> Outcome<()> {
    let (there, by) = (&permit.subject, permit.actor.person);
    let today = today(work, &there.factory);
    if !meetings::complete_action(work, there.subject.id, today, by).await? {
        return Err(Problem::Conflict("committee-action-done-already"));
    }
    let what = ("committee.complete-action", "committee-action", there.subject.id.0);
    note(work, by, what, &there.factory, json!({})).await
}

/// Takes it back that something is done.
///
/// # Errors
/// `Problem::Conflict` where it is not.
pub async fn reopen(work: &mut UnitOfWork, permit: &Permit<CompleteAction>) -> Outcome<()> {
    let there = &permit.subject;
    if !meetings::reopen_action(work, there.subject.id).await? {
        return Err(Problem::Conflict("committee-action-not-done"));
    }
    let what = ("committee.reopen-action", "committee-action", there.subject.id.0);
    note(work, permit.actor.person, what, &there.factory, json!({})).await
}

async fn committee(read: &Read, factory: &Organisation, today: NaiveDate) -> Outcome<Committee> {
    let found = store::committee_of(read, factory.id, today).await?;
    found.ok_or(Problem::Conflict("committee-none-yet"))
}

fn today(work: &UnitOfWork, factory: &Organisation) -> NaiveDate {
    factory.day_at(work.now())
}

async fn note(
    work: &UnitOfWork,
    by: PersonId,
    (action, kind, id): (&'static str, &'static str, uuid::Uuid),
    factory: &Organisation,
    details: serde_json::Value,
) -> Outcome<()> {
    audit::write(work, by, audit::Entry::of(action, kind, id).within(factory.id).with(details)).await
}
