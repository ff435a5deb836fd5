//! The tables of the compliance frame.

use std::collections::{BTreeMap, HashMap};

use chrono::NaiveDate;
use sea_orm::{
    ActiveModelTrait,
    ActiveValue::Set,
    ColumnTrait, ConnectionTrait, EntityTrait, FromQueryResult, IntoActiveModel, ModelTrait, QueryFilter,
    QueryOrder, QueryTrait,
    sea_query::{Expr, ExprTrait, OnConflict},
};

use crate::platform::{Language, Outcome, PersonId, Problem, Read, UnitOfWork};

pub mod cluster {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "compliance_cluster")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub code: String,
        pub name_en: String,
        pub name_vi: String,
        pub position: i32,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod theme {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "priority_theme")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub code: String,
        pub name_en: String,
        pub name_vi: String,
        pub position: i32,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod point {
    use sea_orm::entity::prelude::*;

    use crate::platform::PersonId;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "compliance_point")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub code: String,
        pub cluster_code: String,
        pub name_en: String,
        pub name_vi: String,
        pub position: i32,
        pub confirmed: bool,
        pub theme_code: Option<String>,
        pub valid_from: Option<Date>,
        pub changes: i32,
        pub changed_at: Option<DateTimeUtc>,
        pub changed_by_person_id: Option<PersonId>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod question {
    use sea_orm::entity::prelude::*;

    use crate::platform::PersonId;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "compliance_question")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub country: String,
        #[sea_orm(primary_key, auto_increment = false)]
        pub code: String,
        #[sea_orm(primary_key, auto_increment = false)]
        pub version: i32,
        pub point_code: String,
        pub text_en: String,
        pub text_vi: String,
        pub law_reference: String,
        pub confirmed: bool,
        pub valid_from: Option<Date>,
        pub valid_to: Option<Date>,
        /// From this day on, a finding under it is reported publicly.
        pub public_from: Option<Date>,
        pub changes: i32,
        pub changed_at: Option<DateTimeUtc>,
        pub changed_by_person_id: Option<PersonId>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

pub use cluster::Model as Cluster;
pub use point::Model as Point;
pub use question::Model as Question;
pub use theme::Model as Theme;

impl Cluster {
    pub fn name(&self, language: Language) -> &str {
        of(language, &self.name_en, &self.name_vi)
    }
}

impl Theme {
    pub fn name(&self, language: Language) -> &str {
        of(language, &self.name_en, &self.name_vi)
    }
}

impl Point {
    pub fn name(&self, language: Language) -> &str {
        of(language, &self.name_en, &self.name_vi)
    }
}

impl Question {
    /// Whether what is found under it on this day is reported publicly.
    pub fn is_public(&self, on: NaiveDate) -> bool {
        self.public_from.is_some_and(|from| from <= on)
    }

    pub fn text(&self, language: Language) -> &str {
        of(language, &self.text_en, &self.text_vi)
    }
}

fn of<'t>(language: Language, en: &'t str, vi: &'t str) -> &'t str {
    match language {
        Language::Vi => vi,
        Language::En => en,
    }
}

pub async fn clusters(read: &Read) -> Outcome<Vec<Cluster>> {
    Ok(cluster::Entity::find().order_by_asc(cluster::Column::Position).all(read).await?)
}

pub async fn themes(read: &Read) -> Outcome<Vec<Theme>> {
    Ok(theme::Entity::find().order_by_asc(theme::Column::Position).all(read).await?)
}

/// All points, in the order of the frame.
pub async fn points(read: &Read) -> Outcome<Vec<Point>> {
    Ok(point::Entity::find().order_by_asc(point::Column::Position).all(read).await?)
}

/// Every point by its code.
pub async fn points_by_code(read: &Read) -> Outcome<HashMap<String, Point>> {
    Ok(points(read).await?.into_iter().map(|point| (point.code.clone(), point)).collect())
}

