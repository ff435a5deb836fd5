//! The forms of seminars: planning, changing and cancelling one, and noting who came.

use std::collections::{BTreeMap, HashMap};

use actix_web::{HttpResponse, http::StatusCode, web};

use super::{
    forms::Theirs,
    seminars::PATH,
    settled,
    shown::{Field, FormOf, FormPage, Link, choices, day_words},
    visits::words_of_delivery,
};
use crate::{
    engagement::{
        access::ChangeEngagement,
        model::{Delivery, clock::day_in},
        seminars::{
            access::{KeepSeminar, SeeSeminars},
            attendance::may_have_come,
            commands::{self, CHANGED_MEANWHILE, TypedSeminar},
            store::{self, Seminar},
        },
    },
    organisations::store::organisations::{self, Organisation},
    people::{Person, store::persons},
    platform::{
        Action, Actor, Db, FieldErrors, Form, OrganisationId, Outcome, Permit, PersonId, Problem, Redirect,
        Screen, pages::Choice, roles::OrganisationKind,
    },
};

fn path_of(seminar: &Seminar) -> String {
    format!("/seminars/{}", seminar.id)
}

/// The factories that somebody may ask, and those that are asked.
async fn factories(db: &Db, actor: &Actor, asked: &[OrganisationId]) -> Outcome<Vec<Organisation>> {
    let mut all = organisations::all_within(db.read(), &actor.extent(ChangeEngagement::NAME)).await?;
    all.retain(|one| one.kind == OrganisationKind::Factory);
    let others = asked.iter().filter(|id| !all.iter().any(|one| one.id == **id)).copied();
    let others: Vec<OrganisationId> = others.collect();
    if !others.is_empty() {
        all.extend(organisations::organisations(db.read(), others).await?.into_values());
    }
    all.sort_by(|one, other| one.name.cmp(&other.name));
    Ok(all)
}

/// What may be said of a seminar, filled with what `of` says.
fn fields(
    screen: &Screen,
    factories: &[Organisation],
    of: Option<(&Seminar, &[OrganisationId])>,
) -> Vec<Field> {
    let choice = |factory: &Organisation| Choice {
        value: factory.id.to_string(),
        text: factory.name.clone(),
        selected: of.is_some_and(|(_, asked)| asked.contains(&factory.id)),
    };
    let text = |of: Option<&String>| of.cloned().unwrap_or_default();
    let seminar = of.map(|(seminar, _)| seminar);
    let delivery = seminar.map(|seminar| seminar.delivery.word()).unwrap_or_default();
    vec![
        Field::text("topic").with(text(seminar.map(|seminar| &seminar.topic))),
        Field::day("held_on", seminar.map(|seminar| seminar.held_on)),
        Field::text("place").optional().with(text(seminar.map(|seminar| &seminar.place))),
        Field::select("delivery", choices(screen, "delivery-", &words_of_delivery())).with(delivery),
        Field::ticks("factories", factories.iter().map(choice).collect()),
    ]
}

fn typed(form: &Form) -> Result<TypedSeminar, FieldErrors> {
    Ok(TypedSeminar {
        topic: form.text("topic").to_owned(),
        held_on: form.day("held_on")?,
        place: form.text("place").to_owned(),
        delivery: Delivery::from_word(form.text("delivery")),
        factories: ids(form, "factories"),
    })
}

/// What is no id names nobody, so that it is refused as an unknown one is.
fn ids<T: std::str::FromStr + From<uuid::Uuid>>(form: &Form, field: &str) -> Vec<T> {
    form.all(field).map(|id| id.parse().unwrap_or_else(|_| uuid::Uuid::nil().into())).collect()
}

fn seen(form: &Form) -> i32 {
    form.text("seen").parse().unwrap_or(-1)
}

async fn new_form(screen: &Screen, permit: &Permit<SeeSeminars>, db: &Db) -> Outcome<FormOf> {
    let factories = factories(db, &permit.actor, &[]).await?;
    Ok(FormOf {
        title: "seminar-new-action",
        above: Link::to(PATH, screen.text("seminars-title")),
        lead: vec![screen.text("seminar-confidential")],
        action: PATH.to_owned(),
        done: "seminar-new-action",
        seen: None,
        fields: fields(screen, &factories, None),
    })
}

pub async fn new(screen: Screen, permit: Permit<SeeSeminars>, db: web::Data<Db>) -> Outcome<HttpResponse> {
    screen.show(&FormPage::blank(&screen, new_form(&screen, &permit, &db).await?))
}

