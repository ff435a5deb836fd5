//! Upload, preview, decision, progress. Every state of an import is a page that needs no script.

use actix_web::{
    HttpResponse, Responder,
    http::header::{HeaderName, HeaderValue},
    web,
};
use chrono::{DateTime, Utc};
use serde::Serialize;

use super::{
    ChangedRow, Importer, Importers, RefusedRow, WrongRows,
    access::{MakeImport, SeeImport, with_importer},
    commands,
    store::{self, State, Stored},
};
use crate::platform::{
    Actor, Db, Form, Outcome, Page, Permit, Problem, Redirect, Screen, Storage, Upload,
    spreadsheets::{self, Format, Sheet},
};

#[derive(Serialize)]
pub struct ImportsPage {
    kinds: Vec<KindShown>,
    imports: Vec<ImportLine>,
}

#[derive(Serialize)]
struct KindShown {
    kind: &'static str,
    title: String,
    lead: String,
    action: String,
    columns: Vec<ColumnShown>,
    csv_url: String,
    xlsx_url: String,
    /// A sentence when no file was chosen.
    error: String,
}

#[derive(Serialize)]
struct ColumnShown {
    heading: String,
    needed: bool,
}

#[derive(Serialize)]
struct ImportLine {
    url: String,
    file_name: String,
    kind: String,
    at: DateTime<Utc>,
    state: String,
    mark: &'static str,
}

#[derive(Serialize)]
pub struct ImportPage {
    path: String,
    title: String,
    file_name: String,
    state: &'static str,
    rows: u32,
    done: u32,
    created: u32,
    changed: u32,
    unchanged: u32,
    refused: u32,
    /// Rows that would be, or were, taken in.
    taken: u32,
    refusals: Vec<Refusal>,
    /// Refused rows beyond those shown.
    more: u32,
    /// Rows that say what they change.
    changes: Vec<ChangeShown>,
    /// Changed rows beyond those shown; none where rows do not say it.
    more_changes: u32,
    /// Why the file cannot be read.
    unreadable: String,
    /// Nobody decided in time, and the file was deleted.
    gone: bool,
    /// What was previewed first held no more: nothing was taken in.
    anew: bool,
}

#[derive(Serialize)]
struct ChangeShown {
    line: u32,
    /// What it is about.
    about: String,
    what: Vec<String>,
}

#[derive(Serialize)]
struct Refusal {
    line: u32,
    reason: String,
}

impl Page for ImportsPage {
    const TEMPLATE: &'static str = "imports/list";

    fn examples() -> Vec<Self> {
        let kind = |error: &str| KindShown {
            kind: "people",
            title: "…".to_owned(),
            lead: "…".to_owned(),
            action: "/imports/people".to_owned(),
            columns: vec![
                ColumnShown { heading: "…".to_owned(), needed: true },
                ColumnShown { heading: "…".to_owned(), needed: false },
            ],
            csv_url: "/imports/templates/people.csv".to_owned(),
            xlsx_url: "/imports/templates/people.xlsx".to_owned(),
            error: error.to_owned(),
        };
        let line = ImportLine {
            url: "/imports/1".to_owned(),
            file_name: "people.xlsx".to_owned(),
            kind: "…".to_owned(),
            at: DateTime::default(),
            state: "…".to_owned(),
            mark: "done",
        };
        vec![
            Self { kinds: vec![kind("")], imports: vec![line] },
            Self { kinds: vec![kind("…")], imports: Vec::new() },
        ]
    }
}

impl Page for ImportPage {
    const TEMPLATE: &'static str = "imports/import";

    fn examples() -> Vec<Self> {
        let page = |state: State, created, refused, more| Self {
            path: "/imports/1".to_owned(),
            title: "…".to_owned(),
            file_name: "people.xlsx".to_owned(),
            state: state.word(),
            rows: 40,
            done: 20,
            created,
            changed: 0,
            unchanged: 3,
            refused,
            taken: created,
            refusals: (0..refused).map(|line| Refusal { line: line + 2, reason: "…".to_owned() }).collect(),
            more,
            changes: (0..refused)
                .map(|line| ChangeShown { line, about: "…".to_owned(), what: vec!["…".to_owned()] })
                .collect(),
            more_changes: more,
            unreadable: if state == State::Unreadable { "…".to_owned() } else { String::new() },
            gone: state == State::Checked && created == 0 && refused == 0,
            anew: refused == 2,
        };
        let states = State::ALL.iter().map(|state| page(*state, 5, 0, 0));
        states
            .chain([
                page(State::Checked, 5, 2, 7),
                page(State::Checked, 0, 2, 0),
                page(State::Checked, 0, 0, 0),
                Self { gone: false, ..page(State::Checked, 0, 0, 0) },
                page(State::Done, 5, 2, 0),
            ])
            .collect()
    }
}

pub async fn list(screen: Screen, permit: Permit<MakeImport>, db: web::Data<Db>) -> Outcome<HttpResponse> {
    screen.show(&imports_page(&screen, &db, &permit.actor, "").await?)
}

/// `wrong` is the kind whose form came without a file.
async fn imports_page(screen: &Screen, db: &Db, actor: &Actor, wrong: &str) -> Outcome<ImportsPage> {
    let imports = store::imports_of(db.read(), actor.person).await?;
    let importers = db.attached::<Importers>().ok_or(Problem::NotFound)?;
    let kinds = importers.0.iter().filter(|importer| importer.may(actor));
    Ok(ImportsPage {
        kinds: kinds.map(|importer| kind_shown(screen, &**importer, wrong)).collect(),
        imports: imports.iter().map(|stored| line(screen, stored)).collect(),
    })
}

