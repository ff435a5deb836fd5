//! Forms of cycles: enrolment, end, handover, pause.

use actix_web::{HttpResponse, http::StatusCode, web};
use chrono::NaiveDate;

use super::{
    factory_link, factory_path,
    forms::Theirs,
    name_of, people_choices, settled,
    shown::{Field, FormOf, FormPage, dated, day_words},
};
use crate::{
    engagement::{
        access::ChangeEngagement,
        assessments::store as assessments,
        cycles::{
            access::ChangeCycle,
            advisers::advisers_in,
            commands::{self, CHANGED_MEANWHILE, Enrolment, HandoverTo},
            store::{self, Cycle},
        },
    },
    people::store::persons,
    platform::{Db, Form, Outcome, Permit, PersonId, Problem, Redirect, Screen, pages::Choice},
};

fn enrolment_form(permit: &Permit<ChangeEngagement>, db: &Db, advisers: Vec<Choice>) -> FormOf {
    let today = permit.day_at(db.clock().now());
    FormOf {
        title: "cycle-new-title",
        above: factory_link(permit),
        lead: Vec::new(),
        action: format!("/factories/{}/cycles", permit.id),
        done: "cycle-new-action",
        seen: None,
        fields: vec![Field::day("started_on", Some(today)), Field::select("adviser", advisers).optional()],
    }
}

async fn advisers(screen: &Screen, permit: &Permit<ChangeEngagement>, db: &Db) -> Outcome<Vec<Choice>> {
    let today = permit.day_at(db.clock().now());
    let able = advisers_in(db.read(), permit.country.as_deref(), today).await?;
    people_choices(screen, db.read(), &able, Some(permit.actor.person)).await
}

pub async fn new(
    screen: Screen,
    permit: Permit<ChangeEngagement>,
    db: web::Data<Db>,
) -> Outcome<HttpResponse> {
    let advisers = advisers(&screen, &permit, &db).await?;
    screen.show(&FormPage::blank(&screen, enrolment_form(&permit, &db, advisers)))
}

pub async fn enrol(
    screen: Screen,
    permit: Permit<ChangeEngagement>,
    form: Form,
    db: web::Data<Db>,
) -> Outcome<HttpResponse> {
    let advisers = advisers(&screen, &permit, &db).await?;
    let done = enrolled(&permit, &form, &db).await;
    settled(&screen, done, &form, || enrolment_form(&permit, &db, advisers))
}

async fn enrolled(permit: &Permit<ChangeEngagement>, form: &Form, db: &Db) -> Outcome<Redirect> {
    let enrolment = Enrolment {
        started_on: form.day("started_on")?,
        adviser: form.text("adviser").parse().ok(),
        ..Enrolment::default()
    };
    let mut once = db.begin_once(&form.key).await?;
    commands::enrol(&mut once, permit, &enrolment).await?;
    once.redirect(Redirect::to(factory_path(permit)).saying("notice-cycle-begun")).await
}

/// Whoever plans or makes an assessment there is reminded of it; for everybody else the form is the same as without one.
async fn end_form(screen: &Screen, permit: &Permit<ChangeCycle>, db: &Db) -> Outcome<FormOf> {
    let today = permit.factory.day_at(db.clock().now());
    let own = assessments::unreleased_of(db.read(), permit.actor.person).await?;
    let own = own.into_iter().filter(|one| one.cycle == permit.cycle.id && one.first_on > today);
    let lead = own.map(|one| dated(screen, "cycle-end-assessment-planned", one.first_on)).collect();
    Ok(FormOf { lead, ..blank_end_form(permit, today) })
}

fn blank_end_form(permit: &Permit<ChangeCycle>, today: NaiveDate) -> FormOf {
    FormOf {
        title: "cycle-end-title",
        above: factory_link(&permit.factory),
        lead: Vec::new(),
        action: format!("/cycles/{}/end", permit.cycle.id),
        done: "cycle-end-action",
        seen: Some(permit.cycle.changes.to_string()),
        fields: vec![Field::day("ended_on", Some(today))],
    }
}

pub async fn end_new(
    screen: Screen,
    permit: Permit<ChangeCycle>,
    db: web::Data<Db>,
) -> Outcome<HttpResponse> {
    screen.show(&FormPage::blank(&screen, end_form(&screen, &permit, &db).await?))
}

pub async fn end(
    screen: Screen,
    permit: Permit<ChangeCycle>,
    form: Form,
    db: web::Data<Db>,
) -> Outcome<HttpResponse> {
    let done = async {
        let mut once = db.begin_once(&form.key).await?;
        let day = form.day("ended_on")?;
        commands::end(&mut once, &permit, day, seen(&form)).await?;
        once.redirect(Redirect::to(factory_path(&permit.factory)).saying("notice-cycle-ended")).await
    };
    let done = done.await;
    if let Err(Problem::Conflict(CHANGED_MEANWHILE)) = done {
        let (now, theirs) = theirs(&screen, &permit, &form, &db).await?;
        let again = end_form(&screen, &permit, &db).await?;
        let again = FormOf { seen: Some(now.changes.to_string()), ..again };
        return screen.answer(StatusCode::CONFLICT, &FormPage::second(&screen, again, &form, theirs));
    }
    let again = end_form(&screen, &permit, &db).await?;
    settled(&screen, done, &form, || again)
}