pub async fn hold(
    screen: Screen,
    permit: Permit<SeeSeminars>,
    form: Form,
    db: web::Data<Db>,
) -> Outcome<HttpResponse> {
    let again = new_form(&screen, &permit, &db).await?;
    let done = async {
        let mut once = db.begin_once(&form.key).await?;
        let id = commands::hold(&mut once, &permit, &typed(&form)?).await?;
        once.redirect(Redirect::to(format!("/seminars/{id}")).saying("notice-seminar-recorded")).await
    };
    settled(&screen, done.await, &form, || again)
}

fn form_of(permit: &Permit<KeepSeminar>, title: &'static str, part: &str, fields: Vec<Field>) -> FormOf {
    FormOf {
        title,
        above: Link::to(path_of(permit), permit.topic.clone()),
        lead: Vec::new(),
        action: format!("{}/{part}", path_of(permit)),
        done: title,
        seen: Some(permit.changes.to_string()),
        fields,
    }
}

async fn change_form(screen: &Screen, permit: &Permit<KeepSeminar>, db: &Db) -> Outcome<FormOf> {
    let asked = store::factories(db.read(), permit.id).await?;
    let factories = factories(db, &permit.actor, &asked).await?;
    let fields = fields(screen, &factories, Some((&permit.subject, &asked)));
    Ok(form_of(permit, "seminar-change-action", "change", fields))
}

/// Nothing is asked about a seminar that was cancelled.
fn goes_on(seminar: &Seminar) -> Outcome<()> {
    match seminar.cancelled_at {
        None => Ok(()),
        Some(_) => Err(Problem::Conflict("seminar-cancelled-already")),
    }
}

pub async fn edit(screen: Screen, permit: Permit<KeepSeminar>, db: web::Data<Db>) -> Outcome<HttpResponse> {
    goes_on(&permit)?;
    screen.show(&FormPage::blank(&screen, change_form(&screen, &permit, &db).await?))
}

pub async fn change(
    screen: Screen,
    permit: Permit<KeepSeminar>,
    form: Form,
    db: web::Data<Db>,
) -> Outcome<HttpResponse> {
    let again = change_form(&screen, &permit, &db).await?;
    let done = async {
        let mut once = db.begin_once(&form.key).await?;
        commands::change(&mut once, &permit, &typed(&form)?, seen(&form)).await?;
        once.redirect(Redirect::to(path_of(&permit)).saying("notice-seminar-changed")).await
    };
    let done = done.await;
    if let Err(Problem::Conflict(CHANGED_MEANWHILE)) = done {
        let now = store::seminar(db.read(), permit.id).await?;
        let theirs = changed(&screen, &now, &typed(&form)?, &db).await?;
        let again = FormOf { seen: Some(now.changes.to_string()), ..again };
        return screen.answer(StatusCode::CONFLICT, &FormPage::second(&screen, again, &form, theirs));
    }
    settled(&screen, done, &form, || again)
}

/// Each thing of a seminar that is not as the reader typed it, and how many are noted as having come.
async fn changed(screen: &Screen, now: &Seminar, typed: &TypedSeminar, db: &Db) -> Outcome<Vec<Theirs>> {
    let asked = store::factories(db.read(), now.id).await?;
    let everywhere = asked.iter().chain(&typed.factories).copied();
    let known = organisations::organisations(db.read(), everywhere).await?;
    let named = |ids: &[OrganisationId]| {
        let mut names: Vec<&str> =
            ids.iter().filter_map(|id| known.get(id)).map(|one| one.name.as_str()).collect();
        names.sort_unstable();
        names.join(", ")
    };
    let delivery = |delivery: Delivery| screen.text(&format!("delivery-{}", delivery.word()));
    let came = store::attendance(db.read(), now.id).await?.len();
    let line = |key: &str, now: String, typed: String| Theirs { label: screen.text(key), now, typed };
    let mut lines = vec![
        line("engagement-field-topic", now.topic.clone(), typed.topic.clone()),
        line(
            "engagement-field-held-on",
            day_words(screen, now.held_on),
            typed.held_on.map(|day| day_words(screen, day)).unwrap_or_default(),
        ),
        line("engagement-field-place", now.place.clone(), typed.place.clone()),
        line(
            "engagement-field-delivery",
            delivery(now.delivery),
            typed.delivery.map(delivery).unwrap_or_default(),
        ),
        line("engagement-field-factories", named(&asked), named(&typed.factories)),
        line(
            "engagement-field-came",
            if came == 0 { String::new() } else { came.to_string() },
            String::new(),
        ),
    ];
    lines.retain(|line| line.now != line.typed);
    Ok(lines)
}

fn cancel_form(permit: &Permit<KeepSeminar>) -> FormOf {
    FormOf {
        seen: None,
        ..form_of(permit, "seminar-cancel-action", "cancellation", vec![Field::area("reason")])
    }
}

