//! The store, with two doors: `read()` cannot write, `begin()` opens a unit of work that happens whole or not at all.

mod connect;
pub mod listing;
mod migrate;
mod pen;
mod readers;
pub mod snapshot;
mod sqlite_writer;
#[cfg(test)]
mod tests;
mod unit;

use std::{
    any::{Any, TypeId},
    collections::HashMap,
    path::Path,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    time::Instant,
};

use sea_orm::{ConnectionTrait, DatabaseConnection, DbBackend, DbErr, ExecResult, QueryResult, Statement};

use super::{Clock, Ids, Problem};
pub use migrate::migrate;
use readers::Readers;
use sqlite_writer::SqliteWriter;
pub use unit::{SECONDS as UNIT_OF_WORK_SECONDS, UnitOfWork};

/// Where the data lives.
#[derive(Clone, Debug)]
pub enum StoreAddress {
    /// A SQLite file; it is made when it is not there.
    Sqlite(std::path::PathBuf),
    /// `postgres://user:password@host:port/database`.
    Postgres(String),
}

impl StoreAddress {
    /// `ACADEMY_DATABASE_URL` where it is given, else the file `academy.db` in the data folder.
    pub fn choose(database_url: Option<&str>, data: &Path) -> Self {
        match database_url {
            Some(url) => Self::Postgres(url.to_owned()),
            None => Self::Sqlite(data.join("academy.db")),
        }
    }
}

/// Things that other layers hang on the store when the server starts (for example the projectors of the records).
type Attachments = HashMap<TypeId, Arc<dyn Any + Send + Sync>>;

/// The store. Cheap to clone.
#[derive(Clone)]
pub struct Db {
    read: Read,
    writer: Writer,
    clock: Clock,
    ids: Ids,
    attachments: Arc<Attachments>,
    queries: Arc<AtomicU64>,
}

#[derive(Clone)]
enum Writer {
    Sqlite(Arc<SqliteWriter>),
    Postgres(DatabaseConnection),
}

impl Db {
    /// Opens the store and checks that its engine is one that keeps its promises.
    pub async fn open(address: &StoreAddress, clock: Clock, ids: Ids) -> Result<Self, DbErr> {
        let queries = Arc::new(AtomicU64::new(0));
        let (read, writer) = match address {
            StoreAddress::Sqlite(file) => {
                let write = connect::sqlite_writer(file, &queries).await?;
                let read = connect::sqlite_readers(file, &queries).await?;
                let pen = pen::Pen::of(write, queries.clone()).await?;
                (read, Writer::Sqlite(Arc::new(SqliteWriter::new(pen))))
            }
            StoreAddress::Postgres(url) => (
                connect::postgres_readers(url, &queries).await?,
                Writer::Postgres(connect::postgres_writers(url, &queries).await?),
            ),
        };
        let attachments = Arc::new(Attachments::new());
        Ok(Self { read: Read(Source::Pool(read)), writer, clock, ids, attachments, queries })
    }

    /// Hangs `thing` on the store; units of work find it with [`UnitOfWork::attached`].
    #[must_use]
    pub fn attach<T: Any + Send + Sync>(mut self, thing: T) -> Self {
        let mut attachments = (*self.attachments).clone();
        attachments.insert(TypeId::of::<T>(), Arc::new(thing));
        self.attachments = Arc::new(attachments);
        self
    }

    /// What was hung on the store with [`Db::attach`].
    pub fn attached<T: Any + Send + Sync>(&self) -> Option<Arc<T>> {
        self.attachments.get(&TypeId::of::<T>()).cloned()?.downcast::<T>().ok()
    }

    /// The door for questions. A write through it is refused by the database itself.
    pub fn read(&self) -> &Read {
        &self.read
    }

    /// The door for changes.
    ///
    /// # Errors
    /// `Problem::Busy` when too many already wait, `Problem::Unavailable` when the database does not answer.
    pub async fn begin(&self) -> Result<UnitOfWork, Problem> {
        let context = unit::Context {
            clock: self.clock.clone(),
            ids: self.ids.clone(),
            begun: Instant::now(),
            attachments: self.attachments.clone(),
        };
        match &self.writer {
            Writer::Sqlite(writer) => UnitOfWork::on_sqlite(writer, context).await,
            Writer::Postgres(pool) => UnitOfWork::on_postgres(pool, context).await,
        }
    }

    pub fn clock(&self) -> &Clock {
        &self.clock
    }

    pub fn ids(&self) -> &Ids {
        &self.ids
    }

    /// Statements sent to the database since the start, by this process.
    pub fn queries(&self) -> u64 {
        self.queries.load(Ordering::Relaxed)
    }

    pub fn is_postgres(&self) -> bool {
        matches!(self.writer, Writer::Postgres(_))
    }

    /// Waits for what is under way, then closes every connection.
    pub async fn close(&self) -> Result<(), DbErr> {
        if let Source::Pool(readers) = &self.read.0 {
            readers.close().await?;
        }
        match &self.writer {
            Writer::Sqlite(writer) => writer.close().await,
            Writer::Postgres(pool) => pool.close_by_ref().await,
        }
    }
}

/// Something questions can be put to: the pool of readers, or a unit of work that sees its own changes.
#[derive(Clone)]
pub struct Read(Source);

#[derive(Clone)]
enum Source {
    Pool(Readers),
    /// A unit of work on PostgreSQL.
    Unit(Arc<sea_orm::DatabaseTransaction>),
    /// A unit of work on SQLite.
    Held(Arc<pen::Held>),
    /// A unit of work that has ended.
    Closed,
}

fn ended() -> DbErr {
    DbErr::Custom("the unit of work has ended".to_owned())
}

#[async_trait::async_trait]
impl ConnectionTrait for Read {
    fn get_database_backend(&self) -> DbBackend {
        match &self.0 {
            Source::Pool(readers) => readers.pool().get_database_backend(),
            Source::Unit(unit) => unit.get_database_backend(),
            Source::Held(_) | Source::Closed => DbBackend::Sqlite,
        }
    }

    async fn execute_raw(&self, statement: Statement) -> Result<ExecResult, DbErr> {
        match &self.0 {
            Source::Pool(readers) => readers.pool().execute_raw(statement).await,
            Source::Unit(unit) => unit.execute_raw(statement).await,
            Source::Held(held) => held.0.execute(statement).await,
            Source::Closed => Err(ended()),
        }
    }

    async fn execute_unprepared(&self, sql: &str) -> Result<ExecResult, DbErr> {
        match &self.0 {
            Source::Pool(readers) => readers.pool().execute_unprepared(sql).await,
            Source::Unit(unit) => unit.execute_unprepared(sql).await,
            Source::Held(held) => held.0.execute_unprepared(sql).await,
            Source::Closed => Err(ended()),
        }
    }

    async fn query_one_raw(&self, statement: Statement) -> Result<Option<QueryResult>, DbErr> {
        match &self.0 {
            Source::Pool(readers) => readers.row(statement).await,
            Source::Unit(unit) => unit.query_one_raw(statement).await,
            Source::Held(held) => held.0.row(statement).await,
            Source::Closed => Err(ended()),
        }
    }

    async fn query_all_raw(&self, statement: Statement) -> Result<Vec<QueryResult>, DbErr> {
        match &self.0 {
            Source::Pool(readers) => readers.rows(statement).await,
            Source::Unit(unit) => unit.query_all_raw(statement).await,
            Source::Held(held) => held.0.rows(statement).await,
            Source::Closed => Err(ended()),
        }
    }
}
