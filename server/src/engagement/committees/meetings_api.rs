//! The meetings of a committee as JSON: minutes, who was there and heard, what was agreed, and what the record said before.

use std::collections::HashMap;

use actix_web::{
    HttpResponse,
    http::{Method, StatusCode},
    web,
};
use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{
    access::{ChangeMeeting, CompleteAction, SeeMeeting},
    commands::{self, CHANGED_MEANWHILE, TypedAction, TypedMeeting},
    meetings::{self, ActionId, AgreedAction, Meeting, MeetingId, Presence, heard},
    store::{self, CommitteeId, Member, MemberId},
    versions::{self, Version, VersionId},
};
use crate::{
    engagement::{
        access::{KeepCommittee, SeeEngagement},
        model::committee::unheard,
    },
    platform::{
        Access, Body, Db, Described, Outcome, Permit, PersonId, Problem, Read, RequestKey, Routes, Screen,
    },
};

/// So many meetings, and so many actions of all of them.
const MEETINGS: u64 = 200;
const ACTIONS: u64 = 2000;

pub fn routes() -> Routes {
    const OF_FACTORY: &str = "/api/v1/factories/{factory}/committee/meetings";
    const ONE: &str = "/api/v1/committee-meetings/{meeting}";
    const VERSIONS: &str = "/api/v1/committee-meetings/{meeting}/versions";
    const ACTIONS_OF: &str = "/api/v1/committee-meetings/{meeting}/actions";
    const COMPLETION: &str = "/api/v1/committee-actions/{action}/completion";
    const REOPENING: &str = "/api/v1/committee-actions/{action}/reopening";
    let list = Described::new("meetings-list", 200).gives::<MeetingList>();
    let hold = Described::new("meeting-record", 201).takes::<MeetingBody>().gives::<MeetingShown>();
    let one = Described::new("meeting", 200).gives::<MeetingShown>();
    let change = Described::new("meeting-change", 200).takes::<MeetingChange>().gives::<MeetingShown>();
    let versions = Described::new("meeting-versions", 200).gives::<MeetingVersionList>();
    let agree = Described::new("committee-action-agree", 201).takes::<ActionBody>().gives::<MeetingShown>();
    let complete = Described::new("committee-action-complete", 200).gives::<AgreedShown>();
    let reopen = Described::new("committee-action-reopen", 200).gives::<AgreedShown>();
    Routes::new()
        .api(Method::GET, OF_FACTORY, Access::Token, list, meeting_list)
        .api(Method::POST, OF_FACTORY, Access::Token, hold, self::hold)
        .api(Method::GET, ONE, Access::Token, one, show)
        .api(Method::PUT, ONE, Access::Token, change, self::change)
        .api(Method::GET, VERSIONS, Access::Token, versions, version_list)
        .api(Method::POST, ACTIONS_OF, Access::Token, agree, self::agree)
        .api(Method::POST, COMPLETION, Access::Token, complete, self::complete)
        .api(Method::POST, REOPENING, Access::Token, reopen, self::reopen)
}

#[derive(Serialize, ToSchema)]
pub struct MeetingList {
    /// The newest first.
    meetings: Vec<MeetingShown>,
}

#[derive(Serialize, ToSchema)]
pub struct MeetingShown {
    id: MeetingId,
    held_on: NaiveDate,
    minutes: String,
    came: Vec<PresenceShown>,
    agreed: Vec<AgreedShown>,
    /// Which side or sex was not heard, in the caller's language.
    warnings: Vec<String>,
    /// How often the record was written anew.
    changes: i32,
}

/// Somebody who was there.
#[derive(Clone, Copy, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PresenceShown {
    /// Of the committee.
    member: MemberId,
    /// Whether they spoke.
    heard: bool,
}

#[derive(Serialize, ToSchema)]
pub struct AgreedShown {
    id: ActionId,
    action: String,
    /// The member who does it.
    owner: MemberId,
    due_on: NaiveDate,
    done_on: Option<NaiveDate>,
    /// Who said that it is done.
    done_by: Option<PersonId>,
}

#[derive(Serialize, ToSchema)]
pub struct MeetingVersionList {
    /// What the record said before it was written anew, the first one first; empty where it stands as it was written.
    versions: Vec<MeetingVersion>,
}

