//! What a list was asked for: search, filter, order and page, all in the address, so that it can be shared.

use std::future::{Ready, ready};

use actix_web::{FromRequest, HttpRequest, dev::Payload};
use serde::Serialize;

use super::Screen;
use crate::platform::{Argument, Outcome, Problem};

/// Lines on a page of a list.
pub const PAGE: u64 = 25;

/// The extractor. Keys that the list does not know are kept out of its links.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ListQuery {
    path: String,
    pairs: Vec<(String, String)>,
}

impl FromRequest for ListQuery {
    type Error = Problem;
    type Future = Ready<Result<Self, Problem>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(Ok(Self::of(request.path(), request.query_string())))
    }
}

impl ListQuery {
    /// What an address that was kept asks for.
    pub fn of(path: &str, query: &str) -> Self {
        let pairs = url::form_urlencoded::parse(query.as_bytes())
            .map(|(name, value)| (name.into_owned(), value.trim().chars().take(200).collect()))
            .collect();
        Self { path: path.to_owned(), pairs }
    }

    pub fn text(&self, name: &str) -> &str {
        let found = self.pairs.iter().find(|(key, _)| key == name);
        found.map(|(_, value)| value.as_str()).unwrap_or_default()
    }

    /// Every value of a name that may stand more than once.
    pub fn all<'q>(&'q self, name: &'q str) -> impl Iterator<Item = &'q str> {
        self.pairs.iter().filter(move |(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    /// A wish of a program, `true` or `false`; left out, it is none.
    ///
    /// # Errors
    /// `Problem::BadRequest` for any other word: a wish that is not understood is not passed over.
    pub fn flag(&self, name: &str) -> Outcome<bool> {
        match self.text(name) {
            "true" => Ok(true),
            "" | "false" => Ok(false),
            _ => Err(Problem::BadRequest("problem-flag-wrong")),
        }
    }

    /// From 1.
    pub fn page(&self) -> u64 {
        self.text("page").parse().unwrap_or(1).clamp(1, 1_000_000)
    }

    /// The column and whether it descends; `sort=-joined` descends.
    pub fn sort<'q>(&'q self, default: &'q str) -> (&'q str, bool) {
        let asked = Some(self.text("sort")).filter(|sort| !sort.is_empty()).unwrap_or(default);
        match asked.strip_prefix('-') {
            Some(column) => (column, true),
            None => (asked, false),
        }
    }

    /// The same list with one value changed, from its first page.
    pub fn with(&self, name: &str, value: &str) -> String {
        let kept = self.pairs.iter().filter(|(key, value)| key != name && key != "page" && !value.is_empty());
        let mut query = url::form_urlencoded::Serializer::new(String::new());
        query.extend_pairs(kept);
        if !value.is_empty() {
            query.append_pair(name, value);
        }
        match query.finish() {
            query if query.is_empty() => self.path.clone(),
            query => format!("{}?{query}", self.path),
        }
    }

    /// What is asked for here, of another address: the same list as a file.
    pub fn to(&self, path: &str) -> String {
        let asked = self.pairs.iter().filter(|(key, value)| key != "page" && !value.is_empty());
        let query = url::form_urlencoded::Serializer::new(String::new()).extend_pairs(asked).finish();
        if query.is_empty() { path.to_owned() } else { format!("{path}?{query}") }
    }

    /// The head of a column that can be sorted by.
    pub fn head(&self, column: &str, default: &str) -> SortHead {
        let (by, descends) = self.sort(default);
        let (direction, next) = match (by == column, descends) {
            (true, false) => ("ascending", format!("-{column}")),
            (true, true) => ("descending", column.to_owned()),
            (false, _) => ("none", column.to_owned()),
        };
        SortHead { direction, url: self.with("sort", &next) }
    }

    /// The links to the pages around this one; `words` is a text with `first`, `last` and `total`.
    pub fn pager(&self, screen: &Screen, words: &str, total: u64) -> Pager {
        self.pager_of(PAGE, screen, words, total)
    }

    /// The same for a list with so many lines on a page.
    pub fn pager_of(&self, lines: u64, screen: &Screen, words: &str, total: u64) -> Pager {
        let page = self.page();
        let last_page = total.div_ceil(lines).max(1);
        let number = |value: u64| Argument::Number(f64::from(u32::try_from(value).unwrap_or(u32::MAX)));
        let first = (page - 1).saturating_mul(lines).saturating_add(1).min(total);
        let arguments = [
            ("first", number(first)),
            ("last", number(page.saturating_mul(lines).min(total))),
            ("total", number(total)),
        ];
        Pager {
            previous: (page > 1).then(|| self.at(page.min(last_page + 1) - 1)),
            next: (page < last_page).then(|| self.at(page + 1)),
            words: screen.text_with(words, &arguments),
        }
    }

    fn at(&self, page: u64) -> String {
        if page == 1 { self.with("page", "") } else { self.with("page", &page.to_string()) }
    }
}

#[derive(Clone, Debug, Serialize)]
pub struct SortHead {
    direction: &'static str,
    url: String,
}

#[derive(Clone, Debug, Serialize)]
pub struct Pager {
    previous: Option<String>,
    next: Option<String>,
    words: String,
}

impl SortHead {
    pub fn example() -> Self {
        Self { direction: "ascending", url: "?sort=-name".to_owned() }
    }
}

impl Pager {
    pub fn example() -> Self {
        Self { previous: None, next: Some("?page=2".to_owned()), words: "1–25 / 40".to_owned() }
    }
}

#[cfg(test)]
mod tests {
    use super::ListQuery;

    fn asked(pairs: &[(&str, &str)]) -> ListQuery {
        let pairs = pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        ListQuery { path: "/people".to_owned(), pairs }
    }

    #[test]
    fn a_changed_filter_starts_at_the_first_page_and_keeps_the_search() {
        let query = asked(&[("search", "lan"), ("page", "3")]);
        assert_eq!(query.with("kind", "brand"), "/people?search=lan&kind=brand");
        assert_eq!(query.with("search", ""), "/people");
    }

    #[test]
    fn a_second_click_on_a_head_turns_the_order_round() {
        let query = asked(&[("sort", "name")]);
        assert_eq!(query.head("name", "name").url, "/people?sort=-name");
        assert_eq!(asked(&[("sort", "-name")]).head("name", "name").direction, "descending");
        assert_eq!(query.head("joined", "name").direction, "none");
    }

    #[test]
    fn a_flag_is_true_or_false_and_no_other_word() {
        let query = asked(&[("a", "true"), ("b", "false"), ("c", ""), ("d", "yes")]);
        let flags = ["a", "b", "c", "none"].map(|name| query.flag(name).unwrap());
        assert_eq!(flags, [true, false, false, false]);
        assert!(query.flag("d").is_err());
    }

    #[test]
    fn a_page_that_is_no_number_is_the_first() {
        assert_eq!(asked(&[("page", "-1")]).page(), 1);
        assert_eq!(asked(&[("page", "99999999999999999999")]).page(), 1);
    }
}
