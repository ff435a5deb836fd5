//! Tables for others, as CSV or XLSX. Text that begins like a formula is kept from being one.

use actix_web::{HttpResponse, http::header};
use chrono::{Datelike, NaiveDate};
use rust_xlsxwriter::{ExcelDateTime, Format as Look, Workbook, XlsxError};

use crate::platform::{Outcome, Problem};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    Csv,
    Xlsx,
}

#[derive(Clone, Debug, PartialEq)]
pub enum Cell {
    Text(String),
    /// A whole number.
    Count(i64),
    /// A share or a rate, with as many decimals as it has.
    Number(f64),
    Date(NaiveDate),
    Empty,
}

/// A table: its title names the sheet and the file.
#[derive(Clone, Debug)]
pub struct Sheet {
    title: String,
    headings: Vec<String>,
    rows: Vec<Vec<Cell>>,
}

impl Format {
    pub fn from_word(word: &str) -> Option<Self> {
        match word {
            "csv" => Some(Self::Csv),
            "xlsx" => Some(Self::Xlsx),
            _ => None,
        }
    }

    pub fn word(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Xlsx => "xlsx",
        }
    }

    pub fn content_type(self) -> &'static str {
        match self {
            Self::Csv => "text/csv; charset=utf-8",
            Self::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        }
    }
}

impl From<&str> for Cell {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Cell {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<NaiveDate> for Cell {
    fn from(date: NaiveDate) -> Self {
        Self::Date(date)
    }
}

impl From<u32> for Cell {
    fn from(count: u32) -> Self {
        Self::Count(count.into())
    }
}

impl From<i64> for Cell {
    fn from(count: i64) -> Self {
        Self::Count(count)
    }
}

impl<C: Into<Cell>> From<Option<C>> for Cell {
    fn from(cell: Option<C>) -> Self {
        cell.map_or(Self::Empty, C::into)
    }
}

impl Sheet {
    pub fn new(title: impl Into<String>, headings: impl IntoIterator<Item = impl Into<String>>) -> Self {
        let headings = headings.into_iter().map(Into::into).collect();
        Self { title: title.into(), headings, rows: Vec::new() }
    }

    pub fn row(&mut self, cells: impl IntoIterator<Item = Cell>) {
        self.rows.push(cells.into_iter().collect());
    }

    /// The whole file. Many rows take time: do not call it inside a unit of work.
    pub fn bytes(&self, format: Format) -> Outcome<Vec<u8>> {
        match format {
            Format::Csv => self.csv(),
            Format::Xlsx => self.xlsx().map_err(Problem::internal),
        }
    }

    /// The file as a download called `name.csv` or `name.xlsx`; `name` is of plain letters and hyphens.
    pub fn download(&self, format: Format, name: &str) -> Outcome<HttpResponse> {
        let disposition = format!("attachment; filename=\"{name}.{}\"", format.word());
        Ok(HttpResponse::Ok()
            .insert_header((header::CONTENT_TYPE, format.content_type()))
            .insert_header((header::CONTENT_DISPOSITION, disposition))
            .insert_header((header::CACHE_CONTROL, "private, no-store"))
            .body(self.bytes(format)?))
    }

    /// UTF-8 with the mark by which Excel knows it.
    fn csv(&self) -> Outcome<Vec<u8>> {
        let mut writer = csv_writer("\u{feff}".as_bytes().to_vec());
        writer.write_record(self.headings.iter().map(|text| guarded(text))).map_err(Problem::internal)?;
        self.write_rows(writer)
    }

    /// The rows without a head: what follows in a file that is sent piece by piece.
    pub fn csv_rows(&self) -> Outcome<Vec<u8>> {
        self.write_rows(csv_writer(Vec::new()))
    }

    fn write_rows(&self, mut writer: csv::Writer<Vec<u8>>) -> Outcome<Vec<u8>> {
        for row in &self.rows {
            writer.write_record(row.iter().map(csv_text)).map_err(Problem::internal)?;
        }
        writer.into_inner().map_err(Problem::internal)
    }

    fn xlsx(&self) -> Result<Vec<u8>, XlsxError> {
        let bold = Look::new().set_bold();
        let day = Look::new().set_num_format("yyyy-mm-dd");
        let quoted = Look::new().set_quote_prefix();
        let mut workbook = Workbook::new();
        let sheet = workbook.add_worksheet();
        sheet.set_name(sheet_name(&self.title))?;
        for (column, heading) in (0..).zip(&self.headings) {
            sheet.write_string_with_format(0, column, heading, &bold)?;
            sheet.set_column_width(column, 22)?;
        }
        sheet.set_freeze_panes(1, 0)?;
        for (number, row) in (1..).zip(&self.rows) {
            for (column, cell) in (0..).zip(row) {
                match cell {
                    Cell::Text(text) if could_be_formula(text) => {
                        sheet.write_string_with_format(number, column, text, &quoted)?;
                    }
                    Cell::Text(text) => {
                        sheet.write_string(number, column, text)?;
                    }
                    Cell::Count(count) => write_count(sheet, number, column, *count)?,
                    Cell::Number(value) => {
                        sheet.write_number(number, column, *value)?;
                    }
                    Cell::Date(date) => match excel_date(*date) {
                        Some(excel) => {
                            sheet.write_datetime_with_format(number, column, excel, &day)?;
                        }
                        None => {
                            sheet.write_string(number, column, date.to_string())?;
                        }
                    },
                    Cell::Empty => {}
                }
            }
        }
        workbook.save_to_buffer()
    }
}

fn csv_writer(into: Vec<u8>) -> csv::Writer<Vec<u8>> {
    csv::WriterBuilder::new().flexible(true).terminator(csv::Terminator::CRLF).from_writer(into)
}

/// A number where Excel keeps all its digits, else text.
fn write_count(
    sheet: &mut rust_xlsxwriter::Worksheet,
    row: u32,
    column: u16,
    count: i64,
) -> Result<(), XlsxError> {
    match i32::try_from(count) {
        Ok(count) => sheet.write_number(row, column, count)?,
        Err(_) => sheet.write_string(row, column, count.to_string())?,
    };
    Ok(())
}

fn excel_date(date: NaiveDate) -> Option<ExcelDateTime> {
    let year = u16::try_from(date.year()).ok()?;
    let (month, day) = (u8::try_from(date.month()).ok()?, u8::try_from(date.day()).ok()?);
    ExcelDateTime::from_ymd(year, month, day).ok()
}

/// At most 31 characters, without those that Excel keeps for itself.
fn sheet_name(title: &str) -> String {
    let kept = title.chars().filter(|character| !r"[]:*?/\'".contains(*character));
    let name: String = kept.take(31).collect();
    if name.trim().is_empty() { "Sheet1".to_owned() } else { name }
}

fn csv_text(cell: &Cell) -> String {
    match cell {
        Cell::Text(text) => guarded(text),
        Cell::Count(count) => count.to_string(),
        Cell::Number(number) => number.to_string(),
        Cell::Date(date) => date.to_string(),
        Cell::Empty => String::new(),
    }
}

fn guarded(text: &str) -> String {
    if could_be_formula(text) { format!("'{text}") } else { text.to_owned() }
}

/// Whether a spreadsheet program could take the text for a formula (also in the wide letters of East Asia).
pub fn could_be_formula(text: &str) -> bool {
    text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '\u{ff1d}', '\u{ff0b}', '\u{ff0d}', '\u{ff20}'])
}
