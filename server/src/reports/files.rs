//! A report as a file: the figures of the page, in the same order.

use super::{model::Measure, question::Question, report::Report, withholding::Told, words::Words};
use crate::platform::{
    Argument,
    spreadsheets::{Cell, Sheet},
};

/// The rows and the total; below them what they are about and what is withheld.
pub fn sheet(question: &Question, report: &Report, words: &Words<'_>) -> Sheet {
    let first = words.text(&format!("report-by-{}", question.by.word()));
    let measures =
        Measure::ALL.iter().map(|measure| words.text(&format!("report-measure-{}", measure.word())));
    let mut sheet = Sheet::new(words.text("reports-title"), std::iter::once(first).chain(measures));
    let withheld = words.text("report-withheld");
    let line = |text: String, told: Told| {
        let figure = |people: Option<i32>| match people {
            Some(people) => Cell::Count(people.into()),
            None => Cell::from(withheld.as_str()),
        };
        std::iter::once(Cell::from(text)).chain(told.all().map(figure))
    };
    for (text, row) in words.in_order(question, report) {
        sheet.row(line(text, row.told));
    }
    sheet.row(line(words.text("report-total"), report.total));
    sheet.row([Cell::Empty]);
    let about = [
        (words.text("report-place-label"), words.area(question)),
        (
            words.text("report-course-label"),
            match question.course {
                Some(course) => words.course_title(course),
                None => words.text("report-all-courses"),
            },
        ),
        (
            words.text("report-year-label"),
            match question.year {
                Some(year) => year.to_string(),
                None => words.text("report-all-years"),
            },
        ),
    ];
    for (name, value) in about {
        sheet.row([Cell::from(name), Cell::from(value)]);
    }
    let number = |number: i32| Argument::Number(number.into());
    let smallest =
        [("smallest", number(report.smallest.people)), ("smallest_by_sex", number(report.smallest.by_sex))];
    sheet.row([Cell::from(words.text_with("report-rule-small", &smallest))]);
    sheet
}
