//! Confirming: the mail's link shows a button, so that no scanner of mails confirms by itself.

use actix_web::{HttpResponse, http::StatusCode, web};
use serde::Serialize;

use super::sign_up::head;
use crate::{
    newsletter::{
        commands,
        store::requests::{self, OpenWish},
    },
    platform::{Db, Form, Outcome, Page, Problem, Redirect, Screen, Site, pages::PublicHead, secrets},
};

#[derive(Serialize)]
pub struct ConfirmationPage {
    head: PublicHead,
    /// Without one the link works no more.
    email: Option<String>,
    action: String,
}

#[derive(Serialize)]
pub struct ConfirmedPage {
    head: PublicHead,
}

impl Page for ConfirmationPage {
    const TEMPLATE: &'static str = "newsletter/confirmation";

    fn examples() -> Vec<Self> {
        let with =
            |email: Option<String>| Self { head: PublicHead::example(), email, action: "/".to_owned() };
        vec![with(Some("lan@brand.example".to_owned())), with(None)]
    }
}

impl Page for ConfirmedPage {
    const TEMPLATE: &'static str = "newsletter/confirmed";

    fn examples() -> Vec<Self> {
        vec![Self { head: PublicHead::example() }]
    }
}

pub async fn show(
    mut screen: Screen,
    token: web::Path<String>,
    db: web::Data<Db>,
    site: web::Data<Site>,
) -> Outcome<HttpResponse> {
    let wish = open(&db, &token).await?;
    screen.language = wish.as_ref().map_or(screen.language, |wish| wish.language);
    let status = if wish.is_some() { StatusCode::OK } else { StatusCode::NOT_FOUND };
    let page = ConfirmationPage {
        head: head(&screen, &site),
        email: wish.map(|wish| wish.email),
        action: format!("/newsletter/confirmations/{token}"),
    };
    screen.answer(status, &page)
}

pub async fn confirm(token: web::Path<String>, form: Form, db: web::Data<Db>) -> Outcome<Redirect> {
    let work = db.begin_once(&form.key).await?;
    let now = work.now();
    let wish = requests::find_open(&work, secrets::fingerprint(&token), now).await?;
    let wish = wish.ok_or(Problem::NotFound)?;
    commands::confirm(&work, &wish).await?;
    work.redirect(Redirect::to(wish.language.address_of("/newsletter/confirmed"))).await
}

pub async fn confirmed(screen: Screen, site: web::Data<Site>) -> Outcome<HttpResponse> {
    screen.show(&ConfirmedPage { head: head(&screen, &site) })
}

async fn open(db: &Db, token: &str) -> Outcome<Option<OpenWish>> {
    requests::find_open(db.read(), secrets::fingerprint(token), db.clock().now()).await
}
