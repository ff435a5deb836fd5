use std::io::{Cursor, Write};

use chrono::NaiveDate;
use proptest::prelude::*;
use rust_xlsxwriter::{ExcelDateTime, Format as Look, Formula, Workbook};
use zip::{ZipWriter, write::SimpleFileOptions};

use super::*;
use crate::platform::{Engine, Language, Texts};

const COLUMNS: &[Column] = &[
    Column { name: "name", heading: "person-name", also: "problem-denied-title", needed: true },
    Column { name: "email", heading: "email-label", also: "problem-not-found-title", needed: true },
    Column { name: "starts_on", heading: "role-buyer", also: "problem-invalid-title", needed: false },
];

fn texts() -> Texts {
    let english = "spreadsheet-column-missing = { $column }\nspreadsheet-column-unknown = { $column }\nspreadsheet-column-twice = { $column }\nperson-name = Name\nemail-label = E-mail\nrole-buyer = Starts on\n";
    let vietnamese = "person-name = Họ và tên\nemail-label = Thư điện tử\nrole-buyer = Ngày bắt đầu\nproblem-not-found-title = Email|Địa chỉ email\n";
    Texts::read([("en", "test", english), ("vi", "test", vietnamese)].into_iter()).unwrap()
}

fn table(bytes: &[u8]) -> Result<Table, Unreadable> {
    Table::of(read(bytes)?, COLUMNS, &texts())
}

fn refusal(bytes: &[u8]) -> (u32, String) {
    let refused = table(bytes).unwrap_err();
    (refused.line, refused.sentence.key.into_owned())
}

fn workbook(fill: impl FnOnce(&mut rust_xlsxwriter::Worksheet)) -> Vec<u8> {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    sheet.write_string(0, 0, "Name").unwrap();
    sheet.write_string(0, 1, "E-mail").unwrap();
    sheet.write_string(0, 2, "Starts on").unwrap();
    fill(sheet);
    workbook.save_to_buffer().unwrap()
}

fn utf16(text: &str, bytes: fn(u16) -> [u8; 2], mark: bool) -> Vec<u8> {
    let mark = mark.then_some(0xFEFF_u16);
    mark.into_iter().chain(text.encode_utf16()).flat_map(bytes).collect()
}

#[test]
fn every_encoding_that_can_be_told_is_read_alike() {
    let text = "Name;E-mail\r\nNguyễn Thị Lan;lan@brand.example\r\n";
    let marked = [b"\xEF\xBB\xBF", text.as_bytes()].concat();
    let files = [
        text.as_bytes().to_vec(),
        marked,
        utf16(text, u16::to_le_bytes, true),
        utf16(text, u16::to_be_bytes, true),
        utf16(text, u16::to_le_bytes, false),
        text.replace(';', ",").into_bytes(),
        text.replace(';', "\t").into_bytes(),
        format!("sep=;\r\n{text}").into_bytes(),
    ];
    for file in files {
        let rows = table(&file).unwrap().rows;
        assert_eq!((rows[0].text("name"), rows[0].text("email")), ("Nguyễn Thị Lan", "lan@brand.example"));
    }
}

#[test]
fn an_encoding_that_could_spoil_names_is_refused() {
    // “Nguyễn” in Windows-1258, and “Müller” in Windows-1252.
    let vietnamese = [b"Name,E-mail\nNguy".as_slice(), &[0xEA, 0xDE], b"n,a@b.example\n"].concat();
    let german = [b"Name,E-mail\nM".as_slice(), &[0xFC], b"ller,a@b.example\n"].concat();
    assert_eq!(refusal(&vietnamese), (0, "spreadsheet-other-encoding".to_owned()));
    assert_eq!(refusal(&german), (0, "spreadsheet-other-encoding".to_owned()));
    let lost = "Name,E-mail\nLan,l@b.example\nNguy\u{fffd}n,a@b.example\n";
    assert_eq!(refusal(lost.as_bytes()), (3, "spreadsheet-letters-lost".to_owned()));
}

