//! What is done with the selected: each form posts here, and leads back to the team.

use actix_web::{Either, HttpResponse, web};
use chrono::NaiveDate;

use super::{
    changed,
    selection::{self, Typed},
};
use crate::{
    catalogue::{self, CourseId, CourseLibrary, CourseVersionId},
    learning::{
        access::OpenCourse,
        pages::enrol::date_of,
        store::enrolments_of_people,
        teams::{
            access::{AssignInTeam, ChangeInTeam, SeeTeam},
            commands::{self, Chosen},
        },
    },
    platform::{Db, FieldErrors, Form, Outcome, Permit, PersonId, Problem, Read, Redirect, Screen},
};

/// Nobody moves a date by more than a year at once.
const MOST_DAYS: u32 = 366;

/// Those who are ticked.
pub fn people_of(form: &Form) -> Vec<PersonId> {
    form.all("person").filter_map(|id| id.parse().ok()).collect()
}

/// The page about the selected has an address, so that it can be gone back to.
pub async fn select(permit: Permit<SeeTeam>, form: Form) -> Redirect {
    let people = people_of(&form);
    if people.is_empty() {
        return nobody(&permit);
    }
    Redirect::to(selection::address(permit.id, &people))
}

fn nobody(team: &Permit<SeeTeam>) -> Redirect {
    Redirect::to(format!("/teams/{}", team.id)).saying("notice-undone-nobody-selected")
}

pub async fn assign(
    screen: Screen,
    permit: Permit<AssignInTeam>,
    seen: Permit<SeeTeam>,
    db: web::Data<Db>,
    library: web::Data<CourseLibrary>,
    form: Form,
) -> Outcome<Either<Redirect, HttpResponse>> {
    let people = people_of(&form);
    let (course, due_on) = match assignment(db.read(), &form).await {
        Ok(assignment) => assignment,
        Err(Problem::Invalid(errors)) => {
            let page =
                selection::page(&screen, &db, &library, &seen, &people, &Typed::again(&form, errors)).await?;
            return screen.show_again(&page).map(Either::Right);
        }
        Err(problem) => return Err(problem),
    };
    let mut once = db.begin_once(&form.key).await?;
    commands::assign(&mut once, &permit, &people, &course, due_on).await?;
    once.redirect(back(&seen, "notice-team-assigned")).await.map(Either::Left)
}

async fn assignment(read: &Read, form: &Form) -> Outcome<(OpenCourse, Option<NaiveDate>)> {
    let mut errors = FieldErrors::default();
    let due_on = errors.take("due_on", date_of(form.text("due_on"))).flatten();
    let listing = catalogue::listed(read, form.text("course")).await?;
    let listing = errors.take("course", listing.ok_or("enrol-course-missing"));
    let Some(listing) = listing.filter(|_| errors.is_empty()) else { return Err(errors.into()) };
    let (course, version) = (listing.published.course, listing.published.version);
    Ok((OpenCourse { slug: listing.slug, course, version }, due_on))
}

pub async fn set_due_date(
    screen: Screen,
    permit: Permit<ChangeInTeam>,
    seen: Permit<SeeTeam>,
    db: web::Data<Db>,
    library: web::Data<CourseLibrary>,
    form: Form,
) -> Outcome<Either<Redirect, HttpResponse>> {
    let people = people_of(&form);
    let due_on = date_of(form.text("new_due_on")).and_then(|date| date.ok_or("team-due-date-missing"));
    let due_on = match due_on {
        Ok(due_on) => due_on,
        Err(key) => {
            let typed = Typed::again(&form, FieldErrors::one("new_due_on", key));
            let page = selection::page(&screen, &db, &library, &seen, &people, &typed).await?;
            return screen.show_again(&page).map(Either::Right);
        }
    };
    let chosen = chosen(&people, &form);
    let mut once = db.begin_once(&form.key).await?;
    match commands::set_due_date(&mut once, &permit, &chosen, Some(due_on)).await {
        Err(Problem::Conflict(commands::CHANGED_MEANWHILE)) => {
            drop(once);
            changed::show(&screen, &db, &library, &seen, &form).await.map(Either::Right)
        }
        done => done
            .map(|_| ())
            .map(|()| once)?
            .redirect(back(&seen, "notice-team-dates"))
            .await
            .map(Either::Left),
    }
}

