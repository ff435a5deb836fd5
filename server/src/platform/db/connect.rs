//! How each engine is opened: what is switched on, how many connections, and who counts the statements.

use std::{
    path::Path,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    time::Duration,
};

use sea_orm::{ConnectOptions, ConnectionTrait, Database, DatabaseConnection, DbErr, Statement};

use super::readers::Readers;

const SQLITE_READERS: u32 = 4;
const POSTGRES_READERS: u32 = 8;
const POSTGRES_WRITERS: u32 = 8;
/// For what is no question, while every reader rests on the shelf.
const SPARE: u32 = 1;
/// A connection that rested longer may be dead: it is asked first.
pub const TRUSTED_FOR: Duration = Duration::from_secs(1);
pub const ACQUIRE_TIMEOUT: Duration = Duration::from_secs(2);

/// Older ones can corrupt a WAL (guarantees: nothing acknowledged is lost).
const OLDEST_SQLITE: (u32, u32, u32) = (3, 51, 3);

/// PostgreSQL compiles a statement that it takes for a dear one to machine code, each time anew: that took 50 ms for one
/// that reads 40 steps in less than 1 ms.
const UNCOMPILED: (&str, &str) = ("jit", "off");

pub async fn sqlite_writer(file: &Path, queries: &Arc<AtomicU64>) -> Result<DatabaseConnection, DbErr> {
    let connection = open(sqlite_options(file, 1, false), queries).await?;
    refuse_old_sqlite(&connection).await?;
    Ok(connection)
}

pub async fn sqlite_readers(file: &Path, queries: &Arc<AtomicU64>) -> Result<Readers, DbErr> {
    let pool = open(sqlite_options(file, SQLITE_READERS + SPARE, true), queries).await?;
    Ok(Readers::new(pool, SQLITE_READERS, queries.clone()))
}

pub async fn postgres_writers(url: &str, queries: &Arc<AtomicU64>) -> Result<DatabaseConnection, DbErr> {
    open(postgres_options(url, POSTGRES_WRITERS), queries).await
}

pub async fn postgres_readers(url: &str, queries: &Arc<AtomicU64>) -> Result<Readers, DbErr> {
    let mut options = postgres_options(url, POSTGRES_READERS + SPARE);
    options.map_sqlx_postgres_opts(|options| {
        options.options([UNCOMPILED, ("default_transaction_read_only", "on")])
    });
    let pool = open(options, queries).await?;
    Ok(Readers::new(pool, POSTGRES_READERS, queries.clone()))
}

fn sqlite_options(file: &Path, connections: u32, query_only: bool) -> ConnectOptions {
    let mut options = ConnectOptions::new(format!("sqlite://{}?mode=rwc", file.display()));
    options.max_connections(connections).min_connections(1).sqlx_logging(false);
    options.acquire_timeout(ACQUIRE_TIMEOUT).test_before_acquire(false);
    options.idle_timeout(None).max_lifetime(None);
    options.map_sqlx_sqlite_opts(move |options| {
        use sqlx::sqlite::{SqliteJournalMode, SqliteSynchronous};
        let options = options
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(SqliteSynchronous::Full)
            .foreign_keys(true)
            .busy_timeout(Duration::from_secs(5))
            .statement_cache_capacity(400);
        if query_only {
            options.pragma("query_only", "ON")
        } else {
            // What is deleted is overwritten: an erased person is not to be read from the file.
            options.pragma("secure_delete", "ON")
        }
    });
    options
}

fn postgres_options(url: &str, connections: u32) -> ConnectOptions {
    let mut options = ConnectOptions::new(url.to_owned());
    options.max_connections(connections).min_connections(0).sqlx_logging(false);
    options.acquire_timeout(ACQUIRE_TIMEOUT).connect_timeout(ACQUIRE_TIMEOUT);
    options.connect_lazy(true).test_before_acquire_if_idle_for(TRUSTED_FOR);
    options.map_sqlx_postgres_opts(|options| options.options([UNCOMPILED]));
    options
}

async fn open(options: ConnectOptions, queries: &Arc<AtomicU64>) -> Result<DatabaseConnection, DbErr> {
    let mut connection = Database::connect(options).await?;
    let queries = queries.clone();
    connection.set_metric_callback(move |_| {
        queries.fetch_add(1, Ordering::Relaxed);
    });
    Ok(connection)
}

async fn refuse_old_sqlite(connection: &DatabaseConnection) -> Result<(), DbErr> {
    let statement =
        Statement::from_string(connection.get_database_backend(), "SELECT sqlite_version() AS version");
    let row = connection.query_one_raw(statement).await?;
    let version: String = row.map_or(Ok(String::new()), |row| row.try_get("", "version"))?;
    let mut parts = version.split('.').map(|part| part.parse().unwrap_or(0));
    let found = (parts.next().unwrap_or(0), parts.next().unwrap_or(0), parts.next().unwrap_or(0));
    if found < OLDEST_SQLITE {
        return Err(DbErr::Custom(format!(
            "SQLite {version} can corrupt its log; 3.51.3 is the oldest allowed"
        )));
    }
    Ok(())
}
