//! What lists show of a course, and what an import takes apart before its unit of work begins.

use std::collections::{BTreeMap, btree_map::Entry};

use courses::Course;
use sha2::{Digest, Sha256};

use super::{CourseId, Published, Word, words};
use crate::platform::secrets;

/// A published course, in all its languages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listing {
    pub published: Published,
    pub slug: String,
    pub themes: Vec<String>,
    pub audiences: Vec<String>,
    /// Codes of the compliance points that it helps with.
    pub compliance_points: Vec<String>,
    /// Whether it is complete only together with a facilitated session.
    pub needs_session: bool,
    pub minutes: i32,
    pub modules: i32,
    /// By language; never empty.
    pub texts: BTreeMap<String, CourseText>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CourseText {
    pub title: String,
    pub summary: String,
}

impl Listing {
    pub fn languages(&self) -> Vec<String> {
        self.texts.keys().cloned().collect()
    }

    /// The text in the reader's language, or in one that the course has, with that language.
    pub fn text_for(&self, language: &str) -> (&str, CourseText) {
        let found = self.texts.get_key_value(language).or_else(|| self.texts.first_key_value());
        found.map_or(("en", CourseText::default()), |(language, text)| (language, text.clone()))
    }
}

/// One word of a course.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WordRow {
    pub course: CourseId,
    pub language: String,
    pub word: Word,
    pub weight: i32,
}

/// A checked course, ready to be stored: everything that takes time is done.
#[derive(Clone, Debug)]
pub struct Parcel {
    pub slug: String,
    /// SHA-256 of the document, in hexadecimal.
    pub content_hash: String,
    /// The course as JSON.
    pub document: String,
    pub themes: Vec<String>,
    pub audiences: Vec<String>,
    /// Codes of the compliance points that it helps with.
    pub compliance_points: Vec<String>,
    /// Whether it is complete only together with a facilitated session.
    pub needs_session: bool,
    pub minutes: i32,
    pub modules: i32,
    pub texts: BTreeMap<String, CourseText>,
    /// `(language, word, weight)`, each word of a language once.
    pub words: Vec<(String, Word, i32)>,
}

const IN_TITLE: i32 = 3;
const IN_SUMMARY: i32 = 2;
const IN_MODULE: i32 = 1;
const IN_STEP: i32 = 0;

impl Parcel {
    /// # Errors
    /// A course that JSON cannot hold.
    pub fn of(course: &Course) -> Result<Self, serde_json::Error> {
        let document = serde_json::to_string(course)?;
        let hash = Sha256::digest(document.as_bytes());
        Ok(Self {
            slug: course.id.clone(),
            content_hash: secrets::hexadecimal(&hash),
            document,
            themes: course.themes.clone(),
            audiences: course.audiences.clone(),
            compliance_points: course.compliance_points.clone(),
            needs_session: course.needs_session,
            minutes: i32::try_from(course.minutes()).unwrap_or(i32::MAX),
            modules: i32::try_from(course.modules.len()).unwrap_or(i32::MAX),
            texts: texts_of(course),
            words: course.languages.iter().flat_map(|language| words_in(course, language)).collect(),
        })
    }
}

pub fn texts_of(course: &Course) -> BTreeMap<String, CourseText> {
    let text =
        |text: &courses::CourseText| CourseText { title: text.title.clone(), summary: text.summary.clone() };
    course.texts.iter().map(|(language, found)| (language.clone(), text(found))).collect()
}

/// Every word of a language once, with its heaviest place.
fn words_in(course: &Course, language: &str) -> Vec<(String, Word, i32)> {
    let mut found: BTreeMap<Word, i32> = BTreeMap::new();
    let mut add = |text: &str, weight: i32| {
        for word in words(text) {
            match found.entry(word) {
                Entry::Vacant(place) => {
                    place.insert(weight);
                }
                Entry::Occupied(mut place) => {
                    let heavier = weight.max(*place.get());
                    place.insert(heavier);
                }
            }
        }
    };
    if let Some(text) = course.texts.get(language) {
        add(&text.title, IN_TITLE);
        add(&text.summary, IN_SUMMARY);
        text.promise.iter().for_each(|line| add(line, IN_SUMMARY));
    }
    course
        .modules
        .iter()
        .filter_map(|module| module.title.get(language))
        .for_each(|title| add(title, IN_MODULE));
    course
        .steps()
        .filter_map(|(_, step)| step.heading.get(language))
        .for_each(|heading| add(heading, IN_STEP));
    found.into_iter().map(|(word, weight)| (language.to_owned(), word, weight)).collect()
}
