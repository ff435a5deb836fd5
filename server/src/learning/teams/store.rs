//! Lines and counts of teams. Only `counting.rs` writes them.

use std::collections::{BTreeMap, HashSet};

use chrono::NaiveDate;
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect, Select,
    Statement,
    sea_query::{Expr, ExprTrait, OnConflict},
};

use super::model::{Count, CountKey, Line};
use crate::{
    catalogue::CourseId,
    learning::model::DUE_SOON,
    organisations::{self, store::extent::containing},
    platform::{OrganisationId, Outcome, PersonId, Problem, Read, UnitOfWork},
    records::EnrolmentId,
};

mod line_row {
    use sea_orm::entity::prelude::*;

    use crate::platform::{OrganisationId, PersonId};

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "team_line")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub organisation_id: OrganisationId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub person_id: PersonId,
        pub name_key: String,
        pub first_due_on: Date,
        pub open: i32,
        pub done: i32,
        pub needs_help: bool,
        pub counted: String,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

mod count_row {
    use sea_orm::entity::prelude::*;

    use crate::{catalogue::CourseId, platform::OrganisationId};

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "team_count")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub organisation_id: OrganisationId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub course_id: CourseId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub due_on: Date,
        pub open: i32,
        pub done: i32,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

mod reminder_row {
    use sea_orm::entity::prelude::*;

    use crate::{platform::PersonId, records::EnrolmentId};

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "reminder")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub enrolment_id: EnrolmentId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub reminded_on: Date,
        pub at: DateTimeUtc,
        pub by_person_id: PersonId,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// People on one page of a team.
pub const ON_A_PAGE: u64 = 50;

/// Rows in one statement: databases take some 30,000 values.
const ROWS_AT_ONCE: usize = 2000;

/// Which of a team.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Shown {
    #[default]
    Everybody,
    Overdue,
    DueSoon,
    NeedHelp,
}

/// Who is asked for, and in which order.
#[derive(Clone, Debug)]
pub struct Wanted<'w> {
    pub team: OrganisationId,
    pub search: &'w str,
    pub shown: Shown,
    /// Only those who are on it.
    pub course: Option<CourseId>,
    /// Else those come first who are latest.
    pub by_name: bool,
    pub descending: bool,
    /// From 1.
    pub page: u64,
}

/// One page of people, and how many there are. The count is of the projection; who is shown is looked up anew.
pub async fn people(read: &Read, wanted: &Wanted<'_>, today: NaiveDate) -> Outcome<(Vec<PersonId>, u64)> {
    let select = matching(wanted, today);
    let total = select.clone().count(read).await?;
    let order = if wanted.descending { sea_orm::Order::Desc } else { sea_orm::Order::Asc };
    let mut page = select.select_only().column(line_row::Column::PersonId);
    if !wanted.by_name {
        page = page.order_by(line_row::Column::FirstDueOn, order.clone());
    }
    let people = page
        .filter(organisations::is_in_team(("team_line", "person_id"), wanted.team, today))
        .order_by(line_row::Column::NameKey, order)
        .offset(wanted.page.saturating_sub(1).saturating_mul(ON_A_PAGE))
        .limit(ON_A_PAGE)
        .into_tuple()
        .all(read)
        .await?;
    Ok((people, total))
}

/// Those of `people` who are in the team today, by name.
pub async fn members_among(
    read: &Read,
    team: OrganisationId,
    people: &[PersonId],
    today: NaiveDate,
) -> Outcome<Vec<PersonId>> {
    let found = line_row::Entity::find()
        .select_only()
        .column(line_row::Column::PersonId)
        .filter(line_row::Column::OrganisationId.eq(team))
        .filter(line_row::Column::PersonId.is_in(people.iter().copied()))
        .filter(organisations::is_in_team(("team_line", "person_id"), team, today))
        .order_by_asc(line_row::Column::NameKey)
        .into_tuple()
        .all(read)
        .await?;
    Ok(found)
}

fn matching(wanted: &Wanted<'_>, today: NaiveDate) -> Select<line_row::Entity> {
    let mut select = line_row::Entity::find().filter(line_row::Column::OrganisationId.eq(wanted.team));
    if !wanted.search.is_empty() {
        select = select.filter(Expr::col(("team_line", "name_key")).like(containing(wanted.search)));
    }
    if let Some(course) = wanted.course {
        select = select.filter(line_row::Column::Counted.contains(course.to_string()));
    }
    let soon = today.checked_add_days(DUE_SOON).unwrap_or(today);
    match wanted.shown {
        Shown::Everybody => select,
        Shown::Overdue => select.filter(line_row::Column::FirstDueOn.lt(today)),
        Shown::DueSoon => select.filter(line_row::Column::FirstDueOn.between(today, soon)),
        Shown::NeedHelp => select.filter(line_row::Column::NeedsHelp.eq(true)),
    }
}

/// How far a team is with one course.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CourseCount {
    pub course: CourseId,
    pub enrolled: u32,
    pub done: u32,
    pub overdue: u32,
}

