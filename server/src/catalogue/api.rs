//! The catalogue as JSON.

use actix_web::{HttpRequest, HttpResponse, web};
use courses::{Activity, Course, Stake};
use serde::Serialize;
use utoipa::ToSchema;

use super::{
    ChangePublication, CourseId, CourseLibrary, CourseVersionId, commands,
    model::{Asked, Listing},
    store,
};
use crate::platform::{Db, Described, FieldErrors, Language, Outcome, Permit, Problem};

pub fn list_described() -> Described {
    Described::new("course-list", 200)
        .asks(&["q", "theme", "audience", "language", "length"])
        .gives::<CourseList>()
}

pub fn course_described() -> Described {
    Described::new("course", 200).gives::<CourseOutline>()
}

pub async fn courses(
    request: HttpRequest,
    db: web::Data<Db>,
    asked: web::Query<Asked>,
) -> Outcome<web::Json<CourseList>> {
    if !asked.length.is_empty() && asked.length().is_none() {
        return Err(FieldErrors::one("length", "catalogue-length-unknown").into());
    }
    let all = store::listings(db.read()).await?;
    let words = store::words_like(db.read(), &asked.wanted()).await?;
    let language = Language::of(&request);
    let chosen = asked.choose(&all, &words, language.code());
    let courses = chosen.into_iter().map(|listing| CourseSummary::of(listing, language)).collect();
    Ok(web::Json(CourseList { courses }))
}

pub async fn course(
    request: HttpRequest,
    db: web::Data<Db>,
    library: web::Data<CourseLibrary>,
    name: web::Path<String>,
) -> Outcome<web::Json<CourseOutline>> {
    let listing = store::listed(db.read(), &name).await?.ok_or(Problem::NotFound)?;
    let course = library.course(db.read(), listing.published.version).await?;
    Ok(web::Json(CourseOutline::of(&listing, &course, Language::of(&request))))
}

pub async fn publish(permit: Permit<ChangePublication>, db: web::Data<Db>) -> Outcome<HttpResponse> {
    let mut work = db.begin().await?;
    commands::publish(&mut work, &permit).await?;
    work.commit().await?;
    Ok(HttpResponse::NoContent().finish())
}

pub async fn withdraw(permit: Permit<ChangePublication>, db: web::Data<Db>) -> Outcome<HttpResponse> {
    let mut work = db.begin().await?;
    commands::withdraw(&mut work, &permit).await?;
    work.commit().await?;
    Ok(HttpResponse::NoContent().finish())
}

#[derive(Serialize, ToSchema)]
pub struct CourseList {
    /// Best match first, then by title.
    pub courses: Vec<CourseSummary>,
}

#[derive(Serialize, ToSchema)]
pub struct CourseSummary {
    pub id: CourseId,
    /// The version that new learners get.
    pub version: CourseVersionId,
    pub slug: String,
    /// Language of title and summary: the one asked for (`Accept-Language`), or one that the course has.
    pub language: String,
    pub title: String,
    pub summary: String,
    pub themes: Vec<String>,
    pub audiences: Vec<String>,
    /// Codes of the compliance points that the course helps with.
    pub compliance_points: Vec<String>,
    /// Whether it is complete only together with a facilitated session.
    pub needs_session: bool,
    pub languages: Vec<String>,
    pub minutes: i32,
    pub modules: i32,
}

#[derive(Serialize, ToSchema)]
pub struct CourseOutline {
    pub course: CourseSummary,
    /// What a learner can do afterwards.
    pub promise: Vec<String>,
    /// What completing the course means, and what it does not.
    pub standing: String,
    pub completion: CompletionRule,
    pub modules: Vec<ModuleOutline>,
}

#[derive(Serialize, ToSchema)]
pub struct CompletionRule {
    /// Number of the rule, raised when it changes.
    pub rule: u32,
    /// `every-step`, `every-quiz`, `final-passed`, `plan-made`, `session-attended`.
    pub requires: Vec<String>,
}

#[derive(Serialize, ToSchema)]
pub struct ModuleOutline {
    pub id: String,
    pub title: String,
    pub minutes: u32,
    pub steps: Vec<StepOutline>,
}

#[derive(Serialize, ToSchema)]
pub struct StepOutline {
    pub id: String,
    pub title: String,
    /// `lesson`, `practice-quiz`, `final-quiz`, `scenario`, `exercise` or `plan`.
    pub kind: &'static str,
}

impl CourseSummary {
    fn of(listing: &Listing, language: Language) -> Self {
        let (language, text) = listing.text_for(language.code());
        Self {
            id: listing.published.course,
            version: listing.published.version,
            slug: listing.slug.clone(),
            language: language.to_owned(),
            title: text.title,
            summary: text.summary,
            themes: listing.themes.clone(),
            audiences: listing.audiences.clone(),
            compliance_points: listing.compliance_points.clone(),
            needs_session: listing.needs_session,
            languages: listing.languages(),
            minutes: listing.minutes,
            modules: listing.modules,
        }
    }
}

impl CourseOutline {
    fn of(listing: &Listing, course: &Course, language: Language) -> Self {
        let summary = CourseSummary::of(listing, language);
        let text = course.texts.get(&summary.language);
        let title =
            |titles: &courses::Localised<String>| titles.get(&summary.language).cloned().unwrap_or_default();
        let step = |step: &courses::Step| StepOutline {
            id: step.id.clone(),
            title: title(&step.heading),
            kind: kind_of(&step.activity),
        };
        let modules = course.modules.iter().map(|module| ModuleOutline {
            id: module.id.clone(),
            title: title(&module.title),
            minutes: module.minutes,
            steps: module.steps.iter().map(step).collect(),
        });
        let requires =
            course.completion.requires.iter().filter_map(|requirement| {
                serde_json::to_value(requirement).ok()?.as_str().map(str::to_owned)
            });
        Self {
            promise: text.map(|text| text.promise.clone()).unwrap_or_default(),
            standing: text.map(|text| text.standing.clone()).unwrap_or_default(),
            completion: CompletionRule { rule: course.completion.rule, requires: requires.collect() },
            modules: modules.collect(),
            course: summary,
        }
    }
}

fn kind_of(activity: &Activity) -> &'static str {
    match activity {
        Activity::Lesson => "lesson",
        Activity::Quiz(quiz) if quiz.stake == Stake::Practice => "practice-quiz",
        Activity::Quiz(_) => "final-quiz",
        Activity::Scenario(_) => "scenario",
        Activity::Exercise(_) => "exercise",
        Activity::Plan(_) => "plan",
    }
}
