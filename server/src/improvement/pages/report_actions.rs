//! The day from which a progress report is due, its writing, and its sending.

use actix_web::{HttpResponse, Responder, web};
use serde_json::json;

use super::report::{FIELDS, Wanted, cycle_of, page};
use crate::{
    engagement,
    improvement::{
        access::{BringFindings, WorkOnPlan},
        released, sent_reports,
        store::reports::{self, Sections},
    },
    platform::{
        Action, Db, FieldErrors, Form, Outcome, Permit, Problem, Redirect, Screen, audit, pages::Refill,
        spreadsheets::date_in,
    },
};

const CHANGED_MEANWHILE: &str = "report-changed-meanwhile";

/// An adviser notes the day of the release, from which the factory's days are counted.
pub async fn release(
    screen: Screen,
    permit: Permit<BringFindings>,
    form: Form,
    db: web::Data<Db>,
) -> Outcome<HttpResponse> {
    let cycle = cycle_of(&db, &permit.subject, form.text("cycle")).await?;
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
    let today = permit.day_at(db.clock().now());
    let day = date_in(form.text("released_on"))
        .and_then(|day| if day > today { Err("finding-date-in-future") } else { Ok(day) })
        .map_err(|key| FieldErrors::one("released_on", key))?;
    let read = db.read();
    let refused = |key| Err(FieldErrors::one("released_on", key).into());
    if released::released_on(read, permit.id, cycle).await?.is_some() {
        return refused("report-release-known");
    }
    if reports::find(read, permit.id, cycle).await?.is_some_and(|report| report.sent_at.is_some()) {
        return refused("report-sent-already");
    }
    let cycles = engagement::cycles_of(read, permit.id).await?;
    let kept = cycles.into_iter().find(|one| i32::try_from(one.number) == Ok(cycle));
    if kept.is_some_and(|kept| day < kept.started_on) {
        return refused("report-release-before-cycle");
    }
    let once = db.begin_once(&form.key).await?;
    let due_on = released::due_on(&once, permit.country.as_deref(), day).await?;
    reports::release(&once, permit.id, cycle, (day, due_on)).await?;
    let details = json!({ "cycle": cycle, "released_on": day });
    let entry = audit::Entry::of(BringFindings::NAME, "organisation", permit.id.0).within(permit.id);
    audit::write(&once, permit.actor.person, entry.with(details)).await?;
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
    let cycle = cycle_of(&db, &permit.subject, form.text("cycle")).await?;
    let errors = match try_to_write(&db, &permit, &form, cycle).await {
        Ok(redirect) => return Ok(redirect.respond_to(screen.request())),
        Err(Problem::Conflict(CHANGED_MEANWHILE)) => FieldErrors::one("social_dialogue", CHANGED_MEANWHILE),
        Err(problem) => problem.wrong_fields()?,
    };
    let report = released::report_of(db.read(), &permit.subject, cycle).await?;
    let wanted = Wanted { cycle, report, version: None };
    let refill = Refill::again(&screen, &FIELDS, &form, &errors);
    screen.show_again(&page(&screen, &db, &permit.actor, &permit.subject, wanted, refill).await?)
}

async fn try_to_write(db: &Db, permit: &Permit<WorkOnPlan>, form: &Form, cycle: i32) -> Outcome<Redirect> {
    const LONGEST: usize = 10_000;
    let mut errors = FieldErrors::default();
    for field in ["social_dialogue", "systems", "continuous_learning", "feedback"] {
        if form.text(field).chars().count() > LONGEST {
            errors.add(field, "report-section-too-long");
        }
    }
    let is_sent = form.optional("send").is_some();
    for field in ["social_dialogue", "systems", "continuous_learning"] {
        if is_sent && form.text(field).trim().is_empty() {
            errors.add(field, "report-section-missing");
        }
    }
    if !errors.is_empty() {
        return Err(errors.into());
    }
    let text = |field: &str| form.text(field).to_owned();
    let sections = Sections {
        social_dialogue: text("social_dialogue"),
        systems: text("systems"),
        continuous_learning: text("continuous_learning"),
        feedback: text("feedback"),
    };
    let once = db.begin_once(&form.key).await?;
    let report = released::begun(&once, &permit.subject, cycle).await?.ok_or(Problem::NotFound)?;
    let seen = form.text("changes").parse::<i32>().unwrap_or(-1);
    let by = permit.actor.person;
    if seen != report.changes || !reports::write(&once, &report, &sections, (by, is_sent)).await? {
        return Err(Problem::Conflict(CHANGED_MEANWHILE));
    }
    if is_sent {
        sent_reports::keep(&once, &report, sections, by).await?;
    }
    let entry = audit::Entry::of(WorkOnPlan::NAME, "progress-report", report.id.0).within(permit.id);
    audit::write(&once, by, entry.with(json!({ "sent": is_sent }))).await?;
    let path = format!("/factories/{}/progress-report?cycle={cycle}", permit.id);
    let saying = if is_sent { "notice-report-sent" } else { "notice-report-saved" };
    once.redirect(Redirect::to(path).saying(saying)).await
}