/// The clusters that have points, in the order of the frame, and all points by their codes: one query for those who
/// show many things at once.
pub async fn clusters_and_points(read: &Read) -> Outcome<(Vec<Cluster>, HashMap<String, Point>)> {
    let of_cluster = |column: &'static str| Expr::col(("compliance_cluster", column));
    let own = of_cluster("code").equals(("compliance_point", "cluster_code"));
    let mut select = point::Entity::find().into_query();
    select
        .inner_join("compliance_cluster", own)
        .expr_as(of_cluster("name_en"), "cluster_en")
        .expr_as(of_cluster("name_vi"), "cluster_vi")
        .expr_as(of_cluster("position"), "cluster_position");
    let mut clusters: BTreeMap<(i32, String), Cluster> = BTreeMap::new();
    let mut points = HashMap::new();
    for row in ConnectionTrait::query_all(read, &select).await? {
        let point = Point::from_query_result(&row, "")?;
        let position: i32 = row.try_get("", "cluster_position")?;
        clusters.insert(
            (position, point.cluster_code.clone()),
            Cluster {
                code: point.cluster_code.clone(),
                name_en: row.try_get("", "cluster_en")?,
                name_vi: row.try_get("", "cluster_vi")?,
                position,
            },
        );
        points.insert(point.code.clone(), point);
    }
    Ok((clusters.into_values().collect(), points))
}

/// # Errors
/// `Problem::NotFound` for a code that is none of a point.
pub async fn point(read: &Read, code: &str) -> Outcome<Point> {
    point::Entity::find_by_id(code).one(read).await?.ok_or(Problem::NotFound)
}

/// The questions of these countries, all versions, the newest first.
pub async fn questions(read: &Read, countries: Vec<String>) -> Outcome<Vec<Question>> {
    let select = question::Entity::find().filter(question::Column::Country.is_in(countries));
    Ok(in_order(select).all(read).await?)
}

/// Of every country, by country, point and code, the newest version of a code first.
pub async fn all_questions(read: &Read) -> Outcome<Vec<Question>> {
    Ok(in_order(question::Entity::find()).all(read).await?)
}

fn in_order(select: sea_orm::Select<question::Entity>) -> sea_orm::Select<question::Entity> {
    select
        .order_by_asc(question::Column::Country)
        .order_by_asc(question::Column::PointCode)
        .order_by_asc(question::Column::Code)
        .order_by_desc(question::Column::Version)
}

/// Adds those whose code is new; `again` says what becomes of the others.
pub async fn save_clusters(work: &UnitOfWork, rows: Vec<Cluster>, again: Again) -> Outcome<()> {
    use cluster::Column;
    let changed: &[Column] = match again {
        Again::Stays => &[],
        Again::Changes => &[Column::NameEn, Column::NameVi],
    };
    save(work, rows, &[Column::Code], changed).await
}

/// The same for themes.
pub async fn save_themes(work: &UnitOfWork, rows: Vec<Theme>, again: Again) -> Outcome<()> {
    use theme::Column;
    let changed: &[Column] = match again {
        Again::Stays => &[],
        Again::Changes => &[Column::NameEn, Column::NameVi],
    };
    save(work, rows, &[Column::Code], changed).await
}

type ColumnOf<M> = <<M as ModelTrait>::Entity as EntityTrait>::Column;

/// Adds the rows whose `key` is not there yet. Of one that is there it changes these columns; named none, it stays.
async fn save<M>(work: &UnitOfWork, rows: Vec<M>, key: &[ColumnOf<M>], changed: &[ColumnOf<M>]) -> Outcome<()>
where
    M: ModelTrait + IntoActiveModel<<M::Entity as EntityTrait>::ActiveModel>,
    M::Entity: EntityTrait<Model = M>,
{
    if rows.is_empty() {
        return Ok(());
    }
    let rows = rows.into_iter().map(|row| row.into_active_model().reset_all());
    let mut there = OnConflict::columns(key.iter().copied());
    match changed {
        [] => there.do_nothing(),
        columns => there.update_columns(columns.iter().copied()),
    };
    M::Entity::insert_many(rows).on_conflict(there).exec_without_returning(work).await?;
    Ok(())
}

