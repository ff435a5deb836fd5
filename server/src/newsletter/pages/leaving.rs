//! Leaving, by the link of a mail. A mail programme may do it with one POST (RFC 8058): no cookie, no form of ours and
//! no redirect; the token alone is the proof. A person who opens the link is asked first.

use actix_web::{HttpResponse, web};
use serde::Serialize;

use super::sign_up::head;
use crate::{
    newsletter::{commands, model::Subscription, store::subscriptions},
    platform::{Db, Outcome, Page, Problem, Screen, Site, pages::PublicHead},
};

#[derive(Serialize)]
pub struct LeavingPage {
    head: PublicHead,
    /// The address; empty once it is forgotten.
    email: String,
    action: String,
}

impl Page for LeavingPage {
    const TEMPLATE: &'static str = "newsletter/leaving";

    fn examples() -> Vec<Self> {
        let with = |email: &str| Self {
            head: PublicHead::example(),
            email: email.to_owned(),
            action: "/newsletter/leaving/token".to_owned(),
        };
        vec![with("lan@brand.example"), with("")]
    }
}

pub async fn show(
    screen: Screen,
    token: web::Path<String>,
    db: web::Data<Db>,
    site: web::Data<Site>,
) -> Outcome<HttpResponse> {
    let subscription = find(&db, &token).await?;
    answer(screen, &site, &subscription, subscription.email.clone())
}

/// The same whether they left before or not.
pub async fn leave(
    screen: Screen,
    token: web::Path<String>,
    db: web::Data<Db>,
    site: web::Data<Site>,
) -> Outcome<HttpResponse> {
    let subscription = find(&db, &token).await?;
    if !subscription.email.is_empty() {
        let work = db.begin().await?;
        commands::leave(&work, &subscription).await?;
        work.commit().await?;
    }
    answer(screen, &site, &subscription, String::new())
}

async fn find(db: &Db, token: &str) -> Outcome<Subscription> {
    subscriptions::find_by_token(db.read(), token).await?.ok_or(Problem::NotFound)
}

fn answer(mut screen: Screen, site: &Site, of: &Subscription, email: String) -> Outcome<HttpResponse> {
    screen.language = of.language;
    let action = format!("/newsletter/leaving/{}", of.token);
    screen.show(&LeavingPage { head: head(&screen, site), email, action })
}
