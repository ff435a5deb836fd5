//! A visit with its notes, and the forms of visits.

use actix_web::{HttpResponse, http::StatusCode, web};

use super::{
    factory_link, factory_path,
    forms::Theirs,
    name_of, settled,
    shown::{Button, Field, FormOf, FormPage, Line, Section, SectionsPage, choices, day_words, paragraphs},
};
use crate::{
    engagement::{
        access::ChangeEngagement,
        model::{Delivery, Purpose},
        visits::{
            access::{ChangeVisit, SeeVisit, VisitThere},
            commands::{self, CHANGED_MEANWHILE, Correction, TypedVisit},
            store::{self, Visit},
        },
    },
    people::store::persons,
    platform::{Action, Db, Form, Judgement, Outcome, Permit, Problem, Redirect, Screen},
};

fn visit_form(screen: &Screen, permit: &Permit<ChangeEngagement>, db: &Db) -> FormOf {
    let today = permit.day_at(db.clock().now());
    FormOf {
        title: "visit-new-title",
        above: factory_link(permit),
        lead: vec![screen.text("visit-new-lead")],
        action: format!("/factories/{}/visits", permit.id),
        done: "visit-new-action",
        seen: None,
        fields: vec![
            Field::day("visit_on", Some(today)),
            Field::select("purpose", choices(screen, "visit-purpose-", &words_of_purpose())),
            Field::select("delivery", choices(screen, "delivery-", &words_of_delivery())),
            Field::text("reason").optional().helped("visit-reason-help"),
            Field::area("note").optional(),
        ],
    }
}

fn words_of_purpose() -> Vec<&'static str> {
    Purpose::ALL.iter().map(|purpose| purpose.word()).collect()
}

pub fn words_of_delivery() -> Vec<&'static str> {
    Delivery::ALL.iter().map(|delivery| delivery.word()).collect()
}

pub async fn new(
    screen: Screen,
    permit: Permit<ChangeEngagement>,
    db: web::Data<Db>,
) -> Outcome<HttpResponse> {
    screen.show(&FormPage::blank(&screen, visit_form(&screen, &permit, &db)))
}

pub async fn record(
    screen: Screen,
    permit: Permit<ChangeEngagement>,
    form: Form,
    db: web::Data<Db>,
) -> Outcome<HttpResponse> {
    let done = recorded(&permit, &form, &db).await;
    settled(&screen, done, &form, || visit_form(&screen, &permit, &db))
}

async fn recorded(permit: &Permit<ChangeEngagement>, form: &Form, db: &Db) -> Outcome<Redirect> {
    let typed = TypedVisit {
        visit_on: form.day("visit_on")?,
        purpose: Purpose::from_word(form.text("purpose")),
        delivery: Delivery::from_word(form.text("delivery")),
        reason: form.text("reason").to_owned(),
        adviser: None,
        note: form.text("note").to_owned(),
        reference: None,
    };
    let mut once = db.begin_once(&form.key).await?;
    commands::record(&mut once, permit, &typed).await?;
    once.redirect(Redirect::to(factory_path(permit)).saying("notice-visit-recorded")).await
}

/// The mark and the word of how far a visit is.
pub fn state_of(screen: &Screen, visit: &Visit, today: chrono::NaiveDate) -> (&'static str, String) {
    let (state, key) = if visit.cancelled_at.is_some() {
        ("not-needed", "visit-cancelled")
    } else if visit.held_at.is_some() {
        ("done", "visit-held")
    } else if visit.visit_on < today {
        ("overdue", "visit-overdue")
    } else {
        ("due", "visit-planned")
    };
    (state, screen.text(key))
}

