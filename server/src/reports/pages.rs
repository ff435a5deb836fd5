//! The page of a report.

use std::collections::HashMap;

use actix_web::{HttpResponse, web};
use chrono::{DateTime, Utc};
use serde::Serialize;

use super::{
    access::{SeeReport, names_of},
    chart::{Chart, Drawn},
    files,
    model::{Area, Measure, NO_ORGANISATION},
    question::{By, Question, asked, place_word},
    report::{Report, Row, Value, report},
    schedules::{Often, Schedule, store::schedules_of},
    store,
    withholding::{SMALLEST, SMALLEST_BY_SEX, Told},
    words::Words,
};
use crate::platform::{
    Actor, Db, OrganisationId, Outcome, Page, Permit, Problem, Read, Screen,
    pages::{Choice, ListQuery},
    spreadsheets::Format,
};

#[derive(Serialize)]
pub struct ReportPage {
    area: String,
    /// The title of the one course, or nothing.
    course: Option<String>,
    year: Option<String>,
    bys: Vec<Choice>,
    places: Vec<Choice>,
    courses: Vec<Choice>,
    years: Vec<Choice>,
    by: &'static str,
    by_text: String,
    measures: Vec<String>,
    lines: Vec<Line>,
    total: Vec<Figure>,
    chart: Option<Chart>,
    /// What was asked, for the files of the same figures.
    address: String,
    /// Whether this very report comes by mail.
    scheduled: Option<Scheduled>,
    others: Vec<Scheduled>,
    oftens: Vec<Choice>,
    any_withheld: bool,
    smallest: i32,
    smallest_by_sex: i32,
}

/// A report that comes by mail.
#[derive(Clone, Serialize)]
struct Scheduled {
    url: String,
    text: String,
    often: String,
    next_at: DateTime<Utc>,
    end: String,
}

#[derive(Clone, Serialize)]
struct Line {
    text: String,
    /// The report that takes this row apart further.
    url: Option<String>,
    figures: Vec<Figure>,
}

#[derive(Clone, Serialize)]
struct Figure {
    measure: String,
    people: i32,
    withheld: bool,
}

impl Page for ReportPage {
    const TEMPLATE: &'static str = "reports/report";

    fn examples() -> Vec<Self> {
        let choice = |text: &str| Choice { value: "x".to_owned(), text: text.to_owned(), selected: true };
        let figures = |withheld| {
            let figure = |word: &Measure| Figure { measure: word.word().to_owned(), people: 1234, withheld };
            Measure::ALL.iter().map(figure).collect::<Vec<_>>()
        };
        let line = |withheld, url: Option<&str>| Line {
            text: "Responsible Purchasing".to_owned(),
            url: url.map(str::to_owned),
            figures: figures(withheld),
        };
        let page = |lines: Vec<Line>, any_withheld: bool| Self {
            area: "Việt Nam".to_owned(),
            course: any_withheld.then(|| "Responsible Purchasing".to_owned()),
            year: any_withheld.then(|| "2026".to_owned()),
            bys: vec![choice("…")],
            places: vec![choice("…")],
            courses: vec![choice("…")],
            years: vec![choice("…")],
            by: "course",
            by_text: "…".to_owned(),
            measures: Measure::ALL.iter().map(|measure| measure.word().to_owned()).collect(),
            lines,
            total: figures(false),
            chart: any_withheld.then(Chart::example).flatten(),
            address: "by=course".to_owned(),
            scheduled: any_withheld.then(Scheduled::example),
            others: if any_withheld { vec![Scheduled::example()] } else { Vec::new() },
            oftens: vec![choice("…")],
            any_withheld,
            smallest: SMALLEST,
            smallest_by_sex: SMALLEST_BY_SEX,
        };
        vec![
            page(vec![line(false, Some("/reports")), line(true, None)], true),
            page(vec![line(false, None)], false),
            page(Vec::new(), false),
        ]
    }
}

