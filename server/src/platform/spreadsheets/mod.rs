//! Tables of cells as people exchange them: CSV and XLSX, read with distrust and written so that no cell is a formula.

mod archive;
mod csv_file;
mod date;
mod read;
mod table;
#[cfg(test)]
mod tests;
mod write;
mod xlsx_file;

pub use date::date_in;
pub use read::{LARGEST_FILE, read};
pub use table::{Column, Row, Table};
pub use write::{Cell, Format, Sheet};

use super::sentence::Sentence;

/// Why a file cannot be read at all, with the line where that is known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unreadable {
    pub line: u32,
    pub sentence: Sentence,
}

impl Unreadable {
    /// About the file as a whole.
    fn file(sentence: impl Into<Sentence>) -> Self {
        Self { line: 0, sentence: sentence.into() }
    }

    fn at(line: u32, sentence: impl Into<Sentence>) -> Self {
        Self { line, sentence: sentence.into() }
    }
}

/// The cells of a file as they came, by line; empty lines are left out.
type Lines = Vec<(u32, Vec<String>)>;

/// More is no list of people any more, but an attack or a mistake.
const MOST_LINES: u32 = 100_000;
const MOST_COLUMNS: usize = 200;
const LONGEST_CELL: usize = 4_000;
