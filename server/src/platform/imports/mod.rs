//! Lists from spreadsheets become what the Academy knows: looked through first, taken in when no row is wrong, or
//! without the rows that are. The same file twice changes nothing. What a row means, the capabilities' importers say.

pub mod access;
mod api;
mod commands;
mod jobs;
mod pages;
mod store;
#[cfg(test)]
mod tests;
mod walk;

use std::{ops::Range, sync::Arc};

use actix_web::http::Method;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::{
    Access, Actor, Described, Engine, Outcome, Read, Routes, Sentence, Site, UnitOfWork,
    pages::{Example, examples_of},
    spreadsheets::{Column, Table, Unreadable},
};
pub use commands::let_go_of_lists;
pub use jobs::jobs;
pub use walk::{carry_out_next, look_through, open};

/// Where the keys of lists stand that wait to be taken in.
pub const LISTS: (&str, &str) = ("import", "file");

pub fn routes() -> Routes {
    let send = Described::new("import-send", 200)
        .also(202)
        .asks(&["dry_run", "leave_out_refused"])
        .takes_table()
        .gives::<api::ImportShown>();
    let show = Described::new("import", 200).gives::<api::ImportShown>();
    Routes::new()
        .get("/imports", Access::SignedIn, pages::list)
        .get("/imports/templates/{file}", Access::SignedIn, pages::template)
        .get("/imports/{import}", Access::SignedIn, pages::show)
        .post("/imports/{import}", Access::SignedIn, pages::upload)
        .post("/imports/{import}/decision", Access::SignedIn, pages::decide)
        .api(Method::POST, "/api/v1/imports/{import}", Access::Token, send, api::send)
        .api(Method::GET, "/api/v1/imports/{import}", Access::Token, show, api::show)
}

pub fn examples() -> Vec<Example> {
    let pages = [examples_of::<pages::ImportsPage>(), examples_of::<pages::ImportPage>()];
    pages.into_iter().flatten().collect()
}

/// What knows one kind of list.
#[async_trait::async_trait]
pub trait Importer: Send + Sync {
    /// The last part of its address, and of its texts `import-title-<kind>` and `import-lead-<kind>`.
    fn kind(&self) -> &'static str;

    fn columns(&self) -> &'static [Column];

    fn may(&self, actor: &Actor) -> bool;

    /// Reads what does not depend on the rows' neighbours in the store.
    async fn begin(&self, read: &Read, given: Given, table: Table) -> Outcome<Box<dyn Import>>;
}

/// One file of rows, in the order in which they are taken.
#[async_trait::async_trait]
pub trait Import: Send + Sync {
    /// The line of each row.
    fn lines(&self) -> &[u32];

    /// What would become of these rows.
    async fn preview(&self, read: &Read, rows: Range<usize>) -> Outcome<Vec<Fate>>;

    /// Does it. Rows that are wrong are left out, and say so.
    async fn carry_out(&self, work: &UnitOfWork, rows: Range<usize>) -> Outcome<Vec<Fate>>;
}

/// Who imports, and what is needed for it.
#[derive(Clone)]
pub struct Given {
    pub actor: Actor,
    pub engine: Arc<Engine>,
    pub site: Arc<Site>,
    pub now: DateTime<Utc>,
}

/// What becomes of a row.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub enum Fate {
    Created,
    Changed,
    /// Changed, in words: what it is about, then each thing from what to what. A preview says so.
    ChangedSo(Vec<Sentence>),
    Unchanged,
    Refused(Sentence),
}

/// What an import does, or would do.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Preview {
    pub created: u32,
    pub changed: u32,
    pub unchanged: u32,
    pub refused: Vec<RefusedRow>,
    /// Rows that say in words what they change; not every kind of list does.
    pub changes: Vec<ChangedRow>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChangedRow {
    pub line: u32,
    pub what: Vec<Sentence>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RefusedRow {
    pub line: u32,
    pub reason: Sentence,
}

/// Whether rows that are wrong keep the others out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WrongRows {
    KeepAllOut,
    LeftOut,
}

/// All that are known.
pub struct Importers(pub Vec<Box<dyn Importer>>);

impl Importers {
    pub fn find(&self, kind: &str) -> Option<&dyn Importer> {
        self.0.iter().find(|importer| importer.kind() == kind).map(|importer| &**importer)
    }
}

impl Preview {
    pub fn count(&mut self, line: u32, fate: Fate) {
        match fate {
            Fate::Created => self.created += 1,
            Fate::Changed => self.changed += 1,
            Fate::ChangedSo(what) => {
                self.changed += 1;
                self.changes.push(ChangedRow { line, what });
            }
            Fate::Unchanged => self.unchanged += 1,
            Fate::Refused(reason) => self.refused.push(RefusedRow { line, reason }),
        }
    }

    pub fn and(&mut self, more: Self) {
        self.created += more.created;
        self.changed += more.changed;
        self.unchanged += more.unchanged;
        self.refused.extend(more.refused);
        self.changes.extend(more.changes);
    }

    /// In the order of the file, whatever the order was in which the rows were taken.
    pub fn sort(&mut self) {
        self.refused.sort_by_key(|refused| refused.line);
        self.changes.sort_by_key(|changed| changed.line);
    }
}

impl From<Unreadable> for Preview {
    fn from(unreadable: Unreadable) -> Self {
        let refused = RefusedRow { line: unreadable.line, reason: unreadable.sentence };
        Self { refused: vec![refused], ..Self::default() }
    }
}
