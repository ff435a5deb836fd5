//! Who is on which course.

use std::collections::{BTreeMap, HashSet};

use chrono::NaiveDate;
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, EntityTrait, JoinType, QueryFilter, QueryOrder, QuerySelect, RelationTrait,
    sea_query::{CaseStatement, Expr, ExprTrait, OnConflict},
};

use crate::{
    catalogue::{CourseId, CourseVersionId},
    learning::model::{Enrolment, Progress},
    platform::{Language, OrganisationId, Outcome, PersonId, Problem, Read, UnitOfWork},
    quizzes::{self, Attempt, AttemptId},
    records::EnrolmentId,
};

pub mod row {
    use sea_orm::entity::prelude::*;

    use super::{CourseId, CourseVersionId, EnrolmentId, OrganisationId, PersonId};

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "enrolment")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: EnrolmentId,
        pub person_id: PersonId,
        pub course_id: CourseId,
        pub course_version_id: CourseVersionId,
        pub organisation_id: Option<OrganisationId>,
        pub language: String,
        pub enrolled_at: DateTimeUtc,
        pub enrolled_by_person_id: PersonId,
        pub due_on: Option<Date>,
        pub withdrawn_at: Option<DateTimeUtc>,
        pub withdrawn_by_person_id: Option<PersonId>,
        pub changes: i32,
        pub changed_at: Option<DateTimeUtc>,
        pub changed_by_person_id: Option<PersonId>,
        pub waits_for_session_at: Option<DateTimeUtc>,
    }

    #[derive(Copy, Clone, Debug, EnumIter)]
    pub enum Relation {
        Progress,
    }

    impl RelationTrait for Relation {
        fn def(&self) -> RelationDef {
            Entity::belongs_to(super::super::progress::row::Entity)
                .from(Column::Id)
                .to(super::super::progress::row::Column::EnrolmentId)
                .into()
        }
    }

    impl ActiveModelBehavior for ActiveModel {}
}

use super::progress::row as progress_row;

/// An enrolment with where it stands.
#[derive(Clone, Debug, PartialEq)]
pub struct LearnerLine {
    pub enrolment: Enrolment,
    pub progress: Option<Progress>,
}

pub async fn enrolment(read: &Read, id: EnrolmentId) -> Outcome<Enrolment> {
    let row = row::Entity::find_by_id(id).one(read).await?.ok_or(Problem::NotFound)?;
    Ok(from_row(row))
}

/// The attempt, and the enrolment on which it is made.
pub async fn seat(read: &Read, attempt: AttemptId) -> Outcome<(Attempt, Enrolment)> {
    let (attempt, row) = quizzes::attempt_beside::<row::Entity>(read, attempt, row::Column::Id).await?;
    Ok((attempt, from_row(row)))
}

pub async fn enrolment_in_force(
    read: &Read,
    person: PersonId,
    course: CourseId,
) -> Outcome<Option<Enrolment>> {
    let found = row::Entity::find()
        .filter(row::Column::PersonId.eq(person))
        .filter(row::Column::CourseId.eq(course))
        .filter(row::Column::WithdrawnAt.is_null())
        .one(read)
        .await?;
    Ok(found.map(from_row))
}

/// The enrolments of a person that are in force, each with its progress; the newest first.
pub async fn enrolments_of(read: &Read, person: PersonId) -> Outcome<Vec<LearnerLine>> {
    let rows = row::Entity::find()
        .select_also(progress_row::Entity)
        .join(JoinType::LeftJoin, row::Relation::Progress.def())
        .filter(row::Column::PersonId.eq(person))
        .filter(row::Column::WithdrawnAt.is_null())
        .order_by_desc(row::Column::EnrolledAt)
        .all(read)
        .await?;
    Ok(rows.into_iter().map(line).collect())
}

/// The enrolments of several people that are in force, each with its progress.
pub async fn enrolments_of_people(
    read: &Read,
    people: impl IntoIterator<Item = PersonId>,
) -> Outcome<Vec<LearnerLine>> {
    let rows = row::Entity::find()
        .select_also(progress_row::Entity)
        .join(JoinType::LeftJoin, row::Relation::Progress.def())
        .filter(row::Column::PersonId.is_in(people))
        .filter(row::Column::WithdrawnAt.is_null())
        .all(read)
        .await?;
    Ok(rows.into_iter().map(line).collect())
}

