//! The counts: added up as people come further, read by the line.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, Condition, EntityTrait, QueryFilter, QuerySelect,
    sea_query::{Expr, ExprTrait, OnConflict},
};
use uuid::Uuid;

use crate::{
    catalogue::CourseId,
    platform::{Language, OrganisationId, Outcome, Read, UnitOfWork, roles::Sex},
    reports::model::{Area, Cell, Counts, Detail, Period},
};

mod count_row {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "report_count")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub area_kind: String,
        #[sea_orm(primary_key, auto_increment = false)]
        pub area: String,
        #[sea_orm(primary_key, auto_increment = false)]
        pub breakdown: String,
        #[sea_orm(primary_key, auto_increment = false)]
        pub span: String,
        #[sea_orm(primary_key, auto_increment = false)]
        pub course_id: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub period: String,
        #[sea_orm(primary_key, auto_increment = false)]
        pub detail: String,
        pub enrolled: i32,
        pub started: i32,
        pub completed: i32,
        pub applied: i32,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

use count_row::{ActiveModel, Column, Entity, Model};

/// Rows written by one statement.
const AT_ONCE: usize = 500;

/// Adds to each figure. Rows are written in one order, so that two units cannot wait for each other.
pub async fn add_up(work: &UnitOfWork, changes: &BTreeMap<Cell, Counts>) -> Outcome<()> {
    let rows: Vec<ActiveModel> = changes.iter().map(|(cell, by)| row(cell, *by)).collect();
    for chunk in rows.chunks(AT_ONCE) {
        Entity::insert_many(chunk.to_vec()).on_conflict(added()).exec_without_returning(work).await?;
    }
    Ok(())
}

fn added() -> OnConflict {
    let key = [
        Column::AreaKind,
        Column::Area,
        Column::Breakdown,
        Column::Span,
        Column::CourseId,
        Column::Period,
        Column::Detail,
    ];
    let mut conflict = OnConflict::columns(key);
    for column in [Column::Enrolled, Column::Started, Column::Completed, Column::Applied] {
        let name = sea_orm::Iden::unquoted(&column).to_owned();
        let sum = Expr::col((Entity, column)).add(Expr::col(("excluded", name)));
        conflict.value(column, sum);
    }
    conflict
}

fn row(cell: &Cell, counts: Counts) -> ActiveModel {
    let (area_kind, area) = area_words(&cell.area);
    let (span, period) = period_words(cell.period);
    let (breakdown, detail) = detail_words(cell.detail);
    ActiveModel {
        area_kind: Set(area_kind.to_owned()),
        area: Set(area),
        breakdown: Set(breakdown.to_owned()),
        span: Set(span.to_owned()),
        course_id: Set(course_word(cell.course)),
        period: Set(period),
        detail: Set(detail.to_owned()),
        enrolled: Set(counts.enrolled),
        started: Set(counts.started),
        completed: Set(counts.completed),
        applied: Set(counts.applied),
    }
}

/// Which cells a question needs: all that fit each of these.
#[derive(Clone, Debug)]
pub struct Lines {
    pub areas: Areas,
    /// Nothing: every course, and all together.
    pub courses: Option<Vec<Option<CourseId>>>,
    pub periods: Periods,
    pub breakdowns: Vec<&'static str>,
}

#[derive(Clone, Debug)]
pub enum Areas {
    These(Vec<Area>),
    Countries,
    Organisations(Vec<OrganisationId>),
}

#[derive(Clone, Debug, Default)]
pub struct Periods {
    pub these: Vec<Period>,
    pub every_year: bool,
    pub every_month: bool,
}

/// More organisations than these are read all together and sifted here.
const NAMED_AT_MOST: usize = 1000;

pub async fn lines(read: &Read, wanted: &Lines) -> Outcome<HashMap<Cell, Counts>> {
    let mut select = Entity::find()
        .filter(area_condition(&wanted.areas))
        .filter(period_condition(&wanted.periods))
        .filter(Column::Breakdown.is_in(wanted.breakdowns.iter().copied()));
    if let Some(courses) = &wanted.courses {
        select = select.filter(Column::CourseId.is_in(courses.iter().map(|course| course_word(*course))));
    }
    let rows = select.all(read).await?;
    let mut found: HashMap<Cell, Counts> = rows.iter().filter_map(read_row).collect();
    if let Areas::Organisations(ids) = &wanted.areas
        && ids.len() > NAMED_AT_MOST
    {
        let known: BTreeSet<&OrganisationId> = ids.iter().collect();
        found.retain(|cell, _| matches!(&cell.area, Area::Organisation(id) if known.contains(id)));
    }
    Ok(found)
}

