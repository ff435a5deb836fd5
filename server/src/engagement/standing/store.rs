//! Serious issues, and what is known about virtual delivery at a factory.

use chrono::NaiveDate;
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder};

use crate::{
    engagement::model::{Risk, SeriousKind, delivery::Readiness},
    platform::{OrganisationId, Outcome, PersonId, Problem, Read, UnitOfWork},
};

crate::id_type!(SeriousIssueId);

mod issue_row {
    use sea_orm::entity::prelude::*;

    use super::{OrganisationId, PersonId, SeriousIssueId, SeriousKind};

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "serious_issue")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: SeriousIssueId,
        pub organisation_id: OrganisationId,
        pub kind: SeriousKind,
        pub found_on: Date,
        pub note: String,
        pub opened_at: DateTimeUtc,
        pub opened_by_person_id: PersonId,
        pub closed_on: Option<Date>,
        pub closed_by_person_id: Option<PersonId>,
        pub close_reason: Option<String>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

mod check_row {
    use sea_orm::entity::prelude::*;

    use super::{OrganisationId, PersonId, Risk};

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "delivery_check")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub organisation_id: OrganisationId,
        pub checked_on: Date,
        pub performs: bool,
        pub risk: Risk,
        pub technology: bool,
        pub ambassadors: i32,
        pub note: String,
        pub at: DateTimeUtc,
        pub by_person_id: PersonId,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SeriousIssue {
    pub id: SeriousIssueId,
    pub factory: OrganisationId,
    pub kind: SeriousKind,
    pub found_on: NaiveDate,
    pub note: String,
    pub closed_on: Option<NaiveDate>,
    pub close_reason: Option<String>,
}

impl From<issue_row::Model> for SeriousIssue {
    fn from(row: issue_row::Model) -> Self {
        Self {
            id: row.id,
            factory: row.organisation_id,
            kind: row.kind,
            found_on: row.found_on,
            note: row.note,
            closed_on: row.closed_on,
            close_reason: row.close_reason,
        }
    }
}

pub async fn issue(read: &Read, id: SeriousIssueId) -> Outcome<SeriousIssue> {
    issue_row::Entity::find_by_id(id).one(read).await?.map(SeriousIssue::from).ok_or(Problem::NotFound)
}

/// The newest first; closed ones stay in the list.
pub async fn issues_of(read: &Read, factory: OrganisationId) -> Outcome<Vec<SeriousIssue>> {
    let own = issue_row::Entity::find().filter(issue_row::Column::OrganisationId.eq(factory));
    let rows = own.order_by_desc(issue_row::Column::FoundOn).order_by_desc(issue_row::Column::Id);
    Ok(rows.all(read).await?.into_iter().map(SeriousIssue::from).collect())
}

pub async fn open_issues(read: &Read, factory: OrganisationId) -> Outcome<u32> {
    let open = issue_row::Entity::find()
        .filter(issue_row::Column::OrganisationId.eq(factory))
        .filter(issue_row::Column::ClosedOn.is_null());
    u32::try_from(open.count(read).await?).map_err(Problem::internal)
}

/// A grave violation that was found.
#[derive(Clone, Debug)]
pub struct NewSeriousIssue {
    pub factory: OrganisationId,
    pub kind: SeriousKind,
    pub found_on: NaiveDate,
    pub note: String,
    pub by: PersonId,
}

pub async fn open(work: &UnitOfWork, new: &NewSeriousIssue) -> Outcome<SeriousIssueId> {
    let id = work.new_id();
    let row = issue_row::ActiveModel {
        id: Set(id),
        organisation_id: Set(new.factory),
        kind: Set(new.kind),
        found_on: Set(new.found_on),
        note: Set(new.note.clone()),
        opened_at: Set(work.now()),
        opened_by_person_id: Set(new.by),
        closed_on: Set(None),
        closed_by_person_id: Set(None),
        close_reason: Set(None),
    };
    issue_row::Entity::insert(row).exec_without_returning(work).await?;
    Ok(id)
}

/// Returns whether it was still open.
pub async fn close(
    work: &UnitOfWork,
    issue: SeriousIssueId,
    reason: &str,
    (closed_on, by): (NaiveDate, PersonId),
) -> Outcome<bool> {
    let row = issue_row::ActiveModel {
        closed_on: Set(Some(closed_on)),
        closed_by_person_id: Set(Some(by)),
        close_reason: Set(Some(reason.to_owned())),
        ..Default::default()
    };
    let closed = issue_row::Entity::update_many()
        .set(row)
        .filter(issue_row::Column::Id.eq(issue))
        .filter(issue_row::Column::ClosedOn.is_null())
        .exec(work)
        .await?;
    Ok(closed.rows_affected == 1)
}

/// The last look at virtual delivery.
pub async fn readiness(read: &Read, factory: OrganisationId) -> Outcome<Option<Readiness>> {
    let row = check_row::Entity::find()
        .filter(check_row::Column::OrganisationId.eq(factory))
        .order_by_desc(check_row::Column::CheckedOn)
        .order_by_desc(check_row::Column::Id)
        .one(read)
        .await?;
    Ok(row.map(|row| Readiness {
        checked_on: row.checked_on,
        performs: row.performs,
        risk: row.risk,
        technology: row.technology,
        ambassadors: u32::try_from(row.ambassadors).unwrap_or(0),
    }))
}

pub async fn add_check(
    work: &UnitOfWork,
    factory: OrganisationId,
    checked: &Readiness,
    note: &str,
    by: PersonId,
) -> Outcome<uuid::Uuid> {
    let id = work.new_id();
    let row = check_row::ActiveModel {
        id: Set(id),
        organisation_id: Set(factory),
        checked_on: Set(checked.checked_on),
        performs: Set(checked.performs),
        risk: Set(checked.risk),
        technology: Set(checked.technology),
        ambassadors: Set(i32::try_from(checked.ambassadors).map_err(Problem::internal)?),
        note: Set(note.to_owned()),
        at: Set(work.now()),
        by_person_id: Set(by),
    };
    check_row::Entity::insert(row).exec_without_returning(work).await?;
    Ok(id)
}
