//! Who gets the newsletter: counts, and the list.

use actix_web::{HttpResponse, web};
use chrono::{DateTime, Utc};
use serde::Serialize;

use super::topic_names;
use crate::{
    newsletter::{
        access::{EditNewsletter, RemoveSubscriber},
        commands,
        model::{Subscription, Topics},
        store::subscriptions,
    },
    platform::{
        Db, Form, Outcome, Page, Permit, Redirect, Screen,
        pages::{ListQuery, Pager},
    },
};

#[derive(Serialize)]
pub struct SubscribersPage {
    search: String,
    counts: Vec<Count>,
    bounced: u64,
    left: u64,
    lines: Vec<SubscriberLine>,
    pager: Pager,
}

#[derive(Clone, Serialize)]
struct Count {
    language: &'static str,
    count: i64,
}

#[derive(Clone, Serialize)]
struct SubscriberLine {
    email: String,
    language: &'static str,
    topics: String,
    confirmed_at: DateTime<Utc>,
    bounced_at: Option<DateTime<Utc>>,
    removal: String,
}

impl Page for SubscribersPage {
    const TEMPLATE: &'static str = "newsletter/subscribers";

    fn examples() -> Vec<Self> {
        let line = SubscriberLine {
            email: "lan@brand.example".to_owned(),
            language: "Tiếng Việt",
            topics: "Wages".to_owned(),
            confirmed_at: DateTime::default(),
            bounced_at: None,
            removal: "/newsletter/subscribers/1/removal".to_owned(),
        };
        let bounced = SubscriberLine { bounced_at: Some(DateTime::default()), ..line.clone() };
        let page = |search: &str, lines| Self {
            search: search.to_owned(),
            counts: vec![Count { language: "English", count: 3 }],
            bounced: 1,
            left: 2,
            lines,
            pager: Pager::example(),
        };
        vec![page("", vec![line, bounced]), page("none", Vec::new()), page("", Vec::new())]
    }
}

pub async fn show(
    screen: Screen,
    _: Permit<EditNewsletter>,
    query: ListQuery,
    db: web::Data<Db>,
) -> Outcome<HttpResponse> {
    let search = query.text("search");
    let (found, total) = subscriptions::list(db.read(), search, query.page()).await?;
    let counts = subscriptions::counts_for(db.read(), &Topics::default()).await?;
    let (left, bounced) = subscriptions::lost(db.read()).await?;
    screen.show(&SubscribersPage {
        search: search.to_owned(),
        counts: counts
            .into_iter()
            .map(|(language, count)| Count { language: language.name(), count })
            .collect(),
        bounced,
        left,
        lines: found.iter().map(|subscription| line(&screen, subscription)).collect(),
        pager: query.pager(&screen, "newsletter-subscribers-shown", total),
    })
}

pub async fn remove(permit: Permit<RemoveSubscriber>, form: Form, db: web::Data<Db>) -> Outcome<Redirect> {
    let mut work = db.begin_once(&form.key).await?;
    commands::remove_subscriber(&mut work, &permit).await?;
    work.redirect(Redirect::to("/newsletter/subscribers").saying("notice-newsletter-removed")).await
}

fn line(screen: &Screen, subscription: &Subscription) -> SubscriberLine {
    SubscriberLine {
        email: subscription.email.clone(),
        language: subscription.language.name(),
        topics: topic_names(screen, &subscription.topics),
        confirmed_at: subscription.confirmed_at,
        bounced_at: subscription.bounced_at,
        removal: format!("/newsletter/subscribers/{}/removal", subscription.id),
    }
}
