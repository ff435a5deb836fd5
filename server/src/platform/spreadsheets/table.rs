//! From lines of cells to rows with named columns.

use std::collections::HashMap;

use super::{Lines, Unreadable};
use crate::platform::{
    Language, Texts,
    folding::fold,
    sentence::{Sentence, Value},
};

/// A column that an import knows.
#[derive(Clone, Copy, Debug)]
pub struct Column {
    /// What it is called in code and in every language's file: `starts_on`.
    pub name: &'static str,
    /// The text key of its heading.
    pub heading: &'static str,
    /// The text key of other spellings, divided by `|`.
    pub also: &'static str,
    pub needed: bool,
}

/// A line of the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// As the file's own program counts it: the heading is usually line 1.
    pub line: u32,
    cells: Vec<(&'static str, String)>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    pub rows: Vec<Row>,
}

impl Row {
    /// The text of a cell, trimmed; empty where the file has nothing.
    pub fn text(&self, column: &str) -> &str {
        let found = self.cells.iter().find(|(name, _)| *name == column);
        found.map(|(_, text)| text.as_str()).unwrap_or_default()
    }

    /// The text of a cell, or `None` when it is empty.
    pub fn optional(&self, column: &str) -> Option<&str> {
        Some(self.text(column)).filter(|text| !text.is_empty())
    }

    /// Why the row cannot be taken whatever it means: a formula in it failed (`#REF!`).
    pub fn fault(&self) -> Option<Sentence> {
        const ERRORS: [&str; 8] =
            ["#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!", "#SPILL!"];
        let mut texts = self.cells.iter().map(|(_, text)| text.as_str());
        let failed = texts.find(|text| ERRORS.contains(text))?;
        Some(Sentence::of("spreadsheet-cell-failed").with("cell", failed))
    }
}

/// Titles and notes may stand above the heading.
const HEADING_WITHIN: usize = 20;

impl Table {
    /// Names the columns by the heading: the first line that has all that is needed.
    ///
    /// # Errors
    /// A column that is missing, unknown, or there twice.
    pub fn of(lines: Lines, columns: &'static [Column], texts: &Texts) -> Result<Self, Unreadable> {
        let known = spellings(columns, texts);
        let complete = |cells: &Vec<String>| {
            let found: Vec<_> = cells.iter().filter_map(|cell| known.get(&fold(cell))).collect();
            columns.iter().filter(|column| column.needed).all(|column| found.contains(&&column.name))
        };
        let place = lines.iter().take(HEADING_WITHIN).position(|(_, cells)| complete(cells));
        let mut lines = lines.into_iter().skip(place.unwrap_or_default());
        let (line, heading) = lines.next().ok_or_else(|| Unreadable::file("spreadsheet-empty"))?;
        let names = names(line, &heading, columns, &known)?;
        let rows = lines.map(|(line, cells)| row(line, cells, &names)).collect::<Result<Vec<_>, _>>()?;
        if rows.is_empty() { Err(Unreadable::file("spreadsheet-empty")) } else { Ok(Self { rows }) }
    }
}

/// Every spelling of every heading, in all languages, without case and marks.
fn spellings(columns: &'static [Column], texts: &Texts) -> HashMap<String, &'static str> {
    let mut known = HashMap::new();
    for column in columns {
        known.insert(fold(column.name), column.name);
        known.insert(fold(&column.name.replace('_', " ")), column.name);
        for language in Language::ALL {
            known.insert(fold(texts.plain(language, column.heading)), column.name);
            let also = texts.plain(language, column.also).split('|');
            known.extend(also.map(|spelling| (fold(spelling), column.name)));
        }
    }
    known
}

fn names(
    line: u32,
    heading: &[String],
    columns: &'static [Column],
    known: &HashMap<String, &'static str>,
) -> Result<Vec<Option<&'static str>>, Unreadable> {
    let mut names: Vec<Option<&'static str>> = Vec::new();
    let mut unknown = None;
    for cell in heading {
        let name = known.get(&fold(cell)).copied();
        if name.is_some() && names.contains(&name) {
            return Err(Unreadable::at(
                line,
                Sentence::of("spreadsheet-column-twice").with("column", short(cell)),
            ));
        }
        if name.is_none() && !cell.is_empty() && unknown.is_none() {
            unknown = Some(cell);
        }
        names.push(name);
    }
    let missing = columns.iter().find(|column| column.needed && !names.contains(&Some(column.name)));
    if let Some(column) = missing {
        let sentence = Sentence::of("spreadsheet-column-missing")
            .with("column", Value::Named { text: column.heading.to_owned() });
        return Err(Unreadable::at(line, sentence));
    }
    if let Some(cell) = unknown {
        let sentence = Sentence::of("spreadsheet-column-unknown").with("column", short(cell));
        return Err(Unreadable::at(line, sentence));
    }
    Ok(names)
}

fn row(line: u32, cells: Vec<String>, names: &[Option<&'static str>]) -> Result<Row, Unreadable> {
    let mut named = Vec::new();
    for (place, text) in cells.into_iter().enumerate() {
        match names.get(place).copied().flatten() {
            Some(name) => named.push((name, text)),
            None if text.is_empty() => {}
            // Something stands under no heading: a separator in a name, or a note that would get lost.
            None => {
                return Err(Unreadable::at(
                    line,
                    Sentence::of("spreadsheet-cell-alone").with("cell", short(&text)),
                ));
            }
        }
    }
    Ok(Row { line, cells: named })
}

/// Enough to find it again.
fn short(text: &str) -> String {
    text.chars().take(60).collect()
}
