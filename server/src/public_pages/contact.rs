//! The contact page: an address, and a form for those without a mail program. What is written goes out by the outbox
//! and is kept nowhere else.

use actix_web::{HttpResponse, Responder, web};
use serde::Serialize;

use super::texts::{PublicText, PublicTexts};
use crate::{
    people::{EmailAddress, PersonName},
    platform::{
        Db, FieldErrors, Form, Outcome, Page, Problem, Recipient, Redirect, Screen, Site,
        limits::{
            address_of,
            guesses::{self, Try},
        },
        mail::{self, MailPage},
        pages::{PublicHead, Refill},
        runtime_settings::{self, Setting},
        secrets::Secret,
    },
};

const FIELDS: [&str; 3] = ["name", "email", "message"];
/// More than a letter needs.
const LONGEST: usize = 5000;

#[derive(Serialize)]
pub struct ContactPage {
    head: PublicHead,
    text: PublicText,
    contact: String,
    form: Refill,
}

#[derive(Serialize)]
pub struct SentPage {
    head: PublicHead,
}

/// To whoever reads what the public writes.
#[derive(Serialize)]
pub struct ContactMail {
    sender: String,
    email: String,
    message: String,
}

impl Page for ContactPage {
    const TEMPLATE: &'static str = "public/contact";

    fn examples() -> Vec<Self> {
        let page = |form| Self {
            head: PublicHead::example(),
            text: PublicText::example("", false),
            contact: "academy@example.org".to_owned(),
            form,
        };
        let form = || Refill::of(&[("name", "Lan"), ("email", "lan"), ("message", "")]);
        vec![page(form()), page(form().wrong("email", "…").wrong("message", "…"))]
    }
}

impl Page for SentPage {
    const TEMPLATE: &'static str = "public/contact-sent";

    fn examples() -> Vec<Self> {
        vec![Self { head: PublicHead::example() }]
    }
}

impl MailPage for ContactMail {
    const TEMPLATE: &'static str = "mail/contact";

    fn examples() -> Vec<Self> {
        vec![Self {
            sender: "Nguyễn Thị Lan".to_owned(),
            email: "lan@brand.example".to_owned(),
            message: "…\n<b>…</b>".to_owned(),
        }]
    }
}

/// Where the public writes to: what administrators set, else what the operator did.
async fn address(db: &Db, site: &Site) -> Outcome<String> {
    let settings = runtime_settings::current(db).await?;
    Ok(settings.text(Setting::Contact).unwrap_or_else(|| site.contact()).to_owned())
}

pub async fn show(
    screen: Screen,
    texts: web::Data<PublicTexts>,
    site: web::Data<Site>,
    db: web::Data<Db>,
) -> Outcome<HttpResponse> {
    let form = Refill::of(&FIELDS.map(|field| (field, "")));
    screen.show(&page(&screen, &texts, &site, &db, form).await?)
}

async fn page(
    screen: &Screen,
    texts: &PublicTexts,
    site: &Site,
    db: &Db,
    form: Refill,
) -> Outcome<ContactPage> {
    let text = texts.find(screen.language, "contact").ok_or(Problem::NotFound)?.clone();
    let head = PublicHead::of(screen, site, &text.description);
    Ok(ContactPage { head, text, contact: address(db, site).await?, form })
}

/// What somebody wrote.
struct Message {
    name: PersonName,
    email: EmailAddress,
    text: String,
}

impl Message {
    fn parse(form: &Form) -> Result<Self, FieldErrors> {
        let mut errors = FieldErrors::default();
        let name = errors.take("name", PersonName::parse(form.text("name")));
        let email = errors.take("email", EmailAddress::parse(form.text("email")));
        let text = match form.text("message").chars().count() {
            0 => Err("contact-message-missing"),
            1..=LONGEST => Ok(form.text("message").to_owned()),
            _ => Err("contact-message-too-long"),
        };
        let text = errors.take("message", text);
        match (name, email, text) {
            (Some(name), Some(email), Some(text)) => Ok(Self { name, email, text }),
            _ => Err(errors),
        }
    }
}

/// Tries are counted by place and by address. What falls into the trap for machines is thanked for, and thrown away.
pub async fn send(
    screen: Screen,
    form: Form,
    texts: web::Data<PublicTexts>,
    db: web::Data<Db>,
    site: web::Data<Site>,
    secret: web::Data<Secret>,
) -> Outcome<HttpResponse> {
    let thanks = Redirect::to(screen.language.address_of("/contact/sent"));
    if !form.text("website").is_empty() {
        return Ok(thanks.respond_to(screen.request()));
    }
    let message = match Message::parse(&form) {
        Ok(message) => message,
        Err(errors) => {
            let form = Refill::again(&screen, &FIELDS, &form, &errors);
            return screen.show_again(&page(&screen, &texts, &site, &db, form).await?);
        }
    };
    let from = address_of(screen.request());
    guesses::claim(&db, &Try::of_mail(&secret, message.email.key(), from)?).await?;
    let to = Recipient {
        person: None,
        name: screen.text("layout-academy"),
        address: address(&db, &site).await?,
        language: screen.language,
    };
    let letter = ContactMail {
        sender: message.name.to_string(),
        email: message.email.to_string(),
        message: message.text,
    };
    let once = db.begin_once(&form.key).await?;
    mail::queue(&once, &to, &letter).await?;
    Ok(once.redirect(thanks).await?.respond_to(screen.request()))
}

pub async fn sent(screen: Screen, site: web::Data<Site>) -> Outcome<HttpResponse> {
    let head = PublicHead::of(&screen, &site, &screen.text("contact-sent-text"));
    screen.show(&SentPage { head })
}