pub async fn show(screen: Screen, permit: Permit<SeeVisit>, db: web::Data<Db>) -> Outcome<HttpResponse> {
    let (there, read) = (&permit.subject, db.read());
    let today = there.factory.day_at(db.clock().now());
    let notes = store::notes(read, there.visit.id).await?;
    let people = notes.iter().map(|note| note.by).chain([there.visit.adviser]);
    let people = persons::people(read, people).await?;
    let may_change = ChangeVisit::judge(&permit.actor, there) == Judgement::Allow;
    let mut facts = facts(&screen, there, today);
    facts.fact(&screen, "engagement-adviser", name_of(&people, Some(there.visit.adviser)));
    let path = format!("/visits/{}", there.visit.id);
    let mut actions = Vec::new();
    if may_change {
        actions.push(note_button(&screen, &there.visit, today));
    }
    if may_change && there.visit.is_planned() {
        let (url, key) = (format!("{path}/holding"), "visit-hold-action");
        match there.visit.visit_on <= today {
            true => actions.push(Button::main(&screen, url, key)),
            false => facts.action(&screen, url, key),
        }
    }
    if may_change && there.visit.cancelled_at.is_none() {
        facts.action(&screen, format!("{path}/correction"), "visit-correct-action");
        facts.action(&screen, format!("{path}/cancellation"), cancel_title(&there.visit));
    }
    let mut written = Section::new(&screen, "visit-notes-title");
    written.empty = screen.text("visit-notes-none");
    written.lines = notes
        .iter()
        .map(|note| Line {
            title: name_of(&people, Some(note.by)),
            words: paragraphs(&note.note),
            soft: vec![day_words(&screen, there.factory.day_at(note.at))],
            ..Line::default()
        })
        .collect();
    screen.show(&SectionsPage {
        title: screen.text(&format!("visit-purpose-{}", there.visit.purpose.word())),
        above: factory_link(&there.factory),
        lead: vec![day_words(&screen, there.visit.visit_on)],
        actions,
        sections: vec![facts, written],
    })
}

/// The first thing to do, unless the day has come and nobody has said that the visit was made.
fn note_button(screen: &Screen, visit: &Visit, today: chrono::NaiveDate) -> Button {
    let (url, key) = (format!("/visits/{}/notes/new", visit.id), "visit-note-action");
    match visit.is_planned() && visit.visit_on <= today {
        true => Button::plain(screen, url, key),
        false => Button::main(screen, url, key),
    }
}

fn facts(screen: &Screen, there: &VisitThere, today: chrono::NaiveDate) -> Section {
    let mut section = Section::new(screen, "visit-facts-title");
    let (state, words) = state_of(screen, &there.visit, today);
    section.fact_marked(screen, "engagement-field-state", words, state);
    let delivery = screen.text(&format!("delivery-{}", there.visit.delivery.word()));
    section.fact(screen, "engagement-field-delivery", delivery);
    if let Some(reason) = &there.visit.reason {
        section.fact(screen, "engagement-field-reason", reason.clone());
    }
    if let Some(reason) = &there.visit.cancel_reason {
        section.fact(screen, "visit-cancel-reason", reason.clone());
    }
    section
}

fn change_form(permit: &Permit<ChangeVisit>, title: &'static str, part: &str, field: Field) -> FormOf {
    FormOf {
        title,
        above: factory_link(&permit.factory),
        lead: Vec::new(),
        action: format!("/visits/{}/{part}", permit.visit.id),
        done: title,
        seen: None,
        fields: vec![field],
    }
}

fn hold_form(permit: &Permit<ChangeVisit>) -> FormOf {
    change_form(permit, "visit-hold-action", "holding", Field::day("visit_on", Some(permit.visit.visit_on)))
}

/// What was made is not cancelled: it was written down by mistake.
fn cancel_title(visit: &Visit) -> &'static str {
    if visit.held_at.is_some() { "visit-take-back-action" } else { "visit-cancel-action" }
}

fn cancel_form(permit: &Permit<ChangeVisit>) -> FormOf {
    change_form(permit, cancel_title(&permit.visit), "cancellation", Field::area("reason"))
}

fn correct_form(permit: &Permit<ChangeVisit>, visit: &Visit) -> FormOf {
    let day = Field::day("visit_on", Some(visit.visit_on));
    let form = change_form(permit, "visit-correct-action", "correction", day);
    let fields = form.fields.into_iter().chain([Field::area("reason")]).collect();
    FormOf { seen: Some(visit.changes.to_string()), fields, ..form }
}

