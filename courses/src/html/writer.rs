use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, BTreeSet};

use ammonia::clean_text;
use pulldown_cmark::{
    BlockQuoteKind, CowStr, Event, HeadingLevel, Options, Parser, Tag, TagEnd, TextMergeWithOffset,
};

use super::footnotes::split_footnotes;
use super::sanitiser::safe;
use crate::mistakes::MistakeKind;
use crate::read::here::Here;
use crate::read::lines::{Line, Passage};

type Placed<'a> = (Event<'a>, u32);

/// Writes the HTML of one step, whose footnotes are numbered together.
pub(crate) struct Writer<'a> {
    pub here: Here<'a>,
    step: String,
    definitions: BTreeMap<&'a str, Vec<Line<'a>>>,
    cited: RefCell<Vec<String>>,
    pieces: Cell<usize>,
}

impl<'a> Writer<'a> {
    /// Takes the footnotes out of the lines of a step and gives back the rest.
    pub fn for_step(here: Here<'a>, step: &str, lines: &[Line<'a>]) -> (Self, Vec<Line<'a>>) {
        let (definitions, rest) = split_footnotes(here, lines);
        let writer = Self {
            here,
            step: step.to_owned(),
            definitions,
            cited: RefCell::default(),
            pieces: Cell::default(),
        };
        (writer, rest)
    }

    /// Paragraphs, lists, tables, call-outs and so on.
    pub fn block(&self, lines: &[Line]) -> String {
        let mut all: Vec<Line> = lines.to_vec();
        if lines.iter().any(|(_, line)| line.contains("[^")) {
            for definition in self.definitions.values() {
                all.push((definition.first().map_or(1, |(number, _)| *number), ""));
                all.extend(definition);
            }
        }
        let passage = Passage::of(&all);
        let events = events(&passage);
        self.report(&events);
        self.pieces.set(self.pieces.get() + 1);
        safe(&self.html(events))
    }

    /// One line of text with emphasis, without a paragraph round it.
    pub fn inline(&self, lines: &[Line]) -> String {
        let events = self.inline_events(lines);
        let mut html = String::new();
        pulldown_cmark::html::push_html(&mut html, events.into_iter());
        safe(html.trim())
    }

    /// One line of text with its marks taken away. It is not HTML.
    pub fn plain(&self, lines: &[Line]) -> String {
        words(&self.inline_events(lines))
    }

    /// Says which footnotes nobody points to.
    pub fn finish(&self) {
        let cited = self.cited.borrow();
        for (name, lines) in &self.definitions {
            if !cited.iter().any(|one| one == name) {
                let line = lines.first().map_or(1, |(number, _)| *number);
                self.here.mistake(line, MistakeKind::FootnoteUnused { name: (*name).to_owned() });
            }
        }
    }

    fn inline_events(&self, lines: &[Line]) -> Vec<Event<'static>> {
        let Some((first_line, first)) = lines.first() else { return Vec::new() };
        let opened = format!("{OPENING}{}", first.trim_start());
        let mut all = vec![(*first_line, opened.as_str())];
        all.extend(lines.iter().skip(1).map(|(number, line)| (*number, line.trim_start())));
        let passage = Passage::of(&all);
        let mut kept = Vec::new();
        for (event, line) in events(&passage) {
            match event {
                Event::Start(Tag::Paragraph) | Event::End(TagEnd::Paragraph) => {}
                Event::Html(html) | Event::InlineHtml(html) => self.raw_html(line, &html),
                Event::Text(text) => {
                    if text.contains("[^") {
                        self.not_inline(line, &text);
                    }
                    kept.push(Event::Text(without_opening(&text).to_owned().into()));
                }
                Event::Start(Tag::Emphasis | Tag::Strong)
                | Event::End(TagEnd::Emphasis | TagEnd::Strong)
                | Event::Code(_)
                | Event::SoftBreak
                | Event::HardBreak => kept.push(event.into_static()),
                Event::End(_) => {}
                _ => self.not_inline(line, first),
            }
        }
        kept
    }

    fn not_inline(&self, line: u32, text: &str) {
        let text = without_opening(text);
        self.here.mistake(line, MistakeKind::TextNotInline { text: beginning(text) });
    }

    fn raw_html(&self, line: u32, html: &str) {
        self.here.mistake(line, MistakeKind::RawHtml { html: beginning(html) });
    }

    /// Reports what is wrong in the events, without changing them.
    fn report(&self, events: &[Placed]) {
        let anchors: BTreeSet<&str> = events.iter().filter_map(|(event, _)| anchor(event)).collect();
        for (index, (event, line)) in events.iter().enumerate() {
            let rest = events.get(index + 1..).unwrap_or_default();
            match event {
                Event::Html(html) | Event::InlineHtml(html) => self.raw_html(*line, html),
                Event::Text(text) => self.report_missing_footnotes(*line, text),
                Event::Start(Tag::Link { dest_url, .. }) => self.report_link(*line, dest_url, &anchors, rest),
                Event::Start(Tag::Image { dest_url, .. }) => self.report_image(*line, dest_url, rest),
                Event::Start(Tag::BlockQuote(None)) => self.report_unknown_callout(*line, rest),
                Event::Start(Tag::CodeBlock(pulldown_cmark::CodeBlockKind::Fenced(info)))
                    if &**info == "exercise" =>
                {
                    self.here.mistake(*line, MistakeKind::ExerciseBlockMisplaced {});
                }
                Event::Start(Tag::Heading { level: HeadingLevel::H1 | HeadingLevel::H2, .. }) => {
                    self.here.mistake(*line, MistakeKind::TitleHeading {});
                }
                _ => {}
            }
        }
    }

    /// The parser leaves a reference without a definition as text.
    fn report_missing_footnotes(&self, line: u32, text: &str) {
        for name in text.split("[^").skip(1).filter_map(|rest| rest.split_once(']')).map(|(name, _)| name) {
            if !name.contains(char::is_whitespace) {
                self.here.mistake(line, MistakeKind::FootnoteMissing { name: name.to_owned() });
            }
        }
    }

    fn report_link(&self, line: u32, target: &str, anchors: &BTreeSet<&str>, rest: &[Placed]) {
        if inner_words(rest, TagEnd::Link).is_empty() {
            self.here.mistake(line, MistakeKind::LinkEmpty { target: target.to_owned() });
        }
        let scheme = target.split_once(':').map(|(scheme, _)| scheme.to_ascii_lowercase());
        let is_dead = match scheme.as_deref() {
            Some("http" | "https" | "mailto") => return,
            Some(scheme) if !scheme.contains(['/', '#', '.']) => {
                self.here.mistake(line, MistakeKind::LinkForm { target: target.to_owned() });
                return;
            }
            _ => target.strip_prefix('#').is_none_or(|anchor| !anchors.contains(anchor)),
        };
        if is_dead {
            self.here.mistake(line, MistakeKind::LinkDead { target: target.to_owned() });
        }
    }

    fn report_image(&self, line: u32, path: &str, rest: &[Placed]) {
        if path.contains(':') || path.starts_with("//") {
            self.here.mistake(line, MistakeKind::ImageForeign { target: path.to_owned() });
        } else if !self.here.uses_image(path) {
            self.here.mistake(line, MistakeKind::ImageDead { path: path.to_owned() });
        }
        if inner_words(rest, TagEnd::Image).is_empty() {
            self.here.mistake(line, MistakeKind::ImageWithoutWords { path: path.to_owned() });
        }
    }

    fn report_unknown_callout(&self, line: u32, rest: &[Placed]) {
        let Some((Event::Text(text), _)) = rest.get(1) else { return };
        if let Some((name, _)) = text.strip_prefix("[!").and_then(|text| text.split_once(']')) {
            self.here.mistake(line, MistakeKind::CalloutUnknown { name: name.to_owned() });
        }
    }

    fn html(&self, events: Vec<Placed>) -> String {
        let mut body = Vec::new();
        let mut notes: BTreeMap<String, Vec<Event>> = BTreeMap::new();
        let mut note: Option<String> = None;
        let mut cited_here: Vec<(usize, String)> = Vec::new();
        let mut table_headings = table_headings(&events).into_iter();
        for (event, _) in events {
            let event = match event {
                Event::Start(Tag::FootnoteDefinition(name)) => {
                    note = Some(name.to_string());
                    continue;
                }
                Event::End(TagEnd::FootnoteDefinition) => {
                    note = None;
                    continue;
                }
                Event::FootnoteReference(name) => {
                    let number = self.number_of(&name);
                    if !cited_here.iter().any(|(one, _)| *one == number) {
                        cited_here.push((number, name.to_string()));
                    }
                    Event::InlineHtml(self.reference(number).into())
                }
                Event::Start(Tag::Table(_)) => {
                    let label = clean_text(&table_headings.next().unwrap_or_default());
                    let wrap =
                        format!(r#"<div class="table-wrap" tabindex="0" role="group" aria-label="{label}">"#);
                    target(&mut body, &mut notes, note.as_ref()).push(Event::Html(wrap.into()));
                    event
                }
                Event::End(TagEnd::Table) => {
                    target(&mut body, &mut notes, note.as_ref()).push(event);
                    Event::Html("</div>\n".into())
                }
                event => rewritten(event),
            };
            target(&mut body, &mut notes, note.as_ref()).push(event);
        }
        let mut html = String::new();
        pulldown_cmark::html::push_html(&mut html, body.into_iter());
        html = with_alignment_classes(&html);
        cited_here.sort();
        self.push_sources(&mut html, &cited_here, notes);
        html
    }

    fn number_of(&self, name: &str) -> usize {
        let mut cited = self.cited.borrow_mut();
        let place = cited.iter().position(|one| one == name).unwrap_or_else(|| {
            cited.push(name.to_owned());
            cited.len() - 1
        });
        place + 1
    }

    fn reference(&self, number: usize) -> String {
        format!(r##"<sup class="source"><a href="#{}">{number}</a></sup>"##, self.source_id(number))
    }

    fn source_id(&self, number: usize) -> String {
        format!("x-{}-{}-{number}", self.step, self.pieces.get())
    }

    fn push_sources(
        &self,
        html: &mut String,
        cited: &[(usize, String)],
        mut notes: BTreeMap<String, Vec<Event>>,
    ) {
        if cited.is_empty() {
            return;
        }
        html.push_str("<section class=\"sources\"><ol>\n");
        for (number, name) in cited {
            html.push_str(&format!("<li id=\"{}\" value=\"{number}\">", self.source_id(*number)));
            pulldown_cmark::html::push_html(html, notes.remove(name).unwrap_or_default().into_iter());
            html.push_str("</li>\n");
        }
        html.push_str("</ol></section>\n");
    }
}

/// Set before a single line, so that nothing in it begins a list, a heading or a table.
const OPENING: &str = "\u{e000} ";

fn without_opening(text: &str) -> &str {
    text.strip_prefix('\u{e000}').map_or(text, |text| text.strip_prefix(' ').unwrap_or(text))
}

fn events<'a>(passage: &'a Passage) -> Vec<Placed<'a>> {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_GFM
        | Options::ENABLE_HEADING_ATTRIBUTES;
    TextMergeWithOffset::new(Parser::new_ext(&passage.text, options).into_offset_iter())
        .map(|(event, range)| (event, passage.line_at(range.start)))
        .collect()
}

