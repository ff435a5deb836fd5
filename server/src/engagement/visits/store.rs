//! Visits and their notes.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, Condition, EntityTrait, ExprTrait, QueryFilter, QueryOrder, QuerySelect,
    sea_query::Expr,
};

use crate::{
    engagement::{
        cycles::store::CycleId,
        model::{Delivery, Purpose},
    },
    platform::{OrganisationId, Outcome, PersonId, Problem, Read, UnitOfWork},
};

crate::id_type!(VisitId);

mod visit_row {
    use sea_orm::entity::prelude::*;

    use super::{CycleId, Delivery, OrganisationId, PersonId, Purpose, VisitId};

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "visit")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: VisitId,
        pub organisation_id: OrganisationId,
        pub cycle_id: CycleId,
        pub visit_on: Date,
        pub purpose: Purpose,
        pub delivery: Delivery,
        pub reason: Option<String>,
        pub adviser_person_id: PersonId,
        pub held_at: Option<DateTimeUtc>,
        pub cancelled_at: Option<DateTimeUtc>,
        pub cancel_reason: Option<String>,
        pub reference: Option<String>,
        pub changes: i32,
        pub planned_at: DateTimeUtc,
        pub planned_by_person_id: PersonId,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

mod note_row {
    use sea_orm::entity::prelude::*;

    use super::{PersonId, VisitId};

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "visit_note")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub visit_id: VisitId,
        pub note: String,
        pub at: DateTimeUtc,
        pub by_person_id: PersonId,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

use visit_row::{ActiveModel, Column, Entity, Model};

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Visit {
    pub id: VisitId,
    pub factory: OrganisationId,
    pub cycle: CycleId,
    pub visit_on: NaiveDate,
    pub purpose: Purpose,
    pub delivery: Delivery,
    /// Why it is not on site.
    pub reason: Option<String>,
    pub adviser: PersonId,
    /// When it was recorded as made.
    pub held_at: Option<DateTime<Utc>>,
    pub cancelled_at: Option<DateTime<Utc>>,
    pub cancel_reason: Option<String>,
    /// What the programme's portal calls it.
    pub reference: Option<String>,
    pub changes: i32,
}

impl Visit {
    /// Neither made nor cancelled.
    pub fn is_planned(&self) -> bool {
        self.held_at.is_none() && self.cancelled_at.is_none()
    }
}

impl From<Model> for Visit {
    fn from(row: Model) -> Self {
        Self {
            id: row.id,
            factory: row.organisation_id,
            cycle: row.cycle_id,
            visit_on: row.visit_on,
            purpose: row.purpose,
            delivery: row.delivery,
            reason: row.reason,
            adviser: row.adviser_person_id,
            held_at: row.held_at,
            cancelled_at: row.cancelled_at,
            cancel_reason: row.cancel_reason,
            reference: row.reference,
            changes: row.changes,
        }
    }
}

/// # Errors
/// `Problem::NotFound` where there is none.
pub async fn visit(read: &Read, id: VisitId) -> Outcome<Visit> {
    Entity::find_by_id(id).one(read).await?.map(Visit::from).ok_or(Problem::NotFound)
}

/// The visit that the programme's portal calls so.
pub async fn called(read: &Read, factory: OrganisationId, reference: &str) -> Outcome<Option<Visit>> {
    let own =
        Entity::find().filter(Column::OrganisationId.eq(factory)).filter(Column::Reference.eq(reference));
    Ok(own.one(read).await?.map(Visit::from))
}

/// A factory's, the newest first.
pub async fn visits_of(read: &Read, factory: OrganisationId, limit: u64) -> Outcome<Vec<Visit>> {
    let own = Entity::find().filter(Column::OrganisationId.eq(factory));
    let newest = own.order_by_desc(Column::VisitOn).order_by_desc(Column::Id).limit(limit);
    Ok(newest.all(read).await?.into_iter().map(Visit::from).collect())
}

/// The day of the first advisory visit that was made in each of these cycles.
pub async fn first_visits(read: &Read, cycles: &[CycleId]) -> Outcome<HashMap<CycleId, NaiveDate>> {
    let made = Entity::find()
        .select_only()
        .column(Column::CycleId)
        .column_as(Expr::col(Column::VisitOn).min(), "first_on")
        .filter(Column::CycleId.is_in(cycles.iter().copied()))
        .filter(Column::Purpose.eq(Purpose::Advisory))
        .filter(Column::HeldAt.is_not_null())
        .group_by(Column::CycleId);
    let rows: Vec<(CycleId, NaiveDate)> = made.into_tuple().all(read).await?;
    Ok(rows.into_iter().collect())
}

/// The next visit that is planned to each of these factories, the overdue ones first.
pub async fn next_visits(
    read: &Read,
    factories: &[OrganisationId],
) -> Outcome<HashMap<OrganisationId, NaiveDate>> {
    let planned = Entity::find()
        .select_only()
        .column(Column::OrganisationId)
        .column_as(Expr::col(Column::VisitOn).min(), "next_on")
        .filter(Column::OrganisationId.is_in(factories.iter().copied()))
        .filter(Column::HeldAt.is_null())
        .filter(Column::CancelledAt.is_null())
        .group_by(Column::OrganisationId);
    let rows: Vec<(OrganisationId, NaiveDate)> = planned.into_tuple().all(read).await?;
    Ok(rows.into_iter().collect())
}

