//! Which version new learners get, since when and by whose hand.

use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QueryOrder};

use super::super::model::{CourseId, CourseVersionId, Published};
use crate::platform::{Outcome, PersonId, Read, UnitOfWork};

mod publication {
    use sea_orm::entity::prelude::*;

    use crate::{
        catalogue::model::{CourseId, CourseVersionId},
        platform::PersonId,
    };

    crate::id_type!(PublicationId);

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "publication")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: PublicationId,
        pub course_id: CourseId,
        pub course_version_id: CourseVersionId,
        pub at: DateTimeUtc,
        pub by_person_id: PersonId,
        pub withdrawn_at: Option<DateTimeUtc>,
        pub withdrawn_by_person_id: Option<PersonId>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// What new learners of a course get now; `None` when it was never published, or withdrawn.
pub async fn in_force(read: &Read, course: CourseId) -> Outcome<Option<Published>> {
    let newest = publication::Entity::find()
        .filter(publication::Column::CourseId.eq(course))
        .filter(publication::Column::WithdrawnAt.is_null())
        .order_by_desc(publication::Column::At)
        .order_by_desc(publication::Column::Id)
        .one(read)
        .await?;
    Ok(newest.map(|row| Published { course, version: row.course_version_id }))
}

pub async fn publish(
    work: &UnitOfWork,
    course: CourseId,
    version: CourseVersionId,
    by: PersonId,
) -> Outcome<()> {
    let row = publication::ActiveModel {
        id: Set(work.new_id()),
        course_id: Set(course),
        course_version_id: Set(version),
        at: Set(work.now()),
        by_person_id: Set(by),
        withdrawn_at: Set(None),
        withdrawn_by_person_id: Set(None),
    };
    publication::Entity::insert(row).exec_without_returning(work).await?;
    Ok(())
}

/// Ends what is in force. Says how many publications ended.
pub async fn withdraw(work: &UnitOfWork, course: CourseId, by: PersonId) -> Outcome<u64> {
    let end = publication::ActiveModel {
        withdrawn_at: Set(Some(work.now())),
        withdrawn_by_person_id: Set(Some(by)),
        ..Default::default()
    };
    let ended = publication::Entity::update_many()
        .set(end)
        .filter(publication::Column::CourseId.eq(course))
        .filter(publication::Column::WithdrawnAt.is_null())
        .exec(work)
        .await?;
    Ok(ended.rows_affected)
}
