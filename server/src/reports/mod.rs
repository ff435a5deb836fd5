//! Reports: how many people were enrolled, started, completed and applied what they learned, by course, organisation,
//! country, sex, language and month; and how long learners spent. Counts are projections; small ones are withheld.

mod access;
mod api;
mod chart;
mod checks;
mod files;
mod model;
mod pages;
mod personal_data;
mod projection;
mod question;
mod report;
mod schedules;
mod standing;
mod store;
#[cfg(test)]
mod tests;
mod time;
mod withholding;
mod words;

pub use checks::{checks, recounted};
pub use personal_data::personal_data;
pub use schedules::jobs;
pub use withholding::{SMALLEST, SMALLEST_BY_SEX};

use actix_web::http::Method;

use crate::{
    platform::{
        Access, Described, Routes,
        pages::{Example, NavigationItem, examples_of},
    },
    records::Projector,
};

pub fn routes() -> Routes {
    let asks = &["by", "place", "course", "year"];
    let learning = Described::new("report-learning", 200).asks(asks).gives::<api::ReportDocument>();
    Routes::new()
        .get("/reports", Access::SignedIn, pages::show)
        .get("/reports/tables/{format}", Access::SignedIn, pages::table)
        .api(Method::GET, "/api/v1/reports/learning", Access::Token, learning, api::learning)
        .and(schedules::routes())
        .and(time::routes())
}

pub fn navigation() -> Vec<NavigationItem> {
    vec![NavigationItem { path: "/reports", text: "reports-title", shown_to: access::SeeReport::is_for }]
}

pub fn examples() -> Vec<Example> {
    [examples_of::<pages::ReportPage>(), schedules::examples(), time::examples()]
        .into_iter()
        .flatten()
        .collect()
}

/// What is folded from the records.
pub fn projectors() -> Vec<Box<dyn Projector>> {
    vec![Box::new(projection::ReportProjector)]
}
