//! The pages of somebody who has forgotten their password.

use actix_web::{HttpResponse, Responder, http::StatusCode, web};
use serde::Serialize;

use super::commands;
use crate::{
    people::{
        EmailAddress,
        store::{
            password_resets::{self, OpenReset},
            persons,
        },
    },
    platform::{
        Db, FieldErrors, Form, Outcome, Page, Passwords, Problem, Redirect, Screen, Site, pages::Refill,
        passwords, secrets, sign_in_cookie::SignInCookie,
    },
};

#[derive(Serialize)]
pub struct ResetRequestPage {
    form: Refill,
}

#[derive(Serialize)]
pub struct ResetSentPage {}

/// The form for the new password; without one the link works no more.
#[derive(Serialize)]
pub struct NewPasswordPage {
    form: Option<Refill>,
}

impl Page for ResetRequestPage {
    const TEMPLATE: &'static str = "people/password-reset-request";

    fn examples() -> Vec<Self> {
        vec![
            Self { form: Refill::of(&[("email", "")]) },
            Self { form: Refill::of(&[("email", "lan")]).wrong("email", "…") },
        ]
    }
}

impl Page for ResetSentPage {
    const TEMPLATE: &'static str = "people/password-reset-sent";

    fn examples() -> Vec<Self> {
        vec![Self {}]
    }
}

impl Page for NewPasswordPage {
    const TEMPLATE: &'static str = "people/new-password";

    fn examples() -> Vec<Self> {
        let empty = || Refill::of(&[("password", "")]);
        vec![
            Self { form: Some(empty()) },
            Self { form: Some(empty().wrong("password", "…")) },
            Self { form: None },
        ]
    }
}

pub async fn show(screen: Screen) -> Outcome<HttpResponse> {
    screen.show(&ResetRequestPage { form: Refill::of(&[("email", "")]) })
}

pub async fn ask(screen: Screen, form: Form, db: web::Data<Db>) -> Outcome<HttpResponse> {
    let address = match EmailAddress::parse(form.text("email")) {
        Ok(address) => address,
        Err(key) => {
            let errors = FieldErrors::one("email", key);
            return screen
                .show_again(&ResetRequestPage { form: Refill::again(&screen, &["email"], &form, &errors) });
        }
    };
    let work = db.begin().await?;
    commands::ask(&work, &address).await?;
    work.commit().await?;
    Ok(Redirect::to("/password-resets/sent").respond_to(screen.request()))
}

pub async fn sent(screen: Screen) -> Outcome<HttpResponse> {
    screen.show(&ResetSentPage {})
}

pub async fn show_reset(
    screen: Screen,
    token: web::Path<String>,
    db: web::Data<Db>,
) -> Outcome<HttpResponse> {
    match open_reset(&db, &token).await? {
        Some(_) => screen.show(&NewPasswordPage { form: Some(Refill::of(&[("password", "")])) }),
        None => screen.answer(StatusCode::NOT_FOUND, &NewPasswordPage { form: None }),
    }
}

pub async fn set_password(
    screen: Screen,
    token: web::Path<String>,
    form: Form,
    db: web::Data<Db>,
    hasher: web::Data<Passwords>,
    site: web::Data<Site>,
) -> Outcome<HttpResponse> {
    let Some(reset) = open_reset(&db, &token).await? else {
        return screen.answer(StatusCode::NOT_FOUND, &NewPasswordPage { form: None });
    };
    let person = persons::person(db.read(), reset.person).await?;
    if let Err(key) = passwords::check(form.secret("password"), &[&person.name, &person.email]) {
        let form = Refill::again(&screen, &["password"], &form, &FieldErrors::one("password", key));
        return screen.show_again(&NewPasswordPage { form: Some(form) });
    }
    let hash = hasher.hash(form.secret("password")).await?;
    let work = db.begin().await?;
    commands::set_password(&work, &site, &reset, hash).await?;
    work.commit().await?;
    let mut response = Redirect::to("/sign-in").saying("notice-password-set").respond_to(screen.request());
    response.add_cookie(&SignInCookie::clear(screen.request())).map_err(Problem::internal)?;
    Ok(response)
}

async fn open_reset(db: &Db, token: &str) -> Outcome<Option<OpenReset>> {
    password_resets::find_open(db.read(), secrets::fingerprint(token), db.clock().now()).await
}
