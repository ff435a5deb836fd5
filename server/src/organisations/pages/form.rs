//! The form that registers an organisation, and the same form to change one.

use actix_web::{HttpResponse, Responder, web};
use serde::Serialize;

use super::list::kind_text;
use crate::{
    organisations::{
        access::{ChangeOrganisation, RegisterOrganisation, SeeOrganisation},
        commands::{self, Described},
        countries,
        store::organisations,
    },
    platform::{
        Actor, Db, FieldErrors, Form, OrganisationId, Outcome, Page, Permit, Problem, Redirect, Screen,
        folding::fold,
        pages::{Choice, Refill},
        roles::OrganisationKind,
    },
};

const FIELDS: [&str; 5] = ["kind", "name", "country", "part_of", "reference"];

#[derive(Serialize)]
pub struct OrganisationFormPage {
    /// The name of the organisation that is changed, or nothing for a new one.
    changed: Option<String>,
    action: String,
    back: String,
    form: Refill,
    kinds: Vec<Choice>,
    countries: Vec<Choice>,
    groups: Vec<Choice>,
}

impl Page for OrganisationFormPage {
    const TEMPLATE: &'static str = "organisations/form";

    fn examples() -> Vec<Self> {
        let choice = || vec![Choice { value: "x".to_owned(), text: "…".to_owned(), selected: true }];
        let page = |changed: Option<&str>, form| Self {
            changed: changed.map(str::to_owned),
            action: "/organisations".to_owned(),
            back: "/organisations".to_owned(),
            form,
            kinds: choice(),
            countries: choice(),
            groups: choice(),
        };
        let empty = || Refill::of(&FIELDS.map(|field| (field, "")));
        vec![
            page(None, empty()),
            page(None, empty().wrong("name", "…")),
            page(Some("Northwind Apparel"), empty()),
        ]
    }
}

pub async fn new(
    screen: Screen,
    permit: Permit<RegisterOrganisation>,
    db: web::Data<Db>,
) -> Outcome<HttpResponse> {
    let form = Refill::of(&FIELDS.map(|field| (field, "")));
    screen.show(&new_page(&screen, &db, &permit.actor, form).await?)
}

async fn new_page(screen: &Screen, db: &Db, actor: &Actor, form: Refill) -> Outcome<OrganisationFormPage> {
    let words = OrganisationKind::ALL.iter().map(|kind| kind.word());
    let mut kinds = vec![Choice::none(screen, "organisation-kind-choose", form.value("kind"))];
    kinds.extend(Choice::all(screen, "organisation-kind-", words, form.value("kind")));
    Ok(OrganisationFormPage {
        changed: None,
        action: "/organisations".to_owned(),
        back: "/organisations".to_owned(),
        kinds,
        countries: country_choices(screen, form.value("country")),
        groups: group_choices(screen, db, actor, form.value("part_of")).await?,
        form,
    })
}

/// By name, as the reader writes them; first of all none.
fn country_choices(screen: &Screen, selected: &str) -> Vec<Choice> {
    let mut choices = Choice::all(screen, "country-", countries::all(), selected);
    choices.sort_by_cached_key(|choice| fold(&choice.text));
    std::iter::once(Choice::none(screen, "organisation-country-none", selected)).chain(choices).collect()
}

async fn group_choices(screen: &Screen, db: &Db, actor: &Actor, selected: &str) -> Outcome<Vec<Choice>> {
    let groups = organisations::groups(db.read(), &SeeOrganisation::visible_to(actor)).await?;
    let none = Choice::none(screen, "organisation-group-none", selected);
    let choices = groups.into_iter().map(|group| {
        let value = group.id.to_string();
        Choice { selected: value == selected, value, text: group.name }
    });
    Ok(std::iter::once(none).chain(choices).collect())
}

pub async fn register(
    screen: Screen,
    permit: Permit<RegisterOrganisation>,
    form: Form,
    db: web::Data<Db>,
) -> Outcome<HttpResponse> {
    let errors = match try_to_register(&permit, &form, &db).await {
        Ok(redirect) => return Ok(redirect.respond_to(screen.request())),
        Err(Problem::Denied(key)) => FieldErrors::one("country", key),
        Err(problem) => problem.wrong_fields()?,
    };
    let form = Refill::again(&screen, &FIELDS, &form, &errors);
    screen.show_again(&new_page(&screen, &db, &permit.actor, form).await?)
}

