//! Pictures: of a known kind, harmless, and shown somewhere.

use std::collections::BTreeMap;

use super::{here::Findings, here::Here, unused};
use crate::mistakes::MistakeKind;

/// What an SVG may not hold: it is shown to everybody.
const FORBIDDEN: [&str; 9] = [
    "<script",
    "<foreignobject",
    "<iframe",
    "<use",
    "<image",
    "javascript:",
    "<!entity",
    "@import",
    "<animate",
];

/// Where the texts could not be read (`is_read`), nobody knows which pictures they show.
pub fn check(files: &BTreeMap<String, Vec<u8>>, findings: &Findings, is_read: bool) {
    let nobody_shows = if is_read { unused(findings) } else { Default::default() };
    for (path, content) in files.iter().filter(|(path, _)| path.starts_with("images/")) {
        let here = Here { file: path, language: "", course: findings };
        if nobody_shows.contains(path.as_str()) {
            here.mistake(1, MistakeKind::ImageUnused { path: path.clone() });
        }
        let fits = match path.rsplit('.').next() {
            Some("svg") => {
                svg(here, content);
                true
            }
            Some("png") => content.starts_with(b"\x89PNG\r\n\x1a\n"),
            Some("jpg" | "jpeg") => content.starts_with(b"\xff\xd8\xff"),
            Some("webp") => content.starts_with(b"RIFF") && content.get(8..12) == Some(b"WEBP"),
            _ => {
                here.mistake(1, MistakeKind::ImageKind { path: path.clone() });
                true
            }
        };
        if !fits {
            here.mistake(1, MistakeKind::ImageContent { path: path.clone() });
        }
    }
}

fn svg(here: Here, content: &[u8]) {
    let Ok(text) = std::str::from_utf8(content) else {
        let reason = "UTF-8".to_owned();
        here.mistake(1, MistakeKind::SvgUnreadable { reason });
        return;
    };
    if !text.contains("<svg") || !text.trim_end().ends_with("</svg>") {
        here.mistake(1, MistakeKind::SvgUnreadable { reason: "<svg>".to_owned() });
    }
    for (number, line) in (1_u32..).zip(text.lines()) {
        let lower = line.to_lowercase().replace(" =", "=").replace("= ", "=");
        let forbidden = FORBIDDEN.iter().find(|word| lower.contains(**word)).map(|word| (*word).to_owned());
        let found = forbidden.or_else(|| handler(&lower)).or_else(|| foreign(&lower));
        if let Some(found) = found {
            here.mistake(number, MistakeKind::SvgForbidden { found });
        }
    }
}

/// `onclick=` and its like, whatever stands before them and round their sign.
fn handler(line: &str) -> Option<String> {
    line.match_indices("on").find_map(|(place, _)| {
        let before = line.get(..place)?.chars().next_back();
        let (name, _) = line.get(place..)?.split_once('=')?;
        let begins =
            before.is_none_or(|before| !before.is_alphanumeric() && !matches!(before, '-' | '_' | ':'));
        let name = name.trim_end();
        let is_name = name.len() > 4 && name.bytes().all(|byte| byte.is_ascii_alphabetic());
        (begins && is_name).then(|| name.to_owned())
    })
}

/// A reference to anything outside the picture.
fn foreign(line: &str) -> Option<String> {
    let reference = line
        .split("href=")
        .skip(1)
        .find(|rest| !rest.starts_with(['"', '\'']) || !rest.get(1..).unwrap_or_default().starts_with('#'));
    let address =
        line.split("url(").skip(1).find(|rest| !rest.trim_start_matches(['"', '\'']).starts_with('#'));
    reference.map(|_| "href".to_owned()).or_else(|| address.map(|_| "url()".to_owned()))
}
