//! The page on which somebody takes their data away, asks to be erased, and changes their mind.

use actix_web::{HttpResponse, Responder, web};
use chrono::{DateTime, Utc};
use serde::Serialize;

use super::{access::SeeOwnData, commands};
use crate::{
    people::{
        sign_in::{PasswordCheck, Verdict},
        store::{erasure_requests, persons},
    },
    platform::{
        Db, FieldErrors, Form, Outcome, Page, Permit, PersonId, Redirect, Screen, Site, pages::Refill,
    },
};

const FIELDS: [&str; 1] = ["present-password"];

#[derive(Serialize)]
pub struct DataPage {
    email: String,
    /// Since when erasure is asked for.
    asked_at: Option<DateTime<Utc>>,
    form: Refill,
}

impl Page for DataPage {
    const TEMPLATE: &'static str = "people/data";

    fn examples() -> Vec<Self> {
        let page = |asked_at, form| Self { email: "lan@brand.example".to_owned(), asked_at, form };
        let empty = || Refill::of(&FIELDS.map(|field| (field, "")));
        vec![
            page(None, empty()),
            page(None, empty().wrong("present-password", "…")),
            page(Some(DateTime::default()), empty()),
        ]
    }
}

pub async fn show(screen: Screen, permit: Permit<SeeOwnData>, db: web::Data<Db>) -> Outcome<HttpResponse> {
    screen.show(&page(&db, permit.subject, Refill::of(&FIELDS.map(|field| (field, "")))).await?)
}

async fn page(db: &Db, person: PersonId, form: Refill) -> Outcome<DataPage> {
    let email = persons::person(db.read(), person).await?.email;
    let asked = erasure_requests::find_open_of(db.read(), person).await?;
    Ok(DataPage { email, asked_at: asked.map(|request| request.at), form })
}

pub async fn ask(
    screen: Screen,
    permit: Permit<SeeOwnData>,
    form: Form,
    check: PasswordCheck,
    site: web::Data<Site>,
) -> Outcome<HttpResponse> {
    let db = check.db().clone();
    let person = persons::person(db.read(), permit.subject).await?;
    let proven = match check.of(&person.email, form.secret("present-password")).await? {
        Verdict::Proven(proven) => proven,
        Verdict::Wrong(..) => {
            let errors = FieldErrors::one("present-password", "present-password-wrong");
            let form = Refill::again(&screen, &FIELDS, &form, &errors);
            return screen.show_again(&page(&db, permit.subject, form).await?);
        }
    };
    let mut once = db.begin_once(&form.key).await?;
    commands::ask_for_erasure(&mut once, &permit, &proven, &site).await?;
    let page = Redirect::to("/profile/data").saying("notice-erasure-asked");
    Ok(once.redirect(page).await?.respond_to(screen.request()))
}

pub async fn withdraw(permit: Permit<SeeOwnData>, form: Form, db: web::Data<Db>) -> Outcome<Redirect> {
    let mut once = db.begin_once(&form.key).await?;
    commands::withdraw_request(&mut once, &permit).await?;
    once.redirect(Redirect::to("/profile/data").saying("notice-erasure-withdrawn")).await
}
