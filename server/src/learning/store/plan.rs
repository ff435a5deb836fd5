//! Action plans: what learners promise, who countersigned, and how it went.

use chrono::{DateTime, Utc};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, EntityTrait, JoinType, QueryFilter, QueryOrder, QuerySelect,
    RelationTrait, sea_query::OnConflict,
};

use crate::{
    learning::model::{
        ASK_AGAIN_AFTER_DAYS, Commitment, CommitmentId, Countersignature, FollowUp, FollowUpOutcome, ask_at,
    },
    platform::{Outcome, PersonId, Problem, Read, UnitOfWork},
    records::EnrolmentId,
};

pub mod commitment_row {
    use sea_orm::entity::prelude::*;

    use super::{CommitmentId, EnrolmentId};

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "commitment")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: CommitmentId,
        pub enrolment_id: EnrolmentId,
        pub position: i32,
        pub promise: String,
        pub owner: String,
        pub due_on: Date,
        pub measure: String,
        pub made_at: DateTimeUtc,
        /// Empty where it was made before this was kept.
        pub ask_at: Option<DateTimeUtc>,
    }

    #[derive(Copy, Clone, Debug, EnumIter)]
    pub enum Relation {
        FollowUp,
    }

    impl RelationTrait for Relation {
        fn def(&self) -> RelationDef {
            Entity::belongs_to(super::follow_up_row::Entity)
                .from(Column::Id)
                .to(super::follow_up_row::Column::CommitmentId)
                .into()
        }
    }

    impl ActiveModelBehavior for ActiveModel {}
}

mod follow_up_row {
    use sea_orm::entity::prelude::*;

    use super::{CommitmentId, FollowUpOutcome};

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "follow_up")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub commitment_id: CommitmentId,
        pub at: DateTimeUtc,
        pub outcome: FollowUpOutcome,
        pub comment: String,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod countersignature_row {
    use sea_orm::entity::prelude::*;

    use super::{EnrolmentId, PersonId};

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "countersignature")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub enrolment_id: EnrolmentId,
        pub at: DateTimeUtc,
        pub by_person_id: PersonId,
        pub comment: String,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// The plan of an enrolment, in its order, each promise with how it went.
pub async fn commitments(read: &Read, enrolment: EnrolmentId) -> Outcome<Vec<Commitment>> {
    Ok(plans(read, vec![enrolment]).await?.into_iter().map(|(_, commitment)| commitment).collect())
}

/// The plans of many enrolments, in one query.
pub async fn plans(read: &Read, enrolments: Vec<EnrolmentId>) -> Outcome<Vec<(EnrolmentId, Commitment)>> {
    let rows = commitment_row::Entity::find()
        .select_also(follow_up_row::Entity)
        .join(JoinType::LeftJoin, commitment_row::Relation::FollowUp.def())
        .filter(commitment_row::Column::EnrolmentId.is_in(enrolments))
        .order_by_asc(commitment_row::Column::EnrolmentId)
        .order_by_asc(commitment_row::Column::Position)
        .all(read)
        .await?;
    Ok(rows.into_iter().map(|(row, follow_up)| (row.enrolment_id, from_rows(row, follow_up))).collect())
}

/// The enrolment that a promise belongs to.
pub async fn enrolment_of(read: &Read, commitment: CommitmentId) -> Outcome<EnrolmentId> {
    let found = commitment_row::Entity::find_by_id(commitment).one(read).await?;
    found.map(|row| row.enrolment_id).ok_or(Problem::NotFound)
}

