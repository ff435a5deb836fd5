//! Meetings as they stood before somebody wrote them anew.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, ConnectionTrait, EntityTrait, ExprTrait, QueryFilter, QueryOrder,
    sea_query::{Expr, Query},
};

use super::meetings::{Meeting, MeetingId, Presence};
use crate::platform::{OrganisationId, Outcome, PersonId, Problem, Read, UnitOfWork};

crate::id_type!(VersionId);

mod version_row {
    use sea_orm::entity::prelude::*;

    use super::{MeetingId, PersonId, VersionId};

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "committee_meeting_version")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: VersionId,
        pub meeting_id: MeetingId,
        pub changes: i32,
        pub held_on: Date,
        pub minutes: String,
        pub came: String,
        pub at: DateTimeUtc,
        pub by_person_id: PersonId,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// What a meeting's record said, and who wrote it when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written {
    pub held_on: NaiveDate,
    pub minutes: String,
    /// By member.
    pub came: Vec<Presence>,
    pub at: DateTime<Utc>,
    pub by: PersonId,
}

/// A record that was written anew.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Version {
    pub id: VersionId,
    pub meeting: MeetingId,
    /// How often the meeting was changed before.
    pub changes: i32,
    pub written: Written,
}

impl Written {
    /// As the meeting stands now.
    pub fn now(meeting: &Meeting, came: Vec<Presence>) -> Self {
        let (held_on, minutes) = (meeting.held_on, meeting.minutes.clone());
        Self { held_on, minutes, came, at: meeting.at, by: meeting.by }
    }

    pub fn says_the_same(&self, (held_on, minutes, came): (NaiveDate, &str, &[Presence])) -> bool {
        let in_order = |came: &[Presence]| {
            let mut came = came.to_vec();
            came.sort_by_key(|presence| presence.member.0);
            came
        };
        self.held_on == held_on && self.minutes == minutes && in_order(&self.came) == in_order(came)
    }
}

fn version_of(row: version_row::Model) -> Outcome<Version> {
    let came = serde_json::from_str(&row.came).map_err(Problem::internal)?;
    let (held_on, minutes, at, by) = (row.held_on, row.minutes, row.at, row.by_person_id);
    let written = Written { held_on, minutes, came, at, by };
    Ok(Version { id: row.id, meeting: row.meeting_id, changes: row.changes, written })
}

pub async fn version(read: &Read, id: VersionId) -> Outcome<Version> {
    version_row::Entity::find_by_id(id).one(read).await?.map(version_of).ok_or(Problem::NotFound)?
}

/// Those of a meeting, the first one first.
pub async fn versions_of(read: &Read, meeting: MeetingId) -> Outcome<Vec<Version>> {
    let own = version_row::Entity::find().filter(version_row::Column::MeetingId.eq(meeting));
    let rows = own.order_by_asc(version_row::Column::Changes).all(read).await?;
    rows.into_iter().map(version_of).collect()
}

/// The factories in whose committees these stood, in one query.
pub async fn factories_of(
    read: &Read,
    versions: &[VersionId],
) -> Outcome<HashMap<VersionId, OrganisationId>> {
    let table = "committee_meeting_version";
    let is =
        |one: (&'static str, &'static str), other: (&'static str, &'static str)| Expr::col(one).equals(other);
    let found = Query::select()
        .column((table, "id"))
        .column(("committee", "organisation_id"))
        .from(table)
        .inner_join("committee_meeting", is(("committee_meeting", "id"), (table, "meeting_id")))
        .inner_join("committee", is(("committee", "id"), ("committee_meeting", "committee_id")))
        .and_where(Expr::col((table, "id")).is_in(versions.iter().map(|version| version.0)))
        .to_owned();
    let rows = read.query_all(&found).await?;
    rows.iter().map(|row| Ok((row.try_get("", "id")?, row.try_get("", "organisation_id")?))).collect()
}

/// Keeps what is about to be written anew.
pub async fn keep(work: &UnitOfWork, meeting: &Meeting, written: &Written) -> Outcome<VersionId> {
    let id = work.new_id();
    let row = version_row::ActiveModel {
        id: Set(id),
        meeting_id: Set(meeting.id),
        changes: Set(meeting.changes),
        held_on: Set(written.held_on),
        minutes: Set(written.minutes.clone()),
        came: Set(serde_json::to_string(&written.came).map_err(Problem::internal)?),
        at: Set(written.at),
        by_person_id: Set(written.by),
    };
    version_row::Entity::insert(row).exec_without_returning(work).await?;
    Ok(id)
}
