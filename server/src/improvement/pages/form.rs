//! The form that plans an item. Whoever is second sees what the first one changed, beside what they typed themselves.

use actix_web::{HttpResponse, Responder, http::StatusCode, web};
use chrono::NaiveDate;
use serde::Serialize;

use super::{
    item::severities,
    theirs::{Theirs, differing, kept},
    words::plan_path,
};
use crate::{
    improvement::{
        access::{ItemThere, VerifyItem, WorkOnItem},
        commands::{self, CHANGED_MEANWHILE, Planned},
        frame::store as frame,
        model::{ItemState, Severity},
        store::items::{self, Item},
    },
    organisations,
    people::store::persons,
    platform::{
        Action, Actor, Db, FieldErrors, Form, Outcome, Page, Permit, PersonId, Problem, Redirect, Screen,
        folding::fold,
        pages::{Choice, Refill},
        spreadsheets::date_in,
    },
};

const FIELDS: [&str; 8] =
    ["root_cause", "action", "owner", "owner_name", "due_on", "severity", "state", "changes"];

#[derive(Serialize)]
pub struct ItemFormPage {
    factory: String,
    point: String,
    path: String,
    form: Refill,
    owners: Vec<Choice>,
    /// Nothing for those who may not weigh a finding.
    severities: Vec<Choice>,
    states: Vec<Choice>,
    /// Saving a change opens it again.
    verified: bool,
    /// What somebody else changed meanwhile.
    theirs: Option<Theirs>,
}

impl Page for ItemFormPage {
    const TEMPLATE: &'static str = "improvement/item-form";

    fn examples() -> Vec<Self> {
        let choice = || vec![Choice { value: "x".to_owned(), text: "…".to_owned(), selected: true }];
        let page = |form, theirs| Self {
            factory: "Hoa Gạo Garment".to_owned(),
            point: "Paid leave".to_owned(),
            path: "/factories/1/improvement-plan/1".to_owned(),
            form,
            owners: choice(),
            severities: choice(),
            states: choice(),
            verified: false,
            theirs,
        };
        let empty = || Refill::of(&FIELDS.map(|field| (field, "")));
        let verified = Self { verified: true, severities: Vec::new(), ..page(empty(), None) };
        vec![
            verified,
            page(empty(), None),
            page(empty().wrong("due_on", "…"), None),
            page(empty(), Some(Theirs::example())),
        ]
    }
}

pub async fn edit(screen: Screen, permit: Permit<WorkOnItem>, db: web::Data<Db>) -> Outcome<HttpResponse> {
    let values = values(&permit.item);
    let values: Vec<(&str, &str)> = values.iter().map(|(name, value)| (*name, value.as_str())).collect();
    screen.show(&page(&screen, &db, (&permit.actor, &permit.subject), Refill::of(&values), None).await?)
}