fn line((row, progress): (row::Model, Option<progress_row::Model>)) -> LearnerLine {
    LearnerLine { enrolment: from_row(row), progress: progress.map(super::progress::from_row) }
}

/// Whether the enrolment is new; a person has one in force for each course.
pub async fn insert(work: &UnitOfWork, enrolment: &Enrolment) -> Outcome<bool> {
    let inserted = row::Entity::insert(new_row(enrolment))
        .on_conflict(OnConflict::new().do_nothing().to_owned())
        .exec_without_returning(work)
        .await?;
    Ok(inserted == 1)
}

/// Rows in one statement.
const AT_ONCE: usize = 1000;

/// The ids of those that are new.
pub async fn insert_all(work: &UnitOfWork, enrolments: &[Enrolment]) -> Outcome<HashSet<EnrolmentId>> {
    let mut inserted = HashSet::new();
    for chunk in enrolments.chunks(AT_ONCE) {
        row::Entity::insert_many(chunk.iter().map(new_row))
            .on_conflict(OnConflict::new().do_nothing().to_owned())
            .exec_without_returning(work)
            .await?;
        let ids: Vec<EnrolmentId> = row::Entity::find()
            .select_only()
            .column(row::Column::Id)
            .filter(row::Column::Id.is_in(chunk.iter().map(|enrolment| enrolment.id)))
            .into_tuple()
            .all(&**work)
            .await?;
        inserted.extend(ids);
    }
    Ok(inserted)
}

fn new_row(enrolment: &Enrolment) -> row::ActiveModel {
    row::ActiveModel {
        id: Set(enrolment.id),
        person_id: Set(enrolment.person),
        course_id: Set(enrolment.course),
        course_version_id: Set(enrolment.version),
        organisation_id: Set(enrolment.organisation),
        language: Set(enrolment.language.code().to_owned()),
        enrolled_at: Set(enrolment.enrolled_at),
        enrolled_by_person_id: Set(enrolment.enrolled_by),
        due_on: Set(enrolment.due_on),
        withdrawn_at: Set(None),
        withdrawn_by_person_id: Set(None),
        changes: Set(0),
        changed_at: Set(None),
        changed_by_person_id: Set(None),
        waits_for_session_at: Set(None),
    }
}

/// Notes that nothing is missing but a session that somebody else leads. Returns whether that is new.
pub async fn note_waiting(work: &UnitOfWork, id: EnrolmentId) -> Outcome<bool> {
    let row = row::ActiveModel { waits_for_session_at: Set(Some(work.now())), ..Default::default() };
    let noted = row::Entity::update_many()
        .set(row)
        .filter(row::Column::Id.eq(id))
        .filter(row::Column::WaitsForSessionAt.is_null())
        .exec(work)
        .await?;
    Ok(noted.rows_affected == 1)
}

/// Keeps others from finishing steps of this enrolment until the unit ends, so that two last steps see each other.
pub async fn lock(work: &UnitOfWork, id: EnrolmentId) -> Outcome<()> {
    let locked: Option<EnrolmentId> = row::Entity::find_by_id(id)
        .select_only()
        .column(row::Column::Id)
        .lock_exclusive()
        .into_tuple()
        .one(&**work)
        .await?;
    locked.map(|_| ()).ok_or(Problem::NotFound)
}

/// Holds these for the unit, always in the same order; those that are not there are left out.
pub async fn lock_all(work: &UnitOfWork, ids: &[EnrolmentId]) -> Outcome<()> {
    let _: Vec<EnrolmentId> = row::Entity::find()
        .select_only()
        .column(row::Column::Id)
        .filter(row::Column::Id.is_in(ids.iter().copied()))
        .order_by_asc(row::Column::Id)
        .lock_exclusive()
        .into_tuple()
        .all(&**work)
        .await?;
    Ok(())
}

