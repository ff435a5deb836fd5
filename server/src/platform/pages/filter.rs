//! A link that narrows a list.

use serde::Serialize;

use super::ListQuery;

#[derive(Clone, Debug, Serialize)]
pub struct Filter {
    pub url: String,
    pub text: String,
    /// Whether this is what the list shows now.
    pub current: bool,
}

impl Filter {
    /// The same list with `name` set to `value`; the empty value takes it off.
    pub fn of(query: &ListQuery, name: &str, value: &str, text: String) -> Self {
        Self { url: query.with(name, value), text, current: query.text(name) == value }
    }

    pub fn example() -> Self {
        Self { url: "?".to_owned(), text: "…".to_owned(), current: true }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_filter_keeps_the_rest_of_the_list_and_knows_whether_it_is_on() {
        let query = ListQuery::of("/organisations", "search=lan&kind=brand&page=2");
        let all = Filter::of(&query, "kind", "", "All".to_owned());
        assert_eq!((all.url.as_str(), all.current), ("/organisations?search=lan", false));
        let brand = Filter::of(&query, "kind", "brand", "Brands".to_owned());
        assert_eq!((brand.url.as_str(), brand.current), ("/organisations?search=lan&kind=brand", true));
    }
}
