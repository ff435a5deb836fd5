//! Cycles, who advises in them, and the days that do not count.

use std::collections::HashMap;

use chrono::NaiveDate;
use sea_orm::{
    ActiveValue::Set, ColumnTrait, EntityTrait, ExprTrait, QueryFilter, QueryOrder, QuerySelect,
    sea_query::Expr,
};

use crate::{
    engagement::model::{
        CycleSpan, CycleStep,
        clock::Pause,
        counted,
        settings::{Rule, Thresholds},
    },
    platform::{OrganisationId, Outcome, PersonId, Problem, Read, UnitOfWork},
};

crate::id_type!(CycleId);

mod cycle_row {
    use sea_orm::entity::prelude::*;

    use super::{CycleId, OrganisationId, PersonId};

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "cycle")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: CycleId,
        pub organisation_id: OrganisationId,
        pub number: i32,
        pub started_on: Date,
        pub ended_on: Option<Date>,
        pub adviser_person_id: Option<PersonId>,
        pub reference: Option<String>,
        pub changes: i32,
        pub enrolled_at: DateTimeUtc,
        pub enrolled_by_person_id: PersonId,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

mod handover_row {
    use sea_orm::entity::prelude::*;

    use super::{CycleId, PersonId};

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "adviser_handover")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub cycle_id: CycleId,
        pub from_person_id: Option<PersonId>,
        pub to_person_id: PersonId,
        pub handed_on: Date,
        pub reason: String,
        pub at: DateTimeUtc,
        pub by_person_id: PersonId,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

mod pause_row {
    use sea_orm::entity::prelude::*;

    use super::{CycleId, PersonId};

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "hundred_day_pause")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub cycle_id: CycleId,
        pub from_on: Date,
        pub until_on: Option<Date>,
        pub reason: String,
        pub at: DateTimeUtc,
        pub by_person_id: PersonId,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

use cycle_row::{ActiveModel, Column, Entity, Model};

/// A factory's time in the programme, from one enrolment to the next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cycle {
    pub id: CycleId,
    pub factory: OrganisationId,
    /// From 1.
    pub number: u32,
    pub started_on: NaiveDate,
    /// The last day; none while it runs.
    pub ended_on: Option<NaiveDate>,
    pub adviser: Option<PersonId>,
    /// What the programme's portal calls it.
    pub reference: Option<String>,
    /// Counts up at each change, so that two who change it notice each other.
    pub changes: i32,
}

impl Cycle {
    pub fn span(&self) -> CycleSpan {
        CycleSpan { number: self.number, started_on: self.started_on, ended_on: self.ended_on }
    }
}

/// Those of a factory that count for the rules of its country.
pub fn counted_cycles(cycles: &[Cycle], rules: &Thresholds) -> Vec<CycleStep> {
    let spans: Vec<CycleSpan> = cycles.iter().map(Cycle::span).collect();
    counted(&spans, rules.of(Rule::CompletedCycleDays))
}

impl From<Model> for Cycle {
    fn from(row: Model) -> Self {
        Self {
            id: row.id,
            factory: row.organisation_id,
            number: u32::try_from(row.number).unwrap_or(0),
            started_on: row.started_on,
            ended_on: row.ended_on,
            adviser: row.adviser_person_id,
            reference: row.reference,
            changes: row.changes,
        }
    }
}

/// # Errors
/// `Problem::NotFound` where there is none.
pub async fn cycle(read: &Read, id: CycleId) -> Outcome<Cycle> {
    Entity::find_by_id(id).one(read).await?.map(Cycle::from).ok_or(Problem::NotFound)
}

/// The cycle that a factory is in.
pub async fn current_cycle(read: &Read, factory: OrganisationId) -> Outcome<Option<Cycle>> {
    Ok(current_cycles(read, &[factory]).await?.remove(&factory))
}

