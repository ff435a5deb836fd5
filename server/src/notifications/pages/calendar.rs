//! The page on which somebody makes, copies and revokes the address of their calendar feed; and the feed itself.

use actix_web::{HttpRequest, HttpResponse, http::header, web};
use serde::Serialize;

use crate::{
    catalogue::CourseLibrary,
    notifications::{access::ChooseNotices, calendar, commands, dates::Dates, store},
    platform::{
        Db, Engine, Form, Outcome, Page, Permit, Problem, Redirect, Screen, Site, secrets, secrets::Secret,
    },
};

#[derive(Serialize)]
pub struct CalendarPage {
    /// The whole address, if there is one.
    url: Option<String>,
}

impl Page for CalendarPage {
    const TEMPLATE: &'static str = "notifications/calendar";

    fn examples() -> Vec<Self> {
        vec![Self { url: None }, Self { url: Some("https://academy.example/calendars/token.ics".to_owned()) }]
    }
}

pub async fn show(
    screen: Screen,
    permit: Permit<ChooseNotices>,
    db: web::Data<Db>,
    secret: web::Data<Secret>,
    site: web::Data<Site>,
) -> Outcome<HttpResponse> {
    let feed = store::feed_of(db.read(), permit.subject).await?;
    let token = feed.map(|feed| calendar::token(&secret, feed)).transpose()?;
    screen.show(&CalendarPage { url: token.map(|token| site.link(&format!("/calendars/{token}.ics"))) })
}

pub async fn make(
    permit: Permit<ChooseNotices>,
    form: Form,
    db: web::Data<Db>,
    secret: web::Data<Secret>,
) -> Outcome<Redirect> {
    let mut once = db.begin_once(&form.key).await?;
    commands::make_feed(&mut once, &permit, &secret).await?;
    once.redirect(Redirect::to("/profile/calendar").saying("notice-calendar-made")).await
}

pub async fn revoke(permit: Permit<ChooseNotices>, form: Form, db: web::Data<Db>) -> Outcome<Redirect> {
    let mut once = db.begin_once(&form.key).await?;
    commands::revoke_feed(&mut once, &permit).await?;
    once.redirect(Redirect::to("/profile/calendar").saying("notice-calendar-revoked")).await
}

/// The calendar behind a secret address; a wrong or revoked one is not there.
pub async fn feed(
    request: HttpRequest,
    token: web::Path<String>,
    db: web::Data<Db>,
    engine: web::Data<Engine>,
    library: web::Data<CourseLibrary>,
    site: web::Data<Site>,
) -> Outcome<HttpResponse> {
    let fingerprint = secrets::fingerprint(&token);
    let owner = store::owner_of_feed(db.read(), &fingerprint).await?.ok_or(Problem::NotFound)?;
    let dates = Dates { db: &db, texts: engine.texts(), library: &library };
    let text = dates.calendar(&site, owner).await?;
    let etag = format!("\"{}\"", secrets::hexadecimal(&secrets::fingerprint(&text)));
    let known = request.headers().get(header::IF_NONE_MATCH).and_then(|value| value.to_str().ok());
    let is_known =
        known.is_some_and(|known| known.split(',').any(|tag| tag.trim().trim_start_matches("W/") == etag));
    let mut response = if is_known { HttpResponse::NotModified() } else { HttpResponse::Ok() };
    response
        .insert_header((header::ETAG, etag))
        .insert_header((header::CACHE_CONTROL, "private, max-age=900"))
        .insert_header((header::REFERRER_POLICY, "no-referrer"))
        .insert_header((header::CONTENT_DISPOSITION, "inline; filename=\"academy.ics\""))
        .content_type("text/calendar; charset=utf-8");
    Ok(if is_known { response.finish() } else { response.body(text) })
}