fn target<'a, 'b>(
    body: &'b mut Vec<Event<'a>>,
    notes: &'b mut BTreeMap<String, Vec<Event<'a>>>,
    note: Option<&String>,
) -> &'b mut Vec<Event<'a>> {
    match note {
        Some(name) => notes.entry(name.clone()).or_default(),
        None => body,
    }
}

fn rewritten(event: Event) -> Event {
    match event {
        Event::Html(_) | Event::InlineHtml(_) => Event::Text(CowStr::Borrowed("")),
        Event::Start(Tag::BlockQuote(Some(kind))) => Event::Html(callout(kind).into()),
        Event::Start(Tag::Heading { level, id, .. }) => Event::Start(Tag::Heading {
            level: raised(level),
            id: id.map(|id| format!("x-{id}").into()),
            classes: Vec::new(),
            attrs: Vec::new(),
        }),
        Event::End(TagEnd::Heading(level)) => Event::End(TagEnd::Heading(raised(level))),
        Event::Start(Tag::Link { link_type, dest_url, title, id }) => {
            let dest_url = match dest_url.strip_prefix('#') {
                Some(anchor) => format!("#x-{anchor}").into(),
                None => dest_url,
            };
            Event::Start(Tag::Link { link_type, dest_url, title, id })
        }
        event => event,
    }
}

