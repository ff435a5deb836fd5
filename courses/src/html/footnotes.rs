//! Footnotes stand where their step ends; the writer numbers them.

use std::collections::BTreeMap;

use crate::mistakes::MistakeKind;
use crate::read::here::Here;
use crate::read::lines::{Fence, Line};

pub(super) fn split_footnotes<'a>(
    here: Here,
    lines: &[Line<'a>],
) -> (BTreeMap<&'a str, Vec<Line<'a>>>, Vec<Line<'a>>) {
    let mut definitions: BTreeMap<&str, Vec<Line>> = BTreeMap::new();
    let mut rest = Vec::new();
    let mut open: Option<&str> = None;
    let mut fence = Fence::default();
    for &(number, line) in lines {
        let definition = unindented(line).strip_prefix("[^").and_then(|line| line.split_once("]:"));
        let definition = definition.map(|(name, _)| name);
        if fence.holds(line) {
            open = None;
            rest.push((number, line));
        } else if let Some(name) = definition {
            if definitions.contains_key(name) {
                here.mistake(number, MistakeKind::FootnoteTwice { name: name.to_owned() });
            }
            definitions.entry(name).or_default().push((number, line));
            open = Some(name);
        } else if let Some(name) = open.filter(|_| goes_on(line)) {
            definitions.entry(name).or_default().push((number, line));
        } else {
            open = None;
            rest.push((number, line));
        }
    }
    (definitions, rest)
}

/// Up to three spaces mean nothing, as Markdown has it.
fn unindented(line: &str) -> &str {
    let text = line.trim_start_matches(' ');
    if line.len() - text.len() > 3 { line } else { text }
}

/// Whether a line under a footnote still belongs to it: words do, but a heading, an answer, a quotation or a list
/// begins something new.
fn goes_on(line: &str) -> bool {
    let begins_something = ["#", ">", "[(", "[[", "- ", "* ", "+ ", "|"];
    !line.trim().is_empty() && !begins_something.iter().any(|beginning| line.starts_with(beginning))
}
