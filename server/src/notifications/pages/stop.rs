//! The page behind the link in a mail that stops mails of its kind. Looking changes nothing, because machines follow
//! links; the POST comes from this page's button or from the reader's mail program (RFC 8058, 3.2), which has neither
//! cookies nor our form token: the signature in the address is the permission.

use actix_web::{HttpResponse, web};
use serde::Serialize;

use crate::{
    notifications::{commands, model::Topic, stop::Stop},
    platform::{Db, Outcome, Page, Problem, Screen, secrets::Secret},
};

#[derive(Serialize)]
pub struct StopPage {
    action: String,
    /// What stops; nothing when it is all mails.
    topic: Option<String>,
    done: bool,
}

impl Page for StopPage {
    const TEMPLATE: &'static str = "notifications/stop";

    fn examples() -> Vec<Self> {
        let page = |topic: Option<&str>, done| Self {
            action: "/mail-stops/token".to_owned(),
            topic: topic.map(str::to_owned),
            done,
        };
        vec![page(Some("Overdue"), false), page(Some("Overdue"), true), page(None, false), page(None, true)]
    }
}

pub async fn show(
    screen: Screen,
    token: web::Path<String>,
    secret: web::Data<Secret>,
) -> Outcome<HttpResponse> {
    let stop = Stop::read(&secret, &token).ok_or(Problem::NotFound)?;
    screen.show(&page(&screen, &token, &stop, false))
}

pub async fn stop(
    screen: Screen,
    token: web::Path<String>,
    secret: web::Data<Secret>,
    db: web::Data<Db>,
) -> Outcome<HttpResponse> {
    let stop = Stop::read(&secret, &token).ok_or(Problem::NotFound)?;
    let mut work = db.begin().await?;
    commands::stop_mails(&mut work, &stop).await?;
    work.commit().await?;
    screen.show(&page(&screen, &token, &stop, true))
}

fn page(screen: &Screen, token: &str, stop: &Stop, done: bool) -> StopPage {
    let text = |topic: Topic| screen.text(&format!("notices-topic-{}", topic.word()));
    StopPage { action: format!("/mail-stops/{token}"), topic: stop.topic.map(text), done }
}
