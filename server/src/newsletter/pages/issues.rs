//! The list of issues.

use actix_web::{HttpResponse, web};
use chrono::{DateTime, Utc};
use serde::Serialize;

use crate::{
    newsletter::{
        access::EditNewsletter,
        commands,
        model::{Fate, Issue},
        store::{deliveries, issues},
    },
    platform::{
        Db, Form, Language, Outcome, Page, Permit, Redirect, Screen,
        pages::{ListQuery, Pager},
    },
};

#[derive(Serialize)]
pub struct IssuesPage {
    lines: Vec<IssueLine>,
    pager: Pager,
}

#[derive(Clone, Serialize)]
struct IssueLine {
    url: String,
    subject: String,
    /// A state of `pieces/mark`, and its text key.
    state: &'static str,
    word: &'static str,
    at: DateTime<Utc>,
    sent: i64,
    waiting: i64,
}

impl Page for IssuesPage {
    const TEMPLATE: &'static str = "newsletter/issues";

    fn examples() -> Vec<Self> {
        let line = IssueLine {
            url: "/newsletter/issues/1".to_owned(),
            subject: "News".to_owned(),
            state: "done",
            word: "newsletter-state-sent",
            at: DateTime::default(),
            sent: 12,
            waiting: 0,
        };
        let draft = IssueLine { subject: String::new(), state: "not-started", ..line.clone() };
        let page = |lines| Self { lines, pager: Pager::example() };
        vec![page(Vec::new()), page(vec![line, draft])]
    }
}

pub async fn show(
    screen: Screen,
    _: Permit<EditNewsletter>,
    query: ListQuery,
    db: web::Data<Db>,
) -> Outcome<HttpResponse> {
    let (found, total) = issues::list(db.read(), query.page()).await?;
    let ids: Vec<_> = found.iter().map(|issue| issue.id).collect();
    let counts = deliveries::counts(db.read(), &ids).await?;
    let count = |issue: &Issue, fate: Fate| {
        counts.get(&issue.id).and_then(|fates| fates.get(&fate)).copied().unwrap_or(0)
    };
    let line = |issue: &Issue| {
        let (state, word) = state_of(issue);
        IssueLine {
            url: format!("/newsletter/issues/{}", issue.id),
            subject: subject_of(issue, screen.language),
            state,
            word,
            at: issue.sending_at.unwrap_or(issue.changed_at),
            sent: count(issue, Fate::Sent),
            waiting: count(issue, Fate::Waiting),
        }
    };
    let lines = found.iter().map(line).collect();
    screen.show(&IssuesPage { lines, pager: query.pager(&screen, "newsletter-issues-shown", total) })
}

pub async fn make(permit: Permit<EditNewsletter>, form: Form, db: web::Data<Db>) -> Outcome<Redirect> {
    let mut work = db.begin_once(&form.key).await?;
    let issue = commands::make_issue(&mut work, &permit).await?;
    work.redirect(Redirect::to(format!("/newsletter/issues/{issue}/edition"))).await
}

/// In the editor's language, or in one that it has.
pub fn subject_of(issue: &Issue, language: Language) -> String {
    let own = issue.words_in(language).subject;
    let any = || issue.words.iter().map(|(_, words)| words.subject.clone()).find(|text| !text.is_empty());
    if own.is_empty() { any().unwrap_or_default() } else { own }
}

pub fn state_of(issue: &Issue) -> (&'static str, &'static str) {
    match (issue.sending_at, issue.finished_at) {
        (None, _) => ("not-started", "newsletter-state-draft"),
        (Some(_), None) => ("under-way", "newsletter-state-sending"),
        (Some(_), Some(_)) => ("done", "newsletter-state-sent"),
    }
}