/// The cycle as it is now, and each thing of it that is not as the reader saw it or typed it.
async fn theirs(
    screen: &Screen,
    permit: &Permit<ChangeCycle>,
    form: &Form,
    db: &Db,
) -> Outcome<(Cycle, Vec<Theirs>)> {
    let now = store::cycle(db.read(), permit.cycle.id).await?;
    let wanted: Option<PersonId> = form.text("adviser").parse().ok();
    let handed = store::handovers(db.read(), &[now.id]).await?.into_iter().next();
    let known = persons::people(db.read(), [now.adviser, wanted].into_iter().flatten()).await?;
    let day = |day: Option<NaiveDate>| day.map(|day| day_words(screen, day)).unwrap_or_default();
    let adviser = Theirs {
        label: screen.text("engagement-field-adviser"),
        now: name_of(&known, now.adviser),
        typed: wanted.map(|wanted| name_of(&known, Some(wanted))).unwrap_or_default(),
    };
    let ended = Theirs {
        label: screen.text("engagement-field-ended-on"),
        now: day(now.ended_on),
        typed: day(form.day("ended_on").ok().flatten()),
    };
    let why = Theirs {
        label: screen.text("engagement-field-reason"),
        now: handed.map(|handed| handed.reason).unwrap_or_default(),
        typed: form.text("reason").to_owned(),
    };
    let mut lines = vec![adviser, ended, why];
    lines.retain(|line| line.now != line.typed);
    Ok((now, lines))
}

/// The counter of changes that the form was made from; one that is missing fits none.
fn seen(form: &Form) -> i32 {
    form.text("seen").parse().unwrap_or(-1)
}

fn handover_form(permit: &Permit<ChangeCycle>, advisers: Vec<Choice>) -> FormOf {
    FormOf {
        title: "cycle-handover-title",
        above: factory_link(&permit.factory),
        lead: Vec::new(),
        action: format!("/cycles/{}/handover", permit.cycle.id),
        done: "cycle-handover-action",
        seen: Some(permit.cycle.changes.to_string()),
        fields: vec![Field::select("adviser", advisers), Field::area("reason")],
    }
}

async fn other_advisers(screen: &Screen, permit: &Permit<ChangeCycle>, db: &Db) -> Outcome<Vec<Choice>> {
    let country = permit.factory.country.as_deref();
    let able = advisers_in(db.read(), country, permit.factory.day_at(db.clock().now())).await?;
    people_choices(screen, db.read(), &able, permit.cycle.adviser).await
}

pub async fn handover_new(
    screen: Screen,
    permit: Permit<ChangeCycle>,
    db: web::Data<Db>,
) -> Outcome<HttpResponse> {
    let advisers = other_advisers(&screen, &permit, &db).await?;
    screen.show(&FormPage::blank(&screen, handover_form(&permit, advisers)))
}

pub async fn hand_over(
    screen: Screen,
    permit: Permit<ChangeCycle>,
    form: Form,
    db: web::Data<Db>,
) -> Outcome<HttpResponse> {
    let advisers = other_advisers(&screen, &permit, &db).await?;
    let done = async {
        let mut once = db.begin_once(&form.key).await?;
        let adviser = form.text("adviser").parse().ok();
        let to = HandoverTo { adviser, reason: form.text("reason"), seen: seen(&form) };
        commands::hand_over(&mut once, &permit, &to).await?;
        once.redirect(Redirect::to(factory_path(&permit.factory)).saying("notice-cycle-handed-over")).await
    };
    let done = done.await;
    if let Err(Problem::Conflict(CHANGED_MEANWHILE)) = done {
        let (now, theirs) = theirs(&screen, &permit, &form, &db).await?;
        let again = FormOf { seen: Some(now.changes.to_string()), ..handover_form(&permit, advisers) };
        return screen.answer(StatusCode::CONFLICT, &FormPage::second(&screen, again, &form, theirs));
    }
    settled(&screen, done, &form, || handover_form(&permit, advisers))
}

fn pause_form(permit: &Permit<ChangeCycle>) -> FormOf {
    FormOf {
        title: "cycle-pause-title",
        above: factory_link(&permit.factory),
        lead: Vec::new(),
        action: format!("/cycles/{}/pause", permit.cycle.id),
        done: "cycle-pause-action",
        seen: None,
        fields: vec![Field::area("reason")],
    }
}

pub async fn pause_new(screen: Screen, permit: Permit<ChangeCycle>) -> Outcome<HttpResponse> {
    screen.show(&FormPage::blank(&screen, pause_form(&permit)))
}

pub async fn pause(
    screen: Screen,
    permit: Permit<ChangeCycle>,
    form: Form,
    db: web::Data<Db>,
) -> Outcome<HttpResponse> {
    let done = async {
        let mut once = db.begin_once(&form.key).await?;
        commands::pause(&mut once, &permit, form.text("reason")).await?;
        once.redirect(Redirect::to(factory_path(&permit.factory)).saying("notice-cycle-paused")).await
    };
    settled(&screen, done.await, &form, || pause_form(&permit))
}

pub async fn resume(permit: Permit<ChangeCycle>, form: Form, db: web::Data<Db>) -> Outcome<Redirect> {
    let mut once = db.begin_once(&form.key).await?;
    commands::resume(&mut once, &permit).await?;
    once.redirect(Redirect::to(factory_path(&permit.factory)).saying("notice-cycle-resumed")).await
}
