//! The day from which a progress report is due, its writing, and its sending.

use actix_web::{HttpResponse, Responder, web};

use super::report::{FIELDS, Wanted, page};
use crate::{
    improvement::{
        access::{BringFindings, WorkOnPlan},
        commands::{self, REPORT_CHANGED_MEANWHILE, Sending},
        cycles, released,
        store::reports::Sections,
    },
    platform::{
        Db, FieldErrors, Form, Outcome, Permit, Problem, Redirect, Screen, pages::Refill,
        spreadsheets::date_in,
    },
};

/// An adviser notes the day of the release, from which the factory's days are counted.
pub async fn release(
    screen: Screen,
    permit: Permit<BringFindings>,
    form: Form,
    db: web::Data<Db>,
) -> Outcome<HttpResponse> {
    let cycle = cycles::named(db.read(), permit.id, form.text("cycle")).await?;
    let errors = match try_to_release(&db, &permit, &form, cycle).await {
        Ok(redirect) => return Ok(redirect.respond_to(screen.request())),
        Err(problem) => problem.wrong_fields()?,
    };
    let report = released::report_of(db.read(), &permit.subject, cycle).await?;
    let wanted = Wanted { cycle, report, version: None };
    let refill = Refill::again(&screen, &FIELDS, &form, &errors);
    screen.show_again(&page(&screen, &db, &permit.actor, &permit.subject, wanted, refill).await?)
}

async fn try_to_release(
    db: &Db,
    permit: &Permit<BringFindings>,
    form: &Form,
    cycle: i32,
) -> Outcome<Redirect> {
    let day = date_in(form.text("released_on")).map_err(|key| FieldErrors::one("released_on", key))?;
    let mut once = db.begin_once(&form.key).await?;
    commands::note_release(&mut once, permit, (cycle, day)).await?;
    let path = format!("/factories/{}/progress-report?cycle={cycle}", permit.id);
    once.redirect(Redirect::to(path).saying("notice-report-released")).await
}

/// The factory writes its sections, and sends the report when it is whole.
pub async fn write(
    screen: Screen,
    permit: Permit<WorkOnPlan>,
    form: Form,
    db: web::Data<Db>,
) -> Outcome<HttpResponse> {
    let cycle = cycles::named(db.read(), permit.id, form.text("cycle")).await?;
    let errors = match try_to_write(&db, &permit, &form, cycle).await {
        Ok(redirect) => return Ok(redirect.respond_to(screen.request())),
        Err(Problem::Conflict(REPORT_CHANGED_MEANWHILE)) => {
            FieldErrors::one("social_dialogue", REPORT_CHANGED_MEANWHILE)
        }
        Err(problem) => problem.wrong_fields()?,
    };
    let report = released::report_of(db.read(), &permit.subject, cycle).await?;
    let wanted = Wanted { cycle, report, version: None };
    let refill = Refill::again(&screen, &FIELDS, &form, &errors);
    screen.show_again(&page(&screen, &db, &permit.actor, &permit.subject, wanted, refill).await?)
}

async fn try_to_write(db: &Db, permit: &Permit<WorkOnPlan>, form: &Form, cycle: i32) -> Outcome<Redirect> {
    let text = |field: &str| form.text(field).to_owned();
    let sections = Sections {
        social_dialogue: text("social_dialogue"),
        systems: text("systems"),
        continuous_learning: text("continuous_learning"),
        feedback: text("feedback"),
    };
    let sending = if form.optional("send").is_some() { Sending::Sent } else { Sending::Kept };
    let seen = form.text("changes").parse::<i32>().unwrap_or(-1);
    let mut once = db.begin_once(&form.key).await?;
    commands::write_report(&mut once, permit, (cycle, seen), sections, sending).await?;
    let path = format!("/factories/{}/progress-report?cycle={cycle}", permit.id);
    let saying = match sending {
        Sending::Sent => "notice-report-sent",
        Sending::Kept => "notice-report-saved",
    };
    once.redirect(Redirect::to(path).saying(saying)).await
}
