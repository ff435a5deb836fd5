//! What courses are called, in the language of whoever reads.

use std::collections::BTreeMap;

use super::Listing;
use crate::platform::Language;

/// The titles of published courses, by slug and language.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Titles(BTreeMap<String, BTreeMap<String, String>>);

impl Titles {
    pub fn of(listings: &[Listing]) -> Self {
        let titles = listings.iter().map(|listing| {
            let texts = listing.texts.iter();
            (
                listing.slug.clone(),
                texts.map(|(language, text)| (language.clone(), text.title.clone())).collect(),
            )
        });
        Self(titles.collect())
    }

    /// Slug, language and title of each.
    pub fn from_rows(rows: Vec<(String, String, String)>) -> Self {
        let mut titles = Self::default();
        for (slug, language, title) in rows {
            titles.0.entry(slug).or_default().insert(language, title);
        }
        titles
    }

    /// What a course is called where `kept` is one of its titles. Whoever gave it a name of their own gets that one, and
    /// a course that is not published keeps the name under which it is known.
    pub fn called<'t>(&'t self, slug: &str, kept: &'t str, language: Language) -> &'t str {
        self.0.get(slug).and_then(|titles| translated(titles, kept, language)).unwrap_or(kept)
    }

    /// The same for a name of which nobody kept whether it is a course's.
    pub fn of_any<'t>(&'t self, kept: &'t str, language: Language) -> &'t str {
        self.0.values().find_map(|titles| translated(titles, kept, language)).unwrap_or(kept)
    }
}

fn translated<'t>(titles: &'t BTreeMap<String, String>, kept: &str, language: Language) -> Option<&'t str> {
    if titles.values().all(|title| title != kept) {
        return None;
    }
    titles.get(language.code()).map(String::as_str)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_course_is_called_in_the_readers_language_unless_somebody_named_it() {
        let row = |language: &str, title: &str| ("hours".to_owned(), language.to_owned(), title.to_owned());
        let titles = Titles::from_rows(vec![row("en", "Working hours"), row("vi", "Thời giờ làm việc")]);
        assert_eq!(titles.called("hours", "Working hours", Language::Vi), "Thời giờ làm việc");
        assert_eq!(titles.called("hours", "Thời giờ làm việc", Language::En), "Working hours");
        assert_eq!(titles.called("hours", "Hours, for line 4", Language::Vi), "Hours, for line 4");
        assert_eq!(titles.called("withdrawn", "Working hours", Language::Vi), "Working hours");
        assert_eq!(titles.of_any("Working hours", Language::Vi), "Thời giờ làm việc");
        assert_eq!(titles.of_any("Meeting", Language::Vi), "Meeting");
    }
}
