//! A line of the self-diagnosis is written anew or taken back by its own side, as long as it is not shared.

use actix_web::{HttpResponse, web};

use super::{
    diagnoses::{line_form, path_of, points_today, typed_line},
    settled,
    shown::FormPage,
};
use crate::{
    engagement::diagnoses::{access::KeepLine, commands},
    platform::{Db, Form, Outcome, Permit, Redirect, Screen},
};

pub async fn edit(screen: Screen, permit: Permit<KeepLine>, db: web::Data<Db>) -> Outcome<HttpResponse> {
    let points = points_today(&db, &permit.diagnosis).await?;
    screen.show(&FormPage::blank(&screen, line_form(&screen, &permit.diagnosis, &points, Some(&permit.line))))
}

pub async fn change(
    screen: Screen,
    permit: Permit<KeepLine>,
    form: Form,
    db: web::Data<Db>,
) -> Outcome<HttpResponse> {
    let points = points_today(&db, &permit.diagnosis).await?;
    let done = async {
        let mut once = db.begin_once(&form.key).await?;
        commands::rewrite(&mut once, &permit, &typed_line(&form)).await?;
        once.redirect(Redirect::to(path_of(&permit.diagnosis)).saying("notice-diagnosis-written")).await
    };
    settled(&screen, done.await, &form, || line_form(&screen, &permit.diagnosis, &points, Some(&permit.line)))
}

pub async fn remove(permit: Permit<KeepLine>, form: Form, db: web::Data<Db>) -> Outcome<Redirect> {
    let mut once = db.begin_once(&form.key).await?;
    commands::take_back(&mut once, &permit).await?;
    let cycle = permit.diagnosis.cycle.as_ref().map(|cycle| cycle.number).unwrap_or_default();
    let to = format!("{}?cycle={cycle}", path_of(&permit.diagnosis));
    once.redirect(Redirect::to(to).saying("notice-diagnosis-line-removed")).await
}
