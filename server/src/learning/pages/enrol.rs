//! Getting on a course by oneself; and what those who help may change.

use actix_web::{Either, HttpResponse, http::StatusCode, web};
use chrono::NaiveDate;

use super::enrolment;
use crate::{
    catalogue::CourseLibrary,
    learning::{
        access::{ChangeEnrolment, EnrolOneself, SeeEnrolment},
        commands,
        model::not_past,
    },
    platform::{Day, Db, Form, Outcome, Permit, Problem, Redirect, Screen},
};

pub async fn enrol_oneself(
    screen: Screen,
    permit: Permit<EnrolOneself>,
    db: web::Data<Db>,
    form: Form,
) -> Outcome<Redirect> {
    let mut once = db.begin_once(&form.key).await?;
    let enrolment = commands::enrol_oneself(&mut once, &permit, screen.language).await?;
    once.redirect(Redirect::to(format!("/enrolments/{enrolment}")).saying("notice-enrolled")).await
}

pub async fn change_due_date(
    screen: Screen,
    permit: Permit<ChangeEnrolment>,
    seen: Permit<SeeEnrolment>,
    db: web::Data<Db>,
    library: web::Data<CourseLibrary>,
    form: Form,
) -> Outcome<Either<Redirect, HttpResponse>> {
    let due_on = match date_of(form.text("due_on"), db.clock().now().date_naive()) {
        Ok(due_on) => due_on,
        Err(key) => {
            let refused = Some((form.text("due_on"), key));
            let page = enrolment::page(&screen, &seen, &db, &library, refused).await?;
            return screen.show_again(&page).map(Either::Right);
        }
    };
    let mut once = db.begin_once(&form.key).await?;
    match commands::change_due_date(&mut once, &permit, due_on, form.text("seen").parse().ok()).await {
        Err(Problem::Conflict(key)) => {
            drop(once);
            let refused = Some((form.text("due_on"), key));
            let page = enrolment::page_now(&screen, &seen, &db, &library, refused).await?;
            return screen.answer(StatusCode::CONFLICT, &page).map(Either::Right);
        }
        done => done?,
    }
    let path = format!("/enrolments/{}", permit.enrolment.id);
    once.redirect(Redirect::to(path).saying("notice-due-date-changed")).await.map(Either::Left)
}

pub async fn withdraw(
    permit: Permit<ChangeEnrolment>,
    db: web::Data<Db>,
    library: web::Data<CourseLibrary>,
    form: Form,
) -> Outcome<Redirect> {
    let course = library.course(db.read(), permit.enrolment.version).await?;
    let mut once = db.begin_once(&form.key).await?;
    commands::withdraw(&mut once, &permit, &course.id).await?;
    let path = format!("/people/{}/learning", permit.enrolment.person);
    once.redirect(Redirect::to(path).saying("notice-withdrawn")).await
}

/// A due date as the browser's own field sends it; nothing means none.
///
/// # Errors
/// The text key of why it is none.
pub fn date_of(typed: &str, today: NaiveDate) -> Result<Option<NaiveDate>, &'static str> {
    Day::optional(typed)?.map(|day| not_past(day, today)).transpose()
}