/// Every figure there is.
pub async fn all_counts(read: &Read) -> Outcome<HashMap<Cell, Counts>> {
    Ok(Entity::find().all(read).await?.iter().filter_map(read_row).collect())
}

fn area_condition(areas: &Areas) -> Condition {
    match areas {
        Areas::These(areas) => areas.iter().fold(Condition::any(), |any, area| {
            let (kind, word) = area_words(area);
            any.add(Condition::all().add(Column::AreaKind.eq(kind)).add(Column::Area.eq(word)))
        }),
        Areas::Countries => Condition::all().add(Column::AreaKind.eq("country")),
        Areas::Organisations(ids) => {
            let kind = Condition::all().add(Column::AreaKind.eq("organisation"));
            match ids.len() {
                ..=NAMED_AT_MOST => kind.add(Column::Area.is_in(ids.iter().map(ToString::to_string))),
                _ => kind,
            }
        }
    }
}

fn period_condition(periods: &Periods) -> Condition {
    let words: Vec<String> = periods.these.iter().map(|period| period_words(*period).1).collect();
    let mut spans: Vec<&str> = periods.these.iter().map(|period| period_words(*period).0).collect();
    let mut any = Condition::any().add(Column::Period.is_in(words));
    for (wanted, span) in [(periods.every_year, "year"), (periods.every_month, "month")] {
        if wanted {
            spans.push(span);
            any = any.add(Column::Span.eq(span));
        }
    }
    spans.sort_unstable();
    spans.dedup();
    Condition::all().add(Column::Span.is_in(spans)).add(any)
}

/// The years in which somebody was enrolled anywhere, the newest first.
pub async fn years(read: &Read) -> Outcome<Vec<i32>> {
    let words: Vec<String> = Entity::find()
        .select_only()
        .column(Column::Period)
        .filter(Column::AreaKind.eq("everywhere"))
        .filter(Column::Area.eq(""))
        .filter(Column::Breakdown.eq("whole"))
        .filter(Column::Span.eq("year"))
        .filter(Column::CourseId.eq(Uuid::nil()))
        .into_tuple()
        .all(read)
        .await?;
    let mut years: Vec<i32> = words.iter().filter_map(|word| word.parse().ok()).collect();
    years.sort_unstable_by(|one, other| other.cmp(one));
    Ok(years)
}

fn area_words(area: &Area) -> (&'static str, String) {
    match area {
        Area::Everywhere => ("everywhere", String::new()),
        Area::Country(code) => ("country", code.clone().unwrap_or_default()),
        Area::Group(id) => ("group", id.to_string()),
        Area::Organisation(id) => ("organisation", id.to_string()),
    }
}

fn course_word(course: Option<CourseId>) -> Uuid {
    course.map_or(Uuid::nil(), |course| course.0)
}

fn period_words(period: Period) -> (&'static str, String) {
    match period {
        Period::Whole => ("whole", String::new()),
        Period::Year(year) => ("year", format!("{year:04}")),
        Period::Month(year, month) => ("month", format!("{year:04}-{month:02}")),
    }
}

fn detail_words(detail: Detail) -> (&'static str, &'static str) {
    match detail {
        Detail::Whole => ("whole", ""),
        Detail::Sex(sex) => ("sex", sex.word()),
        Detail::Language(language) => ("language", language.code()),
    }
}

fn read_row(row: &Model) -> Option<(Cell, Counts)> {
    let area = match row.area_kind.as_str() {
        "everywhere" => Area::Everywhere,
        "country" => Area::Country(Some(row.area.clone()).filter(|code| !code.is_empty())),
        "group" => Area::Group(row.area.parse().ok()?),
        _ => Area::Organisation(row.area.parse().ok()?),
    };
    let period = match row.period.split_once('-') {
        _ if row.period.is_empty() => Period::Whole,
        None => Period::Year(row.period.parse().ok()?),
        Some((year, month)) => Period::Month(year.parse().ok()?, month.parse().ok()?),
    };
    let detail = match row.breakdown.as_str() {
        "sex" => Detail::Sex(Sex::from_word(&row.detail)?),
        "language" => Detail::Language(Language::from_code(&row.detail)?),
        _ => Detail::Whole,
    };
    let course = Some(row.course_id).filter(|id| !id.is_nil()).map(CourseId);
    let counts = Counts {
        enrolled: row.enrolled,
        started: row.started,
        completed: row.completed,
        applied: row.applied,
    };
    Some((Cell { area, course, period, detail }, counts))
}