pub async fn show(
    screen: Screen,
    permit: Permit<SeeReport>,
    query: ListQuery,
    db: web::Data<Db>,
) -> Outcome<HttpResponse> {
    let question = asked(db.read(), &permit.actor, &permit, &query).await?;
    let report = report(db.read(), &permit.actor, &question).await?;
    let texts = screen.engine().texts();
    let words = Words::of(db.read(), texts, screen.language, &question, &report).await?;
    let choices = Choices::of(db.read(), &screen, &permit.actor, &question, &words).await?;
    screen.show(&ReportPage::of(&permit.actor, &question, &report, &words, choices))
}

/// The same as a file.
pub async fn table(
    screen: Screen,
    permit: Permit<SeeReport>,
    format: web::Path<String>,
    query: ListQuery,
    db: web::Data<Db>,
) -> Outcome<HttpResponse> {
    let format = Format::from_word(&format).ok_or(Problem::NotFound)?;
    let question = asked(db.read(), &permit.actor, &permit, &query).await?;
    let report = report(db.read(), &permit.actor, &question).await?;
    let texts = screen.engine().texts();
    let words = Words::of(db.read(), texts, screen.language, &question, &report).await?;
    files::sheet(&question, &report, &words).download(format, "report")
}

/// What the form offers.
struct Choices {
    bys: Vec<Choice>,
    places: Vec<Choice>,
    courses: Vec<Choice>,
    years: Vec<Choice>,
    oftens: Vec<Choice>,
    schedules: Vec<Schedule>,
    /// The names of the organisations that the reports by mail are about.
    names: HashMap<OrganisationId, String>,
}

impl Choices {
    async fn of(
        read: &Read,
        screen: &Screen,
        actor: &Actor,
        question: &Question,
        words: &Words<'_>,
    ) -> Outcome<Self> {
        let bys = By::of(actor, &question.area.area);
        let bys = Choice::all(screen, "report-by-", bys.iter().map(|by| by.word()), question.by.word());
        let chosen = question.course.map(|course| words.course_slug(course)).unwrap_or_default();
        let mut courses = vec![Choice::none(screen, "report-all-courses", &chosen)];
        courses.extend(words.courses().into_iter().map(|(slug, title)| Choice {
            selected: slug == chosen,
            value: slug,
            text: title,
        }));
        let year = question.year.map(|year| year.to_string()).unwrap_or_default();
        let mut known = store::years(read).await?;
        known.extend(question.year.filter(|year| !known.contains(year)));
        let mut years = vec![Choice::none(screen, "report-all-years", &year)];
        years.extend(known.into_iter().map(|known| {
            let value = known.to_string();
            Choice { selected: value == year, text: value.clone(), value }
        }));
        let oftens = Often::ALL.iter().map(|often| often.word());
        let oftens = Choice::all(screen, "report-often-", oftens, Often::Month.word());
        let schedules = schedules_of(read, actor.person).await?;
        let names = names_of(read, &schedules.iter().filter_map(area_of).collect::<Vec<_>>()).await?;
        let places = places(read, actor, question, words).await?;
        Ok(Self { bys, places, courses, years, oftens, schedules, names })
    }
}

/// The areas that the reader may choose, and the present one.
async fn places(read: &Read, actor: &Actor, question: &Question, words: &Words<'_>) -> Outcome<Vec<Choice>> {
    let mut areas = SeeReport::areas_visible_to(actor);
    if !areas.contains(&question.area.area) {
        areas.push(question.area.area.clone());
    }
    let names = names_of(read, &areas).await?;
    let choice = |area: &Area| {
        let text = match area {
            Area::Everywhere => words.text("report-everywhere"),
            Area::Country(Some(code)) => words.text(&format!("country-{code}")),
            Area::Country(None) => words.text("report-no-country"),
            Area::Group(id) | Area::Organisation(id) => names.get(id).cloned().unwrap_or_default(),
        };
        Choice { value: place_word(area), text, selected: *area == question.area.area }
    };
    Ok(areas.iter().map(choice).collect())
}

