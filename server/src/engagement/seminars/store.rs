//! Seminars, the factories asked to them, and who came.

use chrono::NaiveDate;
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

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
    };
    seminar_row::Entity::insert(row).exec_without_returning(work).await?;
    let place = |factory: &OrganisationId| place_row::ActiveModel {
        seminar_id: Set(new.id),
        organisation_id: Set(*factory),
    };
    place_row::Entity::insert_many(factories.iter().map(place)).exec_without_returning(work).await?;
    Ok(())
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