#[test]
fn headings_are_found_in_both_languages_in_any_order_and_below_a_title() {
    let file = "Danh sách công nhân\n\nĐỊA CHỈ EMAIL,ngay bat dau,Họ và Tên\na@b.example,2026-01-05,Lan\n";
    let rows = table(file.as_bytes()).unwrap().rows;
    assert_eq!(rows[0].line, 4);
    assert_eq!((rows[0].text("name"), rows[0].text("starts_on")), ("Lan", "2026-01-05"));
}

#[test]
fn lines_are_counted_as_the_programs_do_that_wrote_the_file() {
    let text = "Name,Email\n\nLan,a@b.example\n\"Hoa\nMai\",h@b.example\n \nTú,t@b.example";
    for end in ["\n", "\r\n", "\r"] {
        for (before, first) in [("", 3), ("sep=,\n", 4)] {
            let file = format!("{before}{}", text.replace('\n', end));
            let rows = table(file.as_bytes()).unwrap().rows;
            let lines: Vec<_> = rows.iter().map(|row| (row.line, row.text("email"))).collect();
            let expected = [(first, "a@b.example"), (first + 1, "h@b.example"), (first + 4, "t@b.example")];
            assert_eq!(lines, expected, "{file:?}");
        }
    }
}

#[test]
fn a_column_that_is_missing_unknown_or_there_twice_is_named() {
    for (file, key, named) in [
        ("Name\nLan\n", "spreadsheet-column-missing", "E-mail"),
        ("Name,E-mail,Shoe size\nLan,a@b.example,38\n", "spreadsheet-column-unknown", "Shoe size"),
        ("Name,E-mail,email\nLan,a@b.example,\n", "spreadsheet-column-twice", "email"),
    ] {
        let refused = table(file.as_bytes()).unwrap_err();
        assert_eq!((&*refused.sentence.key, refused.line), (key, 1));
        let said = refused.sentence.text(&texts(), Language::En);
        assert!(said.contains(named), "{said}");
    }
    let alone = "Name,E-mail\nLan,a@b.example,Hà\n";
    assert_eq!(refusal(alone.as_bytes()), (2, "spreadsheet-cell-alone".to_owned()));
}

#[test]
fn what_is_no_list_is_refused_and_never_harms() {
    let quoted = "Name,E-mail\n\"Lan,a@b.example\nHoa,h@b.example\n";
    let wide = format!("Name,E-mail{}\n", ",x".repeat(10_000));
    let long = format!("Name,E-mail\n{},a@b.example\n", "a".repeat(5_000));
    let many = format!("Name,E-mail\n{}", "Lan,a@b.example\n".repeat(100_001));
    for (file, line, key) in [
        (b"".to_vec(), 0, "spreadsheet-empty"),
        (b"Name,E-mail\n".to_vec(), 0, "spreadsheet-empty"),
        (quoted.into(), 2, "spreadsheet-quote-open"),
        (wide.into(), 1, "spreadsheet-too-wide"),
        (long.into(), 2, "spreadsheet-cell-too-long"),
        (many.into(), 0, "spreadsheet-too-long"),
        (b"PK\x03\x04 and then nothing".to_vec(), 0, "spreadsheet-broken"),
        (vec![0xD0, 0xCF, 0x11, 0xE0, 0xA1], 0, "spreadsheet-old-or-locked"),
        (vec![1, 2, 0, 0, 0, 7], 0, "spreadsheet-other-kind"),
        (vec![b'a'; LARGEST_FILE + 1], 0, "spreadsheet-too-large"),
    ] {
        assert_eq!(refusal(&file), (line, key.to_owned()));
    }
}

