//! Assessments. Every question that anybody but their own people may ask is about released ones.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, Condition, EntityTrait, ExprTrait, QueryFilter, QueryOrder, QuerySelect,
    sea_query::{Expr, Query},
};

use super::assessors;
use crate::{
    engagement::{
        cycles::store::{Cycle, CycleId},
        model::{
            Delivery,
            assessment::{Block, Mode, Work},
        },
    },
    platform::{OrganisationId, Outcome, PersonId, Problem, Read, UnitOfWork},
};

crate::id_type!(AssessmentId);

mod assessment_row {
    use sea_orm::entity::prelude::*;

    use super::{AssessmentId, CycleId, Mode, OrganisationId, PersonId};

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "assessment")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: AssessmentId,
        pub organisation_id: OrganisationId,
        pub cycle_id: CycleId,
        pub mode: Mode,
        pub first_on: Date,
        pub last_on: Date,
        pub cause: Option<String>,
        pub cause_on: Option<Date>,
        pub note: String,
        pub scheduler_person_id: PersonId,
        pub planned_at: DateTimeUtc,
        pub cancelled_at: Option<DateTimeUtc>,
        pub released_at: Option<DateTimeUtc>,
        pub released_on: Option<Date>,
        pub released_by_person_id: Option<PersonId>,
        pub summary: String,
        pub changes: i32,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

pub(super) mod assessor_row {
    use sea_orm::entity::prelude::*;

    use super::{AssessmentId, PersonId};

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "assessment_assessor")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub assessment_id: AssessmentId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub person_id: PersonId,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

mod block_row {
    use sea_orm::entity::prelude::*;

    use super::{AssessmentId, Delivery, Work};

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "assessment_block")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub assessment_id: AssessmentId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub work: Work,
        pub day: i32,
        pub delivery: Delivery,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

pub(super) use assessment_row::{ActiveModel, Column, Entity};

use assessment_row::Model;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Assessment {
    pub id: AssessmentId,
    pub factory: OrganisationId,
    pub cycle: CycleId,
    pub mode: Mode,
    pub first_on: NaiveDate,
    pub last_on: NaiveDate,
    /// The external event behind a virtual check, and its day.
    pub cause: Option<String>,
    pub cause_on: Option<NaiveDate>,
    /// For those who make it alone.
    pub note: String,
    pub scheduler: PersonId,
    pub assessors: Vec<PersonId>,
    pub cancelled_at: Option<DateTime<Utc>>,
    pub released_on: Option<NaiveDate>,
    pub summary: String,
    pub changes: i32,
}

impl Assessment {
    /// Those who know of it before its release.
    pub fn is_known_to(&self, person: PersonId) -> bool {
        self.scheduler == person || self.assessors.contains(&person)
    }

    pub fn is_released(&self) -> bool {
        self.released_on.is_some()
    }

    /// Whether its report is released, or it is not made at all.
    pub fn is_settled(&self) -> bool {
        self.is_released() || self.cancelled_at.is_some()
    }

    /// Whether its cycle ended before it could be made.
    pub fn lies_after(&self, cycle: &Cycle) -> bool {
        cycle.ended_on.is_some_and(|last_day| last_day < self.first_on)
    }
}

fn assessment_of(row: Model, assessors: Vec<PersonId>) -> Assessment {
    Assessment {
        id: row.id,
        factory: row.organisation_id,
        cycle: row.cycle_id,
        mode: row.mode,
        first_on: row.first_on,
        last_on: row.last_on,
        cause: row.cause,
        cause_on: row.cause_on,
        note: row.note,
        scheduler: row.scheduler_person_id,
        assessors,
        cancelled_at: row.cancelled_at,
        released_on: row.released_on,
        summary: row.summary,
        changes: row.changes,
    }
}

pub(super) async fn with_assessors(read: &Read, rows: Vec<Model>) -> Outcome<Vec<Assessment>> {
    let found = assessor_row::Entity::find()
        .filter(assessor_row::Column::AssessmentId.is_in(rows.iter().map(|row| row.id)))
        .order_by_asc(assessor_row::Column::PersonId)
        .all(read)
        .await?;
    let mut assessors: HashMap<AssessmentId, Vec<PersonId>> = HashMap::new();
    for row in found {
        assessors.entry(row.assessment_id).or_default().push(row.person_id);
    }
    let assessment = |row: Model| {
        let own = assessors.remove(&row.id).unwrap_or_default();
        assessment_of(row, own)
    };
    Ok(rows.into_iter().map(assessment).collect())
}

/// Whoever asks must judge it by [`Assessment::is_known_to`] and its release.
pub async fn assessment(read: &Read, id: AssessmentId) -> Outcome<Assessment> {
    let rows: Vec<Model> = Entity::find_by_id(id).one(read).await?.into_iter().collect();
    with_assessors(read, rows).await?.pop().ok_or(Problem::NotFound)
}

/// The assessments of a factory that this person may know of: the released ones, and those that they plan or make.
/// The newest first.
pub async fn assessments_for(
    read: &Read,
    factory: OrganisationId,
    person: PersonId,
) -> Outcome<Vec<Assessment>> {
    let own = known_to(person).add(Column::ReleasedOn.is_not_null());
    let select = Entity::find().filter(Column::OrganisationId.eq(factory)).filter(own);
    with_assessors(read, select.order_by_desc(Column::FirstOn).all(read).await?).await
}

/// Those that this person plans or makes and whose report is not released, wherever they are.
pub async fn unreleased_of(read: &Read, person: PersonId) -> Outcome<Vec<Assessment>> {
    let select = Entity::find()
        .filter(known_to(person))
        .filter(Column::ReleasedOn.is_null())
        .filter(Column::CancelledAt.is_null());
    with_assessors(read, select.order_by_asc(Column::FirstOn).all(read).await?).await
}

