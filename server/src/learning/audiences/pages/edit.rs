//! The form of an audience, with a preview of who is in.

use actix_web::{HttpResponse, Responder, http::StatusCode, web};
use serde::Serialize;

use crate::{
    catalogue,
    learning::audiences::{
        access::{ChangeAudience, MakeAudience},
        commands,
        form::{FIELDS, Typed, plan, who},
        model::Audience,
        store,
    },
    organisations::{countries, store::organisations::Organisation},
    people,
    platform::{
        Argument, Db, FieldErrors, Form, Outcome, Page, Permit, Problem, Redirect, Screen,
        folding::fold,
        pages::{Choice, Refill},
        roles::{OrganisationKind, Role},
    },
};

/// Names in a preview.
const NAMES: u64 = 12;

pub async fn new(screen: Screen, permit: Permit<MakeAudience>, db: web::Data<Db>) -> Outcome<HttpResponse> {
    let form = Refill::of(&FIELDS.map(|field| (field, "")));
    screen.show(&page(&screen, &db, &permit, None, form, None).await?)
}

pub async fn make(
    screen: Screen,
    permit: Permit<MakeAudience>,
    form: Form,
    db: web::Data<Db>,
) -> Outcome<HttpResponse> {
    let plan = match plan(db.read(), permit.id, &Typed::of(&form)).await {
        Err(Problem::Invalid(errors)) => return again(&screen, &db, &permit, None, &form, &errors).await,
        plan => plan?,
    };
    let mut once = db.begin_once(&form.key).await?;
    commands::make(&mut once, &permit, &plan).await?;
    let path = format!("/teams/{}/audiences", permit.id);
    let redirect = once.redirect(Redirect::to(path).saying("notice-audience-made")).await?;
    Ok(redirect.respond_to(screen.request()))
}

pub async fn preview_new(
    screen: Screen,
    permit: Permit<MakeAudience>,
    form: Form,
    db: web::Data<Db>,
) -> Outcome<HttpResponse> {
    previewed(&screen, &db, &permit, None, &form).await
}

pub async fn edit(
    screen: Screen,
    permit: Permit<ChangeAudience>,
    db: web::Data<Db>,
) -> Outcome<HttpResponse> {
    let (audience, plan) = (&permit.audience, &permit.audience.plan);
    let course = catalogue::listed(db.read(), &plan.course.to_string()).await?;
    let text = |value: Option<String>| value.unwrap_or_default();
    let values = [
        ("name", plan.name.clone()),
        ("role", text(plan.who.role.map(|role| role.word().to_owned()))),
        ("country", text(plan.who.country.clone())),
        ("language", text(plan.who.language.map(|language| language.code().to_owned()))),
        ("joined_after", text(plan.who.joined_after.map(|day| day.to_string()))),
        ("course", text(course.map(|listing| listing.slug))),
        ("due_in_days", text(plan.due_in_days.map(|days| days.to_string()))),
    ];
    let values: Vec<(&str, &str)> = values.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let preview = Some(preview_of(&screen, &db, &plan.who).await?);
    let form = Refill::of(&values);
    screen.show(&page(&screen, &db, &permit.organisation, Some(audience), form, preview).await?)
}

pub async fn change(
    screen: Screen,
    permit: Permit<ChangeAudience>,
    form: Form,
    db: web::Data<Db>,
) -> Outcome<HttpResponse> {
    let (organisation, audience) = (&permit.organisation, Some(&permit.audience));
    let plan = match plan(db.read(), organisation.id, &Typed::of(&form)).await {
        Err(Problem::Invalid(errors)) => {
            return again(&screen, &db, organisation, audience, &form, &errors).await;
        }
        plan => plan?,
    };
    let seen = form.text("seen").parse().unwrap_or(permit.audience.changes);
    let mut once = db.begin_once(&form.key).await?;
    match commands::change(&mut once, &permit, &plan, seen).await {
        Err(Problem::Conflict(key)) => {
            drop(once);
            let errors = FieldErrors::one("name", key);
            let refill = Refill::again(&screen, &FIELDS, &form, &errors);
            let theirs = store::audience(db.read(), permit.audience.id).await?;
            let preview = Some(preview_of(&screen, &db, &theirs.plan.who).await?);
            let page = page(&screen, &db, organisation, Some(&theirs), refill, preview).await?;
            return screen.answer(StatusCode::CONFLICT, &page);
        }
        done => done?,
    }
    let path = format!("/teams/{}/audiences", organisation.id);
    let redirect = once.redirect(Redirect::to(path).saying("notice-audience-changed")).await?;
    Ok(redirect.respond_to(screen.request()))
}

pub async fn preview(
    screen: Screen,
    permit: Permit<ChangeAudience>,
    form: Form,
    db: web::Data<Db>,
) -> Outcome<HttpResponse> {
    previewed(&screen, &db, &permit.organisation, Some(&permit.audience), &form).await
}

pub async fn end(permit: Permit<ChangeAudience>, form: Form, db: web::Data<Db>) -> Outcome<Redirect> {
    let mut once = db.begin_once(&form.key).await?;
    commands::end(&mut once, &permit).await?;
    let path = format!("/teams/{}/audiences", permit.organisation.id);
    once.redirect(Redirect::to(path).saying("notice-audience-ended")).await
}