/// Puts these promises in place of the plan's present ones. One that was followed up stays as it is.
pub async fn replace_commitments(
    work: &UnitOfWork,
    enrolment: EnrolmentId,
    commitments: &[Commitment],
) -> Outcome<()> {
    let kept: Vec<CommitmentId> = commitments.iter().map(|commitment| commitment.id).collect();
    commitment_row::Entity::delete_many()
        .filter(commitment_row::Column::EnrolmentId.eq(enrolment))
        .filter(commitment_row::Column::Id.is_not_in(kept))
        .exec(work)
        .await?;
    let rows: Vec<commitment_row::ActiveModel> = commitments
        .iter()
        .map(|commitment| commitment_row::ActiveModel {
            id: Set(commitment.id),
            enrolment_id: Set(enrolment),
            position: Set(commitment.position),
            promise: Set(commitment.promise.clone()),
            owner: Set(commitment.owner.clone()),
            due_on: Set(commitment.due_on),
            measure: Set(commitment.measure.clone()),
            made_at: Set(commitment.made_at),
            ask_at: Set(Some(commitment.ask_at)),
        })
        .collect();
    let mended = OnConflict::column(commitment_row::Column::Id)
        .update_columns([
            commitment_row::Column::Position,
            commitment_row::Column::Promise,
            commitment_row::Column::Owner,
            commitment_row::Column::DueOn,
            commitment_row::Column::Measure,
        ])
        .to_owned();
    if !rows.is_empty() {
        commitment_row::Entity::insert_many(rows).on_conflict(mended).exec_without_returning(work).await?;
    }
    Ok(())
}

pub async fn countersignature(read: &Read, enrolment: EnrolmentId) -> Outcome<Option<Countersignature>> {
    let found = countersignature_row::Entity::find_by_id(enrolment).one(read).await?;
    Ok(found.map(|row| Countersignature { at: row.at, by: row.by_person_id, comment: row.comment }))
}

/// The first countersignature stays.
pub async fn countersign(
    work: &UnitOfWork,
    enrolment: EnrolmentId,
    by: PersonId,
    comment: &str,
) -> Outcome<bool> {
    let row = countersignature_row::ActiveModel {
        enrolment_id: Set(enrolment),
        at: Set(work.now()),
        by_person_id: Set(by),
        comment: Set(comment.to_owned()),
    };
    let inserted = countersignature_row::Entity::insert(row)
        .on_conflict(OnConflict::column(countersignature_row::Column::EnrolmentId).do_nothing().to_owned())
        .exec_without_returning(work)
        .await?;
    Ok(inserted == 1)
}

/// A changed plan needs a new name under it.
pub async fn lift_countersignature(work: &UnitOfWork, enrolment: EnrolmentId) -> Outcome<()> {
    countersignature_row::Entity::delete_by_id(enrolment).exec(work).await?;
    Ok(())
}

/// How a promise went; said again, the newer word counts.
pub async fn follow_up(
    work: &UnitOfWork,
    commitment: CommitmentId,
    outcome: FollowUpOutcome,
    comment: &str,
) -> Outcome<()> {
    let row = follow_up_row::ActiveModel {
        id: Set(work.new_id()),
        commitment_id: Set(commitment),
        at: Set(work.now()),
        outcome: Set(outcome),
        comment: Set(comment.to_owned()),
    };
    let newer = OnConflict::column(follow_up_row::Column::CommitmentId)
        .update_columns([
            follow_up_row::Column::At,
            follow_up_row::Column::Outcome,
            follow_up_row::Column::Comment,
        ])
        .to_owned();
    follow_up_row::Entity::insert(row).on_conflict(newer).exec_without_returning(work).await?;
    Ok(())
}

/// Promises of these enrolments that are asked about `now` and of which nothing was said yet.
pub fn waiting_for_word(
    plans: &[(EnrolmentId, Commitment)],
    now: DateTime<Utc>,
) -> impl Iterator<Item = &(EnrolmentId, Commitment)> {
    plans.iter().filter(move |(_, commitment)| commitment.ask_at <= now && commitment.follow_up.is_none())
}

fn from_rows(row: commitment_row::Model, follow_up: Option<follow_up_row::Model>) -> Commitment {
    Commitment {
        id: row.id,
        position: row.position,
        promise: row.promise,
        owner: row.owner,
        due_on: row.due_on,
        measure: row.measure,
        made_at: row.made_at,
        ask_at: row.ask_at.unwrap_or_else(|| ask_at(row.made_at, ASK_AGAIN_AFTER_DAYS)),
        follow_up: follow_up.map(|row| FollowUp { at: row.at, outcome: row.outcome, comment: row.comment }),
    }
}
