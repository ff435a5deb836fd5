//! What a report is asked for, as it stands in its address.

use super::{
    access::{ReportArea, SeeReport},
    model::Area,
};
use crate::{
    catalogue::{self, CourseId},
    platform::{Actor, FieldErrors, Outcome, Read, pages::ListQuery},
};

crate::word_enum! {
    /// What makes the rows. Its text is `report-by-<word>`.
    By {
        Course = "course",
        Country = "country",
        Organisation = "organisation",
        Sex = "sex",
        Language = "language",
        Month = "month",
    }
}

impl By {
    /// The breakdowns that the actor may ask of this area.
    pub fn of(actor: &Actor, area: &Area) -> Vec<Self> {
        let fits = |by: &&Self| match by {
            Self::Country => *area == Area::Everywhere,
            Self::Organisation => SeeReport::sees_organisations_of(actor, area),
            Self::Course | Self::Sex | Self::Language | Self::Month => true,
        };
        Self::ALL.iter().filter(fits).copied().collect()
    }
}

/// A report that can be made.
#[derive(Clone, Debug, PartialEq)]
pub struct Question {
    pub area: ReportArea,
    pub by: By,
    /// One course; nothing for all.
    pub course: Option<CourseId>,
    /// One year; nothing for all time.
    pub year: Option<i32>,
}

/// # Errors
/// `Problem::Invalid` for a breakdown or a year that is none, `NotFound` for a course that is not there.
pub async fn asked(read: &Read, actor: &Actor, area: &ReportArea, query: &ListQuery) -> Outcome<Question> {
    let mut errors = FieldErrors::default();
    let by = match query.text("by") {
        "" => Some(By::Course),
        word => By::from_word(word).filter(|by| By::of(actor, &area.area).contains(by)),
    };
    if by.is_none() {
        errors.add("by", "report-by-wrong");
    }
    let year = match query.text("year") {
        "" => Some(None),
        word => word.parse().ok().filter(|year| (2000..=2999).contains(year)).map(Some),
    };
    if year.is_none() {
        errors.add("year", "report-year-wrong");
    }
    let (Some(by), Some(year)) = (by, year) else { return Err(errors.into()) };
    let course = match query.text("course") {
        "" => None,
        // The rows are the courses then.
        _ if by == By::Course => None,
        name => Some(catalogue::course_named(read, name).await?),
    };
    Ok(Question { area: area.clone(), by, course, year })
}

/// The same as it stands in the address of a report, in one spelling.
///
/// # Errors
/// As [`asked`].
pub async fn asked_address(
    read: &Read,
    actor: &Actor,
    area: &ReportArea,
    query: &ListQuery,
) -> Outcome<String> {
    let question = asked(read, actor, area, query).await?;
    let slugs = catalogue::slugs(read, question.course).await?;
    let slug = question.course.and_then(|course| slugs.get(&course).cloned()).unwrap_or_default();
    Ok(Question::address(question.by, &area.area, &slug, question.year))
}

impl Question {
    /// What stands in the address of the report with this breakdown, of this area and course.
    pub fn address(by: By, area: &Area, course: &str, year: Option<i32>) -> String {
        let mut query = url::form_urlencoded::Serializer::new(String::new());
        query.append_pair("by", by.word());
        let place = place_word(area);
        let year = year.map(|year| year.to_string()).unwrap_or_default();
        for (name, value) in [("place", place.as_str()), ("course", course), ("year", year.as_str())] {
            if !value.is_empty() {
                query.append_pair(name, value);
            }
        }
        query.finish()
    }
}

/// How an area is named in an address.
pub fn place_word(area: &Area) -> String {
    match area {
        Area::Everywhere | Area::Country(None) => String::new(),
        Area::Country(Some(code)) => code.clone(),
        Area::Group(id) | Area::Organisation(id) => id.to_string(),
    }
}