fn known_to(person: PersonId) -> Condition {
    let mut made = Query::select();
    made.column(("assessment_assessor", "assessment_id"))
        .from("assessment_assessor")
        .and_where(Expr::col(("assessment_assessor", "person_id")).eq(person.0));
    Condition::any().add(Column::SchedulerPersonId.eq(person)).add(Column::Id.in_subquery(made))
}

/// The released ones of a factory, the newest first: all that others may build on.
pub async fn released(read: &Read, factory: OrganisationId) -> Outcome<Vec<Assessment>> {
    let select =
        Entity::find().filter(Column::OrganisationId.eq(factory)).filter(Column::ReleasedOn.is_not_null());
    with_assessors(read, select.order_by_desc(Column::FirstOn).all(read).await?).await
}

/// The days of the assessments of these factories whose reports are released.
pub async fn days_of_released(
    read: &Read,
    factories: &[OrganisationId],
) -> Outcome<Vec<(OrganisationId, NaiveDate, NaiveDate)>> {
    Ok(Entity::find()
        .select_only()
        .columns([Column::OrganisationId, Column::FirstOn, Column::LastOn])
        .filter(Column::OrganisationId.is_in(factories.iter().copied()))
        .filter(Column::ReleasedOn.is_not_null())
        .into_tuple()
        .all(read)
        .await?)
}

/// Whose reports of these are released.
pub async fn released_among(
    read: &Read,
    ids: &[AssessmentId],
) -> Outcome<HashMap<AssessmentId, OrganisationId>> {
    let rows: Vec<(AssessmentId, OrganisationId)> = Entity::find()
        .select_only()
        .columns([Column::Id, Column::OrganisationId])
        .filter(Column::Id.is_in(ids.iter().copied()))
        .filter(Column::ReleasedOn.is_not_null())
        .into_tuple()
        .all(read)
        .await?;
    Ok(rows.into_iter().collect())
}

pub async fn blocks(read: &Read, assessment: AssessmentId) -> Outcome<Vec<Block>> {
    let rows = block_row::Entity::find()
        .filter(block_row::Column::AssessmentId.eq(assessment))
        .order_by_asc(block_row::Column::Day)
        .order_by_asc(block_row::Column::Work)
        .all(read)
        .await?;
    let block = |row: block_row::Model| Block {
        work: row.work,
        day: u32::try_from(row.day).unwrap_or(0),
        delivery: row.delivery,
    };
    Ok(rows.into_iter().map(block).collect())
}

/// An assessment that somebody plans.
#[derive(Clone, Debug)]
pub struct NewAssessment {
    pub factory: OrganisationId,
    pub cycle: CycleId,
    pub mode: Mode,
    pub first_on: NaiveDate,
    pub last_on: NaiveDate,
    pub cause: Option<String>,
    pub cause_on: Option<NaiveDate>,
    pub note: String,
    pub scheduler: PersonId,
    pub assessors: Vec<PersonId>,
    pub blocks: Vec<Block>,
}

pub async fn add(work: &UnitOfWork, new: &NewAssessment) -> Outcome<AssessmentId> {
    let id: AssessmentId = work.new_id();
    let row = ActiveModel {
        id: Set(id),
        organisation_id: Set(new.factory),
        cycle_id: Set(new.cycle),
        mode: Set(new.mode),
        first_on: Set(new.first_on),
        last_on: Set(new.last_on),
        cause: Set(new.cause.clone()),
        cause_on: Set(new.cause_on),
        note: Set(new.note.clone()),
        scheduler_person_id: Set(new.scheduler),
        planned_at: Set(work.now()),
        cancelled_at: Set(None),
        released_at: Set(None),
        released_on: Set(None),
        released_by_person_id: Set(None),
        summary: Set(String::new()),
        changes: Set(0),
    };
    Entity::insert(row).exec_without_returning(work).await?;
    assessors::add(work, id, &new.assessors).await?;
    let block = |block: &Block| block_row::ActiveModel {
        assessment_id: Set(id),
        work: Set(block.work),
        day: Set(i32::try_from(block.day).unwrap_or(1)),
        delivery: Set(block.delivery),
    };
    block_row::Entity::insert_many(new.blocks.iter().map(block)).exec_without_returning(work).await?;
    Ok(id)
}

/// Makes the report known. Returns whether the assessment was still under way.
pub async fn release(
    work: &UnitOfWork,
    assessment: AssessmentId,
    summary: &str,
    (released_on, by): (NaiveDate, PersonId),
) -> Outcome<bool> {
    let row = ActiveModel {
        released_at: Set(Some(work.now())),
        released_on: Set(Some(released_on)),
        released_by_person_id: Set(Some(by)),
        summary: Set(summary.to_owned()),
        ..Default::default()
    };
    settle(work, assessment, row).await
}

pub async fn cancel(work: &UnitOfWork, assessment: AssessmentId) -> Outcome<bool> {
    settle(work, assessment, ActiveModel { cancelled_at: Set(Some(work.now())), ..Default::default() }).await
}

async fn settle(work: &UnitOfWork, assessment: AssessmentId, row: ActiveModel) -> Outcome<bool> {
    let settled = Entity::update_many()
        .set(row)
        .filter(Column::Id.eq(assessment))
        .filter(Column::ReleasedOn.is_null())
        .filter(Column::CancelledAt.is_null())
        .exec(work)
        .await?;
    Ok(settled.rows_affected == 1)
}
