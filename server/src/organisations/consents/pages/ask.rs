//! The form with which a brand asks a factory.

use actix_web::{HttpResponse, Responder, web};
use serde::Serialize;

use super::{Tick, ticked};
use crate::{
    organisations::{
        consents::{
            access::{AskConsent, WithdrawRequest},
            commands::{self, Asked},
            model::{Scopes, parse_purpose},
            store::sourcing,
        },
        store::organisations,
    },
    platform::{
        Db, FieldErrors, Form, Outcome, Page, Permit, Redirect, Screen, Site,
        folding::fold,
        pages::{Choice, Refill},
    },
};

const FIELDS: [&str; 3] = ["factory", "scope", "purpose"];

#[derive(Serialize)]
pub struct AskPage {
    brand: String,
    action: String,
    factories: Vec<Choice>,
    any: bool,
    form: Refill,
    scopes: Vec<Tick>,
}

impl Page for AskPage {
    const TEMPLATE: &'static str = "consents/ask";

    fn examples() -> Vec<Self> {
        let choice =
            Choice { value: "1".to_owned(), text: "Hải Đăng Garment".to_owned(), selected: true };
        let page = |any, form| Self {
            brand: "Northwind Apparel".to_owned(),
            action: "/organisations/1/consent-requests".to_owned(),
            factories: vec![choice.clone()],
            any,
            form,
            scopes: Tick::examples(),
        };
        let empty = || Refill::of(&FIELDS.map(|field| (field, "")));
        vec![page(true, empty()), page(true, empty().wrong("purpose", "…")), page(false, empty())]
    }
}

pub async fn new(screen: Screen, permit: Permit<AskConsent>, db: web::Data<Db>) -> Outcome<HttpResponse> {
    let form = Refill::of(&FIELDS.map(|field| (field, "")));
    let scopes = Tick::all(&screen, |_| false);
    screen.show(&page(&screen, &permit, &db, (form, scopes)).await?)
}

/// Only factories from which the brand sources today can be asked.
async fn page(
    screen: &Screen,
    permit: &Permit<AskConsent>,
    db: &Db,
    (form, scopes): (Refill, Vec<Tick>),
) -> Outcome<AskPage> {
    let ids = sourcing::factories_of(db.read(), permit.id, db.clock().now()).await?;
    let found = organisations::organisations(db.read(), ids).await?;
    let selected = form.value("factory");
    let mut factories: Vec<Choice> = found
        .into_values()
        .map(|factory| {
            let value = factory.id.to_string();
            Choice { selected: value == selected, value, text: factory.name }
        })
        .collect();
    factories.sort_by_cached_key(|choice| fold(&choice.text));
    let any = !factories.is_empty();
    factories.insert(0, Choice::none(screen, "consent-factory-choose", selected));
    Ok(AskPage {
        brand: permit.name.clone(),
        action: format!("/organisations/{}/consent-requests", permit.id),
        factories,
        any,
        form,
        scopes,
    })
}

pub async fn ask(
    screen: Screen,
    permit: Permit<AskConsent>,
    form: Form,
    db: web::Data<Db>,
    site: web::Data<Site>,
) -> Outcome<HttpResponse> {
    let errors = match try_to_ask(&permit, &form, &db, &site).await {
        Ok(redirect) => return Ok(redirect.respond_to(screen.request())),
        Err(problem) => problem.wrong_fields()?,
    };
    let scopes = Tick::all(&screen, |scope| ticked(&form, scope));
    let form = Refill::again(&screen, &FIELDS, &form, &errors);
    screen.show_again(&page(&screen, &permit, &db, (form, scopes)).await?)
}

async fn try_to_ask(permit: &Permit<AskConsent>, form: &Form, db: &Db, site: &Site) -> Outcome<Redirect> {
    let mut errors = FieldErrors::default();
    let factory = errors.take("factory", form.text("factory").parse().map_err(|_| "consent-factory-unknown"));
    let scopes = errors.take("scope", Scopes::parse(form.all("scope")));
    let purpose = errors.take("purpose", parse_purpose(form.text("purpose")));
    let (Some(factory), Some(scopes), Some(purpose)) = (factory, scopes, purpose) else {
        return Err(errors.into());
    };
    let mut once = db.begin_once(&form.key).await?;
    commands::ask(&mut once, permit, site, &Asked { factory, scopes, purpose }).await?;
    once.redirect(Redirect::to("/shared-factories").saying("notice-consent-asked")).await
}

pub async fn withdraw(permit: Permit<WithdrawRequest>, form: Form, db: web::Data<Db>) -> Outcome<Redirect> {
    let mut once = db.begin_once(&form.key).await?;
    commands::withdraw(&mut once, &permit).await?;
    once.redirect(Redirect::to("/shared-factories").saying("notice-consent-request-withdrawn")).await
}