async fn previewed(
    screen: &Screen,
    db: &Db,
    organisation: &Organisation,
    audience: Option<&Audience>,
    form: &Form,
) -> Outcome<HttpResponse> {
    let mut errors = FieldErrors::default();
    let who = who(organisation.id, &Typed::of(form), &mut errors);
    if !errors.is_empty() {
        return again(screen, db, organisation, audience, form, &errors).await;
    }
    let preview = Some(preview_of(screen, db, &who).await?);
    let refill = Refill::again(screen, &FIELDS, form, &errors);
    screen.show(&page(screen, db, organisation, audience, refill, preview).await?)
}

async fn again(
    screen: &Screen,
    db: &Db,
    organisation: &Organisation,
    audience: Option<&Audience>,
    form: &Form,
    errors: &FieldErrors,
) -> Outcome<HttpResponse> {
    let refill = Refill::again(screen, &FIELDS, form, errors);
    screen.show_again(&page(screen, db, organisation, audience, refill, None).await?)
}

/// Whether somebody can have the role in such an organisation, or in a part of it: a group's parts are factories.
fn may_be_there(role: Role, kind: OrganisationKind) -> bool {
    let has_factories = kind == OrganisationKind::ManufacturingGroup;
    role.fits(kind) || has_factories && role.fits(OrganisationKind::Factory)
}

async fn preview_of(screen: &Screen, db: &Db, who: &crate::organisations::Who) -> Outcome<Preview> {
    let today = db.clock().now().date_naive();
    let (names, total) = store::matching(db.read(), who, today, NAMES).await?;
    let number = |number: u64| Argument::from(u32::try_from(number).unwrap_or(u32::MAX));
    let more = total.saturating_sub(u64::try_from(names.len()).unwrap_or(0));
    Ok(Preview {
        words: screen.text_with("audience-preview-count", &[("count", number(total))]),
        more: match more {
            0 => String::new(),
            more => screen.text_with("demand-more", &[("count", number(more))]),
        },
        names,
    })
}

async fn page(
    screen: &Screen,
    db: &Db,
    organisation: &Organisation,
    audience: Option<&Audience>,
    form: Refill,
    preview: Option<Preview>,
) -> Outcome<AudiencePage> {
    let listings = catalogue::listings(db.read()).await?;
    let matched = match audience {
        Some(audience) => Some(store::matched_count(db.read(), audience.id).await?),
        None => None,
    };
    let list = format!("/teams/{}/audiences", organisation.id);
    let any = |value: &str| Choice::none(screen, "audience-any", value);
    let sorted = |mut choices: Vec<Choice>, first: Choice| {
        choices.sort_by_cached_key(|choice| fold(&choice.text));
        choices.insert(0, first);
        choices
    };
    let there = Role::ALL.iter().filter(|role| may_be_there(**role, organisation.kind));
    let roles = Choice::all(screen, "role-", there.map(|role| role.word()), form.value("role"));
    let countries = Choice::all(screen, "country-", countries::all(), form.value("country"));
    let mut languages = people::language_choices(form.value("language"));
    languages.insert(0, any(form.value("language")));
    Ok(AudiencePage {
        name: organisation.name.clone(),
        action: audience.map_or_else(|| list.clone(), |audience| format!("/audiences/{}", audience.id)),
        list,
        is_new: audience.is_none(),
        ended: audience.is_some_and(|audience| audience.ended),
        seen: audience.map_or(0, |audience| audience.changes),
        matched: matched.map(|count| {
            let count = Argument::from(u32::try_from(count).unwrap_or(u32::MAX));
            screen.text_with("audience-matched", &[("count", count)])
        }),
        roles: sorted(roles, any(form.value("role"))),
        countries: sorted(countries, any(form.value("country"))),
        languages,
        courses: sorted(
            catalogue::course_choices(screen, &listings, form.value("course")),
            Choice::none(screen, "team-choose-course", form.value("course")),
        ),
        form,
        preview,
    })
}

#[derive(Serialize)]
pub struct AudiencePage {
    name: String,
    list: String,
    action: String,
    is_new: bool,
    ended: bool,
    seen: i32,
    matched: Option<String>,
    form: Refill,
    roles: Vec<Choice>,
    countries: Vec<Choice>,
    languages: Vec<Choice>,
    courses: Vec<Choice>,
    preview: Option<Preview>,
}

#[derive(Clone, Serialize)]
struct Preview {
    words: String,
    names: Vec<String>,
    /// “and 3 more”, or empty.
    more: String,
}

impl Page for AudiencePage {
    const TEMPLATE: &'static str = "audiences/edit";

    fn examples() -> Vec<Self> {
        let choice = || vec![Choice { value: "x".to_owned(), text: "…".to_owned(), selected: true }];
        let empty = || Refill::of(&FIELDS.map(|field| (field, "")));
        let page = |form, preview| Self {
            name: "Northwind Apparel".to_owned(),
            list: "/teams/1/audiences".to_owned(),
            action: "/teams/1/audiences".to_owned(),
            is_new: true,
            ended: false,
            seen: 0,
            matched: None,
            form,
            roles: choice(),
            countries: choice(),
            languages: choice(),
            courses: choice(),
            preview,
        };
        let preview = Preview {
            words: "14".to_owned(),
            names: vec!["Nguyễn Thị Lan".to_owned()],
            more: "…".to_owned(),
        };
        let nobody = Preview { words: "0".to_owned(), names: Vec::new(), more: String::new() };
        let old = |ended| Self {
            is_new: false,
            ended,
            matched: Some("14".to_owned()),
            ..page(empty(), Some(preview.clone()))
        };
        vec![page(empty(), None), page(empty().wrong("name", "…"), Some(nobody)), old(false), old(true)]
    }
}