/// The same for many factories, in one query; who is in none is not there.
pub async fn current_cycles(
    read: &Read,
    factories: &[OrganisationId],
) -> Outcome<HashMap<OrganisationId, Cycle>> {
    let rows = Entity::find()
        .filter(Column::OrganisationId.is_in(factories.iter().copied()))
        .filter(Column::EndedOn.is_null())
        .all(read)
        .await?;
    Ok(rows.into_iter().map(|row| (row.organisation_id, Cycle::from(row))).collect())
}

/// All of a factory's, the newest first.
pub async fn cycles_of(read: &Read, factory: OrganisationId) -> Outcome<Vec<Cycle>> {
    let own = Entity::find().filter(Column::OrganisationId.eq(factory));
    let rows = own.order_by_desc(Column::Number).all(read).await?;
    Ok(rows.into_iter().map(Cycle::from).collect())
}

/// All of these factories', the first ones first, in one query.
pub async fn cycles_of_all(read: &Read, factories: &[OrganisationId]) -> Outcome<Vec<Cycle>> {
    let theirs = Entity::find().filter(Column::OrganisationId.is_in(factories.iter().copied()));
    let rows = theirs.order_by_asc(Column::Number).all(read).await?;
    Ok(rows.into_iter().map(Cycle::from).collect())
}

/// Who advises a factory in the cycle that it is in.
pub async fn adviser_of(read: &Read, factory: OrganisationId) -> Outcome<Option<PersonId>> {
    Ok(current_cycle(read, factory).await?.and_then(|cycle| cycle.adviser))
}

/// The factories that somebody advises now.
pub async fn factories_of_adviser(read: &Read, adviser: PersonId) -> Outcome<Vec<OrganisationId>> {
    let rows: Vec<OrganisationId> = Entity::find()
        .select_only()
        .column(Column::OrganisationId)
        .filter(Column::AdviserPersonId.eq(adviser))
        .filter(Column::EndedOn.is_null())
        .order_by_asc(Column::OrganisationId)
        .into_tuple()
        .all(read)
        .await?;
    Ok(rows)
}

/// A cycle that begins.
#[derive(Clone, Debug)]
pub struct NewCycle {
    pub factory: OrganisationId,
    pub number: u32,
    pub started_on: NaiveDate,
    pub adviser: Option<PersonId>,
    pub reference: Option<String>,
    pub by: PersonId,
}

/// # Errors
/// `Problem::Conflict` where the factory is in a cycle already, or was in one of this number.
pub async fn add(work: &UnitOfWork, new: &NewCycle) -> Outcome<CycleId> {
    let id = work.new_id();
    let row = ActiveModel {
        id: Set(id),
        organisation_id: Set(new.factory),
        number: Set(i32::try_from(new.number).map_err(Problem::internal)?),
        started_on: Set(new.started_on),
        ended_on: Set(None),
        adviser_person_id: Set(new.adviser),
        reference: Set(new.reference.clone()),
        changes: Set(0),
        enrolled_at: Set(work.now()),
        enrolled_by_person_id: Set(new.by),
    };
    Entity::insert(row).exec_without_returning(work).await?;
    Ok(id)
}

/// Ends a cycle that is still as it was seen. Returns whether it was.
pub async fn end(work: &UnitOfWork, cycle: &Cycle, last_day: NaiveDate) -> Outcome<bool> {
    let row = ActiveModel { ended_on: Set(Some(last_day)), ..Default::default() };
    change(work, cycle, row).await
}

/// Gives the factory another adviser. Returns whether the cycle was still as it was seen.
pub async fn hand_over(
    work: &UnitOfWork,
    cycle: &Cycle,
    to: PersonId,
    reason: &str,
    (day, by): (NaiveDate, PersonId),
) -> Outcome<bool> {
    let row = ActiveModel { adviser_person_id: Set(Some(to)), ..Default::default() };
    if !change(work, cycle, row).await? {
        return Ok(false);
    }
    let row = handover_row::ActiveModel {
        id: Set(work.new_id()),
        cycle_id: Set(cycle.id),
        from_person_id: Set(cycle.adviser),
        to_person_id: Set(to),
        handed_on: Set(day),
        reason: Set(reason.to_owned()),
        at: Set(work.now()),
        by_person_id: Set(by),
    };
    handover_row::Entity::insert(row).exec_without_returning(work).await?;
    Ok(true)
}

