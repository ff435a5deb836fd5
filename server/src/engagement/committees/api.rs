//! The meetings of a committee as JSON, with what was agreed at them.

use actix_web::web;
use chrono::NaiveDate;
use serde::Serialize;
use utoipa::ToSchema;

use super::{
    meetings::{self, ActionId, AgreedAction, Meeting, MeetingId, Presence},
    store::{self, MemberId},
};
use crate::{
    engagement::access::SeeEngagement,
    platform::{Db, Outcome, Permit, Problem},
};

/// So many meetings, and so many actions of all of them.
const MEETINGS: u64 = 200;
const ACTIONS: u64 = 2000;

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
    /// How often the record was written anew.
    changes: i32,
}

#[derive(Serialize, ToSchema)]
pub struct PresenceShown {
    /// Of the committee.
    member: MemberId,
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
}

pub async fn meeting_list(
    permit: Permit<SeeEngagement>,
    db: web::Data<Db>,
) -> Outcome<web::Json<MeetingList>> {
    let read = db.read();
    let today = permit.day_at(db.clock().now());
    let committee = store::committee_of(read, permit.id, today).await?.ok_or(Problem::NotFound)?;
    let held = meetings::meetings_of(read, committee.id, MEETINGS).await?;
    let ids: Vec<MeetingId> = held.iter().map(|meeting| meeting.id).collect();
    let mut came = meetings::presences(read, &ids).await?;
    let actions = meetings::actions_of(read, committee.id, ACTIONS).await?;
    let meetings = held
        .into_iter()
        .map(|meeting| {
            let present = came.remove(&meeting.id).unwrap_or_default();
            shown(meeting, &present, &actions)
        })
        .collect();
    Ok(web::Json(MeetingList { meetings }))
}

fn shown(meeting: Meeting, present: &[Presence], actions: &[AgreedAction]) -> MeetingShown {
    let agreed = |action: &AgreedAction| AgreedShown {
        id: action.id,
        action: action.action.clone(),
        owner: action.owner,
        due_on: action.due_on,
        done_on: action.done_on,
    };
    let presence = |one: &Presence| PresenceShown { member: one.member, heard: one.heard };
    MeetingShown {
        came: present.iter().map(presence).collect(),
        agreed: actions.iter().filter(|action| action.meeting == meeting.id).map(agreed).collect(),
        id: meeting.id,
        held_on: meeting.held_on,
        minutes: meeting.minutes,
        changes: meeting.changes,
    }
}
