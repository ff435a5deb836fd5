//! High performers: dated, by a version of the published criteria with an answer to each, and revocable.

use std::collections::HashMap;

use chrono::NaiveDate;
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QueryOrder};

use super::criteria::CriteriaId;
use crate::{
    engagement::model::criteria::{Criterion, Known},
    platform::{OrganisationId, Outcome, PersonId, Problem, Read, UnitOfWork},
};

crate::id_type!(PerformerId);

mod performer_row {
    use sea_orm::entity::prelude::*;

    use super::{CriteriaId, OrganisationId, PerformerId, PersonId};

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "high_performer")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: PerformerId,
        pub organisation_id: OrganisationId,
        pub criteria_id: CriteriaId,
        pub granted_on: Date,
        pub reason: String,
        pub granted_at: DateTimeUtc,
        pub granted_by_person_id: PersonId,
        pub revoked_on: Option<Date>,
        pub revoke_reason: Option<String>,
        pub revoked_by_person_id: Option<PersonId>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

mod answer_row {
    use sea_orm::entity::prelude::*;

    use super::PerformerId;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "high_performer_answer")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub performer_id: PerformerId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub position: i32,
        pub criterion: String,
        pub met: bool,
        pub note: String,
        pub known: Option<String>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// What somebody answered to one criterion, and what the Academy knew of it that day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    pub criterion: Criterion,
    pub met: bool,
    pub note: String,
    pub known: Option<Known>,
}

/// The status of a factory, from one day to another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Performer {
    pub id: PerformerId,
    pub factory: OrganisationId,
    pub criteria: CriteriaId,
    pub granted_on: NaiveDate,
    pub granted_by: PersonId,
    pub reason: String,
    pub revoked_on: Option<NaiveDate>,
    pub revoke_reason: Option<String>,
}

fn performer_of(row: performer_row::Model) -> Performer {
    Performer {
        id: row.id,
        factory: row.organisation_id,
        criteria: row.criteria_id,
        granted_on: row.granted_on,
        granted_by: row.granted_by_person_id,
        reason: row.reason,
        revoked_on: row.revoked_on,
        revoke_reason: row.revoke_reason,
    }
}

pub async fn performer(read: &Read, id: PerformerId) -> Outcome<Performer> {
    performer_row::Entity::find_by_id(id).one(read).await?.map(performer_of).ok_or(Problem::NotFound)
}

/// The newest first; revoked ones stay in the list.
pub async fn performers_of(read: &Read, factory: OrganisationId) -> Outcome<Vec<Performer>> {
    let own = performer_row::Entity::find().filter(performer_row::Column::OrganisationId.eq(factory));
    let rows = own.order_by_desc(performer_row::Column::GrantedAt).all(read).await?;
    Ok(rows.into_iter().map(performer_of).collect())
}

/// What was answered when each of these was granted, in the order of the criteria.
pub async fn answers(read: &Read, performers: &[PerformerId]) -> Outcome<HashMap<PerformerId, Vec<Answer>>> {
    let rows = answer_row::Entity::find()
        .filter(answer_row::Column::PerformerId.is_in(performers.iter().copied()))
        .order_by_asc(answer_row::Column::PerformerId)
        .order_by_asc(answer_row::Column::Position)
        .all(read)
        .await?;
    let mut given: HashMap<PerformerId, Vec<Answer>> = HashMap::new();
    for row in rows {
        let known = row.known.as_deref().map(serde_json::from_str).transpose();
        let answer = Answer {
            criterion: serde_json::from_str(&row.criterion).map_err(Problem::internal)?,
            met: row.met,
            note: row.note,
            known: known.map_err(Problem::internal)?,
        };
        given.entry(row.performer_id).or_default().push(answer);
    }
    Ok(given)
}

/// # Errors
/// `Problem::Conflict` where the factory has the status already.
pub async fn grant(
    work: &UnitOfWork,
    (factory, criteria): (OrganisationId, CriteriaId),
    (reason, answers): (&str, &[Answer]),
    (granted_on, by): (NaiveDate, PersonId),
) -> Outcome<PerformerId> {
    let id: PerformerId = work.new_id();
    let row = performer_row::ActiveModel {
        id: Set(id),
        organisation_id: Set(factory),
        criteria_id: Set(criteria),
        granted_on: Set(granted_on),
        reason: Set(reason.to_owned()),
        granted_at: Set(work.now()),
        granted_by_person_id: Set(by),
        revoked_on: Set(None),
        revoke_reason: Set(None),
        revoked_by_person_id: Set(None),
    };
    performer_row::Entity::insert(row).exec_without_returning(work).await?;
    let row = |(position, answer): (i32, &Answer)| {
        let known = answer.known.as_ref().map(serde_json::to_string).transpose();
        Ok(answer_row::ActiveModel {
            performer_id: Set(id),
            position: Set(position),
            criterion: Set(serde_json::to_string(&answer.criterion).map_err(Problem::internal)?),
            met: Set(answer.met),
            note: Set(answer.note.clone()),
            known: Set(known.map_err(Problem::internal)?),
        })
    };
    let rows: Vec<answer_row::ActiveModel> = (1..).zip(answers).map(row).collect::<Outcome<_>>()?;
    if !rows.is_empty() {
        answer_row::Entity::insert_many(rows).exec_without_returning(work).await?;
    }
    Ok(id)
}

/// Returns whether it was still in force.
pub async fn revoke(
    work: &UnitOfWork,
    performer: PerformerId,
    reason: &str,
    (revoked_on, by): (NaiveDate, PersonId),
) -> Outcome<bool> {
    let row = performer_row::ActiveModel {
        revoked_on: Set(Some(revoked_on)),
        revoke_reason: Set(Some(reason.to_owned())),
        revoked_by_person_id: Set(Some(by)),
        ..Default::default()
    };
    let revoked = performer_row::Entity::update_many()
        .set(row)
        .filter(performer_row::Column::Id.eq(performer))
        .filter(performer_row::Column::RevokedOn.is_null())
        .exec(work)
        .await?;
    Ok(revoked.rows_affected == 1)
}