pub async fn cancel_new(screen: Screen, permit: Permit<KeepSeminar>) -> Outcome<HttpResponse> {
    goes_on(&permit)?;
    screen.show(&FormPage::blank(&screen, cancel_form(&permit)))
}

pub async fn cancel(
    screen: Screen,
    permit: Permit<KeepSeminar>,
    form: Form,
    db: web::Data<Db>,
) -> Outcome<HttpResponse> {
    let done = async {
        let mut once = db.begin_once(&form.key).await?;
        commands::cancel(&mut once, &permit, form.text("reason")).await?;
        once.redirect(Redirect::to(path_of(&permit)).saying("notice-seminar-cancelled")).await
    };
    settled(&screen, done.await, &form, || cancel_form(&permit))
}

/// People with their factory, factory by factory.
struct Invited {
    names: HashMap<PersonId, Person>,
    factories: HashMap<OrganisationId, Organisation>,
    people: BTreeMap<PersonId, OrganisationId>,
}

impl Invited {
    async fn of(seminar: &Seminar, db: &Db) -> Outcome<Self> {
        let today = day_in(Some(&seminar.country), db.clock().now());
        let people = may_have_come(db.read(), seminar, today).await?;
        Ok(Self {
            names: persons::people(db.read(), people.keys().copied()).await?,
            factories: organisations::organisations(db.read(), people.values().copied()).await?,
            people,
        })
    }

    /// Below the name of their factory.
    fn choices(&self, came: &[(PersonId, OrganisationId)]) -> Vec<(String, Choice)> {
        let named = |(person, factory): (&PersonId, &OrganisationId)| {
            let factory = self.factories.get(factory)?.name.as_str();
            Some((factory, self.names.get(person)?.name.as_str(), *person))
        };
        let mut named: Vec<(&str, &str, PersonId)> = self.people.iter().filter_map(named).collect();
        named.sort_unstable();
        let choice = |(factory, name, person): (&str, &str, PersonId)| {
            let selected = came.iter().any(|(known, _)| *known == person);
            (factory.to_owned(), Choice { value: person.to_string(), text: name.to_owned(), selected })
        };
        named.into_iter().map(choice).collect()
    }

    fn named(&self, people: impl Iterator<Item = PersonId>) -> String {
        let mut names: Vec<&str> =
            people.filter_map(|person| self.names.get(&person)).map(|one| one.name.as_str()).collect();
        names.sort_unstable();
        names.join(", ")
    }
}

async fn attendance_form(screen: &Screen, permit: &Permit<KeepSeminar>, db: &Db) -> Outcome<FormOf> {
    let came = store::attendance(db.read(), permit.id).await?;
    let people = Invited::of(&permit.subject, db).await?.choices(&came);
    let fields = vec![Field::grouped_ticks("came", people)];
    let lead = vec![screen.text("seminar-confidential")];
    Ok(FormOf { lead, ..form_of(permit, "seminar-attendance-action", "attendance", fields) })
}

pub async fn attendance_new(
    screen: Screen,
    permit: Permit<KeepSeminar>,
    db: web::Data<Db>,
) -> Outcome<HttpResponse> {
    goes_on(&permit)?;
    screen.show(&FormPage::blank(&screen, attendance_form(&screen, &permit, &db).await?))
}

pub async fn note_attendance(
    screen: Screen,
    permit: Permit<KeepSeminar>,
    form: Form,
    db: web::Data<Db>,
) -> Outcome<HttpResponse> {
    let again = attendance_form(&screen, &permit, &db).await?;
    let came: Vec<PersonId> = ids(&form, "came");
    let done = async {
        let mut once = db.begin_once(&form.key).await?;
        commands::note_attendance(&mut once, &permit, &came, seen(&form)).await?;
        once.redirect(Redirect::to(path_of(&permit)).saying("notice-seminar-attended")).await
    };
    let done = done.await;
    if let Err(Problem::Conflict(CHANGED_MEANWHILE)) = done {
        let now = store::seminar(db.read(), permit.id).await?;
        let noted = store::attendance(db.read(), permit.id).await?;
        let invited = Invited::of(&now, &db).await?;
        let mut theirs = vec![
            Theirs {
                label: screen.text("engagement-field-came"),
                now: invited.named(noted.iter().map(|(person, _)| *person)),
                typed: invited.named(came.iter().copied()),
            },
            Theirs {
                label: screen.text("engagement-field-held-on"),
                now: day_words(&screen, now.held_on),
                typed: day_words(&screen, permit.held_on),
            },
        ];
        theirs.retain(|line| line.now != line.typed);
        let again = FormOf { seen: Some(now.changes.to_string()), ..again };
        return screen.answer(StatusCode::CONFLICT, &FormPage::second(&screen, again, &form, theirs));
    }
    settled(&screen, done, &form, || again)
}
