//! Which kind of file it is, by its first bytes and never by its name.

use super::{Lines, MOST_COLUMNS, Unreadable, archive, csv_file, xlsx_file};
use crate::platform::{is_unseen, sentence::Sentence};

/// Forty thousand people take about four million bytes.
pub const LARGEST_FILE: usize = 16 * 1024 * 1024;

const ZIP: &[u8] = b"PK\x03\x04";
/// Compound documents: Excel before 2007, and every workbook with a password.
const COMPOUND: &[u8] = &[0xD0, 0xCF, 0x11, 0xE0];

/// The cells of the first visible sheet. Takes time: call it where waiting is allowed.
///
/// # Errors
/// A sentence for people on why the file cannot be taken. Nothing in a file can do more harm than that.
pub fn read(bytes: &[u8]) -> Result<Lines, Unreadable> {
    if bytes.len() > LARGEST_FILE {
        return Err(Unreadable::file("spreadsheet-too-large"));
    }
    if bytes.starts_with(COMPOUND) {
        return Err(Unreadable::file("spreadsheet-old-or-locked"));
    }
    let mut lines = if bytes.starts_with(ZIP) {
        archive::check(bytes)?;
        // The libraries that read the format were not written for enemies: a panic of theirs is an unreadable file.
        let read = std::panic::catch_unwind(|| xlsx_file::lines(bytes));
        read.unwrap_or_else(|_| Err(Unreadable::file("spreadsheet-broken")))?
    } else {
        csv_file::lines(bytes)?
    };
    for (line, cells) in &mut lines {
        let filled = cells.iter().rposition(|cell| !cell.is_empty()).map_or(0, |last| last + 1);
        cells.truncate(filled);
        if cells.len() > MOST_COLUMNS {
            let most = u32::try_from(MOST_COLUMNS).unwrap_or(u32::MAX);
            return Err(Unreadable::at(*line, Sentence::of("spreadsheet-too-wide").with("most", most)));
        }
        // Workbooks write them as `_x0007_`.
        if cells.iter().any(|cell| cell.chars().any(is_unseen)) {
            return Err(Unreadable::at(*line, "spreadsheet-cell-unseen"));
        }
    }
    lines.retain(|(_, cells)| !cells.is_empty());
    if lines.is_empty() { Err(Unreadable::file("spreadsheet-empty")) } else { Ok(lines) }
}