fn values(item: &Item) -> [(&'static str, String); 8] {
    [
        ("root_cause", item.root_cause.clone()),
        ("action", item.action.clone()),
        ("owner", item.owner_person_id.map(|id| id.to_string()).unwrap_or_default()),
        ("owner_name", item.owner_name.clone()),
        ("due_on", item.due_on.map(|day| day.to_string()).unwrap_or_default()),
        ("severity", item.severity.word().to_owned()),
        ("state", item.state.word().to_owned()),
        ("changes", item.changes.to_string()),
    ]
}

async fn page(
    screen: &Screen,
    db: &Db,
    (actor, there): (&Actor, &ItemThere),
    form: Refill,
    theirs: Option<Theirs>,
) -> Outcome<ItemFormPage> {
    let (read, today) = (db.read(), there.factory.day_at(db.clock().now()));
    let point = frame::point(read, &there.item.point_code).await?;
    let members = organisations::people_in(read, there.factory.id, today).await?;
    let members = persons::people(read, members).await?;
    let selected = form.value("owner").to_owned();
    let mut owners: Vec<Choice> = members
        .into_iter()
        .map(|(id, person)| {
            let value = id.to_string();
            Choice { selected: value == selected, value, text: person.name }
        })
        .collect();
    owners.sort_by_cached_key(|choice| fold(&choice.text));
    owners.insert(0, Choice::none(screen, "item-owner-none", &selected));
    let states = match there.item.state {
        ItemState::Verified => ItemState::ALL,
        _ => &ItemState::WORKED,
    };
    let states = states.iter().map(|state| state.word());
    Ok(ItemFormPage {
        factory: there.factory.name.clone(),
        point: point.name(screen.language).to_owned(),
        path: format!("{}/{}", plan_path(there.factory.id), there.item.id),
        owners,
        severities: match actor.may(VerifyItem::NAME, &there.factory.place()) {
            true => severities(screen, form.value("severity")),
            false => Vec::new(),
        },
        states: Choice::all(screen, "improvement-state-", states, form.value("state")),
        form,
        verified: there.item.state == ItemState::Verified,
        theirs,
    })
}

pub async fn change(
    screen: Screen,
    permit: Permit<WorkOnItem>,
    form: Form,
    db: web::Data<Db>,
) -> Outcome<HttpResponse> {
    let errors = match save(&db, &permit, &form).await {
        Ok(redirect) => return Ok(redirect.respond_to(screen.request())),
        Err(Problem::Conflict(CHANGED_MEANWHILE)) => return conflict(&screen, &permit, &form, &db).await,
        Err(problem) => problem.wrong_fields()?,
    };
    let refill = Refill::again(&screen, &FIELDS, &form, &errors);
    screen.show_again(&page(&screen, &db, (&permit.actor, &permit.subject), refill, None).await?)
}

async fn save(db: &Db, permit: &Permit<WorkOnItem>, form: &Form) -> Outcome<Redirect> {
    let planned = typed(db, permit, form).await?;
    let seen = form.text("changes").parse().map_err(|_| Problem::Conflict(CHANGED_MEANWHILE))?;
    let mut once = db.begin_once(&form.key).await?;
    commands::plan(&mut once, permit, seen, &planned).await?;
    let path = format!("{}/{}", plan_path(permit.factory.id), permit.item.id);
    once.redirect(Redirect::to(path).saying("notice-item-saved")).await
}

async fn typed(db: &Db, permit: &Permit<WorkOnItem>, form: &Form) -> Outcome<Planned> {
    let mut errors = FieldErrors::default();
    let due_on = match form.optional("due_on") {
        None => Some(None),
        Some(text) => errors.take("due_on", date_in(text)).map(Some),
    };
    let owner = owner(db, permit, form.text("owner")).await?;
    if owner.is_none() {
        errors.add("owner", "item-owner-unknown");
    }
    if !errors.is_empty() {
        return Err(errors.into());
    }
    Ok(Planned {
        root_cause: Some(form.text("root_cause").to_owned()),
        action: Some(form.text("action").to_owned()),
        owner,
        owner_name: Some(form.text("owner_name").to_owned()),
        due_on,
        severity: Severity::from_word(form.text("severity")),
        state: ItemState::from_word(form.text("state")),
    })
}

/// Somebody of the factory, nobody, or (outer `None`) somebody who is not there.
async fn owner(db: &Db, permit: &Permit<WorkOnItem>, text: &str) -> Outcome<Option<Option<PersonId>>> {
    if text.is_empty() {
        return Ok(Some(None));
    }
    let Ok(id) = text.parse::<PersonId>() else { return Ok(None) };
    let today = permit.factory.day_at(db.clock().now());
    let known = permit.item.owner_person_id == Some(id)
        || organisations::people_in(db.read(), permit.factory.id, today).await?.contains(&id);
    Ok(known.then_some(Some(id)))
}

async fn conflict(
    screen: &Screen,
    permit: &Permit<WorkOnItem>,
    form: &Form,
    db: &Db,
) -> Outcome<HttpResponse> {
    let now = items::item(db.read(), permit.item.id).await?;
    let known = persons::people(
        db.read(),
        [now.owner_person_id, now.changed_by_person_id, form.text("owner").parse().ok()]
            .into_iter()
            .flatten(),
    )
    .await?;
    let name = |id: PersonId| known.get(&id).map(|person| person.name.clone()).unwrap_or_default();
    let shown = |field: &str, value: &str| match field {
        "severity" if !value.is_empty() => screen.text(&format!("severity-{value}")),
        "state" if !value.is_empty() => screen.text(&format!("improvement-state-{value}")),
        "owner" => value.parse().map(name).unwrap_or_default(),
        "due_on" => value
            .parse::<NaiveDate>()
            .map_or_else(|_| value.to_owned(), |day| screen.engine().formats().date(screen.language, day)),
        _ => value.to_owned(),
    };
    let labels = [
        ("root_cause", "item-root-cause-label"),
        ("action", "item-action-label"),
        ("owner", "item-owner-label"),
        ("owner_name", "item-owner-name-label"),
        ("due_on", "item-due-label"),
        ("severity", "item-severity-label"),
        ("state", "item-state-label"),
    ];
    let current = values(&now);
    let current: Vec<(&str, &str)> = current.iter().map(|(name, value)| (*name, value.as_str())).collect();
    // Those who may not weigh a finding have no field for it.
    let labels: Vec<(&str, &str)> = labels
        .into_iter()
        .filter(|(field, _)| *field != "severity" || !form.text(field).is_empty())
        .collect();
    let lines = differing(screen, (&Refill::of(&current), form), &labels, shown);
    let by = now.changed_by_person_id.map(name).unwrap_or_default();
    let theirs = Theirs::of(screen.text(CHANGED_MEANWHILE), by, now.changed_at, lines);
    let kept = kept(&FIELDS, form, now.changes);
    let there = ItemThere { item: now, factory: permit.factory.clone() };
    let page = page(screen, db, (&permit.actor, &there), kept, Some(theirs)).await?;
    screen.answer(StatusCode::CONFLICT, &page)
}
