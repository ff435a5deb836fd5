//! The reader's screen: who they are, in which language, and what stands around every page.

use std::rc::Rc;

use actix_web::{
    FromRequest, HttpRequest, HttpResponse,
    dev::Payload,
    http::{StatusCode, header},
    web,
};
use futures_util::future::LocalBoxFuture;
use serde::Serialize;
use serde_json::Value;

use super::{Engine, Page, bell};
use crate::platform::{
    Actor, Argument, Language, Outcome, Problem, Site, actor, csrf, envelope::RequestMarks, language, notice,
    secrets, sign_in_cookie::SignInCookie, site::own_path,
};

/// An entry of the main navigation, shown to those for whom `shown_to` holds.
#[derive(Clone)]
pub struct NavigationItem {
    pub path: &'static str,
    pub text: &'static str,
    pub shown_to: fn(&Actor) -> bool,
}

/// So many letters stand beside one another in the bar before it would need a second line; each entry takes
/// two more for its distance.
const ROOM_IN_BAR: usize = 80;
/// What the menu's own word and arrow take.
const ROOM_FOR_MENU: usize = 9;

/// All entries, in their order.
pub struct Navigation {
    pub of_people: Vec<NavigationItem>,
    /// Public pages, as `(path without a language, text key)`, for those who are not signed in.
    pub of_visitors: Vec<(&'static str, &'static str)>,
    /// Pages whose address does not begin with that of their entry, as `(part of the address, entry's path)`:
    /// `("/committee/", "/our-factory")`.
    pub elsewhere: Vec<(&'static str, &'static str)>,
}

/// What the layout needs beside the page itself.
#[derive(Serialize)]
pub struct Shell {
    language: &'static str,
    direction: &'static str,
    /// "auto" follows the reader's system.
    theme: &'static str,
    nonce: String,
    /// How far the reader's clock is ahead of UTC; null where it is not known.
    seconds_ahead: Option<i32>,
    path: String,
    /// Where the reader comes back to after choosing a language.
    back: String,
    person: Option<Named>,
    offers_sign_in: bool,
    navigation: Vec<Link>,
    /// Entries for which the bar has no room; they stand in a menu beside it.
    further: Vec<Link>,
    /// Whether the reader is on a page of `further`.
    is_further: bool,
    languages: Vec<LanguageLink>,
    notice: Option<Notice>,
    csrf: String,
    request_key: String,
    unread: Option<Unread>,
}

/// The count beside the bell, and its sentence.
#[derive(Serialize)]
struct Unread {
    count: String,
    text: String,
}

#[derive(Serialize)]
struct Named {
    name: String,
    initials: String,
}

#[derive(Serialize)]
struct Link {
    url: String,
    text: String,
    current: bool,
}

#[derive(Serialize)]
struct LanguageLink {
    code: &'static str,
    name: &'static str,
    current: bool,
}

#[derive(Serialize)]
struct Notice {
    kind: &'static str,
    text: String,
}

/// The extractor with which a handler shows a page.
pub struct Screen {
    request: HttpRequest,
    engine: web::Data<Engine>,
    pub actor: Option<Rc<Actor>>,
    unread: u64,
    /// False on an error page, which asks no database who its reader is.
    knows_reader: bool,
    pub language: Language,
}

impl FromRequest for Screen {
    type Error = Problem;
    type Future = LocalBoxFuture<'static, Result<Self, Problem>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let request = request.clone();
        Box::pin(async move { Self::of(request).await })
    }
}

impl Screen {
    /// # Errors
    /// Whatever stops the actor from being found.
    pub async fn of(request: HttpRequest) -> Outcome<Self> {
        let actor = actor::find(&request).await?;
        let unread = bell::unread(&request, actor.as_deref()).await?;
        Self::with_actor(request, actor, unread)
    }

    /// A screen for a page that must come even when nobody can be looked up (an error page).
    pub fn of_nobody(request: HttpRequest) -> Outcome<Self> {
        Ok(Self { knows_reader: false, ..Self::with_actor(request, None, 0)? })
    }

    fn with_actor(request: HttpRequest, actor: Option<Rc<Actor>>, unread: u64) -> Outcome<Self> {
        let engine = request.app_data::<web::Data<Engine>>().cloned();
        let engine = engine.ok_or_else(|| Problem::Internal("no page engine".to_owned()))?;
        let language = Language::of(&request);
        Ok(Self { request, engine, actor, unread, knows_reader: true, language })
    }

