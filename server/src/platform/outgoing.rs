//! Events for other systems: written down in the unit in which they happen, brought to the addresses that asked for
//! them by `interop`. The id of an event stays the same however often it is sent, so that a receiver can keep one effect
//! for each.
//!
//! Whoever changes a plan item calls, in the same unit and once for all items that the command changes:
//!
//! ```ignore
//! outgoing::tell(work, &[OutgoingEvent::of(EventKind::ItemChanged, factory, item.0).now(item.state.word())]).await?;
//! ```
//!
//! and whoever completes a pathway's step does the same with `EventKind::StepCompleted` and the step's id. Only ids and
//! the word of a state go out: never a name, nor what somebody wrote.

use chrono::{DateTime, Utc};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QueryOrder};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{Job, OrganisationId, Outcome, Read, UnitOfWork, jobs};

crate::id_type!(EventId);

crate::word_enum! {
    /// What happened. Its text is `webhook-event-<word>` with a dash for the dot.
    EventKind {
        StepCompleted = "step.completed",
        ItemChanged = "item.changed",
    }
}

/// The kind of the job that brings events out; `interop` runs it.
pub const EVENTS: &str = "outgoing-events";

/// So many events in one statement and one job.
const AT_ONCE: usize = 500;

mod event {
    use sea_orm::entity::prelude::*;

    use super::{EventId, EventKind, OrganisationId};

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "outgoing_event")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: EventId,
        pub kind: EventKind,
        pub at: DateTimeUtc,
        pub subject_id: Uuid,
        pub factory_id: OrganisationId,
        pub state: Option<String>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// What is to be told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutgoingEvent {
    kind: EventKind,
    factory: OrganisationId,
    subject: Uuid,
    state: Option<&'static str>,
}

impl OutgoingEvent {
    /// `subject` is the id of the item or the step.
    pub fn of(kind: EventKind, factory: OrganisationId, subject: Uuid) -> Self {
        Self { kind, factory, subject, state: None }
    }

    /// The word of the state that the subject is in now.
    #[must_use]
    pub fn now(mut self, state: &'static str) -> Self {
        self.state = Some(state);
        self
    }
}

/// An event as it was written down.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Event {
    pub id: EventId,
    pub kind: EventKind,
    pub at: DateTime<Utc>,
    pub subject: Uuid,
    pub factory: OrganisationId,
    pub state: Option<String>,
}

impl From<event::Model> for Event {
    fn from(row: event::Model) -> Self {
        Self {
            id: row.id,
            kind: row.kind,
            at: row.at,
            subject: row.subject_id,
            factory: row.factory_id,
            state: row.state,
        }
    }
}

/// Writes events down; they go out after the commit, or never if there is none.
pub async fn tell(work: &UnitOfWork, events: &[OutgoingEvent]) -> Outcome<()> {
    for some in events.chunks(AT_ONCE) {
        let ids: Vec<EventId> = some.iter().map(|_| work.new_id()).collect();
        let row = |(event, id): (&OutgoingEvent, &EventId)| event::ActiveModel {
            id: Set(*id),
            kind: Set(event.kind),
            at: Set(work.now()),
            subject_id: Set(event.subject),
            factory_id: Set(event.factory),
            state: Set(event.state.map(str::to_owned)),
        };
        event::Entity::insert_many(some.iter().zip(&ids).map(row)).exec_without_returning(work).await?;
        jobs::enqueue(work, Job::new(EVENTS, ids)).await?;
    }
    Ok(())
}

/// These events, the oldest first.
pub async fn events(read: &Read, ids: &[EventId]) -> Outcome<Vec<Event>> {
    let rows = event::Entity::find()
        .filter(event::Column::Id.is_in(ids.iter().copied()))
        .order_by_asc(event::Column::Id)
        .all(read)
        .await?;
    Ok(rows.into_iter().map(Event::from).collect())
}
