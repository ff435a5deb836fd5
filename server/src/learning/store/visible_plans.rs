//! The plans that somebody may countersign.

use chrono::NaiveDate;
use sea_orm::{
    ColumnTrait, EntityTrait, JoinType, Order, QueryFilter, QueryOrder, QuerySelect, QueryTrait, RelationDef,
    sea_query::{Expr, ExprTrait},
};

use super::{
    enrolment::{self, row as enrolment_row},
    plan::{commitment_row, countersignature_row},
};
use crate::{
    learning::{access::Countersign, model::Enrolment},
    organisations,
    platform::{Action, Actor, Outcome, Read},
};

/// A plan, as a list shows it.
#[derive(Clone, Debug, PartialEq)]
pub struct PlanLine {
    pub enrolment: Enrolment,
    pub countersigned: bool,
}

/// The plans of others that this actor may countersign, or did; those that wait come first, then the newest. Agrees
/// with what `Countersign` judges (a test holds them together).
pub async fn plans_visible_to(
    read: &Read,
    actor: &Actor,
    today: NaiveDate,
    skip: u64,
    most: u64,
) -> Outcome<Vec<PlanLine>> {
    let signed: RelationDef = enrolment_row::Entity::belongs_to(countersignature_row::Entity)
        .from(enrolment_row::Column::Id)
        .to(countersignature_row::Column::EnrolmentId)
        .into();
    let with_plan =
        commitment_row::Entity::find().select_only().column(commitment_row::Column::EnrolmentId).into_query();
    let reached = organisations::people_reached(&actor.extent(Countersign::NAME), today);
    let is_signed =
        Expr::col((countersignature_row::Entity, countersignature_row::Column::EnrolmentId)).is_not_null();
    let rows = enrolment_row::Entity::find()
        .select_also(countersignature_row::Entity)
        .join(JoinType::LeftJoin, signed)
        .filter(enrolment_row::Column::Id.in_subquery(with_plan))
        .filter(enrolment_row::Column::PersonId.in_subquery(reached))
        .filter(enrolment_row::Column::PersonId.ne(actor.person))
        .filter(enrolment_row::Column::WithdrawnAt.is_null())
        .order_by(is_signed, Order::Asc)
        .order_by_desc(enrolment_row::Column::Id)
        .offset(skip)
        .limit(most)
        .all(read)
        .await?;
    Ok(rows
        .into_iter()
        .map(|(row, signed)| PlanLine {
            enrolment: enrolment::from_row(row),
            countersigned: signed.is_some(),
        })
        .collect())
}
