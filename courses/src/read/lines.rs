//! Numbered lines of a module file, cut into sections at their headings.

/// A line and its number in the file, which counts from 1.
pub type Line<'a> = (u32, &'a str);

/// A heading with its attributes and everything up to the next one of its level.
pub struct Section<'a> {
    pub line: u32,
    pub heading: Heading<'a>,
    pub lines: Vec<Line<'a>>,
}

/// `Text {#id .kind key=value}`
#[derive(Default)]
pub struct Heading<'a> {
    pub text: &'a str,
    pub id: Option<&'a str>,
    pub kinds: Vec<&'a str>,
    pub options: Vec<(&'a str, &'a str)>,
    /// What stands between the braces and is none of these.
    pub unreadable: Option<&'a str>,
}

pub fn numbered(text: &str, first: u32) -> Vec<Line<'_>> {
    (first..).zip(text.lines()).collect()
}

/// Cuts at the headings of a level (`##` is 2) that stand outside code. What comes before the first is the first
/// part of the answer.
pub fn sections<'a>(lines: &[Line<'a>], level: usize) -> (Vec<Line<'a>>, Vec<Section<'a>>) {
    let mut before = Vec::new();
    let mut sections: Vec<Section> = Vec::new();
    let mut fence = Fence::default();
    for &(number, line) in lines {
        let in_code = fence.holds(line);
        match heading_text(line, level).filter(|_| !in_code) {
            Some(text) => {
                sections.push(Section { line: number, heading: Heading::read(text), lines: Vec::new() });
            }
            None => match sections.last_mut() {
                Some(section) => section.lines.push((number, line)),
                None => before.push((number, line)),
            },
        }
    }
    (before, sections)
}

/// Up to three spaces may stand before a heading, as Markdown has it.
pub fn heading_text(line: &str, level: usize) -> Option<&str> {
    let indented = line.trim_start_matches(' ');
    let text = indented.trim_start_matches('#');
    let is_heading = line.len() - indented.len() <= 3
        && indented.len() - text.len() == level
        && (text.is_empty() || text.starts_with([' ', '\t']));
    is_heading.then(|| text.trim())
}

/// A heading whose `##` touches its words is none to Markdown, and nobody sees why.
pub fn glued_headings<'a>(lines: &[Line<'a>]) -> Vec<Line<'a>> {
    let mut fence = Fence::default();
    let is_glued = |line: &str| {
        let words = line.trim_start_matches('#');
        line.len() - words.len() > 1 && !words.is_empty() && !words.starts_with([' ', '\t'])
    };
    lines.iter().filter(|(_, line)| !fence.holds(line) && is_glued(line)).copied().collect()
}

/// The line of a block of code that is never closed, and would take in everything below it.
pub fn open_code(lines: &[Line]) -> Option<u32> {
    let mut fence = Fence::default();
    let mut opened = None;
    for (number, line) in lines {
        let was_open = fence.is_open();
        fence.holds(line);
        if !was_open && fence.is_open() {
            opened = Some(*number);
        }
    }
    opened.filter(|_| fence.is_open())
}

pub fn is_blank(lines: &[Line]) -> bool {
    lines.iter().all(|(_, line)| line.trim().is_empty())
}

impl<'a> Heading<'a> {
    fn read(text: &'a str) -> Self {
        let Some((words, attributes)) = text.strip_suffix('}').and_then(|text| text.rsplit_once('{')) else {
            return Self { text, ..Self::default() };
        };
        let mut heading = Self { text: words.trim_end(), ..Self::default() };
        for mark in attributes.split_whitespace() {
            match (mark.strip_prefix('#'), mark.strip_prefix('.'), mark.split_once('=')) {
                (Some(id), ..) if heading.id.is_none() => heading.id = Some(id),
                (_, Some(kind), _) => heading.kinds.push(kind),
                (None, _, Some(option)) => heading.options.push(option),
                _ => heading.unreadable = Some(mark),
            }
        }
        heading
    }
}

/// Knows for each line in turn whether it belongs to a fenced block of code.
#[derive(Default)]
pub struct Fence {
    open: Option<(char, usize)>,
}

impl Fence {
    pub fn is_open(&self) -> bool {
        self.open.is_some()
    }

    /// The lines that open and close a block belong to it.
    pub fn holds(&mut self, line: &str) -> bool {
        match self.open {
            None => {
                self.open = fence_start(line).map(|(sign, length, _)| (sign, length));
                self.open.is_some()
            }
            Some((sign, length)) => {
                let closes = fence_start(line).is_some_and(|(other, longer, info)| {
                    other == sign && longer >= length && info.is_empty()
                });
                if closes {
                    self.open = None;
                }
                true
            }
        }
    }
}

/// The sign of a fence, how often it stands there, and the words behind it.
pub fn fence_start(line: &str) -> Option<(char, usize, &str)> {
    let text = line.trim_start_matches(' ');
    if line.len() - text.len() > 3 {
        return None;
    }
    let sign = text.chars().next().filter(|sign| matches!(sign, '`' | '~'))?;
    let info = text.trim_start_matches(sign);
    let length = text.len() - info.len();
    (length >= 3 && !info.contains('`')).then(|| (sign, length, info.trim()))
}

/// Lines joined for the Markdown parser, which knows places only as offsets.
pub struct Passage {
    pub text: String,
    /// Where each line begins, and its number in the file.
    starts: Vec<(usize, u32)>,
}

impl Passage {
    pub fn of(lines: &[Line]) -> Self {
        let mut text = String::new();
        let mut starts = Vec::new();
        for &(number, line) in lines {
            starts.push((text.len(), number));
            text.push_str(line);
            text.push('\n');
        }
        Self { text, starts }
    }

    pub fn line_at(&self, offset: usize) -> u32 {
        let after = self.starts.partition_point(|(start, _)| *start <= offset);
        self.starts.get(after.saturating_sub(1)).map_or(1, |(_, number)| *number)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_inside_code_do_not_cut() {
        let lines =
            numbered("intro\n## One {#one .quiz pass=70}\n```\n## not\n```\ntext\n### Sub\n## Two", 4);
        let (before, sections) = sections(&lines, 2);
        assert_eq!(before, [(4, "intro")]);
        let headings: Vec<_> = sections.iter().map(|section| (section.line, section.heading.text)).collect();
        assert_eq!(headings, [(5, "One"), (11, "Two")]);
        let heading = &sections[0].heading;
        assert_eq!(
            (heading.id, &heading.kinds[..], &heading.options[..]),
            (Some("one"), &["quiz"][..], &[("pass", "70")][..])
        );
        assert_eq!(sections[0].lines.len(), 5);
    }

    #[test]
    fn a_passage_knows_the_line_of_each_offset() {
        let passage = Passage::of(&[(7, "ab"), (9, "cd")]);
        let lines: Vec<u32> = (0..6).map(|offset| passage.line_at(offset)).collect();
        assert_eq!(lines, [7, 7, 7, 9, 9, 9]);
    }
}