    /// In this language for a guest who chose none, whatever their browser asks for.
    #[must_use]
    pub fn in_guests_language(mut self, language: Language) -> Self {
        if self.actor.is_none() && self.request.cookie(language::COOKIE).is_none() {
            self.language = language;
        }
        self
    }

    pub fn engine(&self) -> &Engine {
        &self.engine
    }

    pub fn request(&self) -> &HttpRequest {
        &self.request
    }

    /// The text of a key, plain.
    pub fn text(&self, key: &str) -> String {
        self.engine.texts().with(self.language, key, &[])
    }

    pub fn text_with(&self, key: &str, arguments: &[(&str, Argument)]) -> String {
        self.engine.texts().with(self.language, key, arguments)
    }

    /// The page, 200.
    pub fn show<P: Page>(&self, page: &P) -> Outcome<HttpResponse> {
        self.answer(StatusCode::OK, page)
    }

    /// The form again with what was typed and a sentence at each field that is wrong, 422.
    pub fn show_again<P: Page>(&self, page: &P) -> Outcome<HttpResponse> {
        self.answer(StatusCode::UNPROCESSABLE_ENTITY, page)
    }

    pub fn answer<P: Page>(&self, status: StatusCode, page: &P) -> Outcome<HttpResponse> {
        self.rendered(status, P::TEMPLATE, serde_json::to_value(page).map_err(Problem::internal)?)
    }

    fn rendered(&self, status: StatusCode, template: &str, mut values: Value) -> Outcome<HttpResponse> {
        let notice_key = notice::key(&self.request);
        let (shell, visitor) = self.shell(notice_key.as_deref())?;
        if let Some(object) = values.as_object_mut() {
            object.insert("shell".to_owned(), serde_json::to_value(shell).map_err(Problem::internal)?);
        }
        let html = self.engine.render(template, values)?;
        let mut response = HttpResponse::build(status);
        response.content_type("text/html; charset=utf-8");
        response.insert_header((header::CACHE_CONTROL, "no-store"));
        if let Some(cookie) = visitor {
            response.cookie(cookie);
        }
        if notice_key.is_some() {
            response.cookie(notice::clearing(&self.request));
        }
        Ok(response.body(html))
    }

    /// The page that the reader looks at: this one, or the one with the form that was sent.
    fn back(&self) -> String {
        let here = self.request.uri().path_and_query().map_or("/", |path| path.as_str());
        if self.request.method().is_safe() {
            return here.to_owned();
        }
        self.sent_from().unwrap_or_else(|| self.request.path().to_owned())
    }

    /// The page of ours with the form that was sent, as far as the browser says.
    pub(in crate::platform) fn sent_from(&self) -> Option<String> {
        if self.request.method().is_safe() {
            return None;
        }
        let referer = self.request.headers().get(header::REFERER)?.to_str().ok()?;
        let page = self.request.app_data::<web::Data<Site>>()?.own_page(referer)?;
        own_path(&page).map(str::to_owned)
    }

    /// Whether a page that cannot know its reader would tell somebody to sign in who has done so.
    fn may_have_signed_in(&self) -> bool {
        !self.knows_reader && SignInCookie::of(&self.request).is_some()
    }

    fn shell(&self, notice: Option<&str>) -> Outcome<(Shell, Option<actix_web::cookie::Cookie<'static>>)> {
        let texts = self.engine.texts();
        let path = self.request.path();
        let (csrf, visitor) = csrf::token_for(&self.request)?;
        let (navigation, further) = self.navigation();
        let shell = Shell {
            language: self.language.code(),
            direction: self.language.direction(),
            theme: "auto",
            nonce: RequestMarks::of(&self.request).nonce,
            seconds_ahead: self
                .actor
                .as_ref()
                .and_then(|actor| actor.zone())
                .map(|zone| zone.local_minus_utc()),
            path: path.to_owned(),
            back: self.back(),
            person: self
                .actor
                .as_ref()
                .map(|actor| Named { name: actor.name.clone(), initials: initials(&actor.name) }),
            offers_sign_in: path != "/sign-in" && !self.may_have_signed_in(),
            is_further: further.iter().any(|link| link.current),
            navigation,
            further,
            languages: Language::ALL
                .into_iter()
                .map(|language| LanguageLink {
                    code: language.code(),
                    name: language.name(),
                    current: language == self.language,
                })
                .collect(),
            notice: notice.filter(|key| texts.has(self.language, key)).map(|key| Notice {
                // What could not be done says so with its key, and looks so.
                kind: if key.starts_with("notice-undone-") { "warning" } else { "done" },
                text: texts.plain(self.language, key).to_owned(),
            }),
            csrf,
            request_key: secrets::random_token(),
            unread: (self.unread > 0).then(|| self.unread()),
        };
        Ok((shell, visitor))
    }