async fn change(work: &UnitOfWork, cycle: &Cycle, row: ActiveModel) -> Outcome<bool> {
    let changed = Entity::update_many()
        .set(row)
        .col_expr(Column::Changes, Expr::col(Column::Changes).add(1))
        .filter(Column::Id.eq(cycle.id))
        .filter(Column::Changes.eq(cycle.changes))
        .filter(Column::EndedOn.is_null())
        .exec(work)
        .await?;
    Ok(changed.rows_affected == 1)
}

/// One adviser after the other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Handover {
    pub from: Option<PersonId>,
    pub to: PersonId,
    pub handed_on: NaiveDate,
    pub reason: String,
}

/// Those of these cycles, the newest first.
pub async fn handovers(read: &Read, cycles: &[CycleId]) -> Outcome<Vec<Handover>> {
    let rows = handover_row::Entity::find()
        .filter(handover_row::Column::CycleId.is_in(cycles.iter().copied()))
        .order_by_desc(handover_row::Column::At)
        .all(read)
        .await?;
    let handover = |row: handover_row::Model| Handover {
        from: row.from_person_id,
        to: row.to_person_id,
        handed_on: row.handed_on,
        reason: row.reason,
    };
    Ok(rows.into_iter().map(handover).collect())
}

/// Days that do not count, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptPause {
    pub id: uuid::Uuid,
    pub cycle: CycleId,
    pub pause: Pause,
    pub reason: String,
}

/// Those of these cycles, in their order.
pub async fn pauses(read: &Read, cycles: &[CycleId]) -> Outcome<Vec<KeptPause>> {
    let rows = pause_row::Entity::find()
        .filter(pause_row::Column::CycleId.is_in(cycles.iter().copied()))
        .order_by_asc(pause_row::Column::FromOn)
        .all(read)
        .await?;
    let kept = |row: pause_row::Model| KeptPause {
        id: row.id,
        cycle: row.cycle_id,
        pause: Pause { from: row.from_on, until: row.until_on },
        reason: row.reason,
    };
    Ok(rows.into_iter().map(kept).collect())
}

/// Holds the row of a cycle until the unit of work ends.
pub async fn hold(work: &UnitOfWork, cycle: CycleId) -> Outcome<()> {
    Entity::update_many()
        .col_expr(Column::Changes, Expr::col(Column::Changes))
        .filter(Column::Id.eq(cycle))
        .exec(work)
        .await?;
    Ok(())
}

/// Days from this one on do not count.
pub async fn add_pause(
    work: &UnitOfWork,
    cycle: CycleId,
    from: NaiveDate,
    reason: &str,
    by: PersonId,
) -> Outcome<()> {
    let row = pause_row::ActiveModel {
        id: Set(work.new_id()),
        cycle_id: Set(cycle),
        from_on: Set(from),
        until_on: Set(None),
        reason: Set(reason.to_owned()),
        at: Set(work.now()),
        by_person_id: Set(by),
    };
    pause_row::Entity::insert(row).exec_without_returning(work).await?;
    Ok(())
}

/// `until` is the first day that counts again. Returns whether one was open.
pub async fn end_pause(work: &UnitOfWork, cycle: CycleId, until: NaiveDate) -> Outcome<bool> {
    let row = pause_row::ActiveModel { until_on: Set(Some(until)), ..Default::default() };
    let ended = pause_row::Entity::update_many()
        .set(row)
        .filter(pause_row::Column::CycleId.eq(cycle))
        .filter(pause_row::Column::UntilOn.is_null())
        .exec(work)
        .await?;
    Ok(ended.rows_affected > 0)
}
