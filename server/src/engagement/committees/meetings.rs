//! Meetings of a committee, who was there and heard, and what was agreed.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, EntityTrait, ExprTrait, QueryFilter, QueryOrder, QuerySelect,
    sea_query::{Expr, Query},
};
use serde::{Deserialize, Serialize};

use super::store::{CommitteeId, Member, MemberId};
use crate::{
    engagement::model::committee::Seat,
    platform::{OrganisationId, Outcome, PersonId, Problem, Read, UnitOfWork},
};

crate::id_type!(MeetingId);
crate::id_type!(ActionId);

mod meeting_row {
    use sea_orm::entity::prelude::*;

    use super::{CommitteeId, MeetingId, PersonId};

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "committee_meeting")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: MeetingId,
        pub committee_id: CommitteeId,
        pub held_on: Date,
        pub minutes: String,
        pub changes: i32,
        pub at: DateTimeUtc,
        pub by_person_id: PersonId,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

mod presence_row {
    use sea_orm::entity::prelude::*;

    use super::{MeetingId, MemberId};

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "committee_presence")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub meeting_id: MeetingId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub member_id: MemberId,
        pub heard: bool,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

mod action_row {
    use sea_orm::entity::prelude::*;

    use super::{ActionId, CommitteeId, MeetingId, MemberId, PersonId};

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "committee_action")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: ActionId,
        pub committee_id: CommitteeId,
        pub meeting_id: MeetingId,
        pub action: String,
        pub owner_member_id: MemberId,
        pub due_on: Date,
        pub done_on: Option<Date>,
        pub done_by_person_id: Option<PersonId>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Meeting {
    pub id: MeetingId,
    pub committee: CommitteeId,
    pub held_on: NaiveDate,
    pub minutes: String,
    pub changes: i32,
    /// When it was written as it is, and by whom.
    pub at: DateTime<Utc>,
    pub by: PersonId,
}

/// Who came, and whether they spoke.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Presence {
    pub member: MemberId,
    pub heard: bool,
}

/// What was agreed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AgreedAction {
    pub id: ActionId,
    pub committee: CommitteeId,
    pub meeting: MeetingId,
    pub action: String,
    pub owner: MemberId,
    pub due_on: NaiveDate,
    pub done_on: Option<NaiveDate>,
    /// Who said so.
    pub done_by: Option<PersonId>,
}

impl From<meeting_row::Model> for Meeting {
    fn from(row: meeting_row::Model) -> Self {
        Self {
            id: row.id,
            committee: row.committee_id,
            held_on: row.held_on,
            minutes: row.minutes,
            changes: row.changes,
            at: row.at,
            by: row.by_person_id,
        }
    }
}

impl From<action_row::Model> for AgreedAction {
    fn from(row: action_row::Model) -> Self {
        Self {
            id: row.id,
            committee: row.committee_id,
            meeting: row.meeting_id,
            action: row.action,
            owner: row.owner_member_id,
            due_on: row.due_on,
            done_on: row.done_on,
            done_by: row.done_by_person_id,
        }
    }
}

pub async fn meeting(read: &Read, id: MeetingId) -> Outcome<Meeting> {
    meeting_row::Entity::find_by_id(id).one(read).await?.map(Meeting::from).ok_or(Problem::NotFound)
}

/// The last ones of a committee, the newest first.
pub async fn meetings_of(read: &Read, committee: CommitteeId, limit: u64) -> Outcome<Vec<Meeting>> {
    let own = meeting_row::Entity::find().filter(meeting_row::Column::CommitteeId.eq(committee));
    let newest =
        own.order_by_desc(meeting_row::Column::HeldOn).order_by_desc(meeting_row::Column::Id).limit(limit);
    Ok(newest.all(read).await?.into_iter().map(Meeting::from).collect())
}

/// The days on which the committee of a factory met.
pub async fn days_met(read: &Read, factory: OrganisationId) -> Outcome<Vec<NaiveDate>> {
    let mut own = Query::select();
    own.column(("committee", "id"))
        .from("committee")
        .and_where(Expr::col(("committee", "organisation_id")).eq(factory.0));
    let days = meeting_row::Entity::find()
        .select_only()
        .column(meeting_row::Column::HeldOn)
        .filter(meeting_row::Column::CommitteeId.in_subquery(own))
        .order_by_desc(meeting_row::Column::HeldOn)
        .into_tuple()
        .all(read)
        .await?;
    Ok(days)
}

/// Who came to these meetings.
pub async fn presences(read: &Read, meetings: &[MeetingId]) -> Outcome<HashMap<MeetingId, Vec<Presence>>> {
    let rows = presence_row::Entity::find()
        .filter(presence_row::Column::MeetingId.is_in(meetings.iter().copied()))
        .order_by_asc(presence_row::Column::MemberId)
        .all(read)
        .await?;
    let mut came: HashMap<MeetingId, Vec<Presence>> = HashMap::new();
    for row in rows {
        let presence = Presence { member: row.member_id, heard: row.heard };
        came.entry(row.meeting_id).or_default().push(presence);
    }
    Ok(came)
}

/// The seats of those who spoke.
pub fn heard(present: &[Presence], everybody: &HashMap<MemberId, Member>) -> Vec<Seat> {
    let spoke = present.iter().filter(|presence| presence.heard);
    spoke.filter_map(|presence| everybody.get(&presence.member)).map(Member::seat).collect()
}

