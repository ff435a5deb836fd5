//! The form that invites, and what can be done with an invitation that nobody has answered.

pub mod acceptance;

use actix_web::{HttpResponse, Responder, web};
use serde::Serialize;

use super::{
    access::{ChangeInvitation, Invite},
    commands::{self, Guest},
};
use crate::{
    organisations::{model::grantable, store::memberships},
    people::language_choices,
    platform::{
        Db, FieldErrors, Form, Outcome, Page, Permit, Redirect, Screen, Site,
        pages::{Choice, Refill},
    },
};

const FIELDS: [&str; 5] = ["name", "email", "role", "language", "department"];

#[derive(Serialize)]
pub struct InvitePage {
    organisation: String,
    organisation_url: String,
    form: Refill,
    roles: Vec<Choice>,
    languages: Vec<Choice>,
    /// Those that are known here, to choose from.
    departments: Vec<String>,
}

impl Page for InvitePage {
    const TEMPLATE: &'static str = "organisations/invite";

    fn examples() -> Vec<Self> {
        let page = |form| Self {
            organisation: "Northwind Apparel".to_owned(),
            organisation_url: "/organisations/1".to_owned(),
            form,
            roles: vec![Choice { value: "buyer".to_owned(), text: "Buyer".to_owned(), selected: true }],
            languages: language_choices("en"),
            departments: vec!["Line 4".to_owned()],
        };
        let empty = || Refill::of(&FIELDS.map(|field| (field, "")));
        vec![page(empty()), page(empty().wrong("email", "…"))]
    }
}

pub async fn new(screen: Screen, permit: Permit<Invite>, db: web::Data<Db>) -> Outcome<HttpResponse> {
    let language = screen.language.code();
    let form =
        Refill::of(&[("name", ""), ("email", ""), ("role", ""), ("language", language), ("department", "")]);
    screen.show(&page(&screen, &permit, &db, form).await?)
}

async fn page(screen: &Screen, permit: &Permit<Invite>, db: &Db, form: Refill) -> Outcome<InvitePage> {
    let place = permit.place();
    let words = grantable(&permit.actor, permit.kind, &place).map(|role| role.word());
    let mut roles = vec![Choice::none(screen, "role-choose", form.value("role"))];
    roles.extend(Choice::all(screen, "role-", words, form.value("role")));
    let today = permit.day_at(db.clock().now());
    Ok(InvitePage {
        organisation: permit.name.clone(),
        organisation_url: format!("/organisations/{}", permit.id),
        roles,
        languages: language_choices(form.value("language")),
        departments: memberships::departments_in(db.read(), permit.id, today).await?,
        form,
    })
}

pub async fn invite(
    screen: Screen,
    permit: Permit<Invite>,
    form: Form,
    db: web::Data<Db>,
    site: web::Data<Site>,
) -> Outcome<HttpResponse> {
    let [name, email, role, language, department] = FIELDS.map(|field| form.text(field));
    let typed = Guest::parse(name, email, role, language, department);
    let errors = match typed {
        Ok(guest) => match send(&db, &form, &permit, &site, &guest).await {
            Ok(redirect) => return Ok(redirect.respond_to(screen.request())),
            Err(problem) => problem.wrong_fields()?,
        },
        Err(errors) => errors,
    };
    again(&screen, &permit, &db, (&form, &errors)).await
}

async fn send(
    db: &Db,
    form: &Form,
    permit: &Permit<Invite>,
    site: &Site,
    guest: &Guest,
) -> Outcome<Redirect> {
    let mut once = db.begin_once(&form.key).await?;
    commands::invite(&mut once, permit, site, guest).await?;
    let page = Redirect::to(format!("/organisations/{}", permit.id)).saying("notice-invited");
    once.redirect(page).await
}

async fn again(
    screen: &Screen,
    permit: &Permit<Invite>,
    db: &Db,
    (form, errors): (&Form, &FieldErrors),
) -> Outcome<HttpResponse> {
    screen.show_again(&page(screen, permit, db, Refill::again(screen, &FIELDS, form, errors)).await?)
}

pub async fn renew(
    permit: Permit<ChangeInvitation>,
    form: Form,
    db: web::Data<Db>,
    site: web::Data<Site>,
) -> Outcome<Redirect> {
    let mut once = db.begin_once(&form.key).await?;
    commands::renew(&mut once, &permit, &site).await?;
    let page = Redirect::to(format!("/organisations/{}", permit.organisation.id));
    once.redirect(page.saying("notice-invitation-renewed")).await
}

pub async fn withdraw(permit: Permit<ChangeInvitation>, form: Form, db: web::Data<Db>) -> Outcome<Redirect> {
    let mut once = db.begin_once(&form.key).await?;
    commands::withdraw(&mut once, &permit).await?;
    let page = Redirect::to(format!("/organisations/{}", permit.organisation.id));
    once.redirect(page.saying("notice-invitation-withdrawn")).await
}
