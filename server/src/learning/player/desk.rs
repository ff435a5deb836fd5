//! What lies open before a learner: their course in a language, one step of it, and how far they are.

use std::{ops::Deref, sync::Arc};

use actix_web::{FromRequest, HttpRequest, dev::Payload, web};
use courses::{Course, Localised, Quiz};
use futures_util::future::LocalBoxFuture;

use super::path;
use crate::{
    catalogue::CourseLibrary,
    learning::{
        access::{SitQuiz, Study},
        commands,
        model::{self, Enrolment, Place, StepProgress},
        store,
    },
    platform::{Db, Language, Outcome, Permit, Problem, Read, UnitOfWork},
    quizzes::{self, Attempt, GivenAnswer},
};

/// The extractor of a step's pages.
pub struct Desk {
    pub permit: Permit<Study>,
    pub study: Studied,
}

/// The extractor of an attempt's pages. They say nothing of other steps, so that `study` holds the progress of none.
pub struct Sheet {
    pub permit: Permit<SitQuiz>,
    pub study: Studied,
    pub answers: Vec<GivenAnswer>,
}

/// The extractor for taking an answer: a sheet without what only pages show, because answers come often.
pub struct Paper(Sheet);

impl Deref for Paper {
    type Target = Sheet;

    fn deref(&self) -> &Sheet {
        &self.0
    }
}

/// A step of a course as its learner studies it.
pub struct Studied {
    pub enrolment: Enrolment,
    pub course: Arc<Course>,
    /// The step's id; it is a step of the course.
    pub step: String,
    pub steps: Vec<StepProgress>,
    /// The enrolment's language if the course has it, else its source language.
    pub language: Language,
}

impl FromRequest for Desk {
    type Error = Problem;
    type Future = LocalBoxFuture<'static, Outcome<Self>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let request = request.clone();
        Box::pin(async move {
            let permit = Permit::<Study>::extract(&request).await?;
            let step = request.match_info().get("step").unwrap_or_default();
            let study = Studied::open(&request, &permit.subject, step).await?;
            Ok(Self { permit, study })
        })
    }
}

impl FromRequest for Sheet {
    type Error = Problem;
    type Future = LocalBoxFuture<'static, Outcome<Self>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let request = request.clone();
        Box::pin(async move {
            let paper = Paper::extract(&request).await?;
            paper.whole(store_of(&request).await?.read()).await
        })
    }
}

impl FromRequest for Paper {
    type Error = Problem;
    type Future = LocalBoxFuture<'static, Outcome<Self>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let request = request.clone();
        Box::pin(async move {
            let permit = Permit::<SitQuiz>::extract(&request).await?;
            let (read, library) = (store_of(&request).await?, library_of(&request).await?);
            let course = library.course(read.read(), permit.enrolment.version).await?;
            let study = Studied::laid_out(&permit.enrolment, course, &permit.attempt.step, Vec::new())?;
            Ok(Self(Sheet { permit, study, answers: Vec::new() }))
        })
    }
}

impl Paper {
    /// With what a page shows beside the question.
    pub async fn whole(self, read: &Read) -> Outcome<Sheet> {
        let Self(mut sheet) = self;
        sheet.answers = quizzes::answers_of(read, sheet.attempt().id).await?;
        Ok(sheet)
    }
}

impl Sheet {
    pub fn attempt(&self) -> &Attempt {
        &self.permit.attempt
    }

    pub fn answer_to(&self, question: &str) -> Option<&GivenAnswer> {
        self.answers.iter().find(|answer| answer.question == question)
    }
}

impl Studied {
    async fn open(request: &HttpRequest, enrolment: &Enrolment, step: &str) -> Outcome<Self> {
        let db = store_of(request).await?;
        let library = library_of(request).await?;
        Self::of(&library, db.read(), enrolment, step).await
    }

    /// # Errors
    /// `NotFound` when the course has no such step.
    pub async fn of(
        library: &CourseLibrary,
        read: &Read,
        enrolment: &Enrolment,
        step: &str,
    ) -> Outcome<Self> {
        let course = library.course(read, enrolment.version).await?;
        let steps = store::steps(read, enrolment.id).await?;
        Self::laid_out(enrolment, course, step, steps)
    }

    fn laid_out(
        enrolment: &Enrolment,
        course: Arc<Course>,
        step: &str,
        steps: Vec<StepProgress>,
    ) -> Outcome<Self> {
        let step = course.step(step).ok_or(Problem::NotFound)?.id.clone();
        let language = shown_language(&course, enrolment.language);
        Ok(Self { enrolment: enrolment.clone(), course, step, steps, language })
    }

    pub fn place(&self) -> Outcome<Place<'_>> {
        model::place(&self.course, &self.step).ok_or(Problem::NotFound)
    }

    pub fn progress(&self) -> Option<&StepProgress> {
        self.steps.iter().find(|progress| progress.step == self.step)
    }

    pub fn is_done(&self) -> bool {
        self.progress().is_some_and(|progress| progress.done_at.is_some())
    }

    pub fn quiz(&self) -> Outcome<&Quiz> {
        match &self.place()?.step.activity {
            courses::Activity::Quiz(quiz) => Ok(quiz),
            _ => Err(Problem::NotFound),
        }
    }

    /// Whoever came by a link has not begun yet.
    pub async fn begin_if_new(&self, work: &mut UnitOfWork, permit: &Permit<Study>) -> Outcome<()> {
        if store::progress(work, permit.id).await?.is_some() {
            return Ok(());
        }
        commands::begin(work, permit, &self.course, &self.step, self.language).await
    }

    /// The address of the step's page.
    pub fn url(&self) -> String {
        path::step(self.enrolment.id, &self.step)
    }

    /// The name of the language in which the course is shown, where it is not the one that was chosen.
    pub fn other_language(&self) -> Option<&'static str> {
        (self.language != self.enrolment.language).then(|| self.language.name())
    }

    /// A text in the language in which the course is shown.
    pub fn said<'t, T>(&self, texts: &'t Localised<T>) -> Option<&'t T> {
        texts.get(self.language.code())
    }

    /// The same, empty where there is none.
    pub fn text<'t>(&self, texts: &'t Localised<String>) -> &'t str {
        self.said(texts).map(String::as_str).unwrap_or_default()
    }

    /// The same for a text that may be left out.
    pub fn optional<'t>(&self, texts: &'t Localised<Option<String>>) -> Option<&'t str> {
        self.said(texts)?.as_deref()
    }
}

async fn store_of(request: &HttpRequest) -> Outcome<web::Data<Db>> {
    web::Data::<Db>::extract(request).await.map_err(Problem::internal)
}

async fn library_of(request: &HttpRequest) -> Outcome<web::Data<CourseLibrary>> {
    web::Data::<CourseLibrary>::extract(request).await.map_err(Problem::internal)
}

/// The language in which a course is shown to whoever takes it in `chosen`.
pub fn shown_language(course: &Course, chosen: Language) -> Language {
    let has = |language: Language| course.languages.iter().any(|code| code == language.code());
    let source = Language::from_code(&course.source_language);
    if has(chosen) { chosen } else { source.filter(|source| has(*source)).unwrap_or(chosen) }
}
