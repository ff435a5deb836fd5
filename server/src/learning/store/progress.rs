//! The projections of learning records. Only `projection.rs` writes them.

use std::collections::{HashMap, HashSet};

use chrono::{DateTime, Utc};
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder,
    sea_query::{Expr, ExprTrait, OnConflict},
};

use crate::{
    learning::model::{HELP_AFTER_WRONG_ATTEMPTS, Progress, SESSION, StepProgress, attended_session},
    platform::{Outcome, PersonId, Read, UnitOfWork},
    records::EnrolmentId,
};

pub mod row {
    use sea_orm::entity::prelude::*;

    use super::{EnrolmentId, PersonId};

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "progress")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub enrolment_id: EnrolmentId,
        pub person_id: PersonId,
        pub steps_done: i32,
        pub modules_done: i32,
        pub current_step: String,
        pub started_at: DateTimeUtc,
        pub last_at: DateTimeUtc,
        pub completed_at: Option<DateTimeUtc>,
        pub needs_help: bool,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

mod step_row {
    use sea_orm::entity::prelude::*;

    use super::EnrolmentId;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "step_progress")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub enrolment_id: EnrolmentId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub step: String,
        pub first_at: DateTimeUtc,
        pub done_at: Option<DateTimeUtc>,
        pub right: Option<i32>,
        pub asked: Option<i32>,
        pub passed: Option<bool>,
        pub wrong_in_a_row: i32,
        pub tried_at: Option<DateTimeUtc>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// Modules lie beside steps, under a name that no step can have.
fn module_key(module: &str) -> String {
    format!("module/{module}")
}

fn is_no_module(row: &step_row::Model) -> bool {
    !row.step.contains('/') || row.step == SESSION
}

pub async fn progress(read: &Read, enrolment: EnrolmentId) -> Outcome<Option<Progress>> {
    Ok(row::Entity::find_by_id(enrolment).one(read).await?.map(from_row))
}

/// The steps of an enrolment that were opened, the first one first, and the session; modules are not among them.
pub async fn steps(read: &Read, enrolment: EnrolmentId) -> Outcome<Vec<StepProgress>> {
    let rows = step_row::Entity::find()
        .filter(step_row::Column::EnrolmentId.eq(enrolment))
        .order_by_asc(step_row::Column::FirstAt)
        .order_by_asc(step_row::Column::Step)
        .all(read)
        .await?;
    Ok(rows.into_iter().filter(is_no_module).map(step_from_row).collect())
}

/// The opened steps of several enrolments, and their sessions; modules are not among them.
pub async fn steps_of(
    read: &Read,
    enrolments: impl IntoIterator<Item = EnrolmentId>,
) -> Outcome<HashMap<EnrolmentId, Vec<StepProgress>>> {
    let rows = step_row::Entity::find()
        .filter(step_row::Column::EnrolmentId.is_in(enrolments))
        .order_by_asc(step_row::Column::FirstAt)
        .order_by_asc(step_row::Column::Step)
        .all(read)
        .await?;
    let mut steps: HashMap<EnrolmentId, Vec<StepProgress>> = HashMap::new();
    for row in rows.into_iter().filter(is_no_module) {
        steps.entry(row.enrolment_id).or_default().push(step_from_row(row));
    }
    Ok(steps)
}

/// The course was begun. Beginning again changes nothing.
pub async fn start(
    work: &UnitOfWork,
    enrolment: EnrolmentId,
    person: PersonId,
    at: DateTime<Utc>,
) -> Outcome<()> {
    let row = row::ActiveModel {
        enrolment_id: Set(enrolment),
        person_id: Set(person),
        steps_done: Set(0),
        modules_done: Set(0),
        current_step: Set(String::new()),
        started_at: Set(at),
        last_at: Set(at),
        completed_at: Set(None),
        needs_help: Set(false),
    };
    row::Entity::insert(row)
        .on_conflict(OnConflict::column(row::Column::EnrolmentId).do_nothing().to_owned())
        .exec_without_returning(work)
        .await?;
    Ok(())
}

