//! The audit, page by page.

use actix_web::{HttpResponse, http::StatusCode, web};
use chrono::{DateTime, Utc};
use serde::Serialize;

use super::{
    commands,
    names::{Name, Names},
    query,
};
use crate::{
    administration::{
        access::SeeAudit,
        words::{known, told},
    },
    platform::{
        Db, Outcome, Page, Permit, Screen,
        audit::{self, Line},
        pages::{Choice, ListQuery, PAGE, Pager},
    },
};

#[derive(Serialize)]
pub struct AuditPage {
    person: String,
    organisation: String,
    from: String,
    until: String,
    action_error: String,
    from_error: String,
    until_error: String,
    actions: Vec<Choice>,
    filtered: bool,
    lines: Vec<AuditLine>,
    pager: Pager,
    csv_url: String,
    xlsx_url: String,
}

#[derive(Serialize)]
struct AuditLine {
    at: DateTime<Utc>,
    who: Shown,
    action: String,
    /// What kind of thing it was done to, where that says more than the name.
    kind: String,
    whom: Shown,
    organisation: String,
}

/// A name, with a way to it where there is one.
#[derive(Serialize)]
struct Shown {
    text: String,
    url: Option<String>,
}

impl Page for AuditPage {
    const TEMPLATE: &'static str = "administration/audit";

    fn examples() -> Vec<Self> {
        let shown =
            |text: &str, url: Option<&str>| Shown { text: text.to_owned(), url: url.map(str::to_owned) };
        let line = |who, whom, organisation: &str| AuditLine {
            at: DateTime::default(),
            who,
            action: "Suspended".to_owned(),
            kind: "Person".to_owned(),
            whom,
            organisation: organisation.to_owned(),
        };
        let lan = || shown("Nguyễn Thị Lan", Some("/people/1"));
        let page = |filtered, lines, wrong: &str| Self {
            person: "lan".to_owned(),
            organisation: String::new(),
            from: "2026-11-01".to_owned(),
            until: String::new(),
            action_error: wrong.to_owned(),
            from_error: wrong.to_owned(),
            until_error: wrong.to_owned(),
            actions: vec![Choice { value: String::new(), text: "…".to_owned(), selected: true }],
            filtered,
            lines,
            pager: Pager::example(),
            csv_url: "/administration/audit/exports/csv".to_owned(),
            xlsx_url: "/administration/audit/exports/xlsx".to_owned(),
        };
        let lines =
            vec![line(lan(), shown("…", None), "Northwind Apparel"), line(shown("…", None), lan(), "")];
        vec![page(true, lines, ""), page(true, Vec::new(), "…"), page(false, Vec::new(), "")]
    }
}

pub async fn show(
    screen: Screen,
    permit: Permit<SeeAudit>,
    query: ListQuery,
    db: web::Data<Db>,
) -> Outcome<HttpResponse> {
    let asked = query::asked(&db, &query).await?;
    let offset = (query.page() - 1).saturating_mul(PAGE);
    let (lines, total) = match asked.errors.is_empty() {
        true => (
            audit::lines(db.read(), &asked.wanted, offset, PAGE).await?,
            audit::count(db.read(), &asked.wanted).await?,
        ),
        false => (Vec::new(), 0),
    };
    let names = Names::of(db.read(), &lines).await?;
    let actions = actions(&screen, audit::actions(db.read()).await?, query.text("action"));
    let mut work = db.begin().await?;
    commands::note_sight(&mut work, &permit, asked.people.as_deref()).await?;
    work.commit().await?;
    let typed = |name: &str| query.text(name).to_owned();
    let fields = ["person", "action", "organisation", "from", "until"];
    let wrong = |field: &str| asked.errors.key_of(field).map(|key| screen.text(key)).unwrap_or_default();
    let status = if asked.errors.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let page = AuditPage {
        action_error: wrong("action"),
        from_error: wrong("from"),
        until_error: wrong("until"),
        person: typed("person"),
        organisation: typed("organisation"),
        from: typed("from"),
        until: typed("until"),
        actions,
        filtered: fields.iter().any(|name| !query.text(name).is_empty()),
        lines: lines.iter().map(|line| shown(&screen, &names, line)).collect(),
        pager: query.pager(&screen, "audit-shown", total),
        csv_url: query.to("/administration/audit/exports/csv"),
        xlsx_url: query.to("/administration/audit/exports/xlsx"),
    };
    screen.answer(status, &page)
}

fn actions(screen: &Screen, words: Vec<String>, selected: &str) -> Vec<Choice> {
    let choice =
        |word: String| Choice { text: action_text(screen, &word), selected: word == selected, value: word };
    let mut actions: Vec<Choice> = words.into_iter().map(choice).collect();
    actions.sort_by(|one, other| one.text.cmp(&other.text));
    actions.insert(0, Choice::none(screen, "audit-action-any", selected));
    actions
}

pub fn action_text(screen: &Screen, action: &str) -> String {
    told(screen, "audit-action-", action)
}

fn shown(screen: &Screen, names: &Names, line: &Line) -> AuditLine {
    AuditLine {
        at: line.at,
        who: name(screen, names.person(line.actor)),
        action: action_text(screen, &line.action),
        kind: known(screen, &format!("audit-subject-{}", line.subject_kind)).unwrap_or_default(),
        whom: name(screen, names.subject(line)),
        organisation: line.organisation.and_then(|id| names.organisation(id)).unwrap_or_default(),
    }
}

fn name(screen: &Screen, name: Name) -> Shown {
    let plain = |text: String| Shown { text, url: None };
    match name {
        Name::Person(id, text) => Shown { text, url: Some(format!("/people/{id}")) },
        Name::Organisation(id, text) => Shown { text, url: Some(format!("/organisations/{id}")) },
        Name::ErasedPerson => plain(screen.text("audit-erased-person")),
        Name::Operator => plain(screen.text("audit-operator")),
        Name::Other(text) => plain(text),
        Name::Nameless => plain(String::new()),
    }
}
