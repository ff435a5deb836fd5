//! Progress reports as they were sent: each sending is kept and never changed.

use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QueryOrder};

use super::reports::ReportId;
use crate::platform::{Outcome, PersonId, Read, UnitOfWork};

mod copy {
    use sea_orm::entity::prelude::*;

    use super::ReportId;
    use crate::platform::PersonId;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "progress_report_copy")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub report_id: ReportId,
        pub version: i32,
        pub document: String,
        pub sent_at: DateTimeUtc,
        pub sent_by_person_id: PersonId,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

use copy::{ActiveModel, Column, Entity};

/// A sending; `version` counts from 1, `document` is JSON.
pub use copy::Model as Copy;

/// The first one first.
pub async fn of_report(read: &Read, report: ReportId) -> Outcome<Vec<Copy>> {
    let select = Entity::find().filter(Column::ReportId.eq(report)).order_by_asc(Column::Version);
    Ok(select.all(read).await?)
}

/// `version` counts from 1; `document` is JSON.
pub async fn add(
    work: &UnitOfWork,
    report: ReportId,
    version: i32,
    document: String,
    by: PersonId,
) -> Outcome<()> {
    let row = ActiveModel {
        id: Set(work.new_id()),
        report_id: Set(report),
        version: Set(version),
        document: Set(document),
        sent_at: Set(work.now()),
        sent_by_person_id: Set(by),
    };
    Entity::insert(row).exec_without_returning(work).await?;
    Ok(())
}
