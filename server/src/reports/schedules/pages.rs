//! Asking for a report by mail, and stopping it; both stand on the page of the report.

use actix_web::web;

use super::{Often, access::EndSchedule, commands};
use crate::{
    platform::{Db, FieldErrors, Form, Outcome, Permit, Redirect, pages::ListQuery},
    reports::{access::SeeReport, question::asked_address},
};

pub async fn begin(
    permit: Permit<SeeReport>,
    query: ListQuery,
    form: Form,
    db: web::Data<Db>,
) -> Outcome<Redirect> {
    let often = Often::from_word(form.text("often"));
    let often = often.ok_or_else(|| FieldErrors::one("often", "report-often-missing"))?;
    let address = asked_address(db.read(), &permit.actor, &permit, &query).await?;
    let mut once = db.begin_once(&form.key).await?;
    commands::begin(&mut once, &permit, often, address.clone()).await?;
    once.redirect(Redirect::to(format!("/reports?{address}")).saying("notice-report-scheduled")).await
}

pub async fn end(permit: Permit<EndSchedule>, form: Form, db: web::Data<Db>) -> Outcome<Redirect> {
    let mut once = db.begin_once(&form.key).await?;
    commands::end(&mut once, &permit).await?;
    let back = format!("/reports?{}", permit.question);
    once.redirect(Redirect::to(back).saying("notice-report-schedule-ended")).await
}
