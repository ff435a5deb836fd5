//! Course text as the reader sees it: each call-out gets its label in the reader's words.

use std::borrow::Cow;

use crate::platform::{Language, Texts, assets};

/// The kinds that the `courses` crate writes, with their label and icon.
const KINDS: [(&str, &str, &str); 5] = [
    ("<blockquote class=\"callout callout-note\">", "callout-note", "info"),
    ("<blockquote class=\"callout callout-tip\">", "callout-tip", "lightbulb"),
    ("<blockquote class=\"callout callout-important\">", "callout-important", "flag"),
    ("<blockquote class=\"callout callout-caution\">", "callout-caution", "triangle-alert"),
    ("<blockquote class=\"callout callout-warning\">", "callout-warning", "triangle-alert"),
];

/// The same HTML with a label as first paragraph of each call-out.
pub fn labelled<'h>(html: &'h str, texts: &Texts, language: Language) -> Cow<'h, str> {
    if !html.contains("class=\"callout ") {
        return Cow::Borrowed(html);
    }
    let sprite = assets::asset_path("icons.svg").unwrap_or_default();
    KINDS.iter().fold(Cow::Borrowed(html), |html, (opening, key, icon)| {
        if !html.contains(opening) {
            return html;
        }
        let label = texts.escaped(language, key).unwrap_or_default();
        let icon = format!(
            "<svg class=\"icon icon-{icon}\" width=\"24\" height=\"24\" aria-hidden=\"true\" focusable=\"false\">\
             <use href=\"{sprite}#{icon}\"></use></svg>"
        );
        Cow::Owned(html.replace(opening, &format!("{opening}<p class=\"callout-label\">{icon}{label}</p>")))
    })
}
