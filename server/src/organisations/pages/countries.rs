//! A list narrowed to one country.

use crate::platform::{
    Screen,
    folding::fold,
    pages::{Filter, ListQuery},
};

/// All, under the text `all`, and each of these countries, by name; nothing where there are fewer than `least`.
pub fn country_filters<'c>(
    screen: &Screen,
    query: &ListQuery,
    all: &str,
    least: usize,
    countries: impl Iterator<Item = &'c str>,
) -> Vec<Filter> {
    let mut codes: Vec<&str> = countries.collect();
    codes.sort_unstable();
    codes.dedup();
    if codes.len() < least {
        return Vec::new();
    }
    let one = |code: &str| Filter::of(query, "country", code, screen.text(&format!("country-{code}")));
    let mut each: Vec<Filter> = codes.into_iter().map(one).collect();
    each.sort_by_cached_key(|filter| fold(&filter.text));
    std::iter::once(Filter::of(query, "country", "", screen.text(all))).chain(each).collect()
}