/// A visit to come or one that was made.
#[derive(Clone, Debug)]
pub struct NewVisit {
    pub factory: OrganisationId,
    pub cycle: CycleId,
    pub visit_on: NaiveDate,
    pub purpose: Purpose,
    pub delivery: Delivery,
    pub reason: Option<String>,
    pub adviser: PersonId,
    pub is_held: Held,
    pub reference: Option<String>,
    pub by: PersonId,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Held {
    Yes,
    NotYet,
}

pub async fn add(work: &UnitOfWork, new: &NewVisit) -> Outcome<VisitId> {
    let id = work.new_id();
    let row = ActiveModel {
        id: Set(id),
        organisation_id: Set(new.factory),
        cycle_id: Set(new.cycle),
        visit_on: Set(new.visit_on),
        purpose: Set(new.purpose),
        delivery: Set(new.delivery),
        reason: Set(new.reason.clone()),
        adviser_person_id: Set(new.adviser),
        held_at: Set((new.is_held == Held::Yes).then(|| work.now())),
        cancelled_at: Set(None),
        cancel_reason: Set(None),
        reference: Set(new.reference.clone()),
        changes: Set(0),
        planned_at: Set(work.now()),
        planned_by_person_id: Set(new.by),
    };
    Entity::insert(row).exec_without_returning(work).await?;
    Ok(id)
}

/// Records that a planned visit was made on a day. Returns whether it was still planned.
pub async fn hold(work: &UnitOfWork, visit: VisitId, visit_on: NaiveDate) -> Outcome<bool> {
    let row = ActiveModel { visit_on: Set(visit_on), held_at: Set(Some(work.now())), ..Default::default() };
    let planned = Condition::all().add(Column::HeldAt.is_null()).add(Column::CancelledAt.is_null());
    settle(work, visit, (row, planned)).await
}

/// It was on another day, or shall be. Returns whether nobody changed it since it had `seen` changes.
pub async fn move_to(work: &UnitOfWork, visit: VisitId, visit_on: NaiveDate, seen: i32) -> Outcome<bool> {
    let row = ActiveModel { visit_on: Set(visit_on), ..Default::default() };
    let unchanged = Condition::all().add(Column::Changes.eq(seen)).add(Column::CancelledAt.is_null());
    settle(work, visit, (row, unchanged)).await
}

/// It is not made, or was not made after all. Returns whether it was not cancelled before.
pub async fn cancel(work: &UnitOfWork, visit: VisitId, reason: &str) -> Outcome<bool> {
    let row = ActiveModel {
        held_at: Set(None),
        cancelled_at: Set(Some(work.now())),
        cancel_reason: Set(Some(reason.to_owned())),
        ..Default::default()
    };
    settle(work, visit, (row, Condition::all().add(Column::CancelledAt.is_null()))).await
}

async fn settle(
    work: &UnitOfWork,
    visit: VisitId,
    (row, while_so): (ActiveModel, Condition),
) -> Outcome<bool> {
    let settled = Entity::update_many()
        .set(row)
        .col_expr(Column::Changes, Expr::col(Column::Changes).add(1))
        .filter(Column::Id.eq(visit))
        .filter(while_so)
        .exec(work)
        .await?;
    Ok(settled.rows_affected == 1)
}

/// What somebody wrote about a visit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    pub note: String,
    pub at: DateTime<Utc>,
    pub by: PersonId,
}

/// In the order in which they were written.
pub async fn notes(read: &Read, visit: VisitId) -> Outcome<Vec<Note>> {
    let own = note_row::Entity::find().filter(note_row::Column::VisitId.eq(visit));
    let rows = own.order_by_asc(note_row::Column::At).order_by_asc(note_row::Column::Id).all(read).await?;
    Ok(rows.into_iter().map(|row| Note { note: row.note, at: row.at, by: row.by_person_id }).collect())
}

pub async fn add_note(work: &UnitOfWork, visit: VisitId, note: &str, by: PersonId) -> Outcome<()> {
    let row = note_row::ActiveModel {
        id: Set(work.new_id()),
        visit_id: Set(visit),
        note: Set(note.to_owned()),
        at: Set(work.now()),
        by_person_id: Set(by),
    };
    note_row::Entity::insert(row).exec_without_returning(work).await?;
    Ok(())
}

/// What is planned from this day on belongs to the cycle that runs then.
pub async fn carry_over(
    work: &UnitOfWork,
    factory: OrganisationId,
    (cycle, started_on): (CycleId, NaiveDate),
) -> Outcome<()> {
    Entity::update_many()
        .set(ActiveModel { cycle_id: Set(cycle), ..Default::default() })
        .filter(Column::OrganisationId.eq(factory))
        .filter(Column::VisitOn.gte(started_on))
        .filter(Column::HeldAt.is_null())
        .filter(Column::CancelledAt.is_null())
        .exec(work)
        .await?;
    Ok(())
}
