//! Markdown to safe HTML. What comes out holds no words but the author's:
//!
//! - a call-out is `<blockquote class="callout callout-note">` (`tip`, `important`, `warning`, `caution`); the
//!   page adds a visible label;
//! - a table stands in `<div class="table-wrap" tabindex="0" role="group" aria-label="its headings">`; cells
//!   may have the class `left`, `center` or `right`;
//! - a footnote is `<sup class="source"><a href="#x-…">1</a></sup>`, and the piece of text ends with
//!   `<section class="sources"><ol>…`; numbers run through a step;
//! - `###` becomes `<h2>`, because the step's heading is the page's `<h1>`;
//! - a picture keeps its path in the course (`images/critical-path.en.svg`) until [`with_images`] replaces it.

mod footnotes;
mod plain;
mod sanitiser;
mod writer;

use pulldown_cmark::{Event, Options, Parser, Tag};

pub use plain::plain;
pub(crate) use writer::Writer;

/// Markdown outside a course: emphasis, links, lists, tables. Raw HTML in it is dropped.
pub fn prose(markdown: &str) -> String {
    let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH;
    let events = Parser::new_ext(markdown, options)
        .filter(|event| !matches!(event, Event::Html(_) | Event::InlineHtml(_)));
    let mut html = String::new();
    pulldown_cmark::html::push_html(&mut html, events);
    sanitiser::safe(&html)
}

/// The addresses of the pictures in Markdown that lie on another host than the page.
pub fn foreign_pictures(markdown: &str) -> Vec<String> {
    let picture = |event: Event<'_>| match event {
        Event::Start(Tag::Image { dest_url, .. }) if !is_own(&dest_url) => Some(dest_url.to_string()),
        _ => None,
    };
    Parser::new(markdown).filter_map(picture).collect()
}

/// A path of this host; `//host` and `\\` lead to others.
fn is_own(address: &str) -> bool {
    address.starts_with('/') && !address.starts_with("//") && !address.contains('\\')
}

/// Replaces the path of each picture, as it stands in a course, by the address where it is served.
pub fn with_images(html: &str, address: impl Fn(&str) -> String) -> String {
    let mut pieces = html.split("<img ");
    let mut out = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        out.push_str("<img ");
        match piece.split_once(" src=\"").map(|(before, rest)| (before, rest.split_once('"'))) {
            Some((before, Some((path, rest)))) => {
                let address = ammonia::clean_text(&address(path));
                out.push_str(&format!("{before} src=\"{address}\"{rest}"));
            }
            _ => match piece.strip_prefix("src=\"").and_then(|rest| rest.split_once('"')) {
                Some((path, rest)) => {
                    out.push_str(&format!("src=\"{}\"{rest}", ammonia::clean_text(&address(path))));
                }
                None => out.push_str(piece),
            },
        }
    }
    out
}