/// The learner is at this step now.
pub async fn open_step(
    work: &UnitOfWork,
    enrolment: EnrolmentId,
    step: &str,
    at: DateTime<Utc>,
) -> Outcome<()> {
    insert_step(work, enrolment, step, at).await?;
    let change =
        row::ActiveModel { current_step: Set(step.to_owned()), last_at: Set(at), ..Default::default() };
    row::Entity::update_many().set(change).filter(row::Column::EnrolmentId.eq(enrolment)).exec(work).await?;
    Ok(())
}

/// Something was done.
pub async fn touch(work: &UnitOfWork, enrolment: EnrolmentId, at: DateTime<Utc>) -> Outcome<()> {
    let change = row::ActiveModel { last_at: Set(at), ..Default::default() };
    row::Entity::update_many().set(change).filter(row::Column::EnrolmentId.eq(enrolment)).exec(work).await?;
    Ok(())
}

/// The step is done; counted once.
pub async fn finish(work: &UnitOfWork, enrolment: EnrolmentId, step: &str, at: DateTime<Utc>) -> Outcome<()> {
    if !mark_done(work, enrolment, step, at).await? {
        return Ok(());
    }
    row::Entity::update_many()
        .col_expr(row::Column::StepsDone, Expr::col(row::Column::StepsDone).add(1))
        .col_expr(row::Column::LastAt, Expr::value(at))
        .filter(row::Column::EnrolmentId.eq(enrolment))
        .exec(work)
        .await?;
    Ok(())
}

/// The module is done; counted once.
pub async fn mark_module(
    work: &UnitOfWork,
    enrolment: EnrolmentId,
    module: &str,
    at: DateTime<Utc>,
) -> Outcome<()> {
    if !mark_done(work, enrolment, &module_key(module), at).await? {
        return Ok(());
    }
    row::Entity::update_many()
        .col_expr(row::Column::ModulesDone, Expr::col(row::Column::ModulesDone).add(1))
        .filter(row::Column::EnrolmentId.eq(enrolment))
        .exec(work)
        .await?;
    Ok(())
}

/// The learner came to a session. It is no step, and counts as none.
pub async fn attend(work: &UnitOfWork, enrolment: EnrolmentId, at: DateTime<Utc>) -> Outcome<()> {
    mark_done(work, enrolment, SESSION, at).await.map(|_| ())
}

/// The first completion stays.
pub async fn mark_completed(work: &UnitOfWork, enrolment: EnrolmentId, at: DateTime<Utc>) -> Outcome<()> {
    let change = row::ActiveModel { completed_at: Set(Some(at)), ..Default::default() };
    row::Entity::update_many()
        .set(change)
        .filter(row::Column::EnrolmentId.eq(enrolment))
        .filter(row::Column::CompletedAt.is_null())
        .exec(work)
        .await?;
    Ok(())
}

/// Keeps the better of two attempts; a pass stays a pass.
pub async fn score(
    work: &UnitOfWork,
    enrolment: EnrolmentId,
    step: &str,
    (right, asked): (u32, u32),
    passed: Option<bool>,
    at: DateTime<Utc>,
) -> Outcome<()> {
    insert_step(work, enrolment, step, at).await?;
    let whole = |number: u32| i32::try_from(number).unwrap_or(i32::MAX);
    let change = step_row::ActiveModel {
        right: Set(Some(whole(right))),
        asked: Set(Some(whole(asked))),
        passed: Set(passed),
        ..Default::default()
    };
    let is_better = step_row::Column::Right.is_null().or(step_row::Column::Right.lt(whole(right)));
    step_row::Entity::update_many()
        .set(change)
        .filter(step_row::Column::EnrolmentId.eq(enrolment))
        .filter(step_row::Column::Step.eq(step))
        .filter(is_better)
        .exec(work)
        .await?;
    Ok(())
}

