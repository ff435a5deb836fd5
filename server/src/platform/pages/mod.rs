//! Pages: a struct with a template's name and examples; the engine is strict, so that nothing missing goes unseen.

pub mod bell;
mod engine;
mod filter;
mod inclusion;
mod list_query;
mod public_head;
mod refill;
mod screen;
mod settling;
mod template_words;
mod templates;

use std::borrow::Cow;

use serde::Serialize;

pub use engine::Engine;
pub use filter::Filter;
pub use list_query::{ListQuery, PAGE, Pager, SortHead};
pub use public_head::{Alternate, PublicHead, alternates};
pub use refill::{Choice, Refill};
pub use screen::{Navigation, NavigationItem, Screen, Shell};

/// What a template is filled with. A test renders every example of every page in every language.
pub trait Page: Serialize {
    /// The template, as `capability/page` below `assets/templates`.
    const TEMPLATE: &'static str;

    /// One example for each state that looks different.
    fn examples() -> Vec<Self>
    where
        Self: Sized;
}

/// An example of a page, ready to be rendered by the test.
pub struct Example {
    pub template: Cow<'static, str>,
    pub number: usize,
    pub values: serde_json::Value,
}

/// The examples of one page, for the list that each capability gives.
pub fn examples_of<P: Page>() -> Vec<Example> {
    P::examples()
        .iter()
        .enumerate()
        .filter_map(|(number, page)| {
            let values = serde_json::to_value(page).ok()?;
            Some(Example { template: P::TEMPLATE.into(), number, values })
        })
        .collect()
}
