//! What waits for the release of an assessment report, for those who plan and make the assessment.

use actix_web::{HttpResponse, web};
use chrono::NaiveDate;
use serde::Serialize;

use super::words::{self, Marked};
use crate::{
    engagement::assessments::access::SeeAssessment,
    improvement::{findings::waiting, frame::store as frame},
    platform::{Db, Outcome, Page, Permit, Screen},
};

#[derive(Serialize)]
pub struct HeldPage {
    factory: String,
    assessment: String,
    findings: Vec<HeldLine>,
}

#[derive(Serialize)]
struct HeldLine {
    point: String,
    text: String,
    reference: String,
    found_on: NaiveDate,
    severity: Marked,
}

impl Page for HeldPage {
    const TEMPLATE: &'static str = "improvement/held";

    fn examples() -> Vec<Self> {
        let line = |text: &str| HeldLine {
            point: "Paid leave".to_owned(),
            text: text.to_owned(),
            reference: "BW-1".to_owned(),
            found_on: NaiveDate::default(),
            severity: Marked::example("due"),
        };
        let page = |findings| Self {
            factory: "Hoa Gạo Garment".to_owned(),
            assessment: "/assessments/1".to_owned(),
            findings,
        };
        vec![page(vec![line("…"), line("")]), page(Vec::new())]
    }
}

pub async fn show(screen: Screen, permit: Permit<SeeAssessment>, db: web::Data<Db>) -> Outcome<HttpResponse> {
    let id = permit.assessment.id;
    let waiting = waiting::waiting_of(db.read(), id).await?;
    let points = frame::points_by_code(db.read()).await?;
    let line = |one: crate::improvement::Finding| HeldLine {
        point: points.get(&one.point).map_or(&*one.point, |point| point.name(screen.language)).to_owned(),
        severity: words::severity(&screen, one.severity),
        text: one.text,
        reference: one.reference,
        found_on: one.found_on,
    };
    screen.show(&HeldPage {
        factory: permit.factory.name.clone(),
        assessment: format!("/assessments/{id}"),
        findings: waiting.into_iter().map(line).collect(),
    })
}