/// An attempt at a quiz was handed in. Returns whether the learner began to need help with it, or ceased to.
pub async fn tried(
    work: &UnitOfWork,
    enrolment: EnrolmentId,
    step: &str,
    wrong: bool,
    at: DateTime<Utc>,
) -> Outcome<bool> {
    let again = Expr::col(step_row::Column::WrongInARow).add(1);
    let counted = step_row::Entity::update_many()
        .col_expr(step_row::Column::WrongInARow, if wrong { again } else { Expr::value(0) })
        .col_expr(step_row::Column::TriedAt, Expr::value(at))
        .filter(step_row::Column::EnrolmentId.eq(enrolment))
        .filter(step_row::Column::Step.eq(step))
        // The same attempt told twice counts once.
        .filter(step_row::Column::TriedAt.is_null().or(step_row::Column::TriedAt.lt(at)))
        .exec(work)
        .await?;
    if counted.rows_affected == 0 {
        return Ok(false);
    }
    let stuck = step_row::Entity::find()
        .filter(step_row::Column::EnrolmentId.eq(enrolment))
        .filter(step_row::Column::WrongInARow.gte(HELP_AFTER_WRONG_ATTEMPTS))
        .count(&**work)
        .await?;
    let changed = row::Entity::update_many()
        .set(row::ActiveModel { needs_help: Set(stuck > 0), ..Default::default() })
        .filter(row::Column::EnrolmentId.eq(enrolment))
        .filter(row::Column::NeedsHelp.ne(stuck > 0))
        .exec(work)
        .await?;
    Ok(changed.rows_affected == 1)
}

async fn insert_step(
    work: &UnitOfWork,
    enrolment: EnrolmentId,
    step: &str,
    at: DateTime<Utc>,
) -> Outcome<()> {
    let row = step_row::ActiveModel {
        enrolment_id: Set(enrolment),
        step: Set(step.to_owned()),
        first_at: Set(at),
        done_at: Set(None),
        right: Set(None),
        asked: Set(None),
        passed: Set(None),
        wrong_in_a_row: Set(0),
        tried_at: Set(None),
    };
    step_row::Entity::insert(row)
        .on_conflict(
            OnConflict::columns([step_row::Column::EnrolmentId, step_row::Column::Step])
                .do_nothing()
                .to_owned(),
        )
        .exec_without_returning(work)
        .await?;
    Ok(())
}

/// Whether it was not done before.
async fn mark_done(
    work: &UnitOfWork,
    enrolment: EnrolmentId,
    step: &str,
    at: DateTime<Utc>,
) -> Outcome<bool> {
    insert_step(work, enrolment, step, at).await?;
    let change = step_row::ActiveModel { done_at: Set(Some(at)), ..Default::default() };
    let updated = step_row::Entity::update_many()
        .set(change)
        .filter(step_row::Column::EnrolmentId.eq(enrolment))
        .filter(step_row::Column::Step.eq(step))
        .filter(step_row::Column::DoneAt.is_null())
        .exec(work)
        .await?;
    Ok(updated.rows_affected == 1)
}

pub fn from_row(row: row::Model) -> Progress {
    let count = |number: i32| u32::try_from(number).unwrap_or(0);
    Progress {
        enrolment: row.enrolment_id,
        steps_done: count(row.steps_done),
        modules_done: count(row.modules_done),
        current_step: row.current_step,
        started_at: row.started_at,
        last_at: row.last_at,
        completed_at: row.completed_at,
        needs_help: row.needs_help,
    }
}

fn step_from_row(row: step_row::Model) -> StepProgress {
    let count = |number: Option<i32>| number.and_then(|number| u32::try_from(number).ok());
    StepProgress {
        step: row.step,
        first_at: row.first_at,
        done_at: row.done_at,
        score: count(row.right).zip(count(row.asked)),
        passed: row.passed,
        wrong_in_a_row: row.wrong_in_a_row,
    }
}

/// Of whom of these the records say that they came to the session of their course.
pub async fn attended_among(read: &Read, enrolments: &[EnrolmentId]) -> Outcome<HashSet<EnrolmentId>> {
    let steps = steps_of(read, enrolments.iter().copied()).await?;
    Ok(steps.into_iter().filter(|(_, steps)| attended_session(steps)).map(|(id, _)| id).collect())
}
