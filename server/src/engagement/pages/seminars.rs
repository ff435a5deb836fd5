//! Seminars: the list, and one with who came. Its forms are in `seminar_forms.rs`.

use std::collections::HashMap;

use actix_web::{HttpResponse, web};
use chrono::NaiveDate;

use super::{
    factory_link,
    shown::{Button, Line, Link, Section, SectionsPage, day_words},
};
use crate::{
    engagement::{
        access::{ChangeEngagement, SeeEngagement},
        model::clock::day_in,
        seminars::{
            access::{SeeSeminar, SeeSeminars, keeps},
            store::{self, Seminar},
        },
    },
    organisations::store::organisations::Organisation,
    people::{Person, store::persons},
    platform::{Action, Db, OrganisationId, Outcome, Permit, PersonId, Screen},
};

pub const PATH: &str = "/engagement/seminars";
const SHOWN: u64 = 100;

pub async fn list(screen: Screen, permit: Permit<SeeSeminars>, db: web::Data<Db>) -> Outcome<HttpResponse> {
    let extent = permit.actor.extent(ChangeEngagement::NAME);
    let found = store::list(db.read(), &extent, SHOWN).await?;
    let mut section = Section::new(&screen, "seminars-title");
    section.empty = screen.text("seminars-none");
    section.lines = found.iter().map(|seminar| seminar_line(&screen, seminar, today(seminar, &db))).collect();
    screen.show(&SectionsPage {
        title: screen.text("seminars-title"),
        above: Link::to("/engagement", screen.text("engagement-board-title")),
        lead: vec![screen.text("seminars-lead")],
        actions: vec![Button::main(&screen, format!("{PATH}/new"), "seminar-new-action")],
        sections: vec![section],
    })
}

/// The day that it is where the seminar is held.
fn today(seminar: &Seminar, db: &Db) -> NaiveDate {
    day_in(Some(&seminar.country), db.clock().now())
}

pub fn seminar_line(screen: &Screen, seminar: &Seminar, today: NaiveDate) -> Line {
    let (state, state_word) = state_of(screen, seminar, today);
    Line {
        url: format!("/seminars/{}", seminar.id),
        title: seminar.topic.clone(),
        soft: vec![when_and_where(screen, seminar)],
        state,
        state_word,
        ..Line::default()
    }
}

fn when_and_where(screen: &Screen, seminar: &Seminar) -> String {
    let mut parts = vec![day_words(screen, seminar.held_on), delivery_words(screen, seminar)];
    if !seminar.place.is_empty() {
        parts.push(seminar.place.clone());
    }
    parts.join(" · ")
}

fn delivery_words(screen: &Screen, seminar: &Seminar) -> String {
    screen.text(&format!("delivery-{}", seminar.delivery.word()))
}

/// The mark and the word of how far a seminar is.
fn state_of(screen: &Screen, seminar: &Seminar, today: NaiveDate) -> (&'static str, String) {
    let (state, key) = if seminar.cancelled_at.is_some() {
        ("not-needed", "seminar-cancelled")
    } else if seminar.held_on > today {
        ("due", "seminar-planned")
    } else {
        ("done", "seminar-held")
    };
    (state, screen.text(key))
}

/// The programme's people see all factories, a factory itself alone.
pub async fn show(screen: Screen, permit: Permit<SeeSeminar>, db: web::Data<Db>) -> Outcome<HttpResponse> {
    let (there, read) = (&permit.subject, db.read());
    let seminar = &there.seminar;
    let may_keep = keeps(&permit.actor, seminar);
    let is_seen =
        |factory: &&Organisation| may_keep || permit.actor.may(SeeEngagement::NAME, &factory.place());
    let seen: Vec<&Organisation> = there.asked.iter().filter(is_seen).collect();
    let came = store::attendance(read, seminar.id).await?;
    let people = persons::people(read, came.iter().map(|(person, _)| *person)).await?;
    let mut attendance = Section::new(&screen, "seminar-factories-title");
    attendance.lines = seen.iter().map(|factory| factory_line(&screen, factory, &came, &people)).collect();
    let mut facts = facts(&screen, seminar, today(seminar, &db));
    let path = format!("/seminars/{}", seminar.id);
    if may_keep && seminar.cancelled_at.is_none() {
        facts.action(&screen, format!("{path}/change"), "seminar-change-action");
        if came.is_empty() {
            facts.action(&screen, format!("{path}/cancellation"), "seminar-cancel-action");
        }
        if seminar.held_on <= today(seminar, &db) {
            let (url, key) = (format!("{path}/attendance"), "seminar-attendance-action");
            match came.is_empty() {
                true => attendance.actions.push(Button::main(&screen, url, key)),
                false => attendance.action(&screen, url, key),
            }
        }
    }
    let above = match (may_keep, seen.first()) {
        (false, Some(factory)) => factory_link(factory),
        _ => Link::to(PATH, screen.text("seminars-title")),
    };
    screen.show(&SectionsPage {
        title: seminar.topic.clone(),
        above,
        lead: vec![day_words(&screen, seminar.held_on)],
        actions: Vec::new(),
        sections: vec![facts, attendance],
    })
}

fn facts(screen: &Screen, seminar: &Seminar, today: NaiveDate) -> Section {
    let mut section = Section::new(screen, "seminar-facts-title");
    let (state, words) = state_of(screen, seminar, today);
    section.fact_marked(screen, "engagement-field-state", words, state);
    if let Some(reason) = &seminar.cancel_reason {
        section.fact(screen, "visit-cancel-reason", reason.clone());
    }
    section.fact(screen, "engagement-field-held-on", day_words(screen, seminar.held_on));
    section.fact(screen, "engagement-field-delivery", delivery_words(screen, seminar));
    if !seminar.place.is_empty() {
        section.fact(screen, "engagement-field-place", seminar.place.clone());
    }
    section
}

fn factory_line(
    screen: &Screen,
    factory: &Organisation,
    came: &[(PersonId, OrganisationId)],
    people: &HashMap<PersonId, Person>,
) -> Line {
    let own = came.iter().filter(|(_, from)| *from == factory.id);
    let names: Vec<String> =
        own.filter_map(|(person, _)| people.get(person)).map(|person| person.name.clone()).collect();
    let count = u32::try_from(names.len()).unwrap_or(u32::MAX);
    Line {
        title: factory.name.clone(),
        words: vec![screen.text_with("seminar-came", &[("count", count.into())])],
        soft: names,
        ..Line::default()
    }
}