fn callout(kind: BlockQuoteKind) -> String {
    let name = match kind {
        BlockQuoteKind::Note => "note",
        BlockQuoteKind::Tip => "tip",
        BlockQuoteKind::Important => "important",
        BlockQuoteKind::Warning => "warning",
        BlockQuoteKind::Caution => "caution",
    };
    format!("<blockquote class=\"callout callout-{name}\">\n")
}

fn raised(level: HeadingLevel) -> HeadingLevel {
    match level {
        HeadingLevel::H1 | HeadingLevel::H2 | HeadingLevel::H3 => HeadingLevel::H2,
        HeadingLevel::H4 => HeadingLevel::H3,
        HeadingLevel::H5 => HeadingLevel::H4,
        HeadingLevel::H6 => HeadingLevel::H5,
    }
}

/// A style attribute would break the page's content security policy.
fn with_alignment_classes(html: &str) -> String {
    ["left", "center", "right"].iter().fold(html.to_owned(), |html, side| {
        let style = format!(" style=\"text-align: {side}\">");
        html.replace(&format!("<th{style}"), &format!("<th class=\"{side}\">"))
            .replace(&format!("<td{style}"), &format!("<td class=\"{side}\">"))
    })
}

/// What stands in the head of each table, in order.
fn table_headings(events: &[Placed]) -> Vec<String> {
    let heads =
        events.iter().enumerate().filter(|(_, (event, _))| matches!(event, Event::Start(Tag::TableHead)));
    heads
        .map(|(index, _)| {
            let cells = events.get(index..).unwrap_or_default();
            let cells = cells.split(|(event, _)| matches!(event, Event::End(TagEnd::TableHead))).next();
            let cells =
                cells.unwrap_or_default().split(|(event, _)| matches!(event, Event::End(TagEnd::TableCell)));
            let cells =
                cells.map(|cell| words(&cell.iter().map(|(event, _)| event.clone()).collect::<Vec<_>>()));
            cells.filter(|cell| !cell.is_empty()).collect::<Vec<_>>().join(", ")
        })
        .collect()
}

fn inner_words(rest: &[Placed], end: TagEnd) -> String {
    let inner = rest.iter().map(|(event, _)| event).take_while(|event| **event != Event::End(end));
    words(&inner.cloned().collect::<Vec<_>>())
}

pub(crate) fn words(events: &[Event]) -> String {
    let text: String = events
        .iter()
        .map(|event| match event {
            Event::Text(text) | Event::Code(text) => text,
            Event::SoftBreak | Event::HardBreak => " ",
            _ => "",
        })
        .collect();
    text.trim().to_owned()
}

fn anchor<'a>(event: &'a Event) -> Option<&'a str> {
    match event {
        Event::Start(Tag::Heading { id, .. }) => id.as_deref(),
        _ => None,
    }
}

fn beginning(text: &str) -> String {
    text.trim().chars().take(40).collect()
}
