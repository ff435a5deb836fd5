//! One course, before one enrols: what it gives, how long it takes, what completes it and what that means.

use std::sync::Arc;

use actix_web::{HttpResponse, web};
use courses::{Course, Requirement};
use serde::Serialize;

use super::{
    law::CountryLaw,
    words::{language_names, name_of, theme_beside},
};
use crate::{
    catalogue::{
        CourseLibrary,
        model::Listing,
        my_courses::{self, CourseState, MyCourse},
        store,
    },
    platform::{Db, Outcome, Page, Problem, Screen, Site, pages::PublicHead},
};

pub async fn course(
    screen: Screen,
    db: web::Data<Db>,
    site: web::Data<Site>,
    library: web::Data<CourseLibrary>,
    slug: web::Path<String>,
) -> Outcome<HttpResponse> {
    let listing = store::listed(db.read(), &slug).await?.ok_or(Problem::NotFound)?;
    let published = listing.published;
    let course = library.course(db.read(), published.version).await?;
    let mine = my_courses::of(&screen, db.read(), &[published.course]).await?;
    let head = PublicHead::of(&screen, &site, &listing.text_for(screen.language.code()).1.summary);
    screen.show(&CoursePage::of(&screen, head, &listing, &course, mine.get(&published.course)))
}

#[derive(Clone, Serialize)]
pub struct CoursePage {
    head: PublicHead,
    title: String,
    summary: String,
    /// Language of the course's own words.
    language: String,
    theme: String,
    promise: Vec<String>,
    standing: String,
    minutes: u32,
    modules: Vec<ModuleLine>,
    module_count: usize,
    languages: String,
    audiences: String,
    /// Text keys of what completes the course.
    requires: Vec<&'static str>,
    law: Vec<CountryLaw>,
    my: MyState,
}

#[derive(Clone, Serialize)]
struct ModuleLine {
    number: usize,
    title: String,
    minutes: u32,
}

/// What the reader can do with the course.
#[derive(Clone, Serialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
enum MyState {
    /// Sign in first, then come back here.
    NotSignedIn {
        path: String,
    },
    /// POST to this path.
    CanEnrol {
        path: String,
    },
    Enrolled {
        path: String,
        state: CourseState,
        word: String,
    },
}

impl MyState {
    fn of(screen: &Screen, slug: &str, mine: Option<&MyCourse>) -> Self {
        match (mine, &screen.actor) {
            (Some(mine), _) => {
                let word = screen.text(&format!("state-{}", mine.state.word()));
                Self::Enrolled { path: mine.path.clone(), state: mine.state, word }
            }
            (None, Some(_)) => Self::CanEnrol { path: format!("/courses/{slug}/enrolments") },
            (None, None) => Self::NotSignedIn { path: format!("/sign-in?next=%2Fcourses%2F{slug}") },
        }
    }
}

impl CoursePage {
    fn of(
        screen: &Screen,
        head: PublicHead,
        listing: &Listing,
        course: &Arc<Course>,
        mine: Option<&MyCourse>,
    ) -> Self {
        let (language, text) = listing.text_for(screen.language.code());
        let whole = course.texts.get(language);
        let audiences: Vec<_> = listing.audiences.iter().map(|id| name_of(screen, "audience", id)).collect();
        let line = |(before, module): (usize, &courses::Module)| ModuleLine {
            number: before + 1,
            title: module.title.get(language).cloned().unwrap_or_default(),
            minutes: module.minutes,
        };
        Self {
            head,
            theme: theme_beside(screen, &listing.themes, &text.title),
            title: text.title,
            summary: text.summary,
            language: language.to_owned(),
            promise: whole.map(|text| text.promise.clone()).unwrap_or_default(),
            standing: whole.map(|text| text.standing.clone()).unwrap_or_default(),
            minutes: course.minutes(),
            modules: course.modules.iter().enumerate().map(line).collect(),
            module_count: course.modules.len(),
            languages: language_names(&listing.languages()).join(", "),
            audiences: audiences.join(", "),
            requires: course.completion.requires.iter().copied().map(requirement_text).collect(),
            law: CountryLaw::of(screen, course, language),
            my: MyState::of(screen, &listing.slug, mine),
        }
    }
}

fn requirement_text(requirement: Requirement) -> &'static str {
    match requirement {
        Requirement::EveryStep => "course-requires-every-step",
        Requirement::EveryQuiz => "course-requires-every-quiz",
        Requirement::FinalPassed => "course-requires-final-passed",
        Requirement::PlanMade => "course-requires-plan-made",
        Requirement::SessionAttended => "course-requires-session-attended",
    }
}

impl Page for CoursePage {
    const TEMPLATE: &'static str = "catalogue/course";

    fn examples() -> Vec<Self> {
        let can_enrol = Self {
            head: PublicHead::example(),
            title: "Wages".to_owned(),
            summary: "…".to_owned(),
            language: "en".to_owned(),
            theme: "Wages".to_owned(),
            promise: vec!["…".to_owned()],
            standing: "…".to_owned(),
            minutes: 12,
            modules: vec![ModuleLine { number: 1, title: "One garment".to_owned(), minutes: 12 }],
            module_count: 1,
            languages: "English, Tiếng Việt".to_owned(),
            audiences: "Brands".to_owned(),
            requires: vec!["course-requires-every-step", "course-requires-session-attended"],
            law: vec![CountryLaw::example()],
            my: MyState::CanEnrol { path: "/courses/wages/enrolments".to_owned() },
        };
        let enrolled = |state: CourseState| {
            let my =
                MyState::Enrolled { path: "/enrolments/1".to_owned(), state, word: state.word().to_owned() };
            Self { my, ..can_enrol.clone() }
        };
        let signed_out = MyState::NotSignedIn { path: "/sign-in".to_owned() };
        let mut examples: Vec<Self> = CourseState::ALL.iter().copied().map(enrolled).collect();
        examples.push(Self {
            my: signed_out,
            language: "vi".to_owned(),
            law: Vec::new(),
            ..can_enrol.clone()
        });
        examples.push(can_enrol);
        examples
    }
}