#[derive(Serialize, ToSchema)]
pub struct MeetingVersion {
    id: VersionId,
    held_on: NaiveDate,
    minutes: String,
    came: Vec<PresenceShown>,
    written_at: DateTime<Utc>,
    written_by: PersonId,
    /// How often the record had been written anew before.
    changes: i32,
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct MeetingBody {
    /// Today or before, and not before the committee was formed.
    #[schema(required = true, nullable = false)]
    held_on: Option<NaiveDate>,
    minutes: Option<String>,
    /// Members of the committee, also earlier ones.
    came: Vec<PresenceShown>,
}

/// The record as it is to be, whole. What it said before is kept beside it.
#[derive(Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct MeetingChange {
    #[schema(required = true, nullable = false)]
    held_on: Option<NaiveDate>,
    minutes: Option<String>,
    came: Vec<PresenceShown>,
    /// As the meeting was shown.
    changes: i32,
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ActionBody {
    #[schema(required = true, nullable = false)]
    action: Option<String>,
    /// The member who does it.
    #[schema(required = true, nullable = false)]
    owner: Option<MemberId>,
    /// Not before the meeting, and within two years.
    #[schema(required = true, nullable = false)]
    due_on: Option<NaiveDate>,
}

impl From<Presence> for PresenceShown {
    fn from(presence: Presence) -> Self {
        Self { member: presence.member, heard: presence.heard }
    }
}

impl From<&AgreedAction> for AgreedShown {
    fn from(agreed: &AgreedAction) -> Self {
        Self {
            id: agreed.id,
            action: agreed.action.clone(),
            owner: agreed.owner,
            due_on: agreed.due_on,
            done_on: agreed.done_on,
            done_by: agreed.done_by,
        }
    }
}

impl From<Version> for MeetingVersion {
    fn from(version: Version) -> Self {
        let written = version.written;
        Self {
            id: version.id,
            held_on: written.held_on,
            minutes: written.minutes,
            came: written.came.into_iter().map(PresenceShown::from).collect(),
            written_at: written.at,
            written_by: written.by,
            changes: version.changes,
        }
    }
}

pub async fn meeting_list(
    screen: Screen,
    permit: Permit<SeeEngagement>,
    db: web::Data<Db>,
) -> Outcome<web::Json<MeetingList>> {
    let read = db.read();
    let today = permit.day_at(db.clock().now());
    let committee = store::committee_of(read, permit.id, today).await?.ok_or(Problem::NotFound)?;
    let held = meetings::meetings_of(read, committee.id, MEETINGS).await?;
    Ok(web::Json(MeetingList { meetings: shown(&screen, read, committee.id, held).await? }))
}

/// These meetings of a committee, with all that belongs to them.
async fn shown(
    screen: &Screen,
    read: &Read,
    committee: CommitteeId,
    held: Vec<Meeting>,
) -> Outcome<Vec<MeetingShown>> {
    let ids: Vec<MeetingId> = held.iter().map(|meeting| meeting.id).collect();
    let mut came = meetings::presences(read, &ids).await?;
    let actions = meetings::actions_of(read, committee, ACTIONS).await?;
    let everybody = store::all_members(read, committee).await?;
    let everybody: HashMap<MemberId, Member> =
        everybody.into_iter().map(|member| (member.id, member)).collect();
    let texts = screen.engine().texts();
    let shown = |meeting: Meeting| {
        let present = came.remove(&meeting.id).unwrap_or_default();
        let agreed = actions.iter().filter(|action| action.meeting == meeting.id);
        let warnings = unheard(&heard(&present, &everybody));
        MeetingShown {
            agreed: agreed.map(AgreedShown::from).collect(),
            warnings: warnings.iter().map(|warning| warning.text(texts, screen.language)).collect(),
            came: present.into_iter().map(PresenceShown::from).collect(),
            id: meeting.id,
            held_on: meeting.held_on,
            minutes: meeting.minutes,
            changes: meeting.changes,
        }
    };
    Ok(held.into_iter().map(shown).collect())
}

async fn fresh(screen: &Screen, read: &Read, id: MeetingId) -> Outcome<MeetingShown> {
    let meeting = meetings::meeting(read, id).await?;
    let committee = meeting.committee;
    shown(screen, read, committee, vec![meeting]).await?.pop().ok_or(Problem::NotFound)
}

pub async fn show(
    screen: Screen,
    permit: Permit<SeeMeeting>,
    db: web::Data<Db>,
) -> Outcome<web::Json<MeetingShown>> {
    Ok(web::Json(fresh(&screen, db.read(), permit.subject.subject.id).await?))
}

pub async fn version_list(
    permit: Permit<SeeMeeting>,
    db: web::Data<Db>,
) -> Outcome<web::Json<MeetingVersionList>> {
    let found = versions::versions_of(db.read(), permit.subject.subject.id).await?;
    Ok(web::Json(MeetingVersionList { versions: found.into_iter().map(MeetingVersion::from).collect() }))
}

fn typed(held_on: Option<NaiveDate>, minutes: Option<&str>, came: &[PresenceShown]) -> TypedMeeting {
    TypedMeeting {
        held_on,
        minutes: minutes.unwrap_or_default().trim().to_owned(),
        came: came.iter().map(|presence| presence.member).collect(),
        heard: came.iter().filter(|presence| presence.heard).map(|presence| presence.member).collect(),
    }
}

pub async fn hold(
    screen: Screen,
    permit: Permit<KeepCommittee>,
    key: RequestKey,
    body: Body<MeetingBody>,
    db: web::Data<Db>,
) -> Outcome<HttpResponse> {
    let MeetingBody { held_on, minutes, came } = body.0;
    let typed = typed(held_on, minutes.as_deref(), &came);
    let mut once = db.begin_once(&key).await?;
    let id = commands::hold_meeting(&mut once, &permit, &typed).await?;
    let made = fresh(&screen, &once, id).await?;
    once.json(StatusCode::CREATED, &made).await
}

pub async fn change(
    screen: Screen,
    permit: Permit<ChangeMeeting>,
    key: RequestKey,
    body: Body<MeetingChange>,
    db: web::Data<Db>,
) -> Outcome<HttpResponse> {
    let (mut body, id) = (body.0, permit.subject.subject.id);
    // In the order in which they are shown, so that only what differs is told.
    body.came.sort_by_key(|presence| presence.member);
    let typed = typed(body.held_on, body.minutes.as_deref(), &body.came);
    let mut once = db.begin_once(&key).await?;
    if let Err(problem) = commands::change_meeting(&mut once, &permit, &typed, body.changes).await {
        drop(once);
        let Problem::Conflict(CHANGED_MEANWHILE) = problem else { return Err(problem) };
        let now = fresh(&screen, db.read(), id).await?;
        return Err(Problem::changed(CHANGED_MEANWHILE, &body, &now));
    }
    let changed = fresh(&screen, &once, id).await?;
    once.json(StatusCode::OK, &changed).await
}

pub async fn agree(
    screen: Screen,
    permit: Permit<ChangeMeeting>,
    key: RequestKey,
    body: Body<ActionBody>,
    db: web::Data<Db>,
) -> Outcome<HttpResponse> {
    let ActionBody { action, owner, due_on } = body.0;
    let typed = TypedAction { action: action.unwrap_or_default().trim().to_owned(), owner, due_on };
    let mut once = db.begin_once(&key).await?;
    commands::agree(&mut once, &permit, &typed).await?;
    let made = fresh(&screen, &once, permit.subject.subject.id).await?;
    once.json(StatusCode::CREATED, &made).await
}

pub async fn complete(
    permit: Permit<CompleteAction>,
    key: RequestKey,
    db: web::Data<Db>,
) -> Outcome<HttpResponse> {
    let mut once = db.begin_once(&key).await?;
    commands::complete(&mut once, &permit).await?;
    let done = AgreedShown::from(&meetings::action(&once, permit.subject.subject.id).await?);
    once.json(StatusCode::OK, &done).await
}

pub async fn reopen(
    permit: Permit<CompleteAction>,
    key: RequestKey,
    db: web::Data<Db>,
) -> Outcome<HttpResponse> {
    let mut once = db.begin_once(&key).await?;
    commands::reopen(&mut once, &permit).await?;
    let open = AgreedShown::from(&meetings::action(&once, permit.subject.subject.id).await?);
    once.json(StatusCode::OK, &open).await
}