fn kind_shown(screen: &Screen, importer: &dyn Importer, wrong: &str) -> KindShown {
    let kind = importer.kind();
    let columns = importer
        .columns()
        .iter()
        .map(|column| ColumnShown { heading: screen.text(column.heading), needed: column.needed })
        .collect();
    KindShown {
        kind,
        title: screen.text(&format!("import-title-{kind}")),
        lead: screen.text(&format!("import-lead-{kind}")),
        action: format!("/imports/{kind}"),
        columns,
        csv_url: format!("/imports/templates/{kind}.csv"),
        xlsx_url: format!("/imports/templates/{kind}.xlsx"),
        error: if kind == wrong { screen.text("import-file-missing") } else { String::new() },
    }
}

fn line(screen: &Screen, stored: &Stored) -> ImportLine {
    let mark = match stored.state {
        State::Checking | State::Importing => "under-way",
        State::Checked => "due",
        State::Unreadable | State::Failed => "overdue",
        State::Done => "done",
    };
    ImportLine {
        url: format!("/imports/{}", stored.id),
        file_name: stored.file_name.clone(),
        kind: screen.text(&format!("import-title-{}", stored.kind)),
        at: stored.at,
        state: screen.text(&format!("import-state-{}", stored.state.word())),
        mark,
    }
}

pub async fn upload(
    screen: Screen,
    permit: Permit<MakeImport>,
    kind: web::Path<String>,
    upload: Upload<{ spreadsheets::LARGEST_FILE }>,
    db: web::Data<Db>,
    storage: web::Data<Storage>,
) -> Outcome<HttpResponse> {
    with_importer(&db, &permit.actor, &kind, |_| ())?;
    let Some(file) = upload.file else {
        return screen.show_again(&imports_page(&screen, &db, &permit.actor, &kind).await?);
    };
    let key = storage.put(file.bytes.into()).await?;
    let mut once = db.begin_once(&upload.form.key).await?;
    let id = commands::begin(&mut once, &permit, &kind, &file.name, &key).await?;
    Ok(once.redirect(Redirect::to(format!("/imports/{id}"))).await?.respond_to(screen.request()))
}

pub async fn show(screen: Screen, permit: Permit<SeeImport>) -> Outcome<HttpResponse> {
    let stored = &permit.subject;
    let mut answer = screen.show(&import_page(&screen, stored))?;
    if matches!(stored.state, State::Checking | State::Importing) {
        // The page asks again by itself, also without scripts.
        answer.headers_mut().insert(HeaderName::from_static("refresh"), HeaderValue::from_static("3"));
    }
    Ok(answer)
}

fn import_page(screen: &Screen, stored: &Stored) -> ImportPage {
    let shown = u32::try_from(stored.refusals.len()).unwrap_or(u32::MAX);
    let sentence = |refused: &RefusedRow| refused.reason.text(screen.engine().texts(), screen.language);
    let unreadable = match (stored.state, stored.refusals.first()) {
        (State::Unreadable, Some(refused)) => sentence(refused),
        _ => String::new(),
    };
    ImportPage {
        path: format!("/imports/{}", stored.id),
        title: screen.text(&format!("import-title-{}", stored.kind)),
        file_name: stored.file_name.clone(),
        state: stored.state.word(),
        rows: stored.rows,
        done: stored.done,
        created: stored.created,
        changed: stored.changed,
        unchanged: stored.unchanged,
        refused: stored.refused,
        taken: stored.created.saturating_add(stored.changed),
        refusals: stored
            .refusals
            .iter()
            .map(|refused| Refusal { line: refused.line, reason: sentence(refused) })
            .collect(),
        more: stored.refused.saturating_sub(shown),
        changes: stored.changes.iter().map(|changed| change_shown(screen, changed)).collect(),
        more_changes: match u32::try_from(stored.changes.len()).unwrap_or(u32::MAX) {
            0 => 0,
            shown => stored.changed.saturating_sub(shown),
        },
        unreadable,
        gone: stored.state == State::Checked && stored.file.is_none(),
        anew: stored.state == State::Checked && stored.previewed_anew_at.is_some(),
    }
}

fn change_shown(screen: &Screen, changed: &ChangedRow) -> ChangeShown {
    let mut what = changed.what.iter().map(|what| what.text(screen.engine().texts(), screen.language));
    ChangeShown { line: changed.line, about: what.next().unwrap_or_default(), what: what.collect() }
}

pub async fn decide(permit: Permit<SeeImport>, form: Form, db: web::Data<Db>) -> Outcome<Redirect> {
    let wrong_rows = match form.text("wrong_rows") {
        "left-out" => WrongRows::LeftOut,
        _ => WrongRows::KeepAllOut,
    };
    let mut once = db.begin_once(&form.key).await?;
    commands::decide(&mut once, &permit, wrong_rows).await?;
    once.redirect(Redirect::to(format!("/imports/{}", permit.id))).await
}

/// The file that people fill in: headings in their language.
pub async fn template(
    screen: Screen,
    permit: Permit<MakeImport>,
    file: web::Path<String>,
    db: web::Data<Db>,
) -> Outcome<HttpResponse> {
    let (kind, format) = file.rsplit_once('.').ok_or(Problem::NotFound)?;
    let format = Format::from_word(format).ok_or(Problem::NotFound)?;
    let sheet = with_importer(&db, &permit.actor, kind, |importer| {
        let headings = importer.columns().iter().map(|column| screen.text(column.heading));
        Sheet::new(screen.text(&format!("import-title-{kind}")), headings)
    })?;
    sheet.download(format, kind)
}
