//! The page on which a factory answers a brand's request.

use actix_web::{HttpResponse, Responder, web};
use chrono::{DateTime, Utc};
use serde::Serialize;

use super::{Tick, ticked, words_of};
use crate::{
    organisations::consents::{
        access::AnswerRequest,
        commands,
        model::{Reply, Scopes, parse_days, usual_end},
    },
    people::store::persons,
    platform::{Db, FieldErrors, Form, Outcome, Page, Permit, Redirect, Screen, Site, pages::Refill},
};

const FIELDS: [&str; 3] = ["scope", "starts_on", "ends_on"];

#[derive(Serialize)]
pub struct AnswerPage {
    brand: String,
    factory: String,
    viewers_url: String,
    action: String,
    asked_by: String,
    asked_at: DateTime<Utc>,
    asked: Vec<String>,
    purpose: String,
    /// The word of the answer, where there is one already.
    answered: Option<String>,
    form: Refill,
    scopes: Vec<Tick>,
}

impl Page for AnswerPage {
    const TEMPLATE: &'static str = "consents/answer";

    fn examples() -> Vec<Self> {
        let page = |answered: Option<&str>, form| Self {
            brand: "Northwind Apparel".to_owned(),
            factory: "Hải Đăng Garment".to_owned(),
            viewers_url: "/organisations/1/viewers".to_owned(),
            action: "/consent-requests/1/answer".to_owned(),
            asked_by: "Clara Weber".to_owned(),
            asked_at: DateTime::default(),
            asked: vec!["…".to_owned()],
            purpose: "…".to_owned(),
            answered: answered.map(str::to_owned),
            form,
            scopes: Tick::examples(),
        };
        let empty = || Refill::of(&FIELDS.map(|field| (field, "")));
        vec![page(None, empty()), page(None, empty().wrong("scope", "…")), page(Some("…"), empty())]
    }
}

pub async fn show(screen: Screen, permit: Permit<AnswerRequest>, db: web::Data<Db>) -> Outcome<HttpResponse> {
    let today = permit.voice.factory.day_at(db.clock().now());
    let (first, last) = (today.to_string(), usual_end(today).to_string());
    let form = Refill::of(&[("scope", ""), ("starts_on", &first), ("ends_on", &last)]);
    let asked = permit.request.scopes;
    let scopes = Tick::all(&screen, |scope| asked.hold(scope));
    screen.show(&page(&screen, &permit, &db, (form, scopes)).await?)
}

async fn page(
    screen: &Screen,
    permit: &Permit<AnswerRequest>,
    db: &Db,
    (form, scopes): (Refill, Vec<Tick>),
) -> Outcome<AnswerPage> {
    let request = &permit.request;
    let asker = persons::people(db.read(), [request.by]).await?;
    let answer = request.answer.map(|answer| screen.text(&format!("consent-answer-{}", answer.word())));
    Ok(AnswerPage {
        brand: permit.brand.name.clone(),
        factory: permit.voice.factory.name.clone(),
        viewers_url: format!("/organisations/{}/viewers", permit.voice.factory.id),
        action: format!("/consent-requests/{}/answer", request.id),
        asked_by: asker.get(&request.by).map(|person| person.name.clone()).unwrap_or_default(),
        asked_at: request.at,
        asked: words_of(screen, request.scopes),
        purpose: request.purpose.clone(),
        answered: answer,
        form,
        scopes,
    })
}

pub async fn answer(
    screen: Screen,
    permit: Permit<AnswerRequest>,
    form: Form,
    db: web::Data<Db>,
    site: web::Data<Site>,
) -> Outcome<HttpResponse> {
    let errors = match try_to_answer(&permit, &form, &db, &site).await {
        Ok(redirect) => return Ok(redirect.respond_to(screen.request())),
        Err(problem) => problem.wrong_fields()?,
    };
    let scopes = Tick::all(&screen, |scope| ticked(&form, scope));
    let form = Refill::again(&screen, &FIELDS, &form, &errors);
    screen.show_again(&page(&screen, &permit, &db, (form, scopes)).await?)
}

async fn try_to_answer(
    permit: &Permit<AnswerRequest>,
    form: &Form,
    db: &Db,
    site: &Site,
) -> Outcome<Redirect> {
    let mut once = db.begin_once(&form.key).await?;
    let page = Redirect::to(format!("/organisations/{}/viewers", permit.voice.factory.id));
    match Reply::from_word(form.text("answer")) {
        Some(Reply::Given) => {}
        Some(Reply::Declined) => {
            commands::decline(&mut once, permit, site).await?;
            return once.redirect(page.saying("notice-consent-declined")).await;
        }
        // Whatever else was sent is no answer.
        Some(Reply::Withdrawn) | None => {
            return Err(FieldErrors::one("answer", "consent-answer-missing").into());
        }
    }
    let today = permit.voice.factory.day_at(once.now());
    let mut errors = FieldErrors::default();
    let scopes = errors.take("scope", Scopes::parse(form.all("scope")));
    let days = parse_days(&mut errors, (form.text("starts_on"), form.text("ends_on")), today);
    let (Some(scopes), Some(span)) = (scopes, days) else { return Err(errors.into()) };
    commands::agree(&mut once, permit, site, (scopes, span)).await?;
    once.redirect(page.saying("notice-consent-given")).await
}
