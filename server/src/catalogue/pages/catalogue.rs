//! The list of courses: search, filters as links, cards.

use std::collections::{BTreeSet, HashMap};

use actix_web::{HttpResponse, web};
use serde::Serialize;

use super::words::{language_name, language_names, name_of, theme_beside};
use crate::{
    catalogue::{
        CourseId,
        model::{Asked, Length, Listing},
        my_courses::{self, CourseState, MyCourse},
        store,
    },
    platform::{Db, Outcome, Page, Screen, Site, pages::PublicHead},
};

pub async fn catalogue(
    screen: Screen,
    db: web::Data<Db>,
    site: web::Data<Site>,
    asked: web::Query<Asked>,
) -> Outcome<HttpResponse> {
    let all = store::listings(db.read()).await?;
    let words = store::words_like(db.read(), &asked.wanted()).await?;
    let chosen = asked.choose(&all, &words, screen.language.code());
    let courses: Vec<CourseId> = chosen.iter().map(|listing| listing.published.course).collect();
    let mine = my_courses::of(&screen, db.read(), &courses).await?;
    let head = PublicHead::of(&screen, &site, &screen.text("catalogue-lead"));
    screen.show(&CataloguePage::of(&screen, head, &asked, &all, &chosen, &mine))
}

#[derive(Serialize)]
pub struct CataloguePage {
    head: PublicHead,
    /// The list itself, without search and filters.
    list: String,
    q: String,
    /// Filters that the search form keeps.
    kept: Vec<Kept>,
    groups: Vec<Group>,
    /// Filters that are set, each with the link that takes it away.
    set: Vec<Choice>,
    cards: Vec<Card>,
    found: usize,
    /// Nothing is published at all.
    bare: bool,
    narrowed: bool,
}

#[derive(Clone, Serialize)]
struct Kept {
    name: &'static str,
    value: String,
}

#[derive(Clone, Serialize)]
struct Group {
    title: String,
    choices: Vec<Choice>,
}

#[derive(Clone, Serialize)]
struct Choice {
    text: String,
    url: String,
    current: bool,
}

#[derive(Clone, Serialize)]
struct Card {
    path: String,
    theme: String,
    title: String,
    summary: String,
    /// Language of title and summary.
    language: String,
    minutes: i32,
    modules: i32,
    languages: String,
    state: Option<Mark>,
}

#[derive(Clone, Serialize)]
struct Mark {
    state: CourseState,
    word: String,
}

impl CataloguePage {
    fn of(
        screen: &Screen,
        head: PublicHead,
        asked: &Asked,
        all: &[Listing],
        chosen: &[&Listing],
        mine: &HashMap<CourseId, MyCourse>,
    ) -> Self {
        let cards =
            chosen.iter().map(|listing| card(screen, listing, mine.get(&listing.published.course))).collect();
        let kept = asked.pairs().into_iter().filter(|(name, value)| *name != "q" && !value.is_empty());
        Self {
            head,
            list: screen.address_of("/courses"),
            q: asked.q.clone(),
            kept: kept.map(|(name, value)| Kept { name, value: value.to_owned() }).collect(),
            groups: groups(screen, asked, all),
            set: set(screen, asked),
            cards,
            found: chosen.len(),
            bare: all.is_empty(),
            narrowed: asked.filters() || !asked.q.is_empty(),
        }
    }
}

fn card(screen: &Screen, listing: &Listing, mine: Option<&MyCourse>) -> Card {
    let (language, text) = listing.text_for(screen.language.code());
    let mark = |mine: &MyCourse| Mark {
        state: mine.state,
        word: screen.text(&format!("state-{}", mine.state.word())),
    };
    Card {
        path: screen.address_of(&format!("/courses/{}", listing.slug)),
        theme: theme_beside(screen, &listing.themes, &text.title),
        title: text.title,
        summary: text.summary,
        language: language.to_owned(),
        minutes: listing.minutes,
        modules: listing.modules,
        languages: language_names(&listing.languages()).join(", "),
        state: mine.map(mark),
    }
}

/// What can be chosen: only what some course has.
fn groups(screen: &Screen, asked: &Asked, all: &[Listing]) -> Vec<Group> {
    let there = |of: fn(&Listing) -> Vec<String>| all.iter().flat_map(of).collect::<BTreeSet<String>>();
    let lengths = Length::ALL.iter().filter(|length| all.iter().any(|listing| length.holds(listing.minutes)));
    let lengths = lengths.map(|length| length.word().to_owned()).collect();
    [
        ("theme", "catalogue-themes", there(|listing| listing.themes.clone()), &asked.theme),
        ("audience", "catalogue-audiences", there(|listing| listing.audiences.clone()), &asked.audience),
        ("language", "catalogue-languages", there(Listing::languages), &asked.language),
        ("length", "catalogue-lengths", lengths, &asked.length),
    ]
    .into_iter()
    .filter(|(_, _, ids, _)| !ids.is_empty())
    .map(|(filter, title, ids, current)| {
        let choice = |id: &String| {
            let is_set = id == current;
            let url = screen.address_of(&asked.with(filter, if is_set { "" } else { id }));
            Choice { text: word_of(screen, filter, id), url, current: is_set }
        };
        Group { title: screen.text(title), choices: ids.iter().map(choice).collect() }
    })
    .collect()
}

fn set(screen: &Screen, asked: &Asked) -> Vec<Choice> {
    let pairs = asked.pairs().into_iter().filter(|(name, value)| *name != "q" && !value.is_empty());
    pairs
        .map(|(filter, id)| Choice {
            text: word_of(screen, filter, id),
            url: screen.address_of(&asked.with(filter, "")),
            current: true,
        })
        .collect()
}

fn word_of(screen: &Screen, filter: &str, id: &str) -> String {
    match filter {
        "language" => language_name(id),
        "length" => match Length::from_word(id) {
            Some(length) => screen.text(&format!("catalogue-length-{}", length.word())),
            None => id.to_owned(),
        },
        kind => name_of(screen, kind, id),
    }
}

impl Page for CataloguePage {
    const TEMPLATE: &'static str = "catalogue/catalogue";

    fn examples() -> Vec<Self> {
        let choice =
            Choice { text: "Wages".to_owned(), url: "/courses?theme=wages".to_owned(), current: false };
        let set = Choice { current: true, url: "/courses".to_owned(), ..choice.clone() };
        let card = Card {
            path: "/courses/wages".to_owned(),
            theme: "Wages".to_owned(),
            title: "Wages".to_owned(),
            summary: "…".to_owned(),
            language: "en".to_owned(),
            minutes: 12,
            modules: 1,
            languages: "English, Tiếng Việt".to_owned(),
            state: None,
        };
        let mark = Mark { state: CourseState::Overdue, word: "overdue".to_owned() };
        let group = Group { title: "Theme".to_owned(), choices: vec![choice, set.clone()] };
        let some = Self {
            head: PublicHead::example(),
            list: "/courses".to_owned(),
            q: "ho tro".to_owned(),
            kept: vec![Kept { name: "theme", value: "wages".to_owned() }],
            groups: vec![group.clone()],
            set: vec![set],
            cards: vec![card.clone(), Card { state: Some(mark), ..card }],
            found: 2,
            bare: false,
            narrowed: true,
        };
        let empty = |bare: bool, narrowed: bool| Self {
            head: PublicHead::example(),
            list: "/courses".to_owned(),
            q: String::new(),
            kept: Vec::new(),
            groups: Vec::new(),
            set: Vec::new(),
            cards: Vec::new(),
            found: 0,
            bare,
            narrowed,
        };
        vec![some, empty(true, false), empty(false, true)]
    }
}
