//! Going through the steps: opening one, seeing it, finishing it.

use actix_web::{HttpResponse, web};
use courses::Activity;

use super::{desk::Desk, exercise, lesson, path, plan, quiz, scenario};
use crate::{
    learning::commands,
    platform::{Db, Form, Outcome, Redirect, Screen},
};

/// Begins the course, or takes it up again, at this step.
pub async fn open(desk: Desk, form: Form, db: web::Data<Db>) -> Outcome<Redirect> {
    let Desk { permit, study } = &desk;
    let mut once = db.begin_once(&form.key).await?;
    commands::begin(&mut once, permit, &study.course, &study.step, study.language).await?;
    once.redirect(Redirect::to(study.url())).await
}

pub async fn show(desk: Desk, screen: Screen, db: web::Data<Db>) -> Outcome<HttpResponse> {
    let study = &desk.study;
    match &study.place()?.step.activity {
        Activity::Lesson => lesson::show(&screen, study),
        Activity::Quiz(found) => quiz::show(&screen, study, found, &db).await,
        Activity::Scenario(story) => scenario::begin(&screen, study, story),
        Activity::Exercise(found) => exercise::show(&screen, study, found),
        Activity::Plan(found) => plan::show(&screen, study, *found, &db).await,
    }
}

/// Finishes the step and goes on to the next one; after the last one, to the course's page.
pub async fn complete(desk: Desk, form: Form, db: web::Data<Db>) -> Outcome<Redirect> {
    let Desk { permit, study } = &desk;
    let (course, language) = (&*study.course, study.language);
    let mut once = db.begin_once(&form.key).await?;
    study.begin_if_new(&mut once, permit).await?;
    commands::finish_step(&mut once, permit, course, &study.step, language).await?;
    let Some(next) = study.place()?.next else {
        return once.redirect(Redirect::to(path::enrolment(permit.id))).await;
    };
    commands::open_step(&mut once, permit, course, &next.id, language).await?;
    once.redirect(Redirect::to(path::step(permit.id, &next.id))).await
}
