//! What search engines and other sites read of a public page: its summary, and its address in each language.

use serde::Serialize;

use super::Screen;
use crate::platform::{Language, Site};

/// For `platform/public-layout`, which takes it from the page's field `head`.
#[derive(Clone, Debug, Serialize)]
pub struct PublicHead {
    description: String,
    /// The page's own address, whatever filters were set.
    canonical: String,
    /// The address that asks for the reader's language.
    any_language: String,
    alternates: Vec<Alternate>,
    /// Whether the foot asks to sign up for the newsletter: everywhere but on the newsletter's own pages.
    offers_newsletter: bool,
}

/// The page in one language.
#[derive(Clone, Debug, Serialize)]
pub struct Alternate {
    pub language: &'static str,
    pub url: String,
}

impl PublicHead {
    pub fn of(screen: &Screen, site: &Site, description: &str) -> Self {
        let path = Language::neutral(screen.request().path());
        Self {
            description: description.to_owned(),
            canonical: site.link(&screen.language.address_of(path)),
            any_language: site.link(path),
            alternates: alternates(site, path),
            offers_newsletter: !path.starts_with("/newsletter"),
        }
    }

    pub fn example() -> Self {
        Self {
            description: "…".to_owned(),
            canonical: "https://academy.example/en/about".to_owned(),
            any_language: "https://academy.example/about".to_owned(),
            alternates: vec![Alternate {
                language: "vi",
                url: "https://academy.example/vi/about".to_owned(),
            }],
            offers_newsletter: true,
        }
    }
}

/// Where a page without a language in its address stands in each language.
pub fn alternates(site: &Site, path: &str) -> Vec<Alternate> {
    let alternate = |language: Language| Alternate {
        language: language.code(),
        url: site.link(&language.address_of(path)),
    };
    Language::ALL.into_iter().map(alternate).collect()
}
