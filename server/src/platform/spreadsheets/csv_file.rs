//! CSV as it is found: comma, semicolon or tab, in UTF-8 or UTF-16. Other encodings are refused with a sentence,
//! because what a guess makes of a Vietnamese name cannot be told from the name.

use super::{LONGEST_CELL, Lines, MOST_LINES, Unreadable};
use crate::platform::sentence::Sentence;

pub fn lines(bytes: &[u8]) -> Result<Lines, Unreadable> {
    let text = decode(bytes)?;
    if let Some((before, _)) = text.split_once(char::REPLACEMENT_CHARACTER) {
        return Err(Unreadable::at(line_after(before), "spreadsheet-letters-lost"));
    }
    if text.contains('\0') {
        return Err(Unreadable::file("spreadsheet-other-kind"));
    }
    let (text, told, skipped) = separator_told(&text);
    let separator = told.unwrap_or_else(|| separator(text));
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(separator)
        .from_reader(text.as_bytes());
    let unclosed = text.bytes().filter(|byte| *byte == b'"').count() % 2 == 1;
    let mut lines = Lines::new();
    let mut counted = Counted { text: text.as_bytes(), to: 0, line: skipped.saturating_add(1) };
    for record in reader.records() {
        let record = record.map_err(|_| Unreadable::file("spreadsheet-broken"))?;
        let line = counted.line_at(record.position().map_or(0, csv::Position::byte));
        let cells: Vec<String> = record.iter().map(|cell| unguarded(cell.trim()).to_owned()).collect();
        // A quotation mark that nobody closes swallows the lines after it.
        if unclosed && cells.iter().any(|cell| cell.contains('\n')) {
            return Err(Unreadable::at(line, "spreadsheet-quote-open"));
        }
        if cells.iter().any(|cell| cell.chars().count() > LONGEST_CELL) {
            return Err(Unreadable::at(line, "spreadsheet-cell-too-long"));
        }
        if lines.len() >= usize::try_from(MOST_LINES).unwrap_or(usize::MAX) {
            return Err(Unreadable::file(Sentence::of("spreadsheet-too-long").with("most", MOST_LINES)));
        }
        lines.push((line, cells));
    }
    Ok(lines)
}

/// Lines as other programs count them. The reader's own count is of where it stopped before: in front of the second
/// sign of a line's end, and of lines that are empty.
struct Counted<'t> {
    text: &'t [u8],
    /// The byte up to which lines were counted.
    to: usize,
    line: u32,
}

impl Counted<'_> {
    /// The line of the record that the reader found from this byte on. Bytes only grow from call to call.
    fn line_at(&mut self, byte: u64) -> u32 {
        let from = usize::try_from(byte).unwrap_or(usize::MAX).max(self.to);
        let ends = self.text.iter().skip(from).take_while(|byte| matches!(byte, b'\r' | b'\n')).count();
        let begin = from.saturating_add(ends);
        let passed = self.text.get(self.to..begin).unwrap_or_default();
        let mut before = 0;
        for byte in passed {
            let is_second = *byte == b'\n' && before == b'\r';
            if matches!(byte, b'\r' | b'\n') && !is_second {
                self.line = self.line.saturating_add(1);
            }
            before = *byte;
        }
        self.to = begin;
        self.line
    }
}

fn line_after(text: &str) -> u32 {
    let breaks = text.bytes().filter(|byte| *byte == b'\n').count();
    u32::try_from(breaks).unwrap_or(u32::MAX).saturating_add(1)
}

fn decode(bytes: &[u8]) -> Result<String, Unreadable> {
    let other = || Unreadable::file("spreadsheet-other-encoding");
    if let Some(rest) = bytes.strip_prefix(&[0xEF, 0xBB, 0xBF]) {
        return String::from_utf8(rest.to_vec()).map_err(|_| other());
    }
    if let Some(rest) = bytes.strip_prefix(&[0xFF, 0xFE]) {
        return wide(rest, u16::from_le_bytes).ok_or_else(other);
    }
    if let Some(rest) = bytes.strip_prefix(&[0xFE, 0xFF]) {
        return wide(rest, u16::from_be_bytes).ok_or_else(other);
    }
    // UTF-16 without its mark: every second byte of plain letters is zero.
    match bytes {
        [first, 0, _, 0, ..] if *first != 0 => wide(bytes, u16::from_le_bytes).ok_or_else(other),
        [0, first, 0, _, ..] if *first != 0 => wide(bytes, u16::from_be_bytes).ok_or_else(other),
        _ => String::from_utf8(bytes.to_vec()).map_err(|_| other()),
    }
}

fn wide(bytes: &[u8], pair: fn([u8; 2]) -> u16) -> Option<String> {
    let (pairs, rest) = bytes.as_chunks::<2>();
    let units: Vec<u16> = pairs.iter().map(|two| pair(*two)).collect();
    if rest.is_empty() { String::from_utf16(&units).ok() } else { None }
}

/// Excel writes `sep=;` as the first line where the separator is not the country's own.
fn separator_told(text: &str) -> (&str, Option<u8>, u32) {
    let Some((first, rest)) = text.split_once('\n') else { return (text, None, 0) };
    match first.trim_end_matches(['\r', ',', '\t']).strip_prefix("sep=") {
        Some(";") => (rest, Some(b';'), 1),
        Some(",") => (rest, Some(b','), 1),
        Some("") => (rest, None, 1),
        _ => (text, None, 0),
    }
}

/// The one that stands most often in the first line that is not empty, outside of quotation marks.
fn separator(text: &str) -> u8 {
    let first = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    let outside: String = first.split('"').step_by(2).collect();
    let count = |separator: u8| outside.bytes().filter(|byte| *byte == separator).count();
    let mut best = b',';
    for other in *b";\t" {
        if count(other) > count(best) {
            best = other;
        }
    }
    best
}

/// Takes off the mark that [`super::write`] puts before what could be a formula, so that an export can be imported.
fn unguarded(cell: &str) -> &str {
    match cell.strip_prefix('\'') {
        Some(rest) if super::write::could_be_formula(rest) => rest,
        _ => cell,
    }
}
