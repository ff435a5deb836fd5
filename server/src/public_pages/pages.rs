//! The front page and the pages that are texts.

use actix_web::{HttpResponse, Responder, web};
use serde::Serialize;

use super::texts::{PublicText, PublicTexts};
use crate::{
    catalogue::{self, Listing},
    platform::{Db, Language, Outcome, Page, Problem, Redirect, Screen, Site, pages::PublicHead},
};

/// So many courses stand on the front page.
const COURSES_SHOWN: usize = 3;

/// The bare address: one's learning for those who are signed in, the front page for everybody else.
pub async fn home(screen: Screen, db: web::Data<Db>, site: web::Data<Site>) -> Outcome<HttpResponse> {
    if screen.actor.is_some() && screen.request().path() == "/" {
        return Ok(Redirect::to("/learning").respond_to(screen.request()));
    }
    let listings = catalogue::listings(db.read()).await?;
    let cards = listings.iter().take(COURSES_SHOWN).map(|listing| card(&screen, listing)).collect();
    let head = PublicHead::of(&screen, &site, &screen.text("home-description"));
    screen.show(&HomePage { head, cards })
}

pub async fn text(
    screen: Screen,
    texts: web::Data<PublicTexts>,
    site: web::Data<Site>,
) -> Outcome<HttpResponse> {
    let name = Language::neutral(screen.request().path()).trim_start_matches('/');
    let text = texts.find(screen.language, name).ok_or(Problem::NotFound)?;
    let head = PublicHead::of(&screen, &site, &text.description);
    screen.show(&TextPage { head, text: text.clone() })
}

fn card(screen: &Screen, listing: &Listing) -> CourseCard {
    let (language, text) = listing.text_for(screen.language.code());
    CourseCard {
        path: screen.language.address_of(&format!("/courses/{}", listing.slug)),
        language: language.to_owned(),
        title: text.title,
        summary: text.summary,
        minutes: listing.minutes,
        modules: listing.modules,
    }
}

#[derive(Serialize)]
pub struct HomePage {
    head: PublicHead,
    cards: Vec<CourseCard>,
}

#[derive(Clone, Serialize)]
struct CourseCard {
    path: String,
    /// Language of title and summary.
    language: String,
    title: String,
    summary: String,
    minutes: i32,
    modules: i32,
}

#[derive(Serialize)]
pub struct TextPage {
    head: PublicHead,
    text: PublicText,
}

impl Page for HomePage {
    const TEMPLATE: &'static str = "public/home";

    fn examples() -> Vec<Self> {
        let card = CourseCard {
            path: "/en/courses/wages".to_owned(),
            language: "en".to_owned(),
            title: "Wages".to_owned(),
            summary: "…".to_owned(),
            minutes: 12,
            modules: 1,
        };
        let with = |cards: Vec<CourseCard>| Self { head: PublicHead::example(), cards };
        vec![with(Vec::new()), with(vec![card.clone(), card])]
    }
}

impl Page for TextPage {
    const TEMPLATE: &'static str = "public/text";

    fn examples() -> Vec<Self> {
        let text = |sources: &str, action: bool| PublicText::example(sources, action);
        vec![
            Self { head: PublicHead::example(), text: text("<ol><li>…</li></ol>", true) },
            Self { head: PublicHead::example(), text: text("", false) },
        ]
    }
}
