//! The table as it is in force: the rows that the Academy comes with, the courses by what they say of themselves, and in
//! their place the rows of the same code that people of the Academy changed. Reading it again changes nothing.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::LazyLock,
};

use chrono::NaiveDate;
use serde::Deserialize;

use super::{
    model::{Learning, Rule},
    store,
};
use crate::{
    catalogue::{self, Listing},
    pathways::model::{GoalKind, StepDelivery, StepKind},
    platform::{Outcome, Problem, Read},
};

/// From when on courses are suggested for what they say of themselves.
const FROM_THE_BEGINNING: NaiveDate = NaiveDate::MIN;

/// The rows of `table.toml`. A test reads the file, so that a mistake in it cannot be shipped.
static SHIPPED: LazyLock<Vec<Rule>> = LazyLock::new(|| read(include_str!("table.toml")).unwrap_or_default());

/// What a title that the Academy comes with says in a language; none for one of somebody's own.
pub fn shipped_title(title: &str, language: &str) -> Option<&'static str> {
    let titles = SHIPPED.iter().map(|rule| &rule.learning.titles);
    let known = titles.into_iter().find(|titles| titles.values().any(|one| one == title))?;
    known.get(language).map(String::as_str)
}

#[derive(Deserialize)]
struct File {
    rule: Vec<Line>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Line {
    code: String,
    #[serde(default)]
    compliance_points: Vec<String>,
    #[serde(default)]
    root_causes: Vec<String>,
    country: Option<String>,
    kind: StepKind,
    delivery: StepDelivery,
    goal: GoalKind,
    course: Option<String>,
    valid_from: toml::value::Datetime,
    valid_until: Option<toml::value::Datetime>,
    source: String,
    #[serde(default)]
    titles: BTreeMap<String, String>,
}

fn read(text: &str) -> Result<Vec<Rule>, toml::de::Error> {
    let day = |day: &toml::value::Datetime| day.to_string().parse().unwrap_or(NaiveDate::MAX);
    let rule = |line: Line| Rule {
        valid_from: day(&line.valid_from),
        valid_until: line.valid_until.as_ref().map(day),
        code: line.code,
        compliance_points: line.compliance_points,
        root_causes: line.root_causes,
        country: line.country,
        learning: Learning {
            kind: line.kind,
            delivery: line.delivery,
            goal: line.goal,
            course: line.course,
            titles: line.titles,
            needs_session: false,
        },
        source: line.source,
        changes: None,
    };
    Ok(toml::from_str::<File>(text)?.rule.into_iter().map(rule).collect())
}

/// The row of this code.
///
/// # Errors
/// `Problem::NotFound` where there is none.
pub async fn row(read: &Read, code: &str) -> Outcome<Rule> {
    let listings = catalogue::listings(read).await?;
    let rows = rows(store::changed_rules(read).await?, &listings);
    rows.into_iter().find(|rule| rule.code == code).ok_or(Problem::NotFound)
}

/// The rows that can be suggested, in force or not, by code: a course that is not published cannot be.
pub fn table(changed: Vec<Rule>, listings: &[Listing]) -> Vec<Rule> {
    let is_published = |rule: &Rule| match &rule.learning.course {
        Some(course) => listings.iter().any(|listing| listing.slug == *course),
        None => true,
    };
    rows(changed, listings).into_iter().filter(is_published).collect()
}

/// Whether a row is what a course says of itself, and nothing that people set.
pub fn is_of_course(rule: &Rule) -> bool {
    let course = rule.learning.course.as_ref();
    rule.changes.is_none() && course.is_some_and(|course| rule.code == code_of(course))
}

fn code_of(course: &str) -> String {
    format!("course-{course}")
}

/// Every row by code, those of courses that are not published among them.
pub fn rows(changed: Vec<Rule>, listings: &[Listing]) -> Vec<Rule> {
    let mut rows: BTreeMap<String, Rule> =
        SHIPPED.iter().map(|rule| (rule.code.clone(), rule.clone())).collect();
    rows.extend(changed.into_iter().map(|rule| (rule.code.clone(), rule)));
    // What one country says of a course leaves it as it is in the others.
    let everywhere = rows.values().filter(|rule| rule.country.is_none());
    let named: BTreeSet<String> = everywhere.filter_map(|rule| rule.learning.course.clone()).collect();
    let own = listings.iter().filter(|listing| !listing.compliance_points.is_empty());
    let own = own.filter(|listing| !named.contains(&listing.slug)).map(of_course);
    for rule in own {
        rows.entry(rule.code.clone()).or_insert(rule);
    }
    let with_course = |mut rule: Rule| {
        let course = rule.learning.course.as_ref();
        if let Some(listing) = listings.iter().find(|listing| Some(&listing.slug) == course) {
            rule.learning.needs_session = listing.needs_session;
            // A course is called what it is called.
            if rule.learning.titles.is_empty() {
                rule.learning.titles = titles_of(listing);
            }
        }
        rule
    };
    rows.into_values().map(with_course).collect()
}

fn titles_of(listing: &Listing) -> BTreeMap<String, String> {
    listing.texts.iter().map(|(language, text)| (language.clone(), text.title.clone())).collect()
}

fn of_course(listing: &Listing) -> Rule {
    Rule {
        code: code_of(&listing.slug),
        compliance_points: listing.compliance_points.clone(),
        root_causes: Vec::new(),
        country: None,
        learning: Learning {
            kind: StepKind::Course,
            delivery: StepDelivery::Digital,
            goal: GoalKind::Learning,
            course: Some(listing.slug.clone()),
            titles: titles_of(listing),
            needs_session: listing.needs_session,
        },
        valid_from: FROM_THE_BEGINNING,
        valid_until: None,
        source: String::new(),
        changes: None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        catalogue::{CourseId, CourseText, CourseVersionId, Published},
        platform::Language,
    };

    fn listing(slug: &str, points: &[&str], needs_session: bool) -> Listing {
        let text = CourseText { title: slug.to_owned(), summary: String::new() };
        Listing {
            published: Published {
                course: CourseId(uuid::Uuid::nil()),
                version: CourseVersionId(uuid::Uuid::nil()),
            },
            slug: slug.to_owned(),
            themes: Vec::new(),
            audiences: Vec::new(),
            compliance_points: points.iter().map(|point| (*point).to_owned()).collect(),
            needs_session,
            minutes: 20,
            modules: 3,
            texts: BTreeMap::from([("en".to_owned(), text)]),
        }
    }

    #[test]
    fn the_file_can_be_read_and_names_everything_in_every_language() {
        let rows = read(include_str!("table.toml")).unwrap();
        assert!(rows.len() > 5);
        for row in &rows {
            assert!(!row.compliance_points.is_empty() || !row.root_causes.is_empty(), "{}", row.code);
            assert_eq!(row.learning.course.is_some(), row.learning.kind == StepKind::Course, "{}", row.code);
            for language in Language::ALL {
                let named = row.learning.titles.contains_key(language.code());
                assert!(named || row.learning.course.is_some(), "{}", row.code);
            }
        }
        let codes: BTreeSet<&str> = rows.iter().map(|row| row.code.as_str()).collect();
        assert_eq!(codes.len(), rows.len());
    }

    #[test]
    fn a_course_is_suggested_for_the_points_that_it_names() {
        let rows =
            table(Vec::new(), &[listing("wages", &["overtime-wages"], false), listing("buying", &[], false)]);
        let course = rows.iter().find(|row| row.code == "course-wages").unwrap();
        assert_eq!(course.compliance_points, ["overtime-wages"]);
        assert!(!rows.iter().any(|row| row.code == "course-buying"));
    }

    #[test]
    fn a_changed_row_stands_instead_of_the_one_that_came_with_the_academy() {
        let mut changed = SHIPPED.first().unwrap().clone();
        changed.country = Some("KH".to_owned());
        changed.changes = Some(1);
        let rows = table(vec![changed.clone()], &[]);
        assert_eq!(rows.iter().filter(|row| row.code == changed.code).collect::<Vec<_>>(), [&changed]);
        assert_eq!(rows.len(), SHIPPED.len());
    }

    #[test]
    fn what_one_country_says_of_a_course_leaves_it_as_it_is_in_the_others() {
        let mut row = SHIPPED.first().unwrap().clone();
        row.code = "ours".to_owned();
        row.country = Some("KH".to_owned());
        row.learning.course = Some("wages".to_owned());
        row.learning.titles.clear();
        let rows = table(vec![row], &[listing("wages", &["overtime-wages"], false)]);
        assert!(rows.iter().any(is_of_course));
        let ours = rows.iter().find(|rule| rule.code == "ours").unwrap();
        assert_eq!(ours.learning.titles["en"], "wages", "a course is called what it is called");
    }

    #[test]
    fn a_row_about_a_course_replaces_what_the_course_says_and_goes_when_the_course_is_withdrawn() {
        let mut row = SHIPPED.first().unwrap().clone();
        row.code = "our-wages".to_owned();
        row.learning.kind = StepKind::Course;
        row.learning.course = Some("wages".to_owned());
        let rows = table(vec![row.clone()], &[listing("wages", &["overtime-wages"], true)]);
        let about: Vec<&Rule> =
            rows.iter().filter(|row| row.learning.course.as_deref() == Some("wages")).collect();
        assert_eq!(about.len(), 1);
        assert!(about[0].learning.needs_session);
        assert!(!table(vec![row], &[]).iter().any(|row| row.code == "our-wages"));
    }
}
