//! Progress reports: what a factory itself says after the release of its assessment report.

use chrono::NaiveDate;
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, sea_query::OnConflict};
use serde::{Deserialize, Serialize};

use crate::platform::{OrganisationId, Outcome, PersonId, Read, UnitOfWork};

crate::id_type!(ReportId);

mod report {
    use sea_orm::entity::prelude::*;

    use super::ReportId;
    use crate::platform::{OrganisationId, PersonId};

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "progress_report")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: ReportId,
        pub factory_id: OrganisationId,
        pub cycle_number: i32,
        pub released_on: Date,
        pub due_on: Date,
        pub social_dialogue: String,
        pub systems: String,
        pub continuous_learning: String,
        pub feedback: String,
        pub changes: i32,
        pub changed_at: Option<DateTimeUtc>,
        pub changed_by_person_id: Option<PersonId>,
        pub sent_at: Option<DateTimeUtc>,
        pub sent_by_person_id: Option<PersonId>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

use report::{ActiveModel, Column, Entity};

pub use report::Model as Report;

/// The sections that the factory writes.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sections {
    pub social_dialogue: String,
    pub systems: String,
    pub continuous_learning: String,
    pub feedback: String,
}

impl Sections {
    /// Whether nothing is written in any of them.
    pub fn are_empty(&self) -> bool {
        let all = [&self.social_dialogue, &self.systems, &self.continuous_learning, &self.feedback];
        all.iter().all(|text| text.trim().is_empty())
    }
}

impl Report {
    pub fn sections(&self) -> Sections {
        Sections {
            social_dialogue: self.social_dialogue.clone(),
            systems: self.systems.clone(),
            continuous_learning: self.continuous_learning.clone(),
            feedback: self.feedback.clone(),
        }
    }
}

/// Of a factory's cycle, whose numbers count from 1.
pub async fn find(read: &Read, factory: OrganisationId, cycle: i32) -> Outcome<Option<Report>> {
    let select = Entity::find().filter(Column::FactoryId.eq(factory)).filter(Column::CycleNumber.eq(cycle));
    Ok(select.one(read).await?)
}

/// The assessment report of a cycle was released: from that day the factory has its time, until the other.
pub async fn release(
    work: &UnitOfWork,
    factory: OrganisationId,
    cycle: i32,
    (on, due_on): (NaiveDate, NaiveDate),
) -> Outcome<()> {
    let row = ActiveModel {
        id: Set(work.new_id()),
        factory_id: Set(factory),
        cycle_number: Set(cycle),
        released_on: Set(on),
        due_on: Set(due_on),
        social_dialogue: Set(String::new()),
        systems: Set(String::new()),
        continuous_learning: Set(String::new()),
        feedback: Set(String::new()),
        changes: Set(0),
        changed_at: Set(None),
        changed_by_person_id: Set(None),
        sent_at: Set(None),
        sent_by_person_id: Set(None),
    };
    let again = OnConflict::columns([Column::FactoryId, Column::CycleNumber])
        .update_columns([Column::ReleasedOn, Column::DueOn])
        .to_owned();
    Entity::insert(row).on_conflict(again).exec_without_returning(work).await?;
    Ok(())
}

/// Writes the sections if the report still is as `seen`. Returns false when somebody was quicker. When it was sent says
/// the first sending.
pub async fn write(
    work: &UnitOfWork,
    report: &Report,
    sections: &Sections,
    (by, is_sent): (PersonId, bool),
) -> Outcome<bool> {
    let mut row = ActiveModel {
        social_dialogue: Set(sections.social_dialogue.clone()),
        systems: Set(sections.systems.clone()),
        continuous_learning: Set(sections.continuous_learning.clone()),
        feedback: Set(sections.feedback.clone()),
        changes: Set(report.changes.saturating_add(1)),
        changed_at: Set(Some(work.now())),
        changed_by_person_id: Set(Some(by)),
        ..Default::default()
    };
    if is_sent && report.sent_at.is_none() {
        row.sent_at = Set(Some(work.now()));
        row.sent_by_person_id = Set(Some(by));
    }
    let here = Entity::update_many()
        .set(row)
        .filter(Column::Id.eq(report.id))
        .filter(Column::Changes.eq(report.changes));
    Ok(here.exec(work).await?.rows_affected == 1)
}
