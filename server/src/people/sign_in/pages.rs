//! The page to sign in, and the way out.

use actix_web::{HttpRequest, HttpResponse, Responder, web};
use serde::Serialize;

use super::{PasswordCheck, Proven, Verdict, commands, device};
use crate::platform::{
    Db, FieldErrors, Form, Outcome, Page, Problem, Redirect, Screen,
    pages::{ListQuery, Refill},
    sign_in_cookie::SignInCookie,
    site::own_path,
};

const FIELDS: [&str; 3] = ["email", "password", "next"];

#[derive(Serialize)]
pub struct SignInPage {
    form: Refill,
}

impl Page for SignInPage {
    const TEMPLATE: &'static str = "people/sign-in";

    fn examples() -> Vec<Self> {
        let empty = Refill::of(&[("email", ""), ("password", ""), ("next", "/")]);
        let typed = Refill::of(&[("email", "lan@brand.example"), ("password", ""), ("next", "/")]);
        vec![Self { form: empty }, Self { form: typed.wrong("email", "…") }]
    }
}

pub async fn show(screen: Screen, query: ListQuery) -> Outcome<HttpResponse> {
    let next = own_path(query.text("next")).unwrap_or("/");
    if screen.actor.is_some() {
        return Ok(Redirect::to(next).respond_to(screen.request()));
    }
    screen.show(&SignInPage { form: Refill::of(&[("email", ""), ("password", ""), ("next", next)]) })
}

pub async fn sign_in(
    screen: Screen,
    form: Form,
    check: PasswordCheck,
    db: web::Data<Db>,
) -> Outcome<HttpResponse> {
    match check.of(form.text("email"), form.secret("password")).await? {
        Verdict::Proven(proven) => come_in(screen.request(), &db, &proven, form.text("next")).await,
        Verdict::Wrong(field, key) => {
            let errors = FieldErrors::one(field, key);
            screen.show_again(&SignInPage { form: Refill::again(&screen, &FIELDS, &form, &errors) })
        }
    }
}

async fn come_in(request: &HttpRequest, db: &Db, proven: &Proven, next: &str) -> Outcome<HttpResponse> {
    let work = db.begin().await?;
    if let Some(old) = SignInCookie::of(request) {
        commands::sign_out(&work, &old).await?;
    }
    let token = commands::sign_in(&work, proven, &device(request)).await?;
    work.commit().await?;
    let mut response = Redirect::to(own_path(next).unwrap_or("/")).respond_to(request);
    response.add_cookie(&SignInCookie::set(request, token)).map_err(Problem::internal)?;
    Ok(response)
}

pub async fn sign_out(_: Form, db: web::Data<Db>, request: HttpRequest) -> Outcome<HttpResponse> {
    if let Some(token) = SignInCookie::of(&request) {
        let work = db.begin().await?;
        commands::sign_out(&work, &token).await?;
        work.commit().await?;
    }
    let mut response = Redirect::to("/sign-in").saying("notice-signed-out").respond_to(&request);
    response.add_cookie(&SignInCookie::clear(&request)).map_err(Problem::internal)?;
    Ok(response)
}
