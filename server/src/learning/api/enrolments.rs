//! Who is on which course.

use actix_web::{HttpRequest, HttpResponse, http::StatusCode, web};
use chrono::{DateTime, NaiveDate, Utc};
use courses::Course;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::progress::ProgressDocument;
use crate::{
    catalogue::{CourseLibrary, CourseVersionId},
    learning::{
        access::{
            ChangeEnrolment, EnrolOneself, EnrolOther, ListEnrolments, SeeEnrolment, Study, colleague,
            open_course,
        },
        commands::{self, NewEnrolment},
        model::{Enrolment, LearningState, Progress},
        player::readable,
        reading::Reading,
        store::{self, LearnerLine},
    },
    people,
    platform::{
        Body, Db, Door, FieldErrors, Language, Outcome, Permit, PersonId, Problem, Read, RequestKey,
        UnitOfWork, actor::MaybeActor, once::Once,
    },
    records::EnrolmentId,
};

#[derive(Serialize, ToSchema)]
pub struct EnrolmentList {
    /// The newest first.
    enrolments: Vec<EnrolmentSummary>,
}

#[derive(Serialize, ToSchema)]
pub struct EnrolmentDocument {
    enrolment: EnrolmentSummary,
    progress: ProgressDocument,
}

#[derive(Serialize, ToSchema)]
pub struct EnrolmentSummary {
    id: EnrolmentId,
    person: PersonId,
    /// Slug of the course.
    course: String,
    /// The version that this learner is on.
    version: CourseVersionId,
    title: String,
    state: LearningState,
    language: Language,
    enrolled_at: DateTime<Utc>,
    due_on: Option<NaiveDate>,
    withdrawn_at: Option<DateTime<Utc>>,
    completed_at: Option<DateTime<Utc>>,
    modules_done: u32,
    modules_of: usize,
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct EnrolmentBody {
    /// Slug or id of a published course.
    course: String,
    /// Somebody else; left out, it is oneself.
    person: Option<PersonId>,
    /// For somebody else.
    due_on: Option<NaiveDate>,
    language: Option<String>,
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct LanguageBody {
    /// One that the course has.
    language: String,
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct EnrolmentChange {
    /// `null` takes the date away.
    due_on: Option<NaiveDate>,
}

pub async fn list(
    permit: Permit<ListEnrolments>,
    db: web::Data<Db>,
    library: web::Data<CourseLibrary>,
) -> Outcome<web::Json<EnrolmentList>> {
    commands::note_list_seen(&db, &permit).await?;
    let lines = store::enrolments_of(db.read(), permit.person).await?;
    let versions: Vec<_> = lines.iter().map(|line| line.enrolment.version).collect();
    let courses = library.courses(db.read(), &versions).await?;
    let told = Told { today: db.clock().now().date_naive() };
    let shown =
        lines.iter().filter_map(|line| Some(told.summary(line, courses.get(&line.enrolment.version)?)));
    Ok(web::Json(EnrolmentList { enrolments: shown.collect() }))
}

pub async fn enrolment(
    permit: Permit<SeeEnrolment>,
    db: web::Data<Db>,
    library: web::Data<CourseLibrary>,
) -> Outcome<web::Json<EnrolmentDocument>> {
    commands::note_enrolment_seen(&db, &permit).await?;
    let course = library.course(db.read(), permit.enrolment.version).await?;
    let told = Told { today: db.clock().now().date_naive() };
    told.document(db.read(), permit.enrolment.clone(), &course).await.map(web::Json)
}

pub async fn progress(
    permit: Permit<SeeEnrolment>,
    db: web::Data<Db>,
    library: web::Data<CourseLibrary>,
) -> Outcome<web::Json<ProgressDocument>> {
    commands::note_enrolment_seen(&db, &permit).await?;
    let course = library.course(db.read(), permit.enrolment.version).await?;
    ProgressDocument::now(db.read(), permit.enrolment.id, &course).await.map(web::Json)
}

pub async fn enrol(
    request: HttpRequest,
    actor: MaybeActor,
    body: Body<EnrolmentBody>,
    key: RequestKey,
    db: web::Data<Db>,
    library: web::Data<CourseLibrary>,
) -> Outcome<HttpResponse> {
    let wish = Wish::read(&request, actor, body.0, &db).await?;
    let mut once = db.begin_once(&key).await?;
    let id = wish.carry_out(&mut once).await?;
    answered(once, id, &library, StatusCode::CREATED).await
}

/// The learner reads on in another language.
pub async fn choose_language(
    permit: Permit<Study>,
    body: Body<LanguageBody>,
    key: RequestKey,
    db: web::Data<Db>,
    library: web::Data<CourseLibrary>,
) -> Outcome<HttpResponse> {
    let course = library.course(db.read(), permit.version).await?;
    let chosen = readable(&course, &body.0.language);
    let language = chosen.ok_or_else(|| FieldErrors::one("language", "language-missing"))?;
    let mut once = db.begin_once(&key).await?;
    commands::choose_language(&mut once, &permit, language).await?;
    answered(once, permit.id, &library, StatusCode::OK).await
}

pub async fn change(
    permit: Permit<ChangeEnrolment>,
    body: Body<EnrolmentChange>,
    key: RequestKey,
    db: web::Data<Db>,
    library: web::Data<CourseLibrary>,
) -> Outcome<HttpResponse> {
    let mut once = db.begin_once(&key).await?;
    commands::change_due_date(&mut once, &permit, body.0.due_on, None).await?;
    answered(once, permit.enrolment.id, &library, StatusCode::OK).await
}

/// The enrolment as it is after the change.
async fn answered(
    once: Once,
    id: EnrolmentId,
    library: &CourseLibrary,
    status: StatusCode,
) -> Outcome<HttpResponse> {
    let enrolment = store::enrolment(&once, id).await?;
    let course = library.course(&once, enrolment.version).await?;
    let told = Told { today: once.now().date_naive() };
    let document = told.document(&once, enrolment, &course).await?;
    once.json(status, &document).await
}

pub async fn withdraw(
    permit: Permit<ChangeEnrolment>,
    db: web::Data<Db>,
    library: web::Data<CourseLibrary>,
) -> Outcome<HttpResponse> {
    let course = library.course(db.read(), permit.enrolment.version).await?;
    let mut work = db.begin().await?;
    commands::withdraw(&mut work, &permit, &course.id).await?;
    work.commit().await?;
    Ok(HttpResponse::NoContent().finish())
}

/// An enrolment that was asked for, judged.
enum Wish {
    Own(Permit<EnrolOneself>, Language),
    Other(Permit<EnrolOther>, NewEnrolment),
}

impl Wish {
    async fn read(request: &HttpRequest, actor: MaybeActor, body: EnrolmentBody, db: &Db) -> Outcome<Self> {
        let actor = actor.0.ok_or(Problem::SignInNeeded)?;
        let door = Door { request, db, actor: &actor };
        let asked = body.language.map(|code| Language::from_code(&code).ok_or("language-missing"));
        let asked = asked.transpose().map_err(|key| FieldErrors::one("language", key))?;
        let person = body.person.unwrap_or(actor.person);
        if person == actor.person {
            if body.due_on.is_some() {
                return Err(FieldErrors::one("due_on", "enrol-own-due-date").into());
            }
            let course = open_course(&door, &body.course).await?;
            let language = asked.unwrap_or(actor.language);
            return Ok(Self::Own(Permit::judge(actor.clone(), course)?, language));
        }
        let permit = Permit::judge(actor.clone(), colleague(&door, person).await?)?;
        let course = open_course(&door, &body.course).await?;
        let language = match asked {
            Some(language) => language,
            None => people::store::persons::person(db.read(), person).await?.language,
        };
        Ok(Self::Other(permit, NewEnrolment { course, language, due_on: body.due_on }))
    }

    async fn carry_out(&self, work: &mut UnitOfWork) -> Outcome<EnrolmentId> {
        match self {
            Self::Own(permit, language) => commands::enrol_oneself(work, permit, *language).await,
            Self::Other(permit, new) => commands::enrol_other(work, permit, new).await,
        }
    }
}

/// On which day an enrolment is told of; its language is its own.
struct Told {
    today: NaiveDate,
}

impl Told {
    async fn document(
        &self,
        read: &Read,
        enrolment: Enrolment,
        course: &Course,
    ) -> Outcome<EnrolmentDocument> {
        let progress = store::progress(read, enrolment.id).await?;
        let steps = store::steps(read, enrolment.id).await?;
        let line = LearnerLine { enrolment, progress };
        let enrolment = self.summary(&line, course);
        Ok(EnrolmentDocument { enrolment, progress: ProgressDocument::of(course, line.progress, &steps) })
    }

    fn summary(&self, line: &LearnerLine, course: &Course) -> EnrolmentSummary {
        let LearnerLine { enrolment, progress } = line;
        let done = |progress: &Progress| progress.completed_at;
        EnrolmentSummary {
            id: enrolment.id,
            person: enrolment.person,
            course: course.id.clone(),
            version: enrolment.version,
            title: Reading::of(course, enrolment.language).title(),
            state: LearningState::of(enrolment, progress.as_ref(), self.today),
            language: enrolment.language,
            enrolled_at: enrolment.enrolled_at,
            due_on: enrolment.due_on,
            withdrawn_at: enrolment.withdrawn_at,
            completed_at: progress.as_ref().and_then(done),
            modules_done: progress.as_ref().map_or(0, |progress| progress.modules_done),
            modules_of: course.modules.len(),
        }
    }
}
