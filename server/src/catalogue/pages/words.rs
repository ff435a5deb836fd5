//! Words for what courses name by ids.

use crate::platform::{Language, Screen};

/// The name of a theme, a country or an audience; one that has no text yet is shown by its own words.
pub fn name_of(screen: &Screen, kind: &str, id: &str) -> String {
    let key = match kind {
        "theme" => format!("theme-{id}"),
        "country" => format!("country-{id}"),
        _ => format!("audience-{id}"),
    };
    if screen.engine().texts().has(screen.language, &key) { screen.text(&key) } else { id.replace('-', " ") }
}

/// The name of a language in itself.
pub fn language_name(code: &str) -> String {
    Language::from_code(code).map_or_else(|| code.to_owned(), |language| language.name().to_owned())
}

pub fn language_names(codes: &[String]) -> Vec<String> {
    codes.iter().map(|code| language_name(code)).collect()
}

/// The first theme, to stand above a title; empty where both say the same.
pub fn theme_beside(screen: &Screen, themes: &[String], title: &str) -> String {
    let theme = themes.first().map(|theme| name_of(screen, "theme", theme)).unwrap_or_default();
    if theme == title { String::new() } else { theme }
}
