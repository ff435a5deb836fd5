//! Courses and their versions, which never change.

use std::collections::HashMap;

use sea_orm::{
    ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, sea_query::OnConflict,
};

use super::super::model::{CourseId, CourseVersionId, Parcel};
use crate::platform::{Outcome, PersonId, Problem, Read, UnitOfWork};

mod course {
    use sea_orm::entity::prelude::*;

    use crate::catalogue::model::CourseId;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "course")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: CourseId,
        pub slug: String,
        pub made_at: DateTimeUtc,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

mod course_version {
    use sea_orm::entity::prelude::*;

    use crate::{
        catalogue::model::{CourseId, CourseVersionId},
        platform::PersonId,
    };

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "course_version")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: CourseVersionId,
        pub course_id: CourseId,
        pub number: i32,
        pub content_hash: String,
        pub document: String,
        pub imported_at: DateTimeUtc,
        pub imported_by_person_id: PersonId,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// A version without its document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewestVersion {
    pub id: CourseVersionId,
    pub number: i32,
    pub content_hash: String,
}

/// The course with this slug, made if it is new, and held until the unit ends: of two imports one waits.
pub async fn claim(work: &UnitOfWork, slug: &str) -> Outcome<CourseId> {
    let row =
        course::ActiveModel { id: Set(work.new_id()), slug: Set(slug.to_owned()), made_at: Set(work.now()) };
    course::Entity::insert(row)
        .on_conflict(OnConflict::column(course::Column::Slug).do_nothing().to_owned())
        .exec_without_returning(work)
        .await?;
    let found =
        course::Entity::find().filter(course::Column::Slug.eq(slug)).lock_exclusive().one(&**work).await?;
    found.map(|course| course.id).ok_or(Problem::NotFound)
}

/// The course with this slug, or with this id.
pub async fn course_named(read: &Read, name: &str) -> Outcome<CourseId> {
    let slug_or_id = match name.parse() {
        Ok(id) => course::Column::Id.eq(CourseId(id)),
        Err(_) => course::Column::Slug.eq(name),
    };
    let found = course::Entity::find().filter(slug_or_id).one(read).await?;
    found.map(|course| course.id).ok_or(Problem::NotFound)
}

/// The slugs of these courses, published or not, in one query.
pub async fn slugs(
    read: &Read,
    ids: impl IntoIterator<Item = CourseId>,
) -> Outcome<HashMap<CourseId, String>> {
    let rows = course::Entity::find().filter(course::Column::Id.is_in(ids)).all(read).await?;
    Ok(rows.into_iter().map(|row| (row.id, row.slug)).collect())
}

pub async fn newest_version(read: &Read, course: CourseId) -> Outcome<Option<NewestVersion>> {
    use course_version::Column;
    let found: Option<(CourseVersionId, i32, String)> = course_version::Entity::find()
        .select_only()
        .columns([Column::Id, Column::Number, Column::ContentHash])
        .filter(Column::CourseId.eq(course))
        .order_by_desc(Column::Number)
        .into_tuple()
        .one(read)
        .await?;
    Ok(found.map(|(id, number, content_hash)| NewestVersion { id, number, content_hash }))
}

pub async fn add_version(
    work: &UnitOfWork,
    course: CourseId,
    number: i32,
    parcel: &Parcel,
    by: PersonId,
) -> Outcome<CourseVersionId> {
    let id = work.new_id();
    let row = course_version::ActiveModel {
        id: Set(id),
        course_id: Set(course),
        number: Set(number),
        content_hash: Set(parcel.content_hash.clone()),
        document: Set(parcel.document.clone()),
        imported_at: Set(work.now()),
        imported_by_person_id: Set(by),
    };
    course_version::Entity::insert(row).exec_without_returning(work).await?;
    Ok(id)
}

/// Every version of every course.
pub async fn version_ids(read: &Read) -> Outcome<Vec<CourseVersionId>> {
    use course_version::Column;
    Ok(course_version::Entity::find().select_only().column(Column::Id).into_tuple().all(read).await?)
}

/// The documents of these versions, as JSON.
pub async fn documents(read: &Read, versions: &[CourseVersionId]) -> Outcome<Vec<(CourseVersionId, String)>> {
    use course_version::Column;
    let found = course_version::Entity::find()
        .select_only()
        .columns([Column::Id, Column::Document])
        .filter(Column::Id.is_in(versions.iter().copied()))
        .into_tuple()
        .all(read)
        .await?;
    Ok(found)
}
