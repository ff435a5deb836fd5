//! Seminars: the list, one with who came, and their forms.

use std::collections::HashMap;

use actix_web::{HttpResponse, web};

use super::{
    settled,
    shown::{Button, Field, FormOf, FormPage, Line, Link, Section, SectionsPage, choices, day_words},
};
use crate::{
    engagement::{
        access::ChangeEngagement,
        model::Delivery,
        seminars::{
            access::{KeepSeminar, SeeSeminars},
            commands::{self, TypedSeminar},
            store::{self, Seminar},
        },
    },
    organisations::store::{memberships, organisations},
    people::{Person, store::persons},
    platform::{
        Action, Db, Form, OrganisationId, Outcome, Permit, PersonId, Redirect, Screen, pages::Choice,
        roles::OrganisationKind,
    },
};

const PATH: &str = "/engagement/seminars";
const SHOWN: u64 = 100;

pub async fn list(screen: Screen, permit: Permit<SeeSeminars>, db: web::Data<Db>) -> Outcome<HttpResponse> {
    let extent = permit.actor.extent(ChangeEngagement::NAME);
    let found = store::list(db.read(), &extent, SHOWN).await?;
    let mut section = Section::new(&screen, "seminars-title");
    section.empty = screen.text("seminars-none");
    section.lines = found.iter().map(|seminar| seminar_line(&screen, seminar)).collect();
    screen.show(&SectionsPage {
        title: screen.text("seminars-title"),
        above: Link::to("/engagement", screen.text("engagement-board-title")),
        lead: vec![screen.text("seminars-lead")],
        actions: vec![Button::main(&screen, format!("{PATH}/new"), "seminar-new-action")],
        sections: vec![section],
    })
}

pub fn seminar_line(screen: &Screen, seminar: &Seminar) -> Line {
    let delivery = screen.text(&format!("delivery-{}", seminar.delivery.word()));
    Line {
        url: format!("/seminars/{}", seminar.id),
        title: seminar.topic.clone(),
        soft: vec![day_words(screen, seminar.held_on), delivery, seminar.place.clone()],
        ..Line::default()
    }
}

async fn seminar_form(screen: &Screen, permit: &Permit<SeeSeminars>, db: &Db) -> Outcome<FormOf> {
    let extent = permit.actor.extent(ChangeEngagement::NAME);
    let mut factories = organisations::all_within(db.read(), &extent).await?;
    factories.retain(|one| one.kind == OrganisationKind::Factory);
    factories.sort_by(|one, other| one.name.cmp(&other.name));
    let choice = |factory: &organisations::Organisation| Choice {
        value: factory.id.to_string(),
        text: factory.name.clone(),
        selected: false,
    };
    let deliveries: Vec<&str> = Delivery::ALL.iter().map(|delivery| delivery.word()).collect();
    Ok(FormOf {
        title: "seminar-new-action",
        above: Link::to(PATH, screen.text("seminars-title")),
        lead: vec![screen.text("seminar-confidential")],
        action: PATH.to_owned(),
        done: "seminar-new-action",
        seen: None,
        fields: vec![
            Field::text("topic"),
            Field::day("held_on", None),
            Field::text("place").optional(),
            Field::select("delivery", choices(screen, "delivery-", &deliveries)),
            Field::ticks("factories", factories.iter().map(choice).collect()),
        ],
    })
}

pub async fn new(screen: Screen, permit: Permit<SeeSeminars>, db: web::Data<Db>) -> Outcome<HttpResponse> {
    screen.show(&FormPage::blank(&screen, seminar_form(&screen, &permit, &db).await?))
}

pub async fn hold(
    screen: Screen,
    permit: Permit<SeeSeminars>,
    form: Form,
    db: web::Data<Db>,
) -> Outcome<HttpResponse> {
    let again = seminar_form(&screen, &permit, &db).await?;
    let done = async {
        let typed = TypedSeminar {
            topic: form.text("topic").to_owned(),
            held_on: form.text("held_on").parse().ok(),
            place: form.text("place").to_owned(),
            delivery: Delivery::from_word(form.text("delivery")),
            factories: form.all("factories").filter_map(|id| id.parse().ok()).collect(),
        };
        let mut once = db.begin_once(&form.key).await?;
        let id = commands::hold(&mut once, &permit, &typed).await?;
        once.redirect(Redirect::to(format!("/seminars/{id}")).saying("notice-seminar-recorded")).await
    };
    settled(&screen, done.await, &form, || again)
}

