//! What waits for the release of an assessment report, for those who plan and make the assessment; and what becomes of it
//! where the assessment is cancelled.

use actix_web::{HttpResponse, Responder, http::StatusCode, web};
use chrono::NaiveDate;
use serde::Serialize;

use super::words::{self, Marked};
use crate::{
    engagement::assessments::access::{AssessmentThere, ChangeAssessment, SeeAssessment},
    improvement::{
        findings::{
            left::{self, Wanted},
            waiting::{self, HeldId},
        },
        frame::store as frame,
    },
    platform::{
        Action, Actor, Db, FieldErrors, Form, Judgement, Outcome, Page, Permit, Redirect, Screen,
        pages::Choice,
    },
};

/// The word for findings that are not to become items.
const DROPPED: &str = "dropped";

#[derive(Serialize)]
pub struct HeldPage {
    factory: String,
    assessment: String,
    findings: Vec<HeldLine>,
    /// What may become of them; none while the assessment goes on.
    wanted: Vec<Choice>,
    error: String,
    wanted_error: String,
}

#[derive(Serialize)]
struct HeldLine {
    id: String,
    point: String,
    text: String,
    reference: String,
    found_on: NaiveDate,
    severity: Marked,
    chosen: bool,
}

impl Page for HeldPage {
    const TEMPLATE: &'static str = "improvement/held";

    fn examples() -> Vec<Self> {
        let line = |text: &str| HeldLine {
            id: "1".to_owned(),
            point: "Paid leave".to_owned(),
            text: text.to_owned(),
            reference: "BW-1".to_owned(),
            found_on: NaiveDate::default(),
            severity: Marked::example("due"),
            chosen: text.is_empty(),
        };
        let page = |findings, wanted, error: &str| Self {
            factory: "Hoa Gạo Garment".to_owned(),
            assessment: "/assessments/1".to_owned(),
            findings,
            wanted,
            error: error.to_owned(),
            wanted_error: error.to_owned(),
        };
        let wanted = || vec![Choice { value: "1".to_owned(), text: "…".to_owned(), selected: true }];
        vec![
            page(vec![line("…"), line("")], Vec::new(), ""),
            page(vec![line("…"), line("")], wanted(), ""),
            page(vec![line("…"), line("")], wanted(), "…"),
            page(Vec::new(), Vec::new(), ""),
        ]
    }
}

pub async fn show(screen: Screen, permit: Permit<SeeAssessment>, db: web::Data<Db>) -> Outcome<HttpResponse> {
    let page = page(&screen, &db, (&permit.actor, &permit.subject), None).await?;
    screen.show(&page)
}

async fn page(
    screen: &Screen,
    db: &Db,
    (actor, there): (&Actor, &AssessmentThere),
    sent: Option<(&Form, &FieldErrors)>,
) -> Outcome<HeldPage> {
    let id = there.assessment.id;
    let waiting = waiting::waiting_of(db.read(), id).await?;
    let points = frame::points_by_code(db.read()).await?;
    let chosen: Vec<&str> = sent.map(|(form, _)| form.all("finding").collect()).unwrap_or_default();
    let line = |(held, one): (HeldId, crate::improvement::Finding)| HeldLine {
        chosen: chosen.contains(&held.to_string().as_str()),
        id: held.to_string(),
        point: points.get(&one.point).map_or(&*one.point, |point| point.name(screen.language)).to_owned(),
        severity: words::severity(screen, one.severity),
        reference: one.name().to_owned(),
        text: one.text,
        found_on: one.found_on,
    };
    let findings: Vec<HeldLine> = waiting.into_iter().map(line).collect();
    let may_settle = ChangeAssessment::judge(actor, there) == Judgement::Allow;
    let mut wanted = Vec::new();
    if may_settle && !findings.is_empty() && there.assessment.cancelled_at.is_some() {
        let typed = sent.map(|(form, _)| form.text("wanted")).unwrap_or_default();
        wanted.push(Choice::none(screen, "held-findings-choose", typed));
        let text = screen.text("held-findings-drop");
        wanted.push(Choice { value: DROPPED.to_owned(), text, selected: typed == DROPPED });
        wanted.extend(left::others(db.read(), there, actor.person).await?.into_iter().map(|other| {
            let day = screen.engine().formats().date(screen.language, other.first_on);
            let value = other.id.to_string();
            Choice {
                selected: typed == value,
                text: screen.text_with("held-findings-move", &[("day", day.into())]),
                value,
            }
        }));
    }
    let error = |field: &str| {
        let key = sent.and_then(|(_, errors)| errors.key_of(field));
        key.map(|key| screen.text(key)).unwrap_or_default()
    };
    Ok(HeldPage {
        factory: there.factory.name.clone(),
        assessment: format!("/assessments/{id}"),
        findings,
        wanted,
        error: error("finding"),
        wanted_error: error("wanted"),
    })
}

pub async fn settle(
    screen: Screen,
    permit: Permit<ChangeAssessment>,
    form: Form,
    db: web::Data<Db>,
) -> Outcome<HttpResponse> {
    let done = async {
        let chosen: Vec<HeldId> = form.all("finding").filter_map(|id| id.parse().ok()).collect();
        let wanted = match form.text("wanted") {
            DROPPED => Some(Wanted::Dropped),
            other => other.parse().ok().map(Wanted::MovedTo),
        };
        let mut once = db.begin_once(&form.key).await?;
        left::settle(&mut once, &permit, (&chosen, wanted)).await?;
        let to = Redirect::to(format!("/assessments/{}/findings", permit.assessment.id));
        once.redirect(to.saying("notice-held-findings-settled")).await
    };
    match done.await {
        Ok(redirect) => Ok(redirect.respond_to(screen.request())),
        Err(problem) => {
            let errors = problem.wrong_fields()?;
            let seen = (&*permit.actor, &permit.subject);
            let again = page(&screen, &db, seen, Some((&form, &errors))).await?;
            screen.answer(StatusCode::UNPROCESSABLE_ENTITY, &again)
        }
    }
}
