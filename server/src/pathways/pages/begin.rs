//! Beginning a pathway, empty or from a template.

use actix_web::{Either, HttpResponse, web};
use serde::Serialize;

use crate::{
    pathways::{
        access::{MakePathway, may_begin_with},
        commands,
        form::description,
        store::templates as kept,
        templates::{self, Outline},
    },
    platform::{
        Actor, Db, FieldErrors, Form, Language, Outcome, Page, Permit, Read, Redirect, Screen,
        pages::{Choice, Refill},
    },
};

const FIELDS: [&str; 4] = ["template", "name", "starts_on", "ends_on"];

pub async fn new(screen: Screen, permit: Permit<MakePathway>, db: web::Data<Db>) -> Outcome<HttpResponse> {
    let form = Refill::of(&FIELDS.map(|field| (field, "")));
    screen.show(&page(&screen, &db, &permit, form).await?)
}

pub async fn make(
    screen: Screen,
    permit: Permit<MakePathway>,
    db: web::Data<Db>,
    form: Form,
) -> Outcome<Either<Redirect, HttpResponse>> {
    let mut description = match description(&form, &[]) {
        Ok(description) => description,
        Err(errors) => return again(&screen, &db, &permit, &form, &errors).await.map(Either::Right),
    };
    description.owner = Some(permit.actor.person);
    let template = match form.text("template") {
        "" => None,
        code => {
            let who = (&*permit.actor, screen.language);
            Some(find(db.read(), who, permit.country.as_deref(), code).await?)
        }
    };
    let mut once = db.begin_once(&form.key).await?;
    let id = commands::make(&mut once, &permit, &description, template.as_ref()).await?;
    let path = format!("/pathways/{id}");
    once.redirect(Redirect::to(path).saying("notice-pathway-made")).await.map(Either::Left)
}

/// The templates for a factory of this country: its own, those of every country, and those that the Academy comes with;
/// of those that people made what is one's own, or shared.
pub async fn offered(
    read: &Read,
    (actor, language): (&Actor, Language),
    country: Option<&str>,
) -> Outcome<Vec<Outline>> {
    let mut all = Vec::new();
    for one in kept::templates(read).await?.into_iter().filter(|one| may_begin_with(actor, one)) {
        if one.country.is_none() || one.country.as_deref() == country {
            all.push(Outline::of(&one)?);
        }
    }
    all.extend(templates::shipped(language.code()));
    Ok(all)
}

/// # Errors
/// `Problem::Invalid` where none of this code or id is offered.
pub async fn find(
    read: &Read,
    who: (&Actor, Language),
    country: Option<&str>,
    value: &str,
) -> Outcome<Outline> {
    let all = offered(read, who, country).await?;
    let found = all.into_iter().find(|outline| outline.value() == value);
    found.ok_or_else(|| FieldErrors::one("template", "pathway-template-unknown").into())
}

async fn again(
    screen: &Screen,
    db: &Db,
    permit: &Permit<MakePathway>,
    form: &Form,
    errors: &FieldErrors,
) -> Outcome<HttpResponse> {
    let refill = Refill::again(screen, &FIELDS, form, errors);
    screen.show_again(&page(screen, db, permit, refill).await?)
}

async fn page(screen: &Screen, db: &Db, permit: &Permit<MakePathway>, form: Refill) -> Outcome<BeginPage> {
    let offered = offered(db.read(), (&*permit.actor, screen.language), permit.country.as_deref()).await?;
    let choice = |outline: &Outline| Choice {
        value: outline.value(),
        text: outline.name.clone(),
        selected: outline.value() == form.value("template"),
    };
    let none = Choice::none(screen, "pathway-template-none", form.value("template"));
    let path = format!("/factories/{}", permit.id);
    Ok(BeginPage {
        action: format!("{path}/pathways"),
        factory_path: format!("{path}/pathway"),
        factory: permit.name.clone(),
        templates: [none].into_iter().chain(offered.iter().map(choice)).collect(),
        form,
    })
}

#[derive(Serialize)]
pub struct BeginPage {
    action: String,
    factory: String,
    factory_path: String,
    templates: Vec<Choice>,
    form: Refill,
}

impl Page for BeginPage {
    const TEMPLATE: &'static str = "pathways/begin";

    fn examples() -> Vec<Self> {
        let page = |form| Self {
            action: "/factories/1/pathways".to_owned(),
            factory: "Northwind Garments".to_owned(),
            factory_path: "/factories/1/pathway".to_owned(),
            templates: vec![Choice { value: String::new(), text: "…".to_owned(), selected: true }],
            form,
        };
        let empty = || Refill::of(&FIELDS.map(|field| (field, "")));
        vec![page(empty()), page(empty().wrong("name", "…"))]
    }
}
