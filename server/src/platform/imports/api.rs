//! Imports for programs: a table comes in, what became of its rows goes out. Small ones are done at once.

use actix_web::{HttpResponse, http::StatusCode, web};
use bytes::Bytes;
use chrono::{DateTime, Utc};
use serde::Serialize;
use utoipa::ToSchema;

use super::{
    ChangedRow, RefusedRow, WrongRows,
    access::{MakeImport, SeeImport, with_importer},
    commands, jobs,
    store::{self, ImportId, State, Stored},
};
use crate::platform::{
    Db, Engine, JobContext, Outcome, Permit, Problem, RequestKey, Screen, SentFile, Sentence, Site, Storage,
    pages::ListQuery, spreadsheets,
};

/// Files up to this size are taken in while the program waits; larger ones by a job.
const AT_ONCE: usize = 256 * 1024;

/// What became of the rows, or would.
#[derive(Serialize, ToSchema)]
pub struct ImportShown {
    id: ImportId,
    kind: String,
    state: State,
    at: DateTime<Utc>,
    /// Where it is asked for again, until its state is `checked`, `unreadable`, `done` or `failed`.
    url: String,
    rows: u32,
    /// Rows that were taken in, or left out, so far.
    done: u32,
    created: u32,
    changed: u32,
    unchanged: u32,
    /// The first 500 of them.
    refused: Vec<Refused>,
    refused_count: u32,
    /// The first 500 of the rows that say what they change; not every kind of list does.
    changes: Vec<ChangedShown>,
}

#[derive(Serialize, ToSchema)]
struct ChangedShown {
    line: u32,
    /// What it is about, then each thing from what to what.
    what: Vec<String>,
}

#[derive(Serialize, ToSchema)]
struct Refused {
    /// Null where it is about the file and no line of it.
    line: Option<u32>,
    reason: String,
}

impl ImportShown {
    fn of(stored: &Stored, screen: &Screen) -> Self {
        let refused = |row: &RefusedRow| Refused {
            line: Some(row.line).filter(|line| *line > 0),
            reason: row.reason.text(screen.engine().texts(), screen.language),
        };
        let sentence = |sentence: &Sentence| sentence.text(screen.engine().texts(), screen.language);
        let changed =
            |row: &ChangedRow| ChangedShown { line: row.line, what: row.what.iter().map(sentence).collect() };
        Self {
            id: stored.id,
            kind: stored.kind.clone(),
            state: stored.state,
            at: stored.at,
            url: format!("/api/v1/imports/{}", stored.id),
            rows: stored.rows,
            done: stored.done,
            created: stored.created,
            changed: stored.changed,
            unchanged: stored.unchanged,
            refused: stored.refusals.iter().map(refused).collect(),
            refused_count: stored.refused,
            changes: stored.changes.iter().map(changed).collect(),
        }
    }
}

/// What a job would need, for imports that are done at once.
pub struct Desk {
    db: web::Data<Db>,
    engine: web::Data<Engine>,
    site: web::Data<Site>,
    storage: web::Data<Storage>,
}

impl actix_web::FromRequest for Desk {
    type Error = Problem;
    type Future = std::future::Ready<Result<Self, Problem>>;

    fn from_request(request: &actix_web::HttpRequest, _: &mut actix_web::dev::Payload) -> Self::Future {
        fn part<T: 'static>(request: &actix_web::HttpRequest) -> Outcome<web::Data<T>> {
            let found = request.app_data::<web::Data<T>>().cloned();
            found.ok_or_else(|| Problem::Internal("the application lacks a part".to_owned()))
        }
        let desk = || {
            Ok(Self {
                db: part(request)?,
                engine: part(request)?,
                site: part(request)?,
                storage: part(request)?,
            })
        };
        std::future::ready(desk())
    }
}

impl Desk {
    fn context(&self) -> JobContext {
        JobContext {
            db: (**self.db).clone(),
            engine: self.engine.clone().into_inner(),
            site: self.site.clone().into_inner(),
            storage: (**self.storage).clone(),
        }
    }
}

/// 200 with the end of it, or 202 where a job goes on.
pub async fn send(
    permit: Permit<MakeImport>,
    kind: web::Path<String>,
    query: ListQuery,
    key: RequestKey,
    screen: Screen,
    desk: Desk,
    file: SentFile<{ spreadsheets::LARGEST_FILE }>,
) -> Outcome<HttpResponse> {
    with_importer(&desk.db, &permit.actor, &kind, |_| ())?;
    let small = file.0.bytes.len() <= AT_ONCE;
    let leave_out = query.flag("leave_out_refused")?;
    let wrong_rows = if leave_out { WrongRows::LeftOut } else { WrongRows::KeepAllOut };
    let dry_run = query.flag("dry_run")?;
    let stored_file = desk.storage.put(Bytes::from(file.0.bytes)).await?;
    let through = jobs::Through { wrong_rows, dry_run };
    let mut once = desk.db.begin_once(&key).await?;
    let id =
        commands::begin_by_program(&mut once, &permit, (kind.as_str(), file.0.name.as_str()), &stored_file)
            .await?;
    if small {
        jobs::will_go_on(&once, id, through).await?;
    } else {
        jobs::will_go_through(&once, id, through).await?;
    }
    let begun = ImportShown::of(&store::import(&once, id).await?, &screen);
    let accepted = once.json(StatusCode::ACCEPTED, &begun).await?;
    if !small {
        return Ok(accepted);
    }
    jobs::go_through(&desk.context(), id, through).await?;
    let stored = store::import(desk.db.read(), id).await?;
    Ok(HttpResponse::Ok().json(ImportShown::of(&stored, &screen)))
}

pub async fn show(permit: Permit<SeeImport>, screen: Screen) -> web::Json<ImportShown> {
    web::Json(ImportShown::of(&permit.subject, &screen))
}
