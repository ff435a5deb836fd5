//! Seminars, the factories asked to them, and who came.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, EntityTrait, ExprTrait, QueryFilter, QueryOrder, QuerySelect,
    sea_query::Expr,
};

use crate::{
    engagement::model::Delivery,
    platform::{OrganisationId, Outcome, PersonId, Problem, Read, UnitOfWork, actor::Extent},
};

crate::id_type!(SeminarId);

mod seminar_row {
    use sea_orm::entity::prelude::*;

    use super::{Delivery, PersonId, SeminarId};

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "seminar")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: SeminarId,
        pub country: String,
        pub topic: String,
        pub held_on: Date,
        pub place: String,
        pub delivery: Delivery,
        pub at: DateTimeUtc,
        pub by_person_id: PersonId,
        pub changes: i32,
        pub cancelled_at: Option<DateTimeUtc>,
        pub cancel_reason: Option<String>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

mod place_row {
    use sea_orm::entity::prelude::*;

    use super::{OrganisationId, SeminarId};

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "seminar_place")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub seminar_id: SeminarId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub organisation_id: OrganisationId,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

mod attendance_row {
    use sea_orm::entity::prelude::*;

    use super::{OrganisationId, PersonId, SeminarId};

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "seminar_attendance")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub seminar_id: SeminarId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub person_id: PersonId,
        pub organisation_id: OrganisationId,
        pub at: DateTimeUtc,
        pub by_person_id: PersonId,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seminar {
    pub id: SeminarId,
    /// ISO 3166-1 alpha-2.
    pub country: String,
    pub topic: String,
    pub held_on: NaiveDate,
    pub place: String,
    pub delivery: Delivery,
    pub changes: i32,
    pub cancelled_at: Option<DateTime<Utc>>,
    pub cancel_reason: Option<String>,
}

impl From<seminar_row::Model> for Seminar {
    fn from(row: seminar_row::Model) -> Self {
        Self {
            id: row.id,
            country: row.country,
            topic: row.topic,
            held_on: row.held_on,
            place: row.place,
            delivery: row.delivery,
            changes: row.changes,
            cancelled_at: row.cancelled_at,
            cancel_reason: row.cancel_reason,
        }
    }
}

pub async fn seminar(read: &Read, id: SeminarId) -> Outcome<Seminar> {
    seminar_row::Entity::find_by_id(id).one(read).await?.map(Seminar::from).ok_or(Problem::NotFound)
}

/// The last ones that the extent reaches, the newest first.
pub async fn list(read: &Read, extent: &Extent, limit: u64) -> Outcome<Vec<Seminar>> {
    let mut select = seminar_row::Entity::find();
    if !extent.everywhere {
        select = select.filter(seminar_row::Column::Country.is_in(extent.countries.iter().cloned()));
    }
    let newest = select.order_by_desc(seminar_row::Column::HeldOn).order_by_desc(seminar_row::Column::Id);
    Ok(newest.limit(limit).all(read).await?.into_iter().map(Seminar::from).collect())
}

/// Those to which a factory was asked, the newest first.
pub async fn seminars_of(read: &Read, factory: OrganisationId) -> Outcome<Vec<Seminar>> {
    let asked: Vec<SeminarId> = place_row::Entity::find()
        .select_only()
        .column(place_row::Column::SeminarId)
        .filter(place_row::Column::OrganisationId.eq(factory))
        .into_tuple()
        .all(read)
        .await?;
    let own = seminar_row::Entity::find().filter(seminar_row::Column::Id.is_in(asked));
    let rows = own.order_by_desc(seminar_row::Column::HeldOn).all(read).await?;
    Ok(rows.into_iter().map(Seminar::from).collect())
}

/// Several by their ids, in one query.
pub async fn seminars(read: &Read, ids: &[SeminarId]) -> Outcome<Vec<Seminar>> {
    let some = seminar_row::Entity::find().filter(seminar_row::Column::Id.is_in(ids.iter().copied()));
    Ok(some.all(read).await?.into_iter().map(Seminar::from).collect())
}

/// In the order of their ids.
pub async fn factories(read: &Read, seminar: SeminarId) -> Outcome<Vec<OrganisationId>> {
    let rows: Vec<OrganisationId> = place_row::Entity::find()
        .select_only()
        .column(place_row::Column::OrganisationId)
        .filter(place_row::Column::SeminarId.eq(seminar))
        .order_by_asc(place_row::Column::OrganisationId)
        .into_tuple()
        .all(read)
        .await?;
    Ok(rows)
}

/// The factories that are asked to each of these, in one query.
pub async fn factories_of(
    read: &Read,
    seminars: &[SeminarId],
) -> Outcome<HashMap<SeminarId, Vec<OrganisationId>>> {
    let rows = place_row::Entity::find()
        .filter(place_row::Column::SeminarId.is_in(seminars.iter().copied()))
        .order_by_asc(place_row::Column::OrganisationId)
        .all(read)
        .await?;
    let mut asked: HashMap<SeminarId, Vec<OrganisationId>> = HashMap::new();
    for row in rows {
        asked.entry(row.seminar_id).or_default().push(row.organisation_id);
    }
    Ok(asked)
}

/// Who came to each of these, and for which factory, in one query.
pub async fn attendance_of(
    read: &Read,
    seminars: &[SeminarId],
) -> Outcome<HashMap<SeminarId, Vec<(PersonId, OrganisationId)>>> {
    let rows = attendance_row::Entity::find()
        .filter(attendance_row::Column::SeminarId.is_in(seminars.iter().copied()))
        .order_by_asc(attendance_row::Column::PersonId)
        .all(read)
        .await?;
    let mut came: HashMap<SeminarId, Vec<(PersonId, OrganisationId)>> = HashMap::new();
    for row in rows {
        came.entry(row.seminar_id).or_default().push((row.person_id, row.organisation_id));
    }
    Ok(came)
}