pub async fn correct_new(screen: Screen, permit: Permit<ChangeVisit>) -> Outcome<HttpResponse> {
    screen.show(&FormPage::blank(&screen, correct_form(&permit, &permit.visit)))
}

pub async fn correct(
    screen: Screen,
    permit: Permit<ChangeVisit>,
    form: Form,
    db: web::Data<Db>,
) -> Outcome<HttpResponse> {
    let done = async {
        let new = Correction {
            visit_on: form.day("visit_on")?,
            reason: form.text("reason").to_owned(),
            seen: form.text("seen").parse().unwrap_or(-1),
        };
        let mut once = db.begin_once(&form.key).await?;
        commands::correct(&mut once, &permit, &new).await?;
        once.redirect(back(&permit).saying("notice-visit-recorded")).await
    };
    let done = done.await;
    if let Err(Problem::Conflict(CHANGED_MEANWHILE)) = done {
        let now = store::visit(db.read(), permit.visit.id).await?;
        let day = form.day("visit_on").ok().flatten().map(|day| day_words(&screen, day));
        let theirs = Theirs {
            label: screen.text("engagement-field-visit-on"),
            now: match now.cancelled_at {
                Some(_) => screen.text("visit-cancelled"),
                None => day_words(&screen, now.visit_on),
            },
            typed: day.unwrap_or_default(),
        };
        let again = correct_form(&permit, &now);
        return screen.answer(StatusCode::CONFLICT, &FormPage::second(&screen, again, &form, vec![theirs]));
    }
    settled(&screen, done, &form, || correct_form(&permit, &permit.visit))
}

fn note_form(permit: &Permit<ChangeVisit>) -> FormOf {
    change_form(permit, "visit-note-action", "notes", Field::area("note"))
}

pub async fn hold_new(screen: Screen, permit: Permit<ChangeVisit>) -> Outcome<HttpResponse> {
    screen.show(&FormPage::blank(&screen, hold_form(&permit)))
}

pub async fn cancel_new(screen: Screen, permit: Permit<ChangeVisit>) -> Outcome<HttpResponse> {
    screen.show(&FormPage::blank(&screen, cancel_form(&permit)))
}

pub async fn note_new(screen: Screen, permit: Permit<ChangeVisit>) -> Outcome<HttpResponse> {
    screen.show(&FormPage::blank(&screen, note_form(&permit)))
}

fn back(permit: &Permit<ChangeVisit>) -> Redirect {
    Redirect::to(format!("/visits/{}", permit.visit.id))
}

pub async fn hold(
    screen: Screen,
    permit: Permit<ChangeVisit>,
    form: Form,
    db: web::Data<Db>,
) -> Outcome<HttpResponse> {
    let done = async {
        let mut once = db.begin_once(&form.key).await?;
        commands::hold(&mut once, &permit, form.day("visit_on")?).await?;
        once.redirect(back(&permit).saying("notice-visit-recorded")).await
    };
    settled(&screen, done.await, &form, || hold_form(&permit))
}

pub async fn cancel(
    screen: Screen,
    permit: Permit<ChangeVisit>,
    form: Form,
    db: web::Data<Db>,
) -> Outcome<HttpResponse> {
    let done = async {
        let mut once = db.begin_once(&form.key).await?;
        commands::cancel(&mut once, &permit, form.text("reason")).await?;
        once.redirect(back(&permit).saying("notice-visit-cancelled")).await
    };
    settled(&screen, done.await, &form, || cancel_form(&permit))
}

pub async fn note(
    screen: Screen,
    permit: Permit<ChangeVisit>,
    form: Form,
    db: web::Data<Db>,
) -> Outcome<HttpResponse> {
    let done = async {
        let mut once = db.begin_once(&form.key).await?;
        commands::note(&mut once, &permit, form.text("note")).await?;
        once.redirect(back(&permit).saying("notice-visit-noted")).await
    };
    settled(&screen, done.await, &form, || note_form(&permit))
}
