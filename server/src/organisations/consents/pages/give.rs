//! The form with which a factory gives a consent that nobody asked for.

use actix_web::{HttpResponse, Responder, web};
use serde::Serialize;

use super::{Tick, ticked};
use crate::{
    organisations::{
        consents::{
            access::GiveConsent,
            commands::{self, Gift},
            model::{Scopes, parse_days, usual_end},
        },
        store::organisations::{self, Organisation},
    },
    platform::{Db, FieldErrors, Form, Outcome, Page, Permit, Redirect, Screen, Site, pages::Refill},
};

const FIELDS: [&str; 4] = ["brand", "scope", "starts_on", "ends_on"];

#[derive(Serialize)]
pub struct GivePage {
    factory: String,
    factory_url: String,
    form: Refill,
    scopes: Vec<Tick>,
}

impl Page for GivePage {
    const TEMPLATE: &'static str = "consents/give";

    fn examples() -> Vec<Self> {
        let page = |form| Self {
            factory: "Hải Đăng Garment".to_owned(),
            factory_url: "/organisations/1".to_owned(),
            form,
            scopes: Tick::examples(),
        };
        let empty = || Refill::of(&FIELDS.map(|field| (field, "")));
        vec![page(empty()), page(empty().wrong("brand", "…").wrong("scope", "…"))]
    }
}

fn page(screen: &Screen, factory: &Organisation, form: Refill, scopes: Vec<Tick>) -> Outcome<HttpResponse> {
    let wrong = form.is_wrong();
    let page = GivePage {
        factory: factory.name.clone(),
        factory_url: format!("/organisations/{}", factory.id),
        form,
        scopes,
    };
    if wrong { screen.show_again(&page) } else { screen.show(&page) }
}

pub async fn new(screen: Screen, permit: Permit<GiveConsent>, db: web::Data<Db>) -> Outcome<HttpResponse> {
    let today = permit.factory.day_at(db.clock().now());
    let (first, last) = (today.to_string(), usual_end(today).to_string());
    let form = Refill::of(&[("brand", ""), ("scope", ""), ("starts_on", &first), ("ends_on", &last)]);
    let scopes = Tick::all(&screen, |_| false);
    page(&screen, &permit.factory, form, scopes)
}

pub async fn give(
    screen: Screen,
    permit: Permit<GiveConsent>,
    form: Form,
    db: web::Data<Db>,
    site: web::Data<Site>,
) -> Outcome<HttpResponse> {
    let errors = match try_to_give(&permit, &form, &db, &site).await {
        Ok(redirect) => return Ok(redirect.respond_to(screen.request())),
        Err(problem) => problem.wrong_fields()?,
    };
    let scopes = Tick::all(&screen, |scope| ticked(&form, scope));
    page(&screen, &permit.factory, Refill::again(&screen, &FIELDS, &form, &errors), scopes)
}

async fn try_to_give(permit: &Permit<GiveConsent>, form: &Form, db: &Db, site: &Site) -> Outcome<Redirect> {
    let mut once = db.begin_once(&form.key).await?;
    let brand = organisations::find_brand(&once, form.text("brand")).await?;
    let today = permit.factory.day_at(once.now());
    let mut errors = FieldErrors::default();
    let brand = errors.take("brand", brand.ok_or("consent-brand-unknown"));
    let scopes = errors.take("scope", Scopes::parse(form.all("scope")));
    let days = parse_days(&mut errors, (form.text("starts_on"), form.text("ends_on")), today);
    let (Some(brand), Some(scopes), Some(span)) = (brand, scopes, days) else { return Err(errors.into()) };
    commands::give(&mut once, permit, site, &Gift { brand, scopes, span }).await?;
    let page = Redirect::to(format!("/organisations/{}/viewers", permit.factory.id));
    once.redirect(page.saying("notice-consent-given")).await
}
