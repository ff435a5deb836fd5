//! One module file: its head, then its steps.

use super::{
    Seen, exercise,
    here::Here,
    lines::{Heading, Line, Section, glued_headings, is_blank, numbered, open_code, sections},
    note_id, quiz, scenario,
    table::with_table,
};
use crate::{
    document::{Activity, Localised, Plan, Step},
    html::Writer,
    mistakes::MistakeKind,
};

/// What one file holds, in its one language.
pub struct ModuleFile {
    pub title: Localised<String>,
    pub steps: Vec<Step>,
    /// Where each id stands in the file, for mistakes that show only beside another language.
    pub lines: Seen,
}

const HEAD: &str = "+++";
/// Commitments in a plan that does not say how many.
const PROMISES: u8 = 3;

/// `source` is the mark of the file that this one translates; `seen` are the ids of the course so far.
pub fn read(here: Here, text: &str, source: Option<&str>, seen: &mut Seen) -> Option<ModuleFile> {
    let lines = numbered(text, 1);
    let (title, body) = head(here, &lines, source)?;
    for (line, text) in glued_headings(body) {
        here.mistake(line, MistakeKind::HeadingGlued { text: text.to_owned() });
    }
    if let Some(line) = open_code(body) {
        here.mistake(line, MistakeKind::CodeOpen {});
    }
    let (before, found) = sections(body, 2);
    if let Some((line, _)) = before.iter().find(|(_, line)| !line.trim().is_empty()) {
        here.mistake(*line, MistakeKind::TextBeforeSteps {});
    }
    if found.is_empty() {
        here.mistake(1, MistakeKind::StepsMissing {});
    }
    let steps: Vec<Step> = found.iter().filter_map(|section| step(here, section, seen)).collect();
    Some(ModuleFile { title: only(here, title), steps, lines: seen.clone() })
}

/// A value in the language of the file.
pub fn only<T>(here: Here, value: T) -> Localised<T> {
    Localised::from([(here.language.to_owned(), value)])
}

fn head<'l, 'a>(here: Here, lines: &'l [Line<'a>], source: Option<&str>) -> Option<(String, &'l [Line<'a>])> {
    if lines.first().is_none_or(|(_, line)| line.trim_end() != HEAD) {
        here.mistake(1, MistakeKind::HeadMissing {});
        return None;
    }
    let Some(end) = lines.iter().skip(1).position(|(_, line)| line.trim_end() == HEAD) else {
        here.mistake(1, MistakeKind::HeadUnclosed {});
        return None;
    };
    let inside: Vec<&str> = lines.iter().skip(1).take(end).map(|(_, line)| *line).collect();
    let title = with_table(here, &inside.join("\n"), 2, |table| {
        let title = table.text("title");
        let line = table.line_of("source");
        let mark = |source: &str| source.to_owned();
        match (table.text_if_any("source"), source) {
            (None, Some(source)) => here.mistake(line, MistakeKind::SourceMissing { source: mark(source) }),
            (Some(_), None) => here.mistake(line, MistakeKind::SourceNotNeeded {}),
            (Some(given), Some(source)) if given != source => {
                here.mistake(line, MistakeKind::SourceStale { source: mark(source) });
            }
            _ => {}
        }
        title
    });
    Some((title.unwrap_or_default(), lines.get(end + 2..).unwrap_or_default()))
}

fn step(here: Here, section: &Section, seen: &mut Seen) -> Option<Step> {
    let Heading { text, id, kinds, options, .. } = &section.heading;
    check_heading(here, section);
    let Some(id) = id else {
        here.mistake(section.line, MistakeKind::StepIdMissing { heading: (*text).to_owned() });
        return None;
    };
    note_id(here, section.line, id, seen);
    let (writer, lines) = Writer::for_step(here, id, &section.lines);
    let place = Place { here, writer: &writer, line: section.line, id, options };
    let (body, activity, after) = match kinds.as_slice() {
        [] => {
            place.no_options();
            if is_blank(&lines) {
                here.mistake(section.line, MistakeKind::StepEmpty { id: (*id).to_owned() });
            }
            (writer.block(&lines), Activity::Lesson, String::new())
        }
        ["quiz"] => quiz::read(&place, &lines, false, seen),
        ["quiz", "final"] => quiz::read(&place, &lines, true, seen),
        ["scenario"] => scenario::read(&place, &lines, seen),
        ["exercise"] => exercise::read(&place, &lines),
        ["plan"] => (writer.block(&lines), Activity::Plan(plan(&place)), String::new()),
        [kind] => {
            here.mistake(section.line, MistakeKind::StepKindUnknown { kind: (*kind).to_owned() });
            return None;
        }
        _ => {
            here.mistake(section.line, MistakeKind::StepKinds { id: (*id).to_owned() });
            return None;
        }
    };
    writer.finish();
    Some(Step {
        id: (*id).to_owned(),
        heading: only(here, writer.plain(&[(section.line, text)])),
        body: only(here, body),
        after: only(here, after),
        activity,
    })
}

/// What every heading of a step, a question or a scene needs.
pub fn check_heading(here: Here, section: &Section) {
    if let Some(mark) = section.heading.unreadable {
        here.mistake(section.line, MistakeKind::HeadingUnreadable { mark: mark.to_owned() });
    }
    if section.heading.text.is_empty() {
        here.mistake(section.line, MistakeKind::HeadingEmpty {});
    }
}

/// A step that is being read.
pub struct Place<'p, 'a> {
    pub here: Here<'a>,
    pub writer: &'p Writer<'a>,
    pub line: u32,
    pub id: &'p str,
    pub options: &'p [(&'a str, &'a str)],
}

impl Place<'_, '_> {
    /// A whole number among the step's options.
    pub fn option(&self, name: &str) -> Option<u32> {
        let (_, value) = self.options.iter().find(|(option, _)| *option == name)?;
        let number = value.parse::<u32>().ok().filter(|number| *number > 0);
        if number.is_none() {
            let kind = MistakeKind::StepOptionValue { option: name.to_owned(), value: (*value).to_owned() };
            self.here.mistake(self.line, kind);
        }
        number
    }

    /// Says which options this kind of step does not have.
    pub fn only_options(&self, known: &[&str]) {
        for (option, _) in self.options.iter().filter(|(option, _)| !known.contains(option)) {
            self.here.mistake(self.line, MistakeKind::StepOptionUnknown { option: (*option).to_owned() });
        }
    }

    fn no_options(&self) {
        self.only_options(&[]);
    }
}

fn plan(place: &Place) -> Plan {
    place.only_options(&["most"]);
    let most = place.option("most").and_then(|most| u8::try_from(most).ok());
    Plan { most: most.unwrap_or(PROMISES) }
}
