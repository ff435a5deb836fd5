//! A colleague's learning: their courses and how far they are, and a form to enrol them in another.

use actix_web::{Either, HttpResponse, web};
use chrono::NaiveDate;
use serde::Serialize;

use super::{enrol::date_of, words::CourseLine};
use crate::{
    catalogue::{self, CourseLibrary},
    learning::{
        access::{Colleague, EnrolOther, OpenCourse, SeeLearning},
        commands::{self, NewEnrolment},
        store,
    },
    people::{self, Person},
    platform::{
        Action, Db, FieldErrors, Form, Judgement, Outcome, Page, Permit, PersonId, Read, Redirect, Screen,
        pages::Choice,
    },
};

pub async fn learning(
    screen: Screen,
    permit: Permit<SeeLearning>,
    db: web::Data<Db>,
    library: web::Data<CourseLibrary>,
) -> Outcome<HttpResponse> {
    commands::note_learning_seen(&db, &permit).await?;
    let page = page(&screen, &permit.subject, &db, &library, &Typed::default()).await?;
    screen.show(&page)
}

pub async fn enrol(
    screen: Screen,
    permit: Permit<EnrolOther>,
    db: web::Data<Db>,
    library: web::Data<CourseLibrary>,
    form: Form,
) -> Outcome<Either<Redirect, HttpResponse>> {
    let new = match new_enrolment(&db, &permit, &form).await {
        Ok(new) => new,
        Err(problem) => {
            let errors = problem.wrong_fields()?;
            let typed = Typed { course: form.text("course"), due_on: form.text("due_on"), errors };
            let page = page(&screen, &permit.subject, &db, &library, &typed).await?;
            return screen.show_again(&page).map(Either::Right);
        }
    };
    let mut once = db.begin_once(&form.key).await?;
    commands::enrol_other(&mut once, &permit, &new).await?;
    let path = format!("/people/{}/learning", permit.person);
    once.redirect(Redirect::to(path).saying("notice-colleague-enrolled")).await.map(Either::Left)
}

async fn new_enrolment(db: &Db, permit: &Permit<EnrolOther>, form: &Form) -> Outcome<NewEnrolment> {
    let mut errors = FieldErrors::default();
    let (read, today) = (db.read(), db.clock().now().date_naive());
    let due_on = errors.take("due_on", date_of(form.text("due_on"), today)).flatten();
    let listing = catalogue::listed(read, form.text("course")).await?;
    let listing = errors.take("course", listing.ok_or("enrol-course-missing"));
    let language = people::store::persons::person(read, permit.person).await?.language;
    let Some(listing) = listing.filter(|_| errors.is_empty()) else { return Err(errors.into()) };
    let published = listing.published;
    let course = OpenCourse { slug: listing.slug, course: published.course, version: published.version };
    Ok(NewEnrolment { course, language, due_on })
}

/// What stood in the form when it could not be taken.
#[derive(Default)]
struct Typed<'t> {
    course: &'t str,
    due_on: &'t str,
    errors: FieldErrors,
}

async fn page(
    screen: &Screen,
    colleague: &Colleague,
    db: &Db,
    library: &CourseLibrary,
    typed: &Typed<'_>,
) -> Outcome<ColleaguePage> {
    let read = db.read();
    let today = db.clock().now().date_naive();
    let person = people::store::persons::person(read, colleague.person).await?;
    let lines = store::enrolments_of(read, colleague.person).await?;
    let versions: Vec<_> = lines.iter().map(|line| line.enrolment.version).collect();
    let courses = library.courses(read, &versions).await?;
    let shown = lines.iter().filter_map(|line| {
        let course = courses.get(&line.enrolment.version)?;
        Some(CourseLine::of(screen, line, course, today))
    });
    let may_enrol =
        screen.actor.as_ref().is_some_and(|actor| EnrolOther::judge(actor, colleague) == Judgement::Allow);
    let enrol = match may_enrol {
        true => Some(enrol_form(screen, read, &person, typed).await?),
        false => None,
    };
    Ok(ColleaguePage { person: person.id, name: person.name, courses: shown.collect(), enrol })
}

async fn enrol_form(screen: &Screen, read: &Read, person: &Person, typed: &Typed<'_>) -> Outcome<EnrolForm> {
    let listings = catalogue::listings(read).await?;
    let error = |field: &str| typed.errors.key_of(field).map(|key| screen.text(key));
    Ok(EnrolForm {
        action: format!("/people/{}/enrolments", person.id),
        options: catalogue::course_choices(screen, &listings, typed.course),
        due_on: typed.due_on.to_owned(),
        course_error: error("course"),
        due_on_error: error("due_on"),
    })
}

#[derive(Clone, Serialize)]
pub struct ColleaguePage {
    person: PersonId,
    name: String,
    courses: Vec<CourseLine>,
    enrol: Option<EnrolForm>,
}

#[derive(Clone, Serialize)]
struct EnrolForm {
    action: String,
    options: Vec<Choice>,
    due_on: String,
    course_error: Option<String>,
    due_on_error: Option<String>,
}

impl Page for ColleaguePage {
    const TEMPLATE: &'static str = "learning/colleague";

    fn examples() -> Vec<Self> {
        let option =
            Choice { value: "wages".to_owned(), text: "Responsible Purchasing".to_owned(), selected: false };
        let form = EnrolForm {
            action: "/people/1/enrolments".to_owned(),
            options: vec![option],
            due_on: NaiveDate::from_ymd_opt(2026, 11, 28).unwrap_or_default().to_string(),
            course_error: None,
            due_on_error: None,
        };
        let refused = EnrolForm {
            course_error: Some("…".to_owned()),
            due_on_error: Some("…".to_owned()),
            ..form.clone()
        };
        let (person, name) = (PersonId(uuid::Uuid::nil()), "Nguyễn Thị Lan".to_owned());
        let courses =
            ["overdue", "due", "under-way", "not-started", "done"].map(CourseLine::example).to_vec();
        vec![
            Self { person, name: name.clone(), courses: Vec::new(), enrol: None },
            Self { person, name: name.clone(), courses: Vec::new(), enrol: Some(form) },
            Self { person, name, courses, enrol: Some(refused) },
        ]
    }
}