/// Adds the points that are new; `again` says what becomes of those that are there.
pub async fn save_points(work: &UnitOfWork, rows: Vec<Point>, again: Again) -> Outcome<()> {
    use point::Column;
    let changed: &[Column] = match again {
        Again::Stays => &[],
        Again::Changes => &[
            Column::ClusterCode,
            Column::NameEn,
            Column::NameVi,
            Column::Confirmed,
            Column::ThemeCode,
            Column::ValidFrom,
            Column::Changes,
            Column::ChangedAt,
            Column::ChangedByPersonId,
        ],
    };
    save(work, rows, &[Column::Code], changed).await
}

/// Adds the questions that are new, each a version of a country; `again` as with [`save_points`].
pub async fn save_questions(work: &UnitOfWork, rows: Vec<Question>, again: Again) -> Outcome<()> {
    use question::Column;
    let changed: &[Column] = match again {
        Again::Stays => &[],
        Again::Changes => &[
            Column::PointCode,
            Column::TextEn,
            Column::TextVi,
            Column::LawReference,
            Column::Confirmed,
            Column::ValidFrom,
            Column::ValidTo,
            Column::PublicFrom,
            Column::Changes,
            Column::ChangedAt,
            Column::ChangedByPersonId,
        ],
    };
    save(work, rows, &[Column::Country, Column::Code, Column::Version], changed).await
}

/// What becomes of a row that is there already.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Again {
    Stays,
    Changes,
}

/// What an administrator may change of a point.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PointChange {
    pub name_en: String,
    pub name_vi: String,
    pub confirmed: bool,
    pub theme: Option<String>,
    pub valid_from: Option<NaiveDate>,
}

/// Changes the point if it still is as `seen`. Returns false when somebody was quicker.
pub async fn change_point(
    work: &UnitOfWork,
    code: &str,
    seen: i32,
    change: &PointChange,
    by: PersonId,
) -> Outcome<bool> {
    let row = point::ActiveModel {
        name_en: Set(change.name_en.clone()),
        name_vi: Set(change.name_vi.clone()),
        confirmed: Set(change.confirmed),
        theme_code: Set(change.theme.clone()),
        valid_from: Set(change.valid_from),
        changes: Set(seen.saturating_add(1)),
        changed_at: Set(Some(work.now())),
        changed_by_person_id: Set(Some(by)),
        ..Default::default()
    };
    let here = point::Entity::update_many()
        .set(row)
        .filter(point::Column::Code.eq(code))
        .filter(point::Column::Changes.eq(seen));
    Ok(here.exec(work).await?.rows_affected == 1)
}

/// One version of a question; `country` is an ISO 3166-1 alpha-2 code, versions count from 1.
///
/// # Errors
/// `Problem::NotFound` where there is none.
pub async fn question(read: &Read, country: &str, code: &str, version: i32) -> Outcome<Question> {
    let key = (country.to_owned(), code.to_owned(), version);
    question::Entity::find_by_id(key).one(read).await?.ok_or(Problem::NotFound)
}

/// Changes the question if it still is as `seen`. Returns false when somebody was quicker.
pub async fn change_question(work: &UnitOfWork, change: &Question, seen: i32, by: PersonId) -> Outcome<bool> {
    use question::Column;
    let row = question::ActiveModel {
        point_code: Set(change.point_code.clone()),
        text_en: Set(change.text_en.clone()),
        text_vi: Set(change.text_vi.clone()),
        law_reference: Set(change.law_reference.clone()),
        confirmed: Set(change.confirmed),
        valid_from: Set(change.valid_from),
        valid_to: Set(change.valid_to),
        public_from: Set(change.public_from),
        changes: Set(seen.saturating_add(1)),
        changed_at: Set(Some(work.now())),
        changed_by_person_id: Set(Some(by)),
        ..Default::default()
    };
    let here = question::Entity::update_many()
        .set(row)
        .filter(Column::Country.eq(&change.country))
        .filter(Column::Code.eq(&change.code))
        .filter(Column::Version.eq(change.version))
        .filter(Column::Changes.eq(seen));
    Ok(here.exec(work).await?.rows_affected == 1)
}