#[test]
fn a_workbook_gives_values_of_formulas_dates_and_merged_cells() {
    let file = workbook(|sheet| {
        let day = Look::new().set_num_format("dd/mm/yyyy");
        let date = ExcelDateTime::from_ymd(2026, 2, 1).unwrap();
        sheet.write_formula(1, 0, Formula::new("\"La\"&\"n\"").set_result("Lan")).unwrap();
        sheet.write_string(1, 1, "lan@b.example").unwrap();
        sheet.write_datetime_with_format(1, 2, &date, &day).unwrap();
        sheet.merge_range(2, 0, 3, 0, "Hoa", &Look::new()).unwrap();
        sheet.write_string(2, 1, "hoa@b.example").unwrap();
        sheet.write_string(3, 1, "hoa2@b.example").unwrap();
        sheet.write_number(3, 2, 7).unwrap();
        sheet.write_formula(4, 0, Formula::new("1/0").set_result("#DIV/0!")).unwrap();
    });
    let rows = table(&file).unwrap().rows;
    let seen: Vec<_> = rows.iter().map(|row| (row.line, row.text("name"), row.text("starts_on"))).collect();
    assert_eq!(seen[..3], [(2, "Lan", "2026-02-01"), (3, "Hoa", ""), (4, "Hoa", "7")]);
    assert_eq!(rows[3].fault().unwrap().key, "spreadsheet-cell-failed");
    assert_eq!(rows[0].fault(), None);
}

#[test]
fn what_nobody_can_see_is_refused_at_its_line_whatever_the_file() {
    for unseen in ["\0", "\u{7}", "La\u{b}n", "\u{1f}Lan", "\u{7f}"] {
        let file = workbook(|sheet| {
            sheet.write_string(1, 0, "Hoa").unwrap();
            sheet.write_string(1, 1, "hoa@b.example").unwrap();
            sheet.write_string(2, 0, format!("Lan{unseen}")).unwrap();
            sheet.write_string(2, 1, "lan@b.example").unwrap();
        });
        assert_eq!(refusal(&file), (3, "spreadsheet-cell-unseen".to_owned()), "{unseen:?}");
    }
    let csv = "Name,E-mail\nHoa,hoa@b.example\nLan\u{7}x,lan@b.example\n";
    assert_eq!(refusal(csv.as_bytes()), (3, "spreadsheet-cell-unseen".to_owned()));
    let lines = "Name,E-mail\n\"Hoa\r\n\tMai\",hoa@b.example\n";
    assert_eq!(table(lines.as_bytes()).unwrap().rows.len(), 1);
}

#[test]
fn a_workbook_that_claims_a_million_columns_costs_nothing() {
    let file = workbook(|sheet| {
        sheet.write_string(1, 0, "Lan").unwrap();
        sheet.write_string(1_048_575, 16_383, "far away").unwrap();
    });
    assert_eq!(refusal(&file), (1_048_576, "spreadsheet-too-wide".to_owned()));
}

