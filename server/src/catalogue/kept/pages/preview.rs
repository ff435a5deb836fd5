//! A version as learners will read it, shown to nobody else.

use std::sync::Arc;

use actix_web::{HttpResponse, web};
use courses::{Activity, Course, Localised};
use serde::Serialize;

use super::activities::ActivityShown;
use crate::{
    catalogue::{ChangePublication, CourseLibrary, kept::store},
    platform::{Db, Language, Outcome, Page, Permit, Problem, Screen},
};

#[derive(Serialize)]
pub struct CoursePreviewPage {
    back: String,
    title: String,
    version: i32,
    language: String,
    languages: Vec<PreviewLanguage>,
    modules: Vec<ModuleShown>,
}

#[derive(Serialize)]
struct PreviewLanguage {
    url: String,
    code: String,
    name: String,
    current: bool,
}

#[derive(Serialize)]
struct ModuleShown {
    title: String,
    minutes: u32,
    steps: Vec<StepShown>,
}

#[derive(Serialize)]
struct StepShown {
    heading: String,
    activity: String,
    /// Safe HTML, as the course crate makes it.
    body: String,
    asks: ActivityShown,
}

impl Page for CoursePreviewPage {
    const TEMPLATE: &'static str = "catalogue/kept-preview";

    fn examples() -> Vec<Self> {
        let step = |asks| StepShown {
            heading: "…".to_owned(),
            activity: "…".to_owned(),
            body: "<p>…</p>".to_owned(),
            asks,
        };
        let steps = vec![step(ActivityShown::default()), step(ActivityShown::example())];
        let language = PreviewLanguage {
            url: "?language=en".to_owned(),
            code: "en".to_owned(),
            name: "English".to_owned(),
            current: true,
        };
        vec![Self {
            back: "/administration/courses/first-steps".to_owned(),
            title: "…".to_owned(),
            version: 1,
            language: "en".to_owned(),
            languages: vec![language],
            modules: vec![ModuleShown { title: "…".to_owned(), minutes: 5, steps }],
        }]
    }
}

#[derive(serde::Deserialize)]
pub struct PreviewIn {
    language: Option<String>,
}

pub async fn preview(
    screen: Screen,
    permit: Permit<ChangePublication>,
    path: web::Path<(String, i32)>,
    asked: web::Query<PreviewIn>,
    (db, library): (web::Data<Db>, web::Data<CourseLibrary>),
) -> Outcome<HttpResponse> {
    let versions = store::versions(db.read(), permit.subject).await?;
    let version = versions.iter().find(|version| version.number == path.1).ok_or(Problem::NotFound)?;
    let course = library.course(db.read(), version.id).await?;
    let wanted = asked.language.as_deref().unwrap_or_else(|| screen.language.code());
    let there = course.languages.iter().any(|language| language == wanted);
    let language = if there { wanted } else { &course.source_language };
    let slug = store::slug(db.read(), permit.subject).await?;
    screen.show(&preview_page(&screen, &course, &slug, path.1, language))
}

fn preview_page(
    screen: &Screen,
    course: &Arc<Course>,
    slug: &str,
    number: i32,
    language: &str,
) -> CoursePreviewPage {
    let back = format!("/administration/courses/{slug}");
    let in_it = |text: &Localised<String>| text.get(language).cloned().unwrap_or_default();
    let step = |step: &courses::Step| StepShown {
        heading: in_it(&step.heading),
        activity: screen.text(&format!("kept-activity-{}", activity(&step.activity))),
        body: in_it(&step.body),
        asks: ActivityShown::of(screen, &step.activity, language),
    };
    let modules = course.modules.iter().map(|module| ModuleShown {
        title: in_it(&module.title),
        minutes: module.minutes,
        steps: module.steps.iter().map(step).collect(),
    });
    let languages = course.languages.iter().map(|code| PreviewLanguage {
        url: format!("{back}/versions/{number}?language={code}"),
        code: code.clone(),
        name: Language::from_code(code).map_or_else(|| code.clone(), |language| language.name().to_owned()),
        current: code == language,
    });
    CoursePreviewPage {
        title: course.texts.get(language).map(|text| text.title.clone()).unwrap_or_default(),
        version: number,
        language: language.to_owned(),
        languages: languages.collect(),
        modules: modules.collect(),
        back,
    }
}

fn activity(activity: &Activity) -> &'static str {
    match activity {
        Activity::Lesson => "lesson",
        Activity::Quiz(_) => "quiz",
        Activity::Scenario(_) => "scenario",
        Activity::Exercise(_) => "exercise",
        Activity::Plan(_) => "plan",
    }
}
