//! The language of a course, chosen while one takes it: it belongs to the enrolment, and the profile stays as it is.

use actix_web::web;
use courses::Course;
use serde::Serialize;

use super::{
    desk::{Studied, shown_language},
    path,
};
use crate::{
    catalogue::CourseLibrary,
    learning::{access::Study, commands},
    platform::{Db, Form, Language, Outcome, Permit, Problem, Redirect, routes::Pages, site::own_path},
};

/// The languages in which the course may be read instead.
#[derive(Clone, Serialize)]
pub struct Switch {
    action: String,
    others: Vec<Other>,
}

#[derive(Clone, Serialize)]
struct Other {
    code: &'static str,
    name: &'static str,
}

impl Switch {
    /// Nothing where the course has only one language.
    pub fn of(study: &Studied) -> Option<Self> {
        let is_other = |language: &Language| *language != study.language;
        let other = |language: Language| Other { code: language.code(), name: language.name() };
        let others: Vec<Other> = languages_of(&study.course).filter(is_other).map(other).collect();
        let action = format!("{}/language", path::enrolment(study.enrolment.id));
        (!others.is_empty()).then_some(Self { action, others })
    }

    /// For examples of pages.
    pub fn example() -> Self {
        let other = |language: Language| Other { code: language.code(), name: language.name() };
        Self { action: "/enrolments/1/language".to_owned(), others: vec![other(Language::Vi)] }
    }
}

fn languages_of(course: &Course) -> impl Iterator<Item = Language> {
    let has = move |language: &Language| course.languages.iter().any(|code| code == language.code());
    Language::ALL.into_iter().filter(has)
}

/// The language of this name, if the course can be read in it.
pub fn readable(course: &Course, code: &str) -> Option<Language> {
    Language::from_code(code).filter(|language| shown_language(course, *language) == *language)
}

pub async fn choose(
    permit: Permit<Study>,
    form: Form,
    db: web::Data<Db>,
    library: web::Data<CourseLibrary>,
    pages: web::Data<Pages>,
) -> Outcome<Redirect> {
    let course = library.course(db.read(), permit.version).await?;
    let chosen = readable(&course, form.text("language"));
    let language = chosen.ok_or(Problem::BadRequest("problem-unreadable"))?;
    let own = path::enrolment(permit.id);
    let back = pages.nearest(own_path(form.text("back")).unwrap_or(&own)).to_owned();
    let mut once = db.begin_once(&form.key).await?;
    commands::choose_language(&mut once, &permit, language).await?;
    once.redirect(Redirect::to(back)).await
}
