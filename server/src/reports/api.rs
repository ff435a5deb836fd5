//! Reports as JSON: the same figures as on the page.

use actix_web::{HttpRequest, web};
use serde::Serialize;
use utoipa::ToSchema;

use super::{
    access::SeeReport,
    model::Area,
    question::{By, Question, asked},
    report::{Report, Row, report},
    withholding::Told,
    words::Words,
};
use crate::platform::{Db, Engine, Language, OrganisationId, Outcome, Permit, pages::ListQuery};

#[derive(Serialize, ToSchema)]
pub struct ReportDocument {
    by: By,
    place: PlaceDocument,
    /// The slug of one course; nothing for all together.
    course: Option<String>,
    /// One year (UTC); nothing for all time.
    year: Option<i32>,
    /// Figures over fewer people are withheld, and those that would give them away.
    smallest: i32,
    /// The same for figures by sex.
    smallest_by_sex: i32,
    rows: Vec<RowDocument>,
    /// Every person of the place, the course and the year once.
    total: FiguresDocument,
}

#[derive(Serialize, ToSchema)]
struct PlaceDocument {
    name: String,
    /// ISO 3166-1 alpha-2.
    country: Option<String>,
    organisation: Option<OrganisationId>,
    /// Whether the organisations that belong to it are counted with it.
    with_parts: bool,
}

#[derive(Serialize, ToSchema)]
struct RowDocument {
    /// A slug, a country's code, an organisation's id, a sex, a language, or a month as 2026-11; empty for none.
    value: String,
    name: String,
    /// People; null where a figure is withheld.
    enrolled: Option<i32>,
    started: Option<i32>,
    completed: Option<i32>,
    applied: Option<i32>,
}

/// People; null where a figure is withheld.
#[derive(Serialize, ToSchema)]
struct FiguresDocument {
    enrolled: Option<i32>,
    started: Option<i32>,
    completed: Option<i32>,
    applied: Option<i32>,
}

pub async fn learning(
    request: HttpRequest,
    permit: Permit<SeeReport>,
    query: ListQuery,
    db: web::Data<Db>,
    engine: web::Data<Engine>,
) -> Outcome<web::Json<ReportDocument>> {
    let question = asked(db.read(), &permit.actor, &permit, &query).await?;
    let report = report(db.read(), &permit.actor, &question).await?;
    let words = Words::of(db.read(), engine.texts(), Language::of(&request), &question, &report).await?;
    Ok(web::Json(ReportDocument::of(&question, &report, &words)))
}

impl ReportDocument {
    fn of(question: &Question, report: &Report, words: &Words<'_>) -> Self {
        let area = &question.area.area;
        let country = match area {
            Area::Country(code) => code.clone(),
            _ => None,
        };
        let place = PlaceDocument {
            name: words.area(question),
            country,
            organisation: question.area.organisation.as_ref().map(|organisation| organisation.id),
            with_parts: !matches!(area, Area::Organisation(_)),
        };
        let row = |(name, row): (String, &Row)| {
            let Told { enrolled, started, completed, applied } = row.told;
            let value = words.code(&row.value);
            RowDocument { value, name, enrolled, started, completed, applied }
        };
        Self {
            by: question.by,
            place,
            course: question.course.map(|course| words.course_slug(course)),
            year: question.year,
            smallest: report.smallest.people,
            smallest_by_sex: report.smallest.by_sex,
            rows: words.in_order(question, report).into_iter().map(row).collect(),
            total: report.total.into(),
        }
    }
}

impl From<Told> for FiguresDocument {
    fn from(told: Told) -> Self {
        let Told { enrolled, started, completed, applied } = told;
        Self { enrolled, started, completed, applied }
    }
}
