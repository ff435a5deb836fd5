//! What is done with the selected: each form posts here, and leads back to the team.

use actix_web::{Either, FromRequest, HttpRequest, HttpResponse, dev::Payload, web};
use chrono::NaiveDate;
use futures_util::future::LocalBoxFuture;

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
    platform::{
        Db, FieldErrors, Form, Outcome, Permit, PersonId, Problem, Read, Redirect, Screen, once::Once,
    },
};

/// Nobody moves a date by more than a year at once.
const MOST_DAYS: u32 = 366;

/// Those who are ticked.
pub fn people_of(form: &Form) -> Vec<PersonId> {
    form.all("person").filter_map(|id| id.parse().ok()).collect()
}

/// The extractor of an action: who is ticked in which team, what was typed, and what shows it all again.
pub struct Selected {
    screen: Screen,
    team: Permit<SeeTeam>,
    db: web::Data<Db>,
    library: web::Data<CourseLibrary>,
    form: Form,
    people: Vec<PersonId>,
}

/// Back to the team, or the page again.
type Answer = Outcome<Either<Redirect, HttpResponse>>;

impl FromRequest for Selected {
    type Error = actix_web::Error;
    type Future = LocalBoxFuture<'static, Result<Self, actix_web::Error>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let request = request.clone();
        let form = Form::from_request(&request, payload);
        Box::pin(async move {
            let team = Permit::<SeeTeam>::extract(&request).await?;
            let form = form.await?;
            let people = people_of(&form);
            if people.len() != form.all("person").count() {
                return Err(Problem::NotFound.into());
            }
            Ok(Self {
                screen: Screen::extract(&request).await?,
                team,
                db: web::Data::extract(&request).await?,
                library: web::Data::extract(&request).await?,
                people,
                form,
            })
        })
    }
}

impl Selected {
    fn chosen(&self) -> Chosen<'_> {
        let field = if self.form.optional("withdrawn").is_some() { "withdrawn" } else { "of_course" };
        let course: Option<uuid::Uuid> = self.form.text(field).parse().ok();
        Chosen { people: &self.people, course: course.map(CourseId), seen: self.form.optional("seen") }
    }

    /// The same, whatever others changed since the page was made.
    fn chosen_as_they_are(&self) -> Chosen<'_> {
        Chosen { seen: None, ..self.chosen() }
    }

    async fn again(&self, errors: FieldErrors) -> Answer {
        let typed = Typed::again(&self.form, errors);
        let page =
            selection::page(&self.screen, &self.db, &self.library, &self.team, &self.people, &typed).await?;
        self.screen.show_again(&page).map(Either::Right)
    }

    /// Leads back once it is done; when somebody else changed the same, shows both.
    async fn settle<T>(&self, once: Once, done: Outcome<T>, notice: &'static str) -> Answer {
        match done {
            Err(Problem::Conflict(commands::CHANGED_MEANWHILE)) => {
                drop(once);
                changed::show(&self.screen, &self.db, &self.library, &self.team, &self.form)
                    .await
                    .map(Either::Right)
            }
            Err(problem) => Err(problem),
            Ok(_) => once.redirect(back(&self.team, notice)).await.map(Either::Left),
        }
    }
}

/// The page about the selected has an address, so that it can be gone back to.
pub async fn select(permit: Permit<SeeTeam>, form: Form) -> Redirect {
    let people = people_of(&form);
    if people.is_empty() {
        return back(&permit, NOBODY);
    }
    Redirect::to(selection::address(permit.id, &people))
}

pub async fn assign(permit: Permit<AssignInTeam>, selected: Selected) -> Answer {
    let (course, due_on) = match assignment(&selected.db, &selected.form).await {
        Ok(assignment) => assignment,
        Err(problem) => return selected.again(problem.wrong_fields()?).await,
    };
    let mut once = selected.db.begin_once(&selected.form.key).await?;
    let done = commands::assign(&mut once, &permit, &selected.people, &course, due_on).await;
    selected.settle(once, done, "notice-team-assigned").await
}

async fn assignment(db: &Db, form: &Form) -> Outcome<(OpenCourse, Option<NaiveDate>)> {
    let mut errors = FieldErrors::default();
    let today = db.clock().now().date_naive();
    let due_on = errors.take("due_on", date_of(form.text("due_on"), today)).flatten();
    let listing = catalogue::listed(db.read(), form.text("course")).await?;
    let listing = errors.take("course", listing.ok_or("enrol-course-missing"));
    let Some(listing) = listing.filter(|_| errors.is_empty()) else { return Err(errors.into()) };
    let (course, version) = (listing.published.course, listing.published.version);
    Ok((OpenCourse { slug: listing.slug, course, version }, due_on))
}

pub async fn set_due_date(permit: Permit<ChangeInTeam>, selected: Selected) -> Answer {
    let today = selected.db.clock().now().date_naive();
    let due_on = date_of(selected.form.text("new_due_on"), today);
    let due_on = match due_on.and_then(|date| date.ok_or("team-due-date-missing")) {
        Ok(due_on) => due_on,
        Err(key) => return selected.again(FieldErrors::one("new_due_on", key)).await,
    };
    let mut once = selected.db.begin_once(&selected.form.key).await?;
    let done = commands::set_due_date(&mut once, &permit, &selected.chosen(), Some(due_on)).await;
    selected.settle(once, done, "notice-team-dates").await
}

pub async fn shift(permit: Permit<ChangeInTeam>, selected: Selected) -> Answer {
    if selected.people.is_empty() {
        return Ok(Either::Left(back(&selected.team, NOBODY)));
    }
    let days: Option<u32> =
        selected.form.text("days").parse().ok().filter(|days| (1..=MOST_DAYS).contains(days));
    let days = days.ok_or(Problem::BadRequest("problem-unreadable"))?;
    let mut once = selected.db.begin_once(&selected.form.key).await?;
    let done = commands::shift_due_dates(&mut once, &permit, &selected.chosen_as_they_are(), days).await;
    selected.settle(once, done, "notice-team-dates").await
}

pub async fn remind(permit: Permit<ChangeInTeam>, selected: Selected) -> Answer {
    if selected.people.is_empty() {
        return Ok(Either::Left(back(&selected.team, NOBODY)));
    }
    let mut once = selected.db.begin_once(&selected.form.key).await?;
    let done = commands::remind(&mut once, &permit, &selected.chosen_as_they_are()).await;
    selected.settle(once, done, "notice-team-reminded").await
}

pub async fn withdraw(permit: Permit<ChangeInTeam>, selected: Selected) -> Answer {
    let chosen = selected.chosen();
    if chosen.course.is_none() {
        return selected.again(FieldErrors::one("withdrawn", "enrol-course-missing")).await;
    }
    let slugs = slugs(selected.db.read(), &selected.library, &selected.people).await?;
    let mut once = selected.db.begin_once(&selected.form.key).await?;
    let done = commands::withdraw(&mut once, &permit, &chosen, &slugs).await;
    selected.settle(once, done, "notice-team-withdrawn").await
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

const NOBODY: &str = "notice-undone-nobody-selected";

fn back(team: &Permit<SeeTeam>, notice: &'static str) -> Redirect {
    Redirect::to(format!("/teams/{}", team.id)).saying(notice)
}
