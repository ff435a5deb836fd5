//! The languages that the Academy speaks: which one a reader gets, its texts, its dates and numbers.

mod formats;
mod texts;
pub mod zones;

use actix_web::{HttpMessage, HttpRequest, http::header};
use serde::{Deserialize, Serialize};

pub use formats::Formats;
pub use texts::{Argument, Texts};

/// Cookie in which somebody who is not signed in keeps their choice.
pub const COOKIE: &str = "language";

/// A language whose texts are complete. To add one: a line here and a folder in `assets/text`.
#[derive(
    Clone,
    Copy,
    Debug,
    Default,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    utoipa::ToSchema,
)]
#[serde(rename_all = "lowercase")]
pub enum Language {
    #[default]
    En,
    Vi,
}

impl Language {
    pub const ALL: [Self; 2] = [Self::En, Self::Vi];

    /// BCP 47 tag.
    pub fn code(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::Vi => "vi",
        }
    }

    /// Its name in itself.
    pub fn name(self) -> &'static str {
        match self {
            Self::En => "English",
            Self::Vi => "Tiếng Việt",
        }
    }

    pub fn direction(self) -> &'static str {
        match self {
            Self::En | Self::Vi => "ltr",
        }
    }

    pub fn from_code(code: &str) -> Option<Self> {
        let primary = code.trim().split(['-', '_']).next()?.to_ascii_lowercase();
        Self::ALL.into_iter().find(|language| language.code() == primary)
    }

    /// The first language of an `Accept-Language` header that the Academy speaks (RFC 9110, 12.5.4).
    pub fn accepted(header: &str) -> Option<Self> {
        let mut wishes: Vec<(Self, f32)> = header
            .split(',')
            .filter_map(|wish| {
                let (code, weight) = wish.split_once(";q=").unwrap_or((wish, "1"));
                Some((Self::from_code(code)?, weight.trim().parse().unwrap_or(0.0)))
            })
            .filter(|(_, weight)| *weight > 0.0)
            .collect();
        wishes.sort_by(|one, other| other.1.total_cmp(&one.1));
        wishes.first().map(|(language, _)| *language)
    }

    /// The language that an address names: `/vi/about`, `/vi`.
    pub fn of_path(path: &str) -> Option<Self> {
        let first = path.strip_prefix('/')?.split(['/', '?']).next()?;
        Self::ALL.into_iter().find(|language| language.code() == first)
    }

    /// An address without the language that it names: `/vi/about` becomes `/about`, and `/vi` becomes `/`.
    pub fn neutral(path: &str) -> &str {
        match Self::of_path(path).and_then(|language| path.strip_prefix('/')?.strip_prefix(language.code())) {
            Some(rest) if rest.starts_with('/') => rest,
            Some(_) => "/",
            None => path,
        }
    }

    /// The address of a public page in this language: `/about` becomes `/vi/about`, and `/` becomes `/vi`.
    pub fn address_of(self, path: &str) -> String {
        format!("/{}{}", self.code(), path.trim_end_matches('/'))
    }

    /// The reader's language: what the address names, else profile, then cookie, then what the browser asks for.
    pub fn of(request: &HttpRequest) -> Self {
        if let Some(language) = Self::of_path(request.path()) {
            return language;
        }
        if let Some(language) = request.extensions().get::<Self>() {
            return *language;
        }
        let from_cookie = request.cookie(COOKIE).and_then(|cookie| Self::from_code(cookie.value()));
        from_cookie
            .or_else(|| {
                let header = request.headers().get(header::ACCEPT_LANGUAGE)?.to_str().ok()?;
                Self::accepted(header)
            })
            .unwrap_or_default()
    }
}

impl std::fmt::Display for Language {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(self.code())
    }
}

#[cfg(test)]
mod tests {
    use super::Language;

    #[test]
    fn the_browser_s_first_wish_that_we_speak_wins() {
        assert_eq!(Language::accepted("fr, vi;q=0.8, en;q=0.7"), Some(Language::Vi));
        assert_eq!(Language::accepted("en-GB,en;q=0.9"), Some(Language::En));
        assert_eq!(Language::accepted("vi;q=0, en;q=0.1"), Some(Language::En));
        assert_eq!(Language::accepted("km"), None);
    }

    #[test]
    fn an_address_names_its_language_or_none() {
        assert_eq!(Language::of_path("/vi/about"), Some(Language::Vi));
        assert_eq!(Language::of_path("/en"), Some(Language::En));
        assert_eq!(Language::of_path("/vientiane"), None);
        assert_eq!(
            ["/vi/about", "/vi", "/about", "/video"].map(Language::neutral),
            ["/about", "/", "/about", "/video"]
        );
        assert_eq!(["/", "/about"].map(|path| Language::Vi.address_of(path)), ["/vi", "/vi/about"]);
    }
}
