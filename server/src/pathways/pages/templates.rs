//! Templates: cloned from those that the Academy comes with, or from a pathway, and put into the words of a country.

use actix_web::{Either, HttpResponse, http::StatusCode, web};
use serde::Serialize;

use crate::{
    organisations::{countries, store::organisations},
    pathways::{
        access::{ChangePathway, ChangeTemplate, SeeSuggestions, SeeTemplates, ShareTemplate, sees_template},
        store::{
            pathways,
            templates::{self as kept, KeptTemplate},
        },
        template_commands as commands,
        templates::{self, Outline},
    },
    platform::{
        Action, Actor, Argument, Db, FieldErrors, Form, Judgement, Outcome, Page, Permit, Problem, Redirect,
        Screen,
        folding::fold,
        pages::{Choice, Refill},
    },
};

pub async fn list(screen: Screen, permit: Permit<SeeTemplates>, db: web::Data<Db>) -> Outcome<HttpResponse> {
    let read = db.read();
    let mut seen = kept::templates(read).await?;
    seen.retain(|one| sees_template(&permit.actor, one));
    let owners =
        organisations::organisations(read, seen.iter().filter_map(|one| one.organisation_id)).await?;
    let mut cards = Vec::new();
    for one in &seen {
        let owner = one.organisation_id.and_then(|id| owners.get(&id));
        cards.push(TemplateCard {
            whose: owner.map(|owner| owner.name.clone()).unwrap_or_default(),
            shared: one.shared_at.is_some(),
            ..card(&screen, &Outline::of(one)?)
        });
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
        whose: String::new(),
        shared: outline.id.is_none(),
    }
}

/// A copy of one's own.
pub async fn clone(
    screen: Screen,
    permit: Permit<SeeTemplates>,
    db: web::Data<Db>,
    form: Form,
) -> Outcome<Redirect> {
    let outline = Outline::find(db.read(), (&*permit.actor, screen.language), form.text("template")).await?;
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
    screen.show(&page(&screen, &permit.actor, &permit, (form, None))?)
}

/// Others may begin pathways with it from now on.
pub async fn share(permit: Permit<ShareTemplate>, db: web::Data<Db>, form: Form) -> Outcome<Redirect> {
    let mut once = db.begin_once(&form.key).await?;
    commands::share(&mut once, &permit).await?;
    once.redirect(Redirect::to("/pathway-templates").saying("notice-template-shared")).await
}

pub async fn remove(permit: Permit<ChangeTemplate>, db: web::Data<Db>, form: Form) -> Outcome<Redirect> {
    let mut once = db.begin_once(&form.key).await?;
    commands::remove(&mut once, &permit).await?;
    once.redirect(Redirect::to("/pathway-templates").saying("notice-template-removed")).await
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
        let page = page(&screen, &permit.actor, now, (refill, Some(&typed)))?;
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
    actor: &Actor,
    now: &KeptTemplate,
    (form, typed): (Refill, Option<&[String]>),
) -> Outcome<TemplatePage> {
    let outline = Outline::of(now)?;
    let labels = labels(screen, &outline.parts);
    let mut texts: Vec<TextLine> = outline
        .parts
        .texts()
        .into_iter()
        .zip(labels)
        .enumerate()
        .map(|(place, ((_, value), label))| TextLine {
            place,
            label,
            value: value.to_owned(),
            now: String::new(),
        })
        .collect();
    if let Some(typed) = typed {
        for (line, typed) in texts.iter_mut().zip(typed) {
            if line.value != *typed {
                line.now = std::mem::replace(&mut line.value, typed.clone());
            }
        }
    }
    Ok(TemplatePage {
        path: format!("/pathway-templates/{}", now.id),
        name: now.name.clone(),
        seen: now.changes,
        countries: countries_of(screen, actor, now, form.value("country")),
        texts,
        form,
        shared: now.shared_at.is_some(),
        may_share: now.shared_at.is_none() && ShareTemplate::judge(actor, now) == Judgement::Allow,
    })
}

/// What each text is, in the order of `Parts::texts`: “Stage 2”, “Goal 1: measure”, “Step 3, in Understand”.
fn labels(screen: &Screen, parts: &templates::Parts) -> Vec<String> {
    let number = |place: usize| Argument::from(u32::try_from(place).unwrap_or(u32::MAX).saturating_add(1));
    let numbered = |key: &str, place: usize| screen.text_with(key, &[("number", number(place))]);
    let stages = (0..parts.stages.len()).map(|place| numbered("template-text-stage", place));
    let goals = (0..parts.goals.len())
        .flat_map(|place| [numbered("template-text-goal", place), numbered("template-text-measure", place)]);
    let steps = parts.steps.iter().enumerate().map(|(place, step)| {
        let stage = step.stage.checked_sub(1).and_then(|stage| parts.stages.get(stage));
        let stage = Argument::from(stage.map_or("", |stage| stage.name.as_str()));
        screen.text_with("template-text-step", &[("number", number(place)), ("stage", stage)])
    });
    stages.chain(goals).chain(steps).collect()
}

/// The countries for which the reader may set templates, and the one that it has.
fn countries_of(screen: &Screen, actor: &Actor, now: &KeptTemplate, chosen: &str) -> Vec<Choice> {
    let extent = actor.extent(ChangeTemplate::NAME);
    let offered = countries::all().filter(|code| {
        extent.everywhere
            || now.country.as_deref() == Some(*code)
            || extent.countries.iter().any(|own| own == code)
    });
    let mut choices = Choice::all(screen, "country-", offered, chosen);
    choices.sort_by_cached_key(|choice| fold(&choice.text));
    if extent.everywhere || now.country.is_none() {
        choices.insert(0, Choice::none(screen, "suggestion-every-country", chosen));
    }
    choices
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
    /// The organisation whose it is; empty for what the Academy comes with.
    whose: String,
    shared: bool,
}

#[derive(Serialize)]
pub struct TemplatePage {
    path: String,
    name: String,
    seen: i32,
    countries: Vec<Choice>,
    texts: Vec<TextLine>,
    form: Refill,
    shared: bool,
    may_share: bool,
}

#[derive(Serialize)]
struct TextLine {
    place: usize,
    label: String,
    value: String,
    /// As it is kept, where a form that came back says something else.
    now: String,
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
            whose: if url.is_empty() { String::new() } else { "Hoa Gạo".to_owned() },
            shared: url.is_empty(),
        };
        vec![Self { templates: vec![card("/pathway-templates/1"), card("")], may_table: true }]
    }
}

impl Page for TemplatePage {
    const TEMPLATE: &'static str = "pathways/template";

    fn examples() -> Vec<Self> {
        let line = |place, now: &str| TextLine {
            place,
            label: "Stage".to_owned(),
            value: "Understand".to_owned(),
            now: now.to_owned(),
        };
        let page = |form| Self {
            path: "/pathway-templates/1".to_owned(),
            name: "Planned hours".to_owned(),
            seen: 0,
            countries: vec![Choice { value: String::new(), text: "…".to_owned(), selected: true }],
            texts: vec![line(0, ""), line(1, "Learn")],
            form,
            shared: false,
            may_share: true,
        };
        let empty = || Refill::of(&FIELDS.map(|field| (field, "")));
        let shared = Self { shared: true, may_share: false, ..page(empty()) };
        vec![page(empty()), page(empty().wrong("name", "…")), shared]
    }
}
