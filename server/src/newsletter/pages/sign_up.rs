//! Asking for the newsletter: from the foot of every public page, and from a page of its own.

use actix_web::{HttpResponse, Responder, web};
use serde::Serialize;

use super::{TopicTick, ticks};
use crate::{
    newsletter::{commands, model::Topics, store::requests::Wish},
    people::{EmailAddress, language_choices},
    platform::{
        Db, FieldErrors, Form, Language, Outcome, Page, Redirect, Screen, Site,
        limits::{
            address_of,
            guesses::{self, Try},
        },
        pages::{Choice, PublicHead, Refill},
        secrets::Secret,
    },
};

#[derive(Serialize)]
pub struct SignUpPage {
    head: PublicHead,
    form: Refill,
    languages: Vec<Choice>,
    topics: Vec<TopicTick>,
}

#[derive(Serialize)]
pub struct SentPage {
    head: PublicHead,
}

impl Page for SignUpPage {
    const TEMPLATE: &'static str = "newsletter/sign-up";

    fn examples() -> Vec<Self> {
        let with = |form: Refill| Self {
            head: PublicHead::example(),
            form,
            languages: language_choices("vi"),
            topics: vec![TopicTick { value: "wages", text: "Wages".to_owned(), checked: true }],
        };
        let typed = Refill::of(&[("email", "lan"), ("language", "vi")]);
        vec![with(typed.clone()), with(typed.wrong("email", "…"))]
    }
}

impl Page for SentPage {
    const TEMPLATE: &'static str = "newsletter/sent";

    fn examples() -> Vec<Self> {
        vec![Self { head: PublicHead::example() }]
    }
}

pub async fn show(screen: Screen, site: web::Data<Site>) -> Outcome<HttpResponse> {
    let form = Refill::of(&[("email", ""), ("language", screen.language.code())]);
    screen.show(&page(&screen, &site, form, &Topics::default()))
}

/// The answer is the same for every address. Tries are counted by place and by address.
pub async fn sign_up(
    screen: Screen,
    form: Form,
    db: web::Data<Db>,
    site: web::Data<Site>,
    secret: web::Data<Secret>,
) -> Outcome<HttpResponse> {
    let topics = Topics::of(form.all("topic"));
    let email = match EmailAddress::parse(form.text("email")) {
        Ok(email) => email,
        Err(key) => {
            let errors = FieldErrors::one("email", key);
            let form = Refill::again(&screen, &["email", "language"], &form, &errors);
            return screen.show_again(&page(&screen, &site, form, &topics));
        }
    };
    guesses::claim(&db, &Try::of_mail(&secret, email.key(), address_of(screen.request()))?).await?;
    let language = Language::from_code(form.text("language")).unwrap_or(screen.language);
    let work = db.begin_once(&form.key).await?;
    commands::ask(&work, &site, &Wish { email, language, topics }).await?;
    let redirect = work.redirect(Redirect::to(language.address_of("/newsletter/sent"))).await?;
    Ok(redirect.respond_to(screen.request()))
}

pub async fn sent(screen: Screen, site: web::Data<Site>) -> Outcome<HttpResponse> {
    screen.show(&SentPage { head: head(&screen, &site) })
}

fn page(screen: &Screen, site: &Site, form: Refill, topics: &Topics) -> SignUpPage {
    let languages = language_choices(form.value("language"));
    SignUpPage { head: head(screen, site), form, languages, topics: ticks(screen, topics) }
}

pub fn head(screen: &Screen, site: &Site) -> PublicHead {
    PublicHead::of(screen, site, &screen.text("newsletter-purpose"))
}
