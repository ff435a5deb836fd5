//! How a report is said in a language: what its rows are called, and what it is about.

use std::collections::HashMap;

use super::{
    model::{Area, NO_ORGANISATION},
    question::{By, Question},
    report::{Report, Row, Value},
};
use crate::{
    catalogue::{self, CourseId, Listing},
    platform::{Argument, Language, OrganisationId, Outcome, Read, Texts, folding::fold, pages::ListQuery},
};

/// The title of a published course in a language, or in one that it has.
pub fn title_in(listings: &[Listing], course: CourseId, language: Language) -> Option<String> {
    let listing = listings.iter().find(|listing| listing.published.course == course)?;
    Some(listing.text_for(language.code()).1.title)
}

/// The words of one language, with the names of what the report speaks of.
pub struct Words<'t> {
    texts: &'t Texts,
    language: Language,
    courses: HashMap<CourseId, CourseName>,
    organisations: HashMap<OrganisationId, String>,
}

#[derive(Clone, Debug)]
struct CourseName {
    slug: String,
    title: String,
}

impl<'t> Words<'t> {
    /// Knows every published course, and every other that the report names.
    pub async fn of(
        read: &Read,
        texts: &'t Texts,
        language: Language,
        question: &Question,
        report: &Report,
    ) -> Outcome<Self> {
        let mut words =
            Self { texts, language, courses: HashMap::new(), organisations: report.organisations.clone() };
        let listings = catalogue::listings(read).await?;
        for listing in &listings {
            let course = listing.published.course;
            let title = title_in(&listings, course, language).unwrap_or_else(|| listing.slug.clone());
            words.courses.insert(course, CourseName { slug: listing.slug.clone(), title });
        }
        let rows = report.rows.iter().filter_map(|row| match row.value {
            Value::Course(course) => Some(course),
            _ => None,
        });
        let named = rows.chain(question.course);
        let unlisted: Vec<CourseId> = named.filter(|course| !words.courses.contains_key(course)).collect();
        if !unlisted.is_empty() {
            let slugs = catalogue::slugs(read, unlisted).await?;
            let names = slugs.into_iter().map(|(id, slug)| (id, CourseName { title: slug.clone(), slug }));
            words.courses.extend(names);
        }
        Ok(words)
    }

    pub fn text(&self, key: &str) -> String {
        self.texts.with(self.language, key, &[])
    }

    pub fn text_with(&self, key: &str, arguments: &[(&str, Argument)]) -> String {
        self.texts.with(self.language, key, arguments)
    }

    /// The rows with what they are called: months and lists as they follow each other, names by the alphabet.
    pub fn in_order<'r>(&self, question: &Question, report: &'r Report) -> Vec<(String, &'r Row)> {
        let mut rows: Vec<(String, &Row)> =
            report.rows.iter().map(|row| (self.value(&row.value), row)).collect();
        if !matches!(question.by, By::Sex | By::Language | By::Month) {
            rows.sort_by_cached_key(|(text, _)| fold(text));
        }
        rows
    }

    /// The courses by title: slug and title of each.
    pub fn courses(&self) -> Vec<(String, String)> {
        let mut courses: Vec<(String, String)> =
            self.courses.values().map(|name| (name.slug.clone(), name.title.clone())).collect();
        courses.sort_by(|one, other| one.1.cmp(&other.1));
        courses
    }

    pub fn course_slug(&self, course: CourseId) -> String {
        self.courses.get(&course).map(|name| name.slug.clone()).unwrap_or_default()
    }

    pub fn course_title(&self, course: CourseId) -> String {
        self.courses.get(&course).map(|name| name.title.clone()).unwrap_or_default()
    }

    /// What a row is called.
    pub fn value(&self, value: &Value) -> String {
        match value {
            Value::Course(course) => self.course_title(*course),
            Value::Country(Some(code)) => self.text(&format!("country-{code}")),
            Value::Country(None) => self.text("report-no-country"),
            Value::Organisation(id) if *id == NO_ORGANISATION => self.text("report-no-organisation"),
            Value::Organisation(id) => self.organisations.get(id).cloned().unwrap_or_default(),
            Value::Sex(sex) => self.text(&format!("report-sex-{}", sex.word())),
            Value::Language(language) => language.name().to_owned(),
            Value::Month(year, month) => {
                let year = Argument::Text(format!("{year:04}"));
                let month = self.text(&format!("report-month-{month}"));
                self.texts.with(
                    self.language,
                    "report-month",
                    &[("month", Argument::Text(month)), ("year", year)],
                )
            }
        }
    }

    /// The same in one word for programs.
    pub fn code(&self, value: &Value) -> String {
        match value {
            Value::Course(course) => self.course_slug(*course),
            Value::Country(code) => code.clone().unwrap_or_default(),
            Value::Organisation(id) if *id == NO_ORGANISATION => String::new(),
            Value::Organisation(id) => id.to_string(),
            Value::Sex(sex) => sex.word().to_owned(),
            Value::Language(language) => language.code().to_owned(),
            Value::Month(year, month) => format!("{year:04}-{month:02}"),
        }
    }

    /// What a report is about, in one line.
    pub fn about(&self, question: &Question) -> String {
        let course = question.course.map(|course| self.course_title(course));
        let parts = [
            Some(self.area(question)),
            Some(self.text(&format!("report-by-{}", question.by.word()))),
            course,
            question.year.map(|year| year.to_string()),
        ];
        parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
    }

    /// The same for a report that was kept by its address.
    pub fn address(&self, query: &ListQuery, names: &HashMap<OrganisationId, String>) -> String {
        let place = match query.text("place") {
            "" => self.text("report-everywhere"),
            place => match place.parse::<OrganisationId>() {
                Ok(id) => names.get(&id).cloned().unwrap_or_default(),
                Err(_) => self.text(&format!("country-{place}")),
            },
        };
        let slug = query.text("course");
        let title = self.courses.values().find(|name| name.slug == slug).map(|name| name.title.as_str());
        let by = self.text(&format!("report-by-{}", query.text("by")));
        let parts = [&place, &by, title.unwrap_or(slug), query.text("year")];
        parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")
    }

    /// Where the counted people learned.
    pub fn area(&self, question: &Question) -> String {
        let organisation = question.area.organisation.as_ref();
        let name = organisation.map(|organisation| organisation.name.clone()).unwrap_or_default();
        match &question.area.area {
            Area::Everywhere => self.text("report-everywhere"),
            Area::Country(Some(code)) => self.text(&format!("country-{code}")),
            Area::Country(None) => self.text("report-no-country"),
            Area::Group(_) => {
                self.texts.with(self.language, "report-group", &[("name", Argument::Text(name))])
            }
            Area::Organisation(_) => name,
        }
    }
}
