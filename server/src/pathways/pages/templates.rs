//! Templates: cloned from those that the Academy comes with, or from a pathway, and put into the words of a country.

use actix_web::{Either, HttpResponse, http::StatusCode, web};
use serde::Serialize;

use crate::{
    organisations::countries,
    pathways::{
        access::{ChangePathway, ChangeTemplate, SeeSuggestions, SeeTemplates},
        store::{
            pathways,
            templates::{self as kept, KeptTemplate},
        },
        template_commands as commands,
        templates::{self, Outline},
    },
    platform::{
        Action, Argument, Db, FieldErrors, Form, Judgement, Outcome, Page, Permit, Problem, Redirect, Screen,
        folding::fold,
        pages::{Choice, Refill},
    },
};

pub async fn list(screen: Screen, permit: Permit<SeeTemplates>, db: web::Data<Db>) -> Outcome<HttpResponse> {
    let mut cards = Vec::new();
    for one in kept::templates(db.read()).await? {
        cards.push(card(&screen, &Outline::of(&one)?));
    }
    cards.extend(templates::shipped(screen.language.code()).iter().map(|outline| card(&screen, outline)));
    let may_table = SeeSuggestions::judge(&permit.actor, &()) == Judgement::Allow;
    screen.show(&TemplatesPage { templates: cards, may_table })
}

fn card(screen: &Screen, outline: &Outline) -> TemplateCard {
    let count = |number: usize| Argument::from(u32::try_from(number).unwrap_or(0));
    let arguments =
        [("stages", count(outline.parts.stages.len())), ("steps", count(outline.parts.steps.len()))];
    TemplateCard {
        url: outline.id.map(|id| format!("/pathway-templates/{id}")).unwrap_or_default(),
        value: outline.value(),
        name: outline.name.clone(),
        country: match &outline.country {
            Some(country) => screen.text(&format!("country-{country}")),
            None => screen.text("suggestion-every-country"),
        },
        size: screen.text_with("template-size", &arguments),
    }
}

/// A copy of one's own.
pub async fn clone(
    screen: Screen,
    permit: Permit<SeeTemplates>,
    db: web::Data<Db>,
    form: Form,
) -> Outcome<Redirect> {
    let outline = Outline::find(db.read(), screen.language, form.text("template")).await?;
    let mut once = db.begin_once(&form.key).await?;
    let id = commands::clone(&mut once, &permit, &outline, screen.language).await?;
    once.redirect(Redirect::to(format!("/pathway-templates/{id}")).saying("notice-template-cloned")).await
}

/// A template from a pathway as it is.
pub async fn of_pathway(
    screen: Screen,
    permit: Permit<ChangePathway>,
    own: Permit<SeeTemplates>,
    db: web::Data<Db>,
    form: Form,
) -> Outcome<Redirect> {
    let whole = pathways::whole(db.read(), permit.pathway.clone()).await?;
    let outline = Outline::of_pathway(&whole, permit.factory.country.clone());
    let mut once = db.begin_once(&form.key).await?;
    let id = commands::clone(&mut once, &own, &outline, screen.language).await?;
    once.redirect(Redirect::to(format!("/pathway-templates/{id}")).saying("notice-template-cloned")).await
}

const FIELDS: [&str; 2] = ["name", "country"];

pub async fn show(screen: Screen, permit: Permit<ChangeTemplate>) -> Outcome<HttpResponse> {
    let country = permit.country.clone().unwrap_or_default();
    let form = Refill::of(&[("name", &permit.name), ("country", &country)]);
    screen.show(&page(&screen, &permit, form, None)?)
}