fn packed(name: &str, bytes: &[u8], entries: usize) -> Vec<u8> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default();
    archive.start_file("xl/workbook.xml", options).unwrap();
    for number in 0..entries {
        archive.start_file(format!("{name}{number}"), options).unwrap();
        archive.write_all(bytes).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

#[test]
fn a_zip_bomb_is_not_opened() {
    let zeros = vec![0; 64 * 1024 * 1024];
    assert_eq!(refusal(&packed("xl/media/", &zeros, 1)).1, "spreadsheet-bomb");
    assert_eq!(refusal(&packed("xl/media/", b"", 3_000)).1, "spreadsheet-bomb");
    assert_eq!(refusal(&packed("word/", b"text", 1)).1, "spreadsheet-broken");
    let mut other = ZipWriter::new(Cursor::new(Vec::new()));
    other.start_file("word/document.xml", SimpleFileOptions::default()).unwrap();
    assert_eq!(refusal(&other.finish().unwrap().into_inner()).1, "spreadsheet-other-kind");
}

#[test]
fn a_day_is_read_as_typed_and_one_that_could_be_two_is_refused() {
    let day = NaiveDate::from_ymd_opt(2026, 11, 22).unwrap();
    for text in
        ["2026-11-22", "22/11/2026", "22.11.2026", "11/22/2026", " 22-11-2026 ", "2026-11-22 00:00:00"]
    {
        assert_eq!(date_in(text), Ok(day), "{text}");
    }
    assert_eq!(date_in("03/04/2026"), Err("spreadsheet-date-unclear"));
    assert!(date_in("04/04/2026").is_ok());
    for text in ["", "tomorrow", "46000", "2026-13-01", "31/02/2026", "1/1/26", "22/11/2026/1", "99999-01-01"]
    {
        assert_eq!(date_in(text), Err("spreadsheet-date-wrong"), "{text}");
    }
}

#[test]
fn an_exported_cell_is_never_a_formula_and_comes_back_as_it_was() {
    let dangerous = ["=1+1", "+84 90", "-2", "@SUM(A1)", "=cmd|' /C calc'!A0", "\u{ff1d}1"];
    let mut sheet = Sheet::new("People / 2026", ["Name", "E-mail"]);
    for text in dangerous {
        sheet.row([Cell::from(text), Cell::from("a@b.example")]);
    }
    let csv = String::from_utf8(sheet.bytes(Format::Csv).unwrap()).unwrap();
    assert!(csv.starts_with("\u{feff}Name,E-mail\r\n'=1+1,"));
    for line in csv.lines().skip(1) {
        assert!(line.trim_start_matches('"').starts_with('\''), "{line}");
    }
    for format in [Format::Csv, Format::Xlsx] {
        let rows = table(&sheet.bytes(format).unwrap()).unwrap().rows;
        let names: Vec<&str> = rows.iter().map(|row| row.text("name")).collect();
        assert_eq!(names, dangerous, "{format:?}");
    }
}

#[test]
fn numbers_and_dates_stay_what_they_are() {
    let mut sheet = Sheet::new("", ["Name", "E-mail", "Starts on"]);
    let day = NaiveDate::from_ymd_opt(2026, 11, 22).unwrap();
    sheet.row([Cell::Count(-5), Cell::Number(0.25), Cell::Date(day)]);
    sheet.row([Cell::Count(9_007_199_254_740_993), Cell::Empty, Cell::from(Some(day))]);
    for format in [Format::Csv, Format::Xlsx] {
        let rows = table(&sheet.bytes(format).unwrap()).unwrap().rows;
        let cells = |row: &Row| ["name", "email", "starts_on"].map(|name| row.text(name).to_owned());
        assert_eq!(cells(&rows[0]), ["-5", "0.25", "2026-11-22"]);
        assert_eq!(cells(&rows[1]), ["9007199254740993", "", "2026-11-22"]);
    }
}

#[test]
fn the_texts_of_refusals_are_there_with_their_arguments() {
    let engine = Engine::new().unwrap();
    let sentence = Sentence::of("spreadsheet-too-wide").with("most", 200);
    let text = sentence.text(engine.texts(), Language::En);
    assert!(text.contains("200"), "{text}");
    let kept = serde_json::to_string(&sentence).unwrap();
    assert_eq!(serde_json::from_str::<Sentence>(&kept).unwrap(), sentence);
}

proptest! {
    #[test]
    fn nothing_that_is_read_can_crash(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        let _ = table(&bytes);
        let _ = table(&[b"PK\x03\x04".as_slice(), &bytes].concat());
    }

    #[test]
    fn every_text_survives_csv_without_beginning_like_a_formula(text in "[ -~\u{e0}-\u{1ef9}]{1,20}") {
        let text = text.trim().to_owned();
        prop_assume!(!text.is_empty() && !text.starts_with("'"));
        let mut sheet = Sheet::new("x", ["Name", "E-mail"]);
        sheet.row([Cell::from(text.clone()), Cell::from("a")]);
        let rows = table(&sheet.bytes(Format::Csv).unwrap()).unwrap().rows;
        prop_assert_eq!(rows[0].text("name"), text.as_str());
    }
}