pub async fn show(screen: Screen, permit: Permit<KeepSeminar>, db: web::Data<Db>) -> Outcome<HttpResponse> {
    let (seminar, read) = (&permit.subject, db.read());
    let asked = store::factories(read, seminar.id).await?;
    let came = store::attendance(read, seminar.id).await?;
    let factories = organisations::organisations(read, asked.iter().copied()).await?;
    let people = persons::people(read, came.iter().map(|(person, _)| *person)).await?;
    let mut section = Section::new(&screen, "seminar-factories-title");
    section.lines = asked
        .iter()
        .filter_map(|id| factories.get(id))
        .map(|factory| {
            let names = names_of(&came, &people, factory.id);
            let count = u32::try_from(names.len()).unwrap_or(u32::MAX);
            Line {
                title: factory.name.clone(),
                words: vec![screen.text_with("seminar-came", &[("count", count.into())])],
                soft: names,
                ..Line::default()
            }
        })
        .collect();
    section.action(&screen, format!("/seminars/{}/attendance", seminar.id), "seminar-attendance-action");
    let delivery = screen.text(&format!("delivery-{}", seminar.delivery.word()));
    screen.show(&SectionsPage {
        title: seminar.topic.clone(),
        above: Link::to(PATH, screen.text("seminars-title")),
        lead: vec![day_words(&screen, seminar.held_on), delivery, seminar.place.clone()],
        actions: Vec::new(),
        sections: vec![section],
    })
}

fn names_of(
    came: &[(PersonId, OrganisationId)],
    people: &HashMap<PersonId, Person>,
    factory: OrganisationId,
) -> Vec<String> {
    let own = came.iter().filter(|(_, from)| *from == factory);
    own.filter_map(|(person, _)| people.get(person)).map(|person| person.name.clone()).collect()
}

async fn attendance_form(screen: &Screen, permit: &Permit<KeepSeminar>, db: &Db) -> Outcome<FormOf> {
    let read = db.read();
    let today = db.clock().now().date_naive();
    let asked = store::factories(read, permit.id).await?;
    let came = store::attendance(read, permit.id).await?;
    let members = memberships::members_of_all(read, &asked, today).await?;
    let people = persons::people(read, members).await?;
    let mut people: Vec<&Person> = people.values().collect();
    people.sort_by(|one, other| one.name.cmp(&other.name));
    let choice = |person: &&Person| Choice {
        value: person.id.to_string(),
        text: person.name.clone(),
        selected: came.iter().any(|(known, _)| *known == person.id),
    };
    Ok(FormOf {
        title: "seminar-attendance-action",
        above: Link::to(format!("/seminars/{}", permit.id), permit.topic.clone()),
        lead: vec![screen.text("seminar-confidential")],
        action: format!("/seminars/{}/attendance", permit.id),
        done: "seminar-attendance-action",
        seen: None,
        fields: vec![Field::ticks("came", people.iter().map(choice).collect())],
    })
}

pub async fn attendance_new(
    screen: Screen,
    permit: Permit<KeepSeminar>,
    db: web::Data<Db>,
) -> Outcome<HttpResponse> {
    screen.show(&FormPage::blank(&screen, attendance_form(&screen, &permit, &db).await?))
}

pub async fn note_attendance(
    permit: Permit<KeepSeminar>,
    form: Form,
    db: web::Data<Db>,
) -> Outcome<Redirect> {
    let came: Vec<PersonId> = form.all("came").filter_map(|id| id.parse().ok()).collect();
    let mut once = db.begin_once(&form.key).await?;
    commands::note_attendance(&mut once, &permit, &came).await?;
    once.redirect(Redirect::to(format!("/seminars/{}", permit.id)).saying("notice-seminar-attended")).await
}