async fn try_to_register(permit: &Permit<RegisterOrganisation>, form: &Form, db: &Db) -> Outcome<Redirect> {
    let kind = OrganisationKind::from_word(form.text("kind"));
    let kind = kind.ok_or_else(|| FieldErrors::one("kind", "organisation-kind-missing"))?;
    let typed = typed(form, None, None);
    let new = commands::described(db.read(), &permit.actor, kind, &typed).await?;
    let mut once = db.begin_once(&form.key).await?;
    let id = commands::register(&mut once, permit, &new, typed.reference()).await?;
    once.redirect(Redirect::to(format!("/organisations/{id}")).saying("notice-organisation-registered")).await
}

fn typed(
    form: &Form,
    present: Option<OrganisationId>,
    present_group: Option<OrganisationId>,
) -> Described<'_> {
    Described {
        name: form.text("name"),
        country: form.text("country"),
        part_of: form.text("part_of"),
        present_group,
        reference: form.text("reference"),
        present,
    }
}

pub async fn edit(
    screen: Screen,
    permit: Permit<ChangeOrganisation>,
    db: web::Data<Db>,
) -> Outcome<HttpResponse> {
    let part_of = permit.part_of.map(|group| group.to_string()).unwrap_or_default();
    let form = Refill::of(&[
        ("kind", permit.kind.word()),
        ("name", &permit.name),
        ("country", permit.country.as_deref().unwrap_or_default()),
        ("part_of", &part_of),
        ("reference", permit.reference.as_deref().unwrap_or_default()),
    ]);
    screen.show(&change_page(&screen, &db, &permit, form).await?)
}

async fn change_page(
    screen: &Screen,
    db: &Db,
    permit: &Permit<ChangeOrganisation>,
    form: Refill,
) -> Outcome<OrganisationFormPage> {
    let path = format!("/organisations/{}", permit.id);
    let kind =
        Choice { value: permit.kind.word().to_owned(), text: kind_text(screen, permit.kind), selected: true };
    Ok(OrganisationFormPage {
        changed: Some(permit.name.clone()),
        action: format!("{path}/change"),
        back: path,
        kinds: vec![kind],
        countries: country_choices(screen, form.value("country")),
        groups: kept_group(
            screen,
            permit,
            group_choices(screen, db, &permit.actor, form.value("part_of")).await?,
        ),
        form,
    })
}

/// A group that the actor may not see stands in the form without its name, so that saving does not lose it.
fn kept_group(screen: &Screen, permit: &Permit<ChangeOrganisation>, mut groups: Vec<Choice>) -> Vec<Choice> {
    let present = permit.part_of.map(|group| group.to_string());
    if let Some(value) = present.filter(|present| groups.iter().all(|group| group.value != *present)) {
        groups.push(Choice { value, text: screen.text("organisation-group-kept"), selected: true });
    }
    groups
}

pub async fn change(
    screen: Screen,
    permit: Permit<ChangeOrganisation>,
    form: Form,
    db: web::Data<Db>,
) -> Outcome<HttpResponse> {
    let errors = match try_to_change(&permit, &form, &db).await {
        Ok(redirect) => return Ok(redirect.respond_to(screen.request())),
        Err(Problem::Denied(key)) => FieldErrors::one("country", key),
        Err(problem) => problem.wrong_fields()?,
    };
    let form = Refill::again(&screen, &FIELDS, &form, &errors);
    screen.show_again(&change_page(&screen, &db, &permit, form).await?)
}

async fn try_to_change(permit: &Permit<ChangeOrganisation>, form: &Form, db: &Db) -> Outcome<Redirect> {
    let typed = typed(form, Some(permit.id), permit.part_of);
    let new = commands::described(db.read(), &permit.actor, permit.kind, &typed).await?;
    let mut once = db.begin_once(&form.key).await?;
    commands::change(&mut once, permit, &new, typed.reference()).await?;
    once.redirect(Redirect::to(format!("/organisations/{}", permit.id)).saying("notice-organisation-changed"))
        .await
}

/// Says that a factory is known through its group only, or that it is a factory of Better Work.
pub async fn mark_group_only(
    permit: Permit<ChangeOrganisation>,
    form: Form,
    db: web::Data<Db>,
) -> Outcome<Redirect> {
    let mut once = db.begin_once(&form.key).await?;
    commands::mark_group_only(&mut once, &permit, form.text("group_only") == "yes").await?;
    once.redirect(Redirect::to(format!("/organisations/{}", permit.id)).saying("notice-organisation-changed"))
        .await
}