/// The courses of a team with their counts; as many rows are read as there are courses and dates.
pub async fn courses(read: &Read, team: OrganisationId, today: NaiveDate) -> Outcome<Vec<CourseCount>> {
    let sql = "SELECT course_id, SUM(open) AS open, SUM(done) AS done, \
        SUM(CASE WHEN due_on < $2 THEN open ELSE 0 END) AS overdue \
        FROM team_count WHERE organisation_id = $1 GROUP BY course_id";
    let statement =
        Statement::from_sql_and_values(read.get_database_backend(), sql, [team.0.into(), today.into()]);
    let rows = read.query_all_raw(statement).await?;
    let mut courses = Vec::new();
    for row in rows {
        let number = |name: &str| -> Outcome<u32> {
            let value: i64 = row.try_get("", name)?;
            Ok(u32::try_from(value).unwrap_or(0))
        };
        let (open, done, overdue) = (number("open")?, number("done")?, number("overdue")?);
        let enrolled = open + done;
        courses.push(CourseCount { course: row.try_get("", "course_id")?, enrolled, done, overdue });
    }
    courses.retain(|count| count.enrolled > 0);
    Ok(courses)
}

/// The lines of these people in all their teams, in the order of their keys.
pub async fn lines_of(read: &Read, people: &[PersonId]) -> Outcome<Vec<Line>> {
    let rows = line_row::Entity::find()
        .filter(line_row::Column::PersonId.is_in(people.iter().copied()))
        .order_by_asc(line_row::Column::OrganisationId)
        .order_by_asc(line_row::Column::PersonId)
        .all(read)
        .await?;
    let mut lines = rows.into_iter().map(from_row).collect::<Outcome<Vec<Line>>>()?;
    // The databases order ids alike, but nothing here should depend on it.
    lines.sort_by_key(|line| (line.team, line.person));
    Ok(lines)
}

fn from_row(row: line_row::Model) -> Outcome<Line> {
    Ok(Line {
        team: row.organisation_id,
        person: row.person_id,
        name_key: row.name_key,
        first_due_on: row.first_due_on,
        open: row.open,
        done: row.done,
        needs_help: row.needs_help,
        counted: serde_json::from_str(&row.counted).map_err(Problem::internal)?,
    })
}

/// Puts these lines in the place of all that these people had.
pub async fn replace_lines(work: &UnitOfWork, people: &[PersonId], lines: &[Line]) -> Outcome<()> {
    line_row::Entity::delete_many()
        .filter(line_row::Column::PersonId.is_in(people.iter().copied()))
        .exec(work)
        .await?;
    let mut rows = Vec::with_capacity(lines.len());
    for line in lines {
        rows.push(line_row::ActiveModel {
            organisation_id: Set(line.team),
            person_id: Set(line.person),
            name_key: Set(line.name_key.clone()),
            first_due_on: Set(line.first_due_on),
            open: Set(line.open),
            done: Set(line.done),
            needs_help: Set(line.needs_help),
            counted: Set(serde_json::to_string(&line.counted).map_err(Problem::internal)?),
        });
    }
    for chunk in rows.chunks(ROWS_AT_ONCE) {
        line_row::Entity::insert_many(chunk.to_vec()).exec_without_returning(work).await?;
    }
    Ok(())
}

/// Adds to the counts, always in the same order, so that two units never wait for each other crosswise.
pub async fn add_counts(work: &UnitOfWork, differences: &BTreeMap<CountKey, Count>) -> Outcome<()> {
    let row = |((team, course, due_on), count): (&CountKey, &Count)| count_row::ActiveModel {
        organisation_id: Set(*team),
        course_id: Set(*course),
        due_on: Set(*due_on),
        open: Set(count.open),
        done: Set(count.done),
    };
    let rows: Vec<_> = differences.iter().map(row).collect();
    let sum = |name: &'static str| Expr::col(("team_count", name)).add(Expr::col(("excluded", name)));
    let key = [count_row::Column::OrganisationId, count_row::Column::CourseId, count_row::Column::DueOn];
    let add = OnConflict::columns(key)
        .value(count_row::Column::Open, sum("open"))
        .value(count_row::Column::Done, sum("done"))
        .to_owned();
    for chunk in rows.chunks(ROWS_AT_ONCE) {
        count_row::Entity::insert_many(chunk.to_vec())
            .on_conflict(add.clone())
            .exec_without_returning(work)
            .await?;
    }
    Ok(())
}

/// Forgets dates by which nobody is counted any more.
pub async fn forget_empty_counts(work: &UnitOfWork) -> Outcome<()> {
    count_row::Entity::delete_many()
        .filter(count_row::Column::Open.eq(0))
        .filter(count_row::Column::Done.eq(0))
        .exec(work)
        .await?;
    Ok(())
}

/// Notes a reminder of today for each of these enrolments, which the caller holds. Returns those that had none yet.
pub async fn remind(
    work: &UnitOfWork,
    enrolments: &[EnrolmentId],
    by: PersonId,
) -> Outcome<Vec<EnrolmentId>> {
    let today = work.now().date_naive();
    let reminded: HashSet<EnrolmentId> = reminder_row::Entity::find()
        .select_only()
        .column(reminder_row::Column::EnrolmentId)
        .filter(reminder_row::Column::EnrolmentId.is_in(enrolments.iter().copied()))
        .filter(reminder_row::Column::RemindedOn.eq(today))
        .into_tuple()
        .all(&**work)
        .await?
        .into_iter()
        .collect();
    let fresh: Vec<EnrolmentId> = enrolments.iter().copied().filter(|id| !reminded.contains(id)).collect();
    let row = |id: &EnrolmentId| reminder_row::ActiveModel {
        enrolment_id: Set(*id),
        reminded_on: Set(today),
        at: Set(work.now()),
        by_person_id: Set(by),
    };
    if !fresh.is_empty() {
        reminder_row::Entity::insert_many(fresh.iter().map(row)).exec_without_returning(work).await?;
    }
    Ok(fresh)
}