/// One date for all of these; each counts as changed once more.
pub async fn set_due_date(
    work: &UnitOfWork,
    ids: impl IntoIterator<Item = EnrolmentId>,
    due_on: Option<NaiveDate>,
    by: PersonId,
) -> Outcome<()> {
    let change = row::ActiveModel {
        due_on: Set(due_on),
        changed_at: Set(Some(work.now())),
        changed_by_person_id: Set(Some(by)),
        ..Default::default()
    };
    row::Entity::update_many()
        .set(change)
        .col_expr(row::Column::Changes, Expr::col(row::Column::Changes).add(1))
        .filter(row::Column::Id.is_in(ids))
        .exec(work)
        .await?;
    Ok(())
}

/// The enrolments of these people that are in force, each with its progress; others who ask wait until the unit ends.
pub async fn held(work: &UnitOfWork, people: &[PersonId]) -> Outcome<Vec<LearnerLine>> {
    let ids: Vec<EnrolmentId> = row::Entity::find()
        .select_only()
        .column(row::Column::Id)
        .filter(row::Column::PersonId.is_in(people.iter().copied()))
        .filter(row::Column::WithdrawnAt.is_null())
        .order_by_asc(row::Column::Id)
        .lock_exclusive()
        .into_tuple()
        .all(&**work)
        .await?;
    if ids.is_empty() { Ok(Vec::new()) } else { enrolments_of_people(work, people.iter().copied()).await }
}

/// A date for each of these, in one statement; each counts as changed once more.
pub async fn move_due_dates(
    work: &UnitOfWork,
    dates: &BTreeMap<NaiveDate, NaiveDate>,
    ids: &[EnrolmentId],
    by: PersonId,
) -> Outcome<()> {
    let mut moved = CaseStatement::new();
    for (from, to) in dates {
        moved = moved.case(Expr::col(row::Column::DueOn).eq(*from), Expr::value(*to));
    }
    if dates.is_empty() {
        return Ok(());
    }
    let change = row::ActiveModel {
        changed_at: Set(Some(work.now())),
        changed_by_person_id: Set(Some(by)),
        ..Default::default()
    };
    row::Entity::update_many()
        .set(change)
        .col_expr(row::Column::DueOn, moved.into())
        .col_expr(row::Column::Changes, Expr::col(row::Column::Changes).add(1))
        .filter(row::Column::Id.is_in(ids.iter().copied()))
        .exec(work)
        .await?;
    Ok(())
}

/// Several at once, which the caller holds.
pub async fn withdraw_all(work: &UnitOfWork, ids: &[EnrolmentId], by: PersonId) -> Outcome<()> {
    let change = row::ActiveModel {
        withdrawn_at: Set(Some(work.now())),
        withdrawn_by_person_id: Set(Some(by)),
        ..Default::default()
    };
    row::Entity::update_many()
        .set(change)
        .filter(row::Column::Id.is_in(ids.iter().copied()))
        .filter(row::Column::WithdrawnAt.is_null())
        .exec(work)
        .await?;
    Ok(())
}

pub async fn withdraw(work: &UnitOfWork, id: EnrolmentId, by: PersonId) -> Outcome<bool> {
    let change = row::ActiveModel {
        withdrawn_at: Set(Some(work.now())),
        withdrawn_by_person_id: Set(Some(by)),
        ..Default::default()
    };
    let updated = row::Entity::update_many()
        .set(change)
        .filter(row::Column::Id.eq(id))
        .filter(row::Column::WithdrawnAt.is_null())
        .exec(work)
        .await?;
    Ok(updated.rows_affected == 1)
}

pub fn from_row(row: row::Model) -> Enrolment {
    Enrolment {
        id: row.id,
        person: row.person_id,
        course: row.course_id,
        version: row.course_version_id,
        organisation: row.organisation_id,
        language: Language::from_code(&row.language).unwrap_or_default(),
        enrolled_at: row.enrolled_at,
        enrolled_by: row.enrolled_by_person_id,
        due_on: row.due_on,
        withdrawn_at: row.withdrawn_at,
        changes: row.changes,
        changed_at: row.changed_at,
        changed_by: row.changed_by_person_id,
        waits_for_session_at: row.waits_for_session_at,
    }
}