impl ReportPage {
    fn of(actor: &Actor, question: &Question, report: &Report, words: &Words<'_>, choices: Choices) -> Self {
        let names: Vec<String> = Measure::ALL
            .iter()
            .map(|measure| words.text(&format!("report-measure-{}", measure.word())))
            .collect();
        let rows = words.in_order(question, report);
        let line = |(text, row): &(String, &Row)| Line {
            text: text.clone(),
            url: further(actor, question, &row.value, words).map(|query| format!("/reports?{query}")),
            figures: figures(&names, row.told),
        };
        let lines: Vec<Line> = rows.iter().map(line).collect();
        let drawn = rows.into_iter().map(|(text, row)| (text, drawn(&names, row.told)));
        let chart = Chart::of(drawn.collect());
        let slug = question.course.map(|course| words.course_slug(course)).unwrap_or_default();
        let address = Question::address(question.by, &question.area.area, &slug, question.year);
        let (own, others): (Vec<&Schedule>, Vec<&Schedule>) =
            choices.schedules.iter().partition(|schedule| schedule.question == address);
        let said = |schedule: &&Schedule| Scheduled::of(schedule, words, &choices.names);
        let scheduled = own.first().map(said);
        let others = others.iter().map(said).collect();
        let total = figures(&names, report.total);
        let any_withheld =
            lines.iter().flat_map(|line| &line.figures).chain(&total).any(|figure| figure.withheld);
        Self {
            area: words.area(question),
            course: question.course.map(|course| words.course_title(course)),
            year: question.year.map(|year| year.to_string()),
            bys: choices.bys,
            places: choices.places,
            courses: choices.courses,
            years: choices.years,
            by: question.by.word(),
            by_text: words.text(&format!("report-by-{}", question.by.word())),
            measures: names,
            lines,
            total,
            chart,
            address,
            scheduled,
            others,
            oftens: choices.oftens,
            any_withheld,
            smallest: report.smallest.people,
            smallest_by_sex: report.smallest.by_sex,
        }
    }
}

impl Scheduled {
    fn of(schedule: &Schedule, words: &Words<'_>, names: &HashMap<OrganisationId, String>) -> Self {
        Self {
            url: format!("/reports?{}", schedule.question),
            text: words.address(&ListQuery::of("/reports", &schedule.question), names),
            often: words.text(&format!("report-often-{}", schedule.often.word())),
            next_at: schedule.next_at,
            end: format!("/reports/schedules/{}/end", schedule.id),
        }
    }

    fn example() -> Self {
        Self {
            url: "/reports?by=course".to_owned(),
            text: "Việt Nam".to_owned(),
            often: "…".to_owned(),
            next_at: DateTime::UNIX_EPOCH,
            end: "/reports/schedules/1/end".to_owned(),
        }
    }
}

/// The organisation that a report by mail is about.
fn area_of(schedule: &Schedule) -> Option<Area> {
    let query = ListQuery::of("/reports", &schedule.question);
    query.text("place").parse().ok().map(Area::Organisation)
}

fn figures(names: &[String], told: Told) -> Vec<Figure> {
    let figure = |(name, people): (&String, Option<i32>)| Figure {
        measure: name.clone(),
        people: people.unwrap_or_default(),
        withheld: people.is_none(),
    };
    names.iter().zip(told.all()).map(figure).collect()
}

fn drawn(names: &[String], told: Told) -> Vec<Drawn> {
    let figure = |((name, measure), people): ((&String, &Measure), Option<i32>)| Drawn {
        measure: name.clone(),
        kind: measure.word(),
        people,
    };
    names.iter().zip(Measure::ALL).zip(told.all()).map(figure).collect()
}

/// Where a row leads: a course to its areas or sexes, an area to its courses.
fn further(actor: &Actor, question: &Question, value: &Value, words: &Words<'_>) -> Option<String> {
    let area = &question.area.area;
    let course = question.course.map(|course| words.course_slug(course)).unwrap_or_default();
    let within = |area: Area| Question::address(By::Course, &area, &course, question.year);
    match value {
        Value::Course(course) => {
            let by = By::of(actor, area);
            let next = [By::Country, By::Organisation, By::Month].into_iter().find(|next| by.contains(next));
            let slug = words.course_slug(*course);
            Some(Question::address(next.unwrap_or(By::Month), area, &slug, question.year))
        }
        Value::Country(Some(code)) => Some(within(Area::Country(Some(code.clone())))),
        Value::Organisation(id) if *id != NO_ORGANISATION => Some(within(Area::Organisation(*id))),
        _ => None,
    }
}