pub async fn shift(
    permit: Permit<ChangeInTeam>,
    seen: Permit<SeeTeam>,
    db: web::Data<Db>,
    form: Form,
) -> Outcome<Redirect> {
    let people = people_of(&form);
    if people.is_empty() {
        return Ok(nobody(&seen));
    }
    let days: Option<u32> = form.text("days").parse().ok().filter(|days| (1..=MOST_DAYS).contains(days));
    let days = days.ok_or(Problem::BadRequest("problem-unreadable"))?;
    let mut once = db.begin_once(&form.key).await?;
    commands::shift_due_dates(&mut once, &permit, &Chosen { seen: None, ..chosen(&people, &form) }, days)
        .await?;
    once.redirect(back(&seen, "notice-team-dates")).await
}

pub async fn remind(
    permit: Permit<ChangeInTeam>,
    seen: Permit<SeeTeam>,
    db: web::Data<Db>,
    form: Form,
) -> Outcome<Redirect> {
    let people = people_of(&form);
    if people.is_empty() {
        return Ok(nobody(&seen));
    }
    let mut once = db.begin_once(&form.key).await?;
    commands::remind(&mut once, &permit, &Chosen { seen: None, ..chosen(&people, &form) }).await?;
    once.redirect(back(&seen, "notice-team-reminded")).await
}

pub async fn withdraw(
    screen: Screen,
    permit: Permit<ChangeInTeam>,
    seen: Permit<SeeTeam>,
    db: web::Data<Db>,
    library: web::Data<CourseLibrary>,
    form: Form,
) -> Outcome<Either<Redirect, HttpResponse>> {
    let people = people_of(&form);
    let chosen = chosen(&people, &form);
    if chosen.course.is_none() {
        let typed = Typed::again(&form, FieldErrors::one("withdrawn", "enrol-course-missing"));
        let page = selection::page(&screen, &db, &library, &seen, &people, &typed).await?;
        return screen.show_again(&page).map(Either::Right);
    }
    let slugs = slugs(db.read(), &library, &people).await?;
    let mut once = db.begin_once(&form.key).await?;
    match commands::withdraw(&mut once, &permit, &chosen, &slugs).await {
        Err(Problem::Conflict(commands::CHANGED_MEANWHILE)) => {
            drop(once);
            changed::show(&screen, &db, &library, &seen, &form).await.map(Either::Right)
        }
        done => done.map(|_| once)?.redirect(back(&seen, "notice-team-withdrawn")).await.map(Either::Left),
    }
}

/// The names of the courses that these people are on, by version.
pub async fn slugs(
    read: &Read,
    library: &CourseLibrary,
    people: &[PersonId],
) -> Outcome<std::collections::HashMap<CourseVersionId, String>> {
    let lines = enrolments_of_people(read, people.iter().copied()).await?;
    let versions: Vec<CourseVersionId> = lines.iter().map(|line| line.enrolment.version).collect();
    let courses = library.courses(read, &versions).await?;
    Ok(courses.into_iter().map(|(version, course)| (version, course.id.clone())).collect())
}

fn chosen<'c>(people: &'c [PersonId], form: &'c Form) -> Chosen<'c> {
    let field = if form.optional("withdrawn").is_some() { "withdrawn" } else { "of_course" };
    let course: Option<uuid::Uuid> = form.text(field).parse().ok();
    Chosen { people, course: course.map(CourseId), seen: form.optional("seen") }
}

fn back(team: &Permit<SeeTeam>, notice: &'static str) -> Redirect {
    Redirect::to(format!("/teams/{}", team.id)).saying(notice)
}
