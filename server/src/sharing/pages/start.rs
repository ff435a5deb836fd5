//! One pathway begun for several factories of a group: each gets its own, which its adviser and committee go on with.

use std::collections::HashSet;

use actix_web::{HttpResponse, Responder, web};
use serde::Serialize;

use crate::{
    organisations::{
        country_text,
        store::organisations::{self, Organisation},
    },
    pathways::{
        access::may_begin_with,
        form::description,
        store::templates as kept,
        templates::{self, Outline},
    },
    platform::{
        Actor, Db, FieldErrors, Form, Language, OrganisationId, Outcome, Page, Permit, Read, Redirect,
        Screen,
        pages::{Choice, Refill},
    },
    sharing::{
        access::StartPathways,
        commands::{self, Start},
    },
};

const FIELDS: [&str; 5] = ["factory", "template", "name", "starts_on", "ends_on"];

#[derive(Serialize)]
pub struct StartPage {
    group: String,
    group_url: String,
    form: Refill,
    factories: Vec<FactoryTick>,
    templates: Vec<Choice>,
}

#[derive(Serialize)]
struct FactoryTick {
    value: String,
    text: String,
    checked: bool,
}

impl Page for StartPage {
    const TEMPLATE: &'static str = "sharing/start";

    fn examples() -> Vec<Self> {
        let page = |form| Self {
            group: "Sao Mai Group".to_owned(),
            group_url: "/organisations/1".to_owned(),
            form,
            factories: vec![FactoryTick { value: "2".to_owned(), text: "…".to_owned(), checked: true }],
            templates: vec![Choice { value: String::new(), text: "…".to_owned(), selected: true }],
        };
        let empty = || Refill::of(&FIELDS.map(|field| (field, "")));
        vec![page(empty()), page(empty().wrong("factory", "…").wrong("name", "…"))]
    }
}

pub async fn new(screen: Screen, permit: Permit<StartPathways>, db: web::Data<Db>) -> Outcome<HttpResponse> {
    let form = Refill::of(&FIELDS.map(|field| (field, "")));
    screen.show(&page(&screen, &db, &permit, (form, HashSet::new())).await?)
}

async fn page(
    screen: &Screen,
    db: &Db,
    permit: &Permit<StartPathways>,
    (form, ticked): (Refill, HashSet<String>),
) -> Outcome<StartPage> {
    let factories = organisations::factories_of(db.read(), permit.id).await?;
    let tick = |factory: &Organisation| {
        let value = factory.id.to_string();
        let text = format!("{}, {}", factory.name, country_text(screen, factory));
        FactoryTick { checked: ticked.contains(&value), value, text }
    };
    let offered = offered(db.read(), &permit.actor, screen.language).await?;
    let choice = |outline: &Outline| Choice {
        value: outline.value(),
        text: outline.name.clone(),
        selected: outline.value() == form.value("template"),
    };
    let none = Choice::none(screen, "pathway-template-none", form.value("template"));
    Ok(StartPage {
        group: permit.name.clone(),
        group_url: format!("/organisations/{}", permit.id),
        factories: factories.iter().map(tick).collect(),
        templates: [none].into_iter().chain(offered.iter().map(choice)).collect(),
        form,
    })
}

/// Templates of every country: the factories may stand in several.
async fn offered(read: &Read, actor: &Actor, language: Language) -> Outcome<Vec<Outline>> {
    let mut all = Vec::new();
    let of_every_country = |one: &&kept::KeptTemplate| one.country.is_none() && may_begin_with(actor, one);
    for one in kept::templates(read).await?.iter().filter(of_every_country) {
        all.push(Outline::of(one)?);
    }
    all.extend(templates::shipped(language.code()));
    Ok(all)
}

/// The template of this code or id, if one is offered.
pub async fn find(
    read: &Read,
    (actor, language): (&Actor, Language),
    value: &str,
) -> Outcome<Option<Outline>> {
    let all = offered(read, actor, language).await?;
    Ok(all.into_iter().find(|outline| outline.value() == value))
}

pub async fn start(
    screen: Screen,
    permit: Permit<StartPathways>,
    form: Form,
    db: web::Data<Db>,
) -> Outcome<HttpResponse> {
    let errors = match try_to_start(&screen, &permit, &form, &db).await {
        Ok(redirect) => return Ok(redirect.respond_to(screen.request())),
        Err(problem) => problem.wrong_fields()?,
    };
    let ticked = form.all("factory").map(str::to_owned).collect();
    let refill = Refill::again(&screen, &FIELDS, &form, &errors);
    screen.show_again(&page(&screen, &db, &permit, (refill, ticked)).await?)
}

async fn try_to_start(
    screen: &Screen,
    permit: &Permit<StartPathways>,
    form: &Form,
    db: &Db,
) -> Outcome<Redirect> {
    let described = description(form, &[]);
    let chosen: Vec<OrganisationId> = form.all("factory").filter_map(|id| id.parse().ok()).collect();
    let described = match described {
        Ok(described) if !chosen.is_empty() => described,
        outcome => {
            let mut errors = FieldErrors::default();
            if chosen.is_empty() {
                errors.add("factory", "group-start-factory-missing");
            }
            errors.0.extend(outcome.err().map(|wrong| wrong.0).unwrap_or_default());
            return Err(errors.into());
        }
    };
    let template = match form.text("template") {
        "" => None,
        value => find(db.read(), (&*permit.actor, screen.language), value).await?,
    };
    let mut once = db.begin_once(&form.key).await?;
    let start = Start { factories: &chosen, description: &described, template: template.as_ref() };
    commands::start(&mut once, permit, &start).await?;
    let page = Redirect::to(format!("/organisations/{}/pathways", permit.id));
    once.redirect(page.saying("notice-group-pathways-begun")).await
}