    fn unread(&self) -> Unread {
        let count = u32::try_from(self.unread).unwrap_or(u32::MAX);
        let many = self.unread >= bell::COUNTED;
        Unread {
            count: if many { format!("{}+", bell::COUNTED - 1) } else { count.to_string() },
            text: self.text_with("layout-notices-unread", &[("count", count.into())]),
        }
    }
}

impl Screen {
    /// A public page's address, in the language of the address that was asked for if that one names any.
    pub fn address_of(&self, path: &str) -> String {
        match Language::of_path(self.request.path()) {
            Some(language) => language.address_of(path),
            None => path.to_owned(),
        }
    }

    /// What stands in the bar, and what stands in the menu beside it.
    fn navigation(&self) -> (Vec<Link>, Vec<Link>) {
        let mut links = self.links();
        // A page below two entries belongs to the nearer one.
        let nearest = links.iter().filter(|link| link.current).map(|link| link.url.len()).max();
        for link in &mut links {
            link.current &= Some(link.url.len()) == nearest;
        }
        let further = links.split_off(fitting(&links));
        (links, further)
    }

    fn links(&self) -> Vec<Link> {
        let Some(navigation) = self.request.app_data::<web::Data<Navigation>>() else { return Vec::new() };
        let here = Language::neutral(self.request.path());
        let link = |path: &str, url: String, text: &str| Link {
            url,
            text: self.engine.texts().plain(self.language, text).to_owned(),
            current: belongs_to(path, here, &navigation.elsewhere),
        };
        match &self.actor {
            Some(actor) => {
                let shown = navigation.of_people.iter().filter(|item| (item.shown_to)(actor));
                shown.map(|item| link(item.path, item.path.to_owned(), item.text)).collect()
            }
            None => {
                let pages = navigation.of_visitors.iter();
                pages.map(|(path, text)| link(path, self.language.address_of(path), text)).collect()
            }
        }
    }
}

/// Whether the page at `here` belongs to the entry at `path`.
fn belongs_to(path: &str, here: &str, elsewhere: &[(&str, &str)]) -> bool {
    let here = format!("{here}/");
    here.starts_with(&format!("{path}/"))
        || elsewhere.iter().any(|(part, entry)| *entry == path && here.contains(part))
}

/// How many entries, from the first on, fit into the bar: all of them, or those that leave room for the menu.
fn fitting(links: &[Link]) -> usize {
    let ends = links.iter().scan(0, |end, link| {
        *end += link.text.chars().count() + 2;
        Some(*end)
    });
    let ends: Vec<usize> = ends.collect();
    if ends.last().is_none_or(|end| *end <= ROOM_IN_BAR) {
        return links.len();
    }
    ends.iter().take_while(|end| **end <= ROOM_IN_BAR - ROOM_FOR_MENU).count()
}

/// First letters of the first and the last part of a name.
fn initials(name: &str) -> String {
    let mut parts = name.split_whitespace();
    let first = parts.next().and_then(|part| part.chars().next());
    let last = parts.next_back().and_then(|part| part.chars().next());
    first.into_iter().chain(last).flat_map(char::to_uppercase).collect()
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_bar_takes_all_entries_or_leaves_room_for_the_menu() {
        let links = |count: usize| -> Vec<super::Link> {
            let link =
                |_| super::Link { url: String::new(), text: "Kế hoạch".to_owned(), current: false };
            (0..count).map(link).collect()
        };
        assert_eq!(super::fitting(&links(0)), 0);
        assert_eq!(super::fitting(&links(8)), 8);
        assert_eq!(super::fitting(&links(9)), 7);
    }

    #[test]
    fn a_page_belongs_to_the_entry_above_it_or_to_the_one_that_is_named() {
        let elsewhere = [("/improvement-plan/", "/improvement-plans")];
        let belongs = |here| super::belongs_to("/improvement-plans", here, &elsewhere);
        assert!(belongs("/improvement-plans") && belongs("/factories/1/improvement-plan"));
        assert!(belongs("/factories/1/improvement-plan/2/change"));
        assert!(!belongs("/improvement-plans-of-others") && !belongs("/factories/1/engagement"));
    }

    #[test]
    fn initials_are_the_first_and_the_last() {
        assert_eq!(super::initials("Nguyễn Thị Lan"), "NL");
        assert_eq!(super::initials("Đức"), "Đ");
        assert_eq!(super::initials(""), "");
    }
}
