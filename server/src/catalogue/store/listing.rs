//! What lists show of published courses, and the words by which they are found.

use std::collections::BTreeMap;

use sea_orm::{ActiveValue::Set, ColumnTrait, Condition, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;

use super::super::model::{
    CourseId, CourseText, CourseVersionId, Listing, Parcel, Published, Titles, Wanted, Word, WordRow,
};
use crate::platform::{Outcome, Problem, Read, UnitOfWork};

mod course_listing {
    use sea_orm::entity::prelude::*;

    use crate::catalogue::model::{CourseId, CourseVersionId};

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "course_listing")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub course_id: CourseId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub language: String,
        pub course_version_id: CourseVersionId,
        pub slug: String,
        pub title: String,
        pub summary: String,
        pub themes: String,
        pub audiences: String,
        pub compliance_points: Option<String>,
        pub needs_session: bool,
        pub minutes: i32,
        pub modules: i32,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

mod course_word {
    use sea_orm::entity::prelude::*;

    use crate::catalogue::model::CourseId;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "course_word")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub course_id: CourseId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub language: String,
        #[sea_orm(primary_key, auto_increment = false)]
        pub exact: String,
        pub folded: String,
        pub weight: i32,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// Every published course.
pub async fn listings(read: &Read) -> Outcome<Vec<Listing>> {
    let rows =
        course_listing::Entity::find().order_by_asc(course_listing::Column::CourseId).all(read).await?;
    together(rows)
}

/// What every published course is called: one query, without all else that lists show.
pub async fn titles(read: &Read) -> Outcome<Titles> {
    let rows = course_listing::Entity::find()
        .select_only()
        .column(course_listing::Column::Slug)
        .column(course_listing::Column::Language)
        .column(course_listing::Column::Title)
        .into_tuple()
        .all(read)
        .await?;
    Ok(Titles::from_rows(rows))
}

/// The published course with this slug, or with this id.
pub async fn listed(read: &Read, name: &str) -> Outcome<Option<Listing>> {
    let slug_or_id = match name.parse::<Uuid>() {
        Ok(id) => course_listing::Column::CourseId.eq(CourseId(id)),
        Err(_) => course_listing::Column::Slug.eq(name),
    };
    let rows = course_listing::Entity::find().filter(slug_or_id).all(read).await?;
    Ok(together(rows)?.pop())
}

/// Words that are wanted, and those that the last wanted word begins.
pub async fn words_like(read: &Read, wanted: &Wanted) -> Outcome<Vec<WordRow>> {
    let Some((last, before)) = wanted.0.split_last() else { return Ok(Vec::new()) };
    let whole = before.iter().map(|word| word.folded.clone());
    let like = Condition::any()
        .add(course_word::Column::Folded.is_in(whole))
        // Words are letters and digits, so that no sign in them means anything to LIKE.
        .add(course_word::Column::Folded.starts_with(&last.folded));
    let rows = course_word::Entity::find().filter(like).all(read).await?;
    Ok(rows.into_iter().map(word_row).collect())
}

/// Shows a course as `parcel` has it, instead of what was shown before.
pub async fn list(work: &UnitOfWork, published: Published, parcel: &Parcel) -> Outcome<()> {
    unlist(work, published.course).await?;
    let themes = serde_json::to_string(&parcel.themes).map_err(Problem::internal)?;
    let audiences = serde_json::to_string(&parcel.audiences).map_err(Problem::internal)?;
    let points = serde_json::to_string(&parcel.compliance_points).map_err(Problem::internal)?;
    let rows = parcel.texts.iter().map(|(language, text)| course_listing::ActiveModel {
        course_id: Set(published.course),
        language: Set(language.clone()),
        course_version_id: Set(published.version),
        slug: Set(parcel.slug.clone()),
        title: Set(text.title.clone()),
        summary: Set(text.summary.clone()),
        themes: Set(themes.clone()),
        audiences: Set(audiences.clone()),
        compliance_points: Set(Some(points.clone())),
        needs_session: Set(parcel.needs_session),
        minutes: Set(parcel.minutes),
        modules: Set(parcel.modules),
    });
    course_listing::Entity::insert_many(rows).exec_without_returning(work).await?;
    let words = parcel.words.iter().map(|(language, word, weight)| course_word::ActiveModel {
        course_id: Set(published.course),
        language: Set(language.clone()),
        exact: Set(word.exact.clone()),
        folded: Set(word.folded.clone()),
        weight: Set(*weight),
    });
    course_word::Entity::insert_many(words).exec_without_returning(work).await?;
    Ok(())
}

/// Shows a course no longer.
pub async fn unlist(work: &UnitOfWork, course: CourseId) -> Outcome<()> {
    course_listing::Entity::delete_many()
        .filter(course_listing::Column::CourseId.eq(course))
        .exec(work)
        .await?;
    course_word::Entity::delete_many().filter(course_word::Column::CourseId.eq(course)).exec(work).await?;
    Ok(())
}

fn word_row(row: course_word::Model) -> WordRow {
    let word = Word { exact: row.exact, folded: row.folded };
    WordRow { course: row.course_id, language: row.language, word, weight: row.weight }
}

/// The rows of a course, one for each language, as one listing.
fn together(rows: Vec<course_listing::Model>) -> Outcome<Vec<Listing>> {
    let mut listings: BTreeMap<(CourseId, CourseVersionId), Listing> = BTreeMap::new();
    for row in rows {
        let text = CourseText { title: row.title, summary: row.summary };
        let key = (row.course_id, row.course_version_id);
        if let Some(listing) = listings.get_mut(&key) {
            listing.texts.insert(row.language, text);
            continue;
        }
        let listing = Listing {
            published: Published { course: row.course_id, version: row.course_version_id },
            slug: row.slug,
            themes: serde_json::from_str(&row.themes).map_err(Problem::internal)?,
            audiences: serde_json::from_str(&row.audiences).map_err(Problem::internal)?,
            compliance_points: match row.compliance_points {
                Some(points) => serde_json::from_str(&points).map_err(Problem::internal)?,
                // Listed before courses named any.
                None => Vec::new(),
            },
            needs_session: row.needs_session,
            minutes: row.minutes,
            modules: row.modules,
            texts: BTreeMap::from([(row.language, text)]),
        };
        listings.insert(key, listing);
    }
    Ok(listings.into_values().collect())
}