pub async fn save(
    screen: Screen,
    permit: Permit<ChangeTemplate>,
    db: web::Data<Db>,
    form: Form,
) -> Outcome<Either<Redirect, HttpResponse>> {
    let typed: Vec<String> = form.all("text").map(str::to_owned).collect();
    let again = |status, errors: &FieldErrors, now: &KeptTemplate| {
        let refill = Refill::again(&screen, &FIELDS, &form, errors);
        let page = page(&screen, now, refill, Some(&typed))?;
        screen.answer(status, &page).map(Either::Right)
    };
    let mut errors = FieldErrors::default();
    let name =
        errors.take("name", crate::pathways::form::text(form.text("name"), 160, "pathway-name-missing"));
    let country = match form.optional("country") {
        Some(code) => errors.take("country", countries::parse(code)).map(|code| Some(code.to_owned())),
        None => Some(None),
    };
    let (Some(name), Some(country)) = (name, country) else {
        return again(StatusCode::UNPROCESSABLE_ENTITY, &errors, &permit);
    };
    let seen = form.text("seen").parse().map_err(|_| Problem::BadRequest("problem-unreadable"))?;
    let mut once = db.begin_once(&form.key).await?;
    match commands::change(&mut once, &permit, (name, country), &typed, seen).await {
        Ok(()) => {
            let path = format!("/pathway-templates/{}", permit.id);
            once.redirect(Redirect::to(path).saying("notice-pathway-saved")).await.map(Either::Left)
        }
        Err(Problem::Conflict(key)) => {
            drop(once);
            let now = kept::template(db.read(), permit.id).await?;
            again(StatusCode::CONFLICT, &FieldErrors::one("name", key), &now)
        }
        Err(Problem::Invalid(errors)) => {
            drop(once);
            again(StatusCode::UNPROCESSABLE_ENTITY, &errors, &permit)
        }
        Err(problem) => Err(problem),
    }
}

fn page(
    screen: &Screen,
    now: &KeptTemplate,
    form: Refill,
    typed: Option<&[String]>,
) -> Outcome<TemplatePage> {
    let outline = Outline::of(now)?;
    let mut texts: Vec<TextLine> = outline
        .parts
        .texts()
        .into_iter()
        .enumerate()
        .map(|(place, (kind, value))| TextLine { place, label: screen.text(kind), value: value.to_owned() })
        .collect();
    if let Some(typed) = typed {
        for (line, typed) in texts.iter_mut().zip(typed) {
            line.value.clone_from(typed);
        }
    }
    let mut choices = Choice::all(screen, "country-", countries::all(), form.value("country"));
    choices.sort_by_cached_key(|choice| fold(&choice.text));
    choices.insert(0, Choice::none(screen, "suggestion-every-country", form.value("country")));
    Ok(TemplatePage {
        path: format!("/pathway-templates/{}", now.id),
        name: now.name.clone(),
        seen: now.changes,
        countries: choices,
        texts,
        form,
    })
}

#[derive(Serialize)]
pub struct TemplatesPage {
    templates: Vec<TemplateCard>,
    may_table: bool,
}

#[derive(Serialize)]
struct TemplateCard {
    url: String,
    value: String,
    name: String,
    country: String,
    size: String,
}

#[derive(Serialize)]
pub struct TemplatePage {
    path: String,
    name: String,
    seen: i32,
    countries: Vec<Choice>,
    texts: Vec<TextLine>,
    form: Refill,
}

#[derive(Serialize)]
struct TextLine {
    place: usize,
    label: String,
    value: String,
}

impl Page for TemplatesPage {
    const TEMPLATE: &'static str = "pathways/templates";

    fn examples() -> Vec<Self> {
        let card = |url: &str| TemplateCard {
            url: url.to_owned(),
            value: "1".to_owned(),
            name: "Planned hours".to_owned(),
            country: "Viet Nam".to_owned(),
            size: "…".to_owned(),
        };
        vec![Self { templates: vec![card("/pathway-templates/1"), card("")], may_table: true }]
    }
}

impl Page for TemplatePage {
    const TEMPLATE: &'static str = "pathways/template";

    fn examples() -> Vec<Self> {
        let page = |form| Self {
            path: "/pathway-templates/1".to_owned(),
            name: "Planned hours".to_owned(),
            seen: 0,
            countries: vec![Choice { value: String::new(), text: "…".to_owned(), selected: true }],
            texts: vec![TextLine { place: 0, label: "Stage".to_owned(), value: "Understand".to_owned() }],
            form,
        };
        let empty = || Refill::of(&FIELDS.map(|field| (field, "")));
        vec![page(empty()), page(empty().wrong("name", "…"))]
    }
}
