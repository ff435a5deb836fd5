//! What a reader asks the catalogue for, as it stands in a link that can be shared.

use std::{cmp::Reverse, collections::BTreeMap};

use serde::Deserialize;

use super::{CourseId, Listing, Match, Wanted, WordRow, ranked};
use crate::platform::folding::fold;

crate::word_enum! {
    /// How long a course may take. Its text is `catalogue-length-<word>`.
    Length {
        Quarter = "15",
        Half = "30",
        Hour = "60",
        More = "more",
    }
}

impl Length {
    pub fn holds(self, minutes: i32) -> bool {
        match self {
            Self::Quarter => minutes <= 15,
            Self::Half => minutes <= 30,
            Self::Hour => minutes <= 60,
            Self::More => minutes > 60,
        }
    }
}

/// The query of the address. Empty text asks for nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct Asked {
    pub q: String,
    pub theme: String,
    pub audience: String,
    pub language: String,
    pub length: String,
}

impl Asked {
    /// Whether anything but the words narrows the list.
    pub fn filters(&self) -> bool {
        [&self.theme, &self.audience, &self.language, &self.length].iter().any(|value| !value.is_empty())
    }

    pub fn length(&self) -> Option<Length> {
        Length::from_word(&self.length)
    }

    /// Whether a course passes the filters.
    pub fn admits(&self, listing: &Listing) -> bool {
        let has = |wanted: &String, there: &[String]| wanted.is_empty() || there.contains(wanted);
        has(&self.theme, &listing.themes)
            && has(&self.audience, &listing.audiences)
            && has(&self.language, &listing.languages())
            && self.length().is_none_or(|length| length.holds(listing.minutes))
    }

    pub fn wanted(&self) -> Wanted {
        Wanted::of(&self.q)
    }

    /// The courses to show: best match first, then by title as the reader's language has it.
    pub fn choose<'l>(&self, all: &'l [Listing], words: &[WordRow], language: &str) -> Vec<&'l Listing> {
        let wanted = self.wanted();
        let fits = ranked(&wanted, words);
        let by_words = |listing: &&Listing| wanted.is_empty() || fits.contains_key(&listing.published.course);
        let mut chosen: Vec<&Listing> =
            all.iter().filter(by_words).filter(|listing| self.admits(listing)).collect();
        chosen.sort_by_cached_key(|listing| rank(&fits, listing, language));
        chosen
    }

    /// The address of the list with one filter set, or taken away where `value` is empty.
    pub fn with(&self, filter: &str, value: &str) -> String {
        let mut asked = self.clone();
        match filter {
            "q" => value.clone_into(&mut asked.q),
            "theme" => value.clone_into(&mut asked.theme),
            "audience" => value.clone_into(&mut asked.audience),
            "language" => value.clone_into(&mut asked.language),
            _ => value.clone_into(&mut asked.length),
        }
        asked.path()
    }

    pub fn path(&self) -> String {
        let mut query = url::form_urlencoded::Serializer::new(String::new());
        for (name, value) in self.pairs().into_iter().filter(|(_, value)| !value.is_empty()) {
            query.append_pair(name, value);
        }
        let query = query.finish();
        if query.is_empty() { "/courses".to_owned() } else { format!("/courses?{query}") }
    }

    pub fn pairs(&self) -> [(&'static str, &str); 5] {
        [
            ("q", &self.q),
            ("theme", &self.theme),
            ("audience", &self.audience),
            ("language", &self.language),
            ("length", &self.length),
        ]
    }
}

fn rank(
    fits: &BTreeMap<CourseId, Match>,
    listing: &Listing,
    language: &str,
) -> (Reverse<Option<Match>>, String) {
    let title = listing.text_for(language).1.title;
    (Reverse(fits.get(&listing.published.course).copied()), fold(&title))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_filter_is_a_link_that_keeps_the_others() {
        let asked = Asked { q: "hỗ trợ".to_owned(), theme: "wages".to_owned(), ..Asked::default() };
        assert_eq!(asked.with("length", "30"), "/courses?q=h%E1%BB%97+tr%E1%BB%A3&theme=wages&length=30");
        assert_eq!(asked.with("theme", ""), "/courses?q=h%E1%BB%97+tr%E1%BB%A3");
        assert_eq!(Asked::default().path(), "/courses");
    }

    #[test]
    fn sixty_minutes_are_an_hour_and_not_more() {
        let holding =
            |minutes| Length::ALL.iter().copied().filter(|length| length.holds(minutes)).collect::<Vec<_>>();
        assert_eq!(holding(60), [Length::Hour]);
        assert_eq!(holding(61), [Length::More]);
        assert_eq!(holding(15), [Length::Quarter, Length::Half, Length::Hour]);
    }
}
