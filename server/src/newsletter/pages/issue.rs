//! One issue: how it reads in each language, trying it, sending it, what became of it.

use actix_web::{HttpResponse, web};
use chrono::{DateTime, Utc};
use serde::Serialize;

use super::{
    issues::{state_of, subject_of},
    topic_names,
};
use crate::{
    newsletter::{
        access::EditIssue,
        commands,
        model::Fate,
        store::{deliveries, subscriptions},
    },
    platform::{Db, Form, Language, Outcome, Page, Permit, Problem, Redirect, Screen, Site},
};

#[derive(Clone, Serialize)]
pub struct IssuePage {
    path: String,
    subject: String,
    state: &'static str,
    word: &'static str,
    draft: bool,
    /// Written in every language.
    whole: bool,
    topics: String,
    sending_at: Option<DateTime<Utc>>,
    readings: Vec<Reading>,
    /// How many would get it now, by language.
    readers: Vec<Readers>,
    total: i64,
    fates: Vec<FateCount>,
}

#[derive(Clone, Serialize)]
struct Reading {
    code: &'static str,
    language: &'static str,
    subject: String,
    html: String,
}

#[derive(Clone, Serialize)]
struct Readers {
    language: &'static str,
    count: i64,
}

#[derive(Clone, Serialize)]
struct FateCount {
    text: String,
    count: i64,
}

impl Page for IssuePage {
    const TEMPLATE: &'static str = "newsletter/issue";

    fn examples() -> Vec<Self> {
        let reading = |subject: &str, html: &str| Reading {
            code: "en",
            language: "English",
            subject: subject.to_owned(),
            html: html.to_owned(),
        };
        let draft = Self {
            path: "/newsletter/issues/1".to_owned(),
            subject: String::new(),
            state: "not-started",
            word: "newsletter-state-draft",
            draft: true,
            whole: false,
            topics: "…".to_owned(),
            sending_at: None,
            readings: vec![reading("", "")],
            readers: Vec::new(),
            total: 0,
            fates: Vec::new(),
        };
        let whole = Self {
            subject: "News".to_owned(),
            whole: true,
            readings: vec![reading("News", "<p>…</p>")],
            readers: vec![Readers { language: "English", count: 3 }],
            total: 3,
            ..draft.clone()
        };
        let sending = Self {
            draft: false,
            state: "under-way",
            word: "newsletter-state-sending",
            sending_at: Some(DateTime::default()),
            fates: vec![FateCount { text: "…".to_owned(), count: 2 }],
            ..whole.clone()
        };
        vec![draft, whole, sending]
    }
}

pub async fn show(screen: Screen, permit: Permit<EditIssue>, db: web::Data<Db>) -> Outcome<HttpResponse> {
    let issue = &permit.subject;
    let readers = subscriptions::counts_for(db.read(), &issue.topics).await?;
    let counts = deliveries::counts(db.read(), &[issue.id]).await?.remove(&issue.id).unwrap_or_default();
    let fates = Fate::ALL.iter().filter_map(|fate| {
        let count = *counts.get(fate)?;
        Some(FateCount { text: screen.text(&format!("newsletter-fate-{}", fate.word())), count })
    });
    let reading = |language: Language| {
        let words = issue.words_in(language);
        Reading {
            code: language.code(),
            language: language.name(),
            html: words.html(),
            subject: words.subject,
        }
    };
    let (state, word) = state_of(issue);
    screen.show(&IssuePage {
        path: format!("/newsletter/issues/{}", issue.id),
        subject: subject_of(issue, screen.language),
        state,
        word,
        draft: issue.is_draft(),
        whole: issue.is_whole(),
        topics: topic_names(&screen, &issue.topics),
        sending_at: issue.sending_at,
        readings: Language::ALL.into_iter().map(reading).collect(),
        total: readers.iter().map(|(_, count)| count).sum(),
        readers: readers
            .into_iter()
            .map(|(language, count)| Readers { language: language.name(), count })
            .collect(),
        fates: fates.collect(),
    })
}

pub async fn try_out(
    permit: Permit<EditIssue>,
    form: Form,
    db: web::Data<Db>,
    site: web::Data<Site>,
) -> Outcome<Redirect> {
    let language = Language::from_code(form.text("language"));
    let language = language.ok_or(Problem::BadRequest("problem-unreadable"))?;
    let mut work = db.begin_once(&form.key).await?;
    commands::try_issue(&mut work, &permit, &site, language).await?;
    let back = Redirect::to(format!("/newsletter/issues/{}", permit.id));
    work.redirect(back.saying("notice-newsletter-tried")).await
}

pub async fn send(permit: Permit<EditIssue>, form: Form, db: web::Data<Db>) -> Outcome<Redirect> {
    let mut work = db.begin_once(&form.key).await?;
    commands::send_issue(&mut work, &permit).await?;
    let back = Redirect::to(format!("/newsletter/issues/{}", permit.id));
    work.redirect(back.saying("notice-newsletter-sending")).await
}