/// Who came, and for which factory.
pub async fn attendance(read: &Read, seminar: SeminarId) -> Outcome<Vec<(PersonId, OrganisationId)>> {
    let rows = attendance_row::Entity::find()
        .filter(attendance_row::Column::SeminarId.eq(seminar))
        .order_by_asc(attendance_row::Column::PersonId)
        .all(read)
        .await?;
    Ok(rows.into_iter().map(|row| (row.person_id, row.organisation_id)).collect())
}

/// Who came to these for a factory.
pub async fn came_from(
    read: &Read,
    factory: OrganisationId,
    seminars: &[SeminarId],
) -> Outcome<Vec<(SeminarId, PersonId)>> {
    let rows = attendance_row::Entity::find()
        .filter(attendance_row::Column::SeminarId.is_in(seminars.iter().copied()))
        .filter(attendance_row::Column::OrganisationId.eq(factory))
        .order_by_asc(attendance_row::Column::PersonId)
        .all(read)
        .await?;
    Ok(rows.into_iter().map(|row| (row.seminar_id, row.person_id)).collect())
}

pub async fn add(
    work: &UnitOfWork,
    new: &Seminar,
    factories: &[OrganisationId],
    by: PersonId,
) -> Outcome<()> {
    let row = seminar_row::ActiveModel {
        id: Set(new.id),
        country: Set(new.country.clone()),
        topic: Set(new.topic.clone()),
        held_on: Set(new.held_on),
        place: Set(new.place.clone()),
        delivery: Set(new.delivery),
        at: Set(work.now()),
        by_person_id: Set(by),
        changes: Set(0),
        cancelled_at: Set(None),
        cancel_reason: Set(None),
    };
    seminar_row::Entity::insert(row).exec_without_returning(work).await?;
    ask(work, new.id, factories).await
}

async fn ask(work: &UnitOfWork, seminar: SeminarId, factories: &[OrganisationId]) -> Outcome<()> {
    let place = |factory: &OrganisationId| place_row::ActiveModel {
        seminar_id: Set(seminar),
        organisation_id: Set(*factory),
    };
    place_row::Entity::insert_many(factories.iter().map(place)).exec_without_returning(work).await?;
    Ok(())
}

/// Writes a seminar anew that is still as it was seen, with the factories that are asked now. Returns whether it was.
pub async fn change(
    work: &UnitOfWork,
    new: &Seminar,
    seen: i32,
    factories: &[OrganisationId],
) -> Outcome<bool> {
    let row = seminar_row::ActiveModel {
        country: Set(new.country.clone()),
        topic: Set(new.topic.clone()),
        held_on: Set(new.held_on),
        place: Set(new.place.clone()),
        delivery: Set(new.delivery),
        ..Default::default()
    };
    if !counted(work, new.id, seen, row).await? {
        return Ok(false);
    }
    place_row::Entity::delete_many().filter(place_row::Column::SeminarId.eq(new.id)).exec(work).await?;
    ask(work, new.id, factories).await?;
    Ok(true)
}

/// Counts a change of what belongs to a seminar that is still as it was seen. Returns whether it was.
pub async fn touch(work: &UnitOfWork, seminar: SeminarId, seen: i32) -> Outcome<bool> {
    counted(work, seminar, seen, seminar_row::ActiveModel::default()).await
}

async fn counted(
    work: &UnitOfWork,
    seminar: SeminarId,
    seen: i32,
    row: seminar_row::ActiveModel,
) -> Outcome<bool> {
    let changed = seminar_row::Entity::update_many()
        .set(row)
        .col_expr(seminar_row::Column::Changes, Expr::col(seminar_row::Column::Changes).add(1))
        .filter(seminar_row::Column::Id.eq(seminar))
        .filter(seminar_row::Column::Changes.eq(seen))
        .filter(seminar_row::Column::CancelledAt.is_null())
        .exec(work)
        .await?;
    Ok(changed.rows_affected == 1)
}

/// Returns whether it was not cancelled yet.
pub async fn cancel(work: &UnitOfWork, seminar: SeminarId, reason: &str) -> Outcome<bool> {
    let row = seminar_row::ActiveModel {
        cancelled_at: Set(Some(work.now())),
        cancel_reason: Set(Some(reason.to_owned())),
        ..Default::default()
    };
    let cancelled = seminar_row::Entity::update_many()
        .set(row)
        .col_expr(seminar_row::Column::Changes, Expr::col(seminar_row::Column::Changes).add(1))
        .filter(seminar_row::Column::Id.eq(seminar))
        .filter(seminar_row::Column::CancelledAt.is_null())
        .exec(work)
        .await?;
    Ok(cancelled.rows_affected == 1)
}

/// Puts these in the place of all who were noted before.
pub async fn put_attendance(
    work: &UnitOfWork,
    seminar: SeminarId,
    came: &[(PersonId, OrganisationId)],
    by: PersonId,
) -> Outcome<()> {
    attendance_row::Entity::delete_many()
        .filter(attendance_row::Column::SeminarId.eq(seminar))
        .exec(work)
        .await?;
    let row = |(person, factory): &(PersonId, OrganisationId)| attendance_row::ActiveModel {
        seminar_id: Set(seminar),
        person_id: Set(*person),
        organisation_id: Set(*factory),
        at: Set(work.now()),
        by_person_id: Set(by),
    };
    if !came.is_empty() {
        attendance_row::Entity::insert_many(came.iter().map(row)).exec_without_returning(work).await?;
    }
    Ok(())
}
