//! Courses to choose from, in a form.

use crate::{
    catalogue::Listing,
    platform::{Screen, folding::fold, pages::Choice},
};

/// The published courses by their slugs, under the titles that the reader reads, by title; `chosen` is selected.
pub fn course_choices(screen: &Screen, listings: &[Listing], chosen: &str) -> Vec<Choice> {
    let choice = |listing: &Listing| Choice {
        value: listing.slug.clone(),
        text: listing.text_for(screen.language.code()).1.title,
        selected: listing.slug == chosen,
    };
    let mut choices: Vec<Choice> = listings.iter().map(choice).collect();
    choices.sort_by_cached_key(|choice| fold(&choice.text));
    choices
}