/// What a committee agreed: what is open first, by its date.
pub async fn actions_of(read: &Read, committee: CommitteeId, limit: u64) -> Outcome<Vec<AgreedAction>> {
    let own = action_row::Entity::find().filter(action_row::Column::CommitteeId.eq(committee));
    let rows = own
        .order_by_asc(Expr::col(action_row::Column::DoneOn).is_not_null())
        .order_by_asc(action_row::Column::DueOn)
        .order_by_asc(action_row::Column::Id)
        .limit(limit)
        .all(read)
        .await?;
    Ok(rows.into_iter().map(AgreedAction::from).collect())
}

pub async fn action(read: &Read, id: ActionId) -> Outcome<AgreedAction> {
    action_row::Entity::find_by_id(id).one(read).await?.map(AgreedAction::from).ok_or(Problem::NotFound)
}

/// A meeting that was held.
#[derive(Clone, Debug)]
pub struct NewMeeting {
    pub held_on: NaiveDate,
    pub minutes: String,
    pub came: Vec<Presence>,
}

pub async fn add(
    work: &UnitOfWork,
    committee: CommitteeId,
    new: &NewMeeting,
    by: PersonId,
) -> Outcome<MeetingId> {
    let id = work.new_id();
    let row = meeting_row::ActiveModel {
        id: Set(id),
        committee_id: Set(committee),
        held_on: Set(new.held_on),
        minutes: Set(new.minutes.clone()),
        changes: Set(0),
        at: Set(work.now()),
        by_person_id: Set(by),
    };
    meeting_row::Entity::insert(row).exec_without_returning(work).await?;
    put_presences(work, id, &new.came).await?;
    Ok(id)
}

async fn put_presences(work: &UnitOfWork, meeting: MeetingId, came: &[Presence]) -> Outcome<()> {
    let row = |one: &Presence| presence_row::ActiveModel {
        meeting_id: Set(meeting),
        member_id: Set(one.member),
        heard: Set(one.heard),
    };
    if !came.is_empty() {
        presence_row::Entity::insert_many(came.iter().map(row)).exec_without_returning(work).await?;
    }
    Ok(())
}

/// Writes a meeting anew that is still as it was seen. Returns whether it was.
pub async fn change(
    work: &UnitOfWork,
    meeting: &Meeting,
    seen: i32,
    new: &NewMeeting,
    by: PersonId,
) -> Outcome<bool> {
    let row = meeting_row::ActiveModel {
        held_on: Set(new.held_on),
        minutes: Set(new.minutes.clone()),
        at: Set(work.now()),
        by_person_id: Set(by),
        ..Default::default()
    };
    let changed = meeting_row::Entity::update_many()
        .set(row)
        .col_expr(meeting_row::Column::Changes, Expr::col(meeting_row::Column::Changes).add(1))
        .filter(meeting_row::Column::Id.eq(meeting.id))
        .filter(meeting_row::Column::Changes.eq(seen))
        .exec(work)
        .await?;
    if changed.rows_affected != 1 {
        return Ok(false);
    }
    presence_row::Entity::delete_many()
        .filter(presence_row::Column::MeetingId.eq(meeting.id))
        .exec(work)
        .await?;
    put_presences(work, meeting.id, &new.came).await?;
    Ok(true)
}

/// What a meeting agrees on.
#[derive(Clone, Debug)]
pub struct NewAction {
    pub action: String,
    pub owner: MemberId,
    pub due_on: NaiveDate,
}

pub async fn add_action(work: &UnitOfWork, meeting: &Meeting, new: &NewAction) -> Outcome<ActionId> {
    let id = work.new_id();
    let row = action_row::ActiveModel {
        id: Set(id),
        committee_id: Set(meeting.committee),
        meeting_id: Set(meeting.id),
        action: Set(new.action.clone()),
        owner_member_id: Set(new.owner),
        due_on: Set(new.due_on),
        done_on: Set(None),
        done_by_person_id: Set(None),
    };
    action_row::Entity::insert(row).exec_without_returning(work).await?;
    Ok(id)
}

/// Returns whether it was still open.
pub async fn complete_action(
    work: &UnitOfWork,
    action: ActionId,
    done_on: NaiveDate,
    by: PersonId,
) -> Outcome<bool> {
    let row = action_row::ActiveModel {
        done_on: Set(Some(done_on)),
        done_by_person_id: Set(Some(by)),
        ..Default::default()
    };
    let done = action_row::Entity::update_many()
        .set(row)
        .filter(action_row::Column::Id.eq(action))
        .filter(action_row::Column::DoneOn.is_null())
        .exec(work)
        .await?;
    Ok(done.rows_affected == 1)
}

/// Takes it back that it is done. Returns whether it was.
pub async fn reopen_action(work: &UnitOfWork, action: ActionId) -> Outcome<bool> {
    let row =
        action_row::ActiveModel { done_on: Set(None), done_by_person_id: Set(None), ..Default::default() };
    let reopened = action_row::Entity::update_many()
        .set(row)
        .filter(action_row::Column::Id.eq(action))
        .filter(action_row::Column::DoneOn.is_not_null())
        .exec(work)
        .await?;
    Ok(reopened.rows_affected == 1)
}
