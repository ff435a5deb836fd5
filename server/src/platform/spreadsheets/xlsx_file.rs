//! XLSX, cell by cell: a table that claims a million columns costs no more than the cells that it really has.

use std::{collections::BTreeMap, io::Cursor};

use calamine::{
    DataRef, Dimensions, Reader, SheetType, SheetVisible, Xlsx, XlsxError, open_workbook_from_rs,
};

use super::{LONGEST_CELL, Lines, MOST_COLUMNS, MOST_LINES, Unreadable};
use crate::platform::sentence::Sentence;

pub fn lines(bytes: &[u8]) -> Result<Lines, Unreadable> {
    let broken = |_: XlsxError| Unreadable::file("spreadsheet-broken");
    let mut workbook: Xlsx<_> = open_workbook_from_rs(Cursor::new(bytes)).map_err(broken)?;
    let sheet = workbook
        .sheets_metadata()
        .iter()
        .find(|sheet| sheet.typ == SheetType::WorkSheet && sheet.visible == SheetVisible::Visible)
        .map(|sheet| sheet.name.clone())
        .ok_or_else(|| Unreadable::file("spreadsheet-empty"))?;
    let merged = workbook.merge_cells_by_sheet_name(&sheet).map_err(broken)?;
    let mut rows: BTreeMap<u32, Vec<String>> = BTreeMap::new();
    let mut cells = workbook.worksheet_cells_reader(&sheet).map_err(broken)?;
    while let Some(cell) = cells.next_cell().map_err(broken)? {
        let (row, column) = cell.get_position();
        let Some(text) = text(cell.get_value()) else { continue };
        let line = row.saturating_add(1);
        put(&mut rows, line, column, text)?;
    }
    fill_merged(&mut rows, &merged);
    Ok(rows.into_iter().collect())
}

fn put(
    rows: &mut BTreeMap<u32, Vec<String>>,
    line: u32,
    column: u32,
    text: String,
) -> Result<(), Unreadable> {
    let column = usize::try_from(column).unwrap_or(usize::MAX);
    if column >= MOST_COLUMNS {
        let most = u32::try_from(MOST_COLUMNS).unwrap_or(u32::MAX);
        return Err(Unreadable::at(line, Sentence::of("spreadsheet-too-wide").with("most", most)));
    }
    if text.chars().count() > LONGEST_CELL {
        return Err(Unreadable::at(line, "spreadsheet-cell-too-long"));
    }
    if rows.len() >= usize::try_from(MOST_LINES).unwrap_or(usize::MAX) && !rows.contains_key(&line) {
        return Err(Unreadable::file(Sentence::of("spreadsheet-too-long").with("most", MOST_LINES)));
    }
    let cells = rows.entry(line).or_default();
    if cells.len() <= column {
        cells.resize(column + 1, String::new());
    }
    if let Some(cell) = cells.get_mut(column) {
        *cell = text;
    }
    Ok(())
}

/// The value of a cell as text; of a formula, what it came to when the file was saved. Dates read as `2026-11-22`.
fn text(value: &DataRef<'_>) -> Option<String> {
    let text = match value {
        DataRef::Empty => return None,
        DataRef::Int(number) => number.to_string(),
        DataRef::Float(number) => number.to_string(),
        DataRef::String(text) => text.trim().to_owned(),
        DataRef::SharedString(text) => text.trim().to_owned(),
        DataRef::Bool(truth) => truth.to_string(),
        DataRef::DateTime(moment) => {
            let (year, month, day, hour, minute, _, _) = moment.to_ymd_hms_milli();
            let date = format!("{year:04}-{month:02}-{day:02}");
            if (hour, minute) == (0, 0) { date } else { format!("{date} {hour:02}:{minute:02}") }
        }
        DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => text.clone(),
        DataRef::Error(error) => error.to_string(),
    };
    Some(text).filter(|text| !text.is_empty())
}

/// Cells merged downwards say the same of every line that they cover.
fn fill_merged(rows: &mut BTreeMap<u32, Vec<String>>, merged: &[Dimensions]) {
    for area in merged.iter().filter(|area| area.end.0 > area.start.0) {
        let column = usize::try_from(area.start.1).unwrap_or(usize::MAX);
        let first = area.start.0.saturating_add(1);
        let Some(text) = rows.get(&first).and_then(|cells| cells.get(column)).cloned() else { continue };
        for (_, cells) in rows.range_mut(first.saturating_add(1)..=area.end.0.saturating_add(1)) {
            if cells.len() <= column {
                cells.resize(column + 1, String::new());
            }
            if let Some(cell) = cells.get_mut(column) {
                cell.clone_from(&text);
            }
        }
    }
}
