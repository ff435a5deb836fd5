//! The connections for questions. sqlx pings a connection whenever it comes back to its pool, and sea-orm gives it back
//! after every statement: for each question a second change of threads on SQLite, a second trip on PostgreSQL. So
//! connections in good order are kept here between questions; one whose question failed or was cut off goes back to the
//! pool, which looks after it.

use std::{
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicU64, Ordering},
    },
    time::Instant,
};

use sea_orm::{
    ConnAcquireErr, DatabaseConnection, DbBackend, DbErr, QueryResult, RuntimeErr, Statement, Values,
};
use sea_query_sqlx::SqlxValues;
use sqlx::{AssertSqlSafe, Connection, Postgres, Sqlite, pool::PoolConnection, query::Query};
use tokio::{sync::Semaphore, sync::SemaphorePermit, time::timeout};

use super::connect::{ACQUIRE_TIMEOUT, TRUSTED_FOR};

/// Answers questions. Cheap to clone.
#[derive(Clone)]
pub struct Readers(Arc<Inner>);

struct Inner {
    /// For all that is no plain question, and to close.
    pool: DatabaseConnection,
    kept: Kept,
    queries: Arc<AtomicU64>,
}

enum Kept {
    Sqlite(Shelf<Sqlite>),
    Postgres(Shelf<Postgres>),
}

impl Readers {
    /// Asks through `connections` connections of `pool` at most.
    pub fn new(pool: DatabaseConnection, connections: u32, queries: Arc<AtomicU64>) -> Self {
        let kept = match pool.get_database_backend() {
            DbBackend::Postgres => {
                Kept::Postgres(Shelf::new(pool.get_postgres_connection_pool().clone(), connections))
            }
            _ => Kept::Sqlite(Shelf::new(pool.get_sqlite_connection_pool().clone(), connections)),
        };
        Self(Arc::new(Inner { pool, kept, queries }))
    }

    pub fn pool(&self) -> &DatabaseConnection {
        &self.0.pool
    }

    /// # Errors
    /// `DbErr::ConnectionAcquire` when none was free in time, else what the database says.
    pub async fn rows(&self, statement: Statement) -> Result<Vec<QueryResult>, DbErr> {
        self.0.queries.fetch_add(1, Ordering::Relaxed);
        match &self.0.kept {
            Kept::Sqlite(shelf) => {
                let mut held = shelf.take().await?;
                let rows = query(statement).fetch_all(&mut **held.connection()?).await;
                held.settle(rows, |rows| rows.into_iter().map(QueryResult::from).collect())
            }
            Kept::Postgres(shelf) => {
                let mut held = shelf.take().await?;
                let rows = query(statement).fetch_all(&mut **held.connection()?).await;
                held.settle(rows, |rows| rows.into_iter().map(QueryResult::from).collect())
            }
        }
    }

    /// The first row, if there is any.
    ///
    /// # Errors
    /// As [`Readers::rows`].
    pub async fn row(&self, statement: Statement) -> Result<Option<QueryResult>, DbErr> {
        self.0.queries.fetch_add(1, Ordering::Relaxed);
        match &self.0.kept {
            Kept::Sqlite(shelf) => {
                let mut held = shelf.take().await?;
                let row = query(statement).fetch_optional(&mut **held.connection()?).await;
                held.settle(row, |row| row.map(QueryResult::from))
            }
            Kept::Postgres(shelf) => {
                let mut held = shelf.take().await?;
                let row = query(statement).fetch_optional(&mut **held.connection()?).await;
                held.settle(row, |row| row.map(QueryResult::from))
            }
        }
    }

    /// Waits for what is under way, then closes every connection.
    pub async fn close(&self) -> Result<(), DbErr> {
        match &self.0.kept {
            Kept::Sqlite(shelf) => shelf.close(),
            Kept::Postgres(shelf) => shelf.close(),
        }
        self.0.pool.close_by_ref().await
    }
}

pub fn query<D: sqlx::Database>(statement: Statement) -> Query<'static, D, SqlxValues>
where
    SqlxValues: sqlx::IntoArguments<D>,
{
    let values = statement.values.unwrap_or(Values(Vec::new()));
    sqlx::query_with(AssertSqlSafe(statement.sql), SqlxValues(values))
}

/// The connections of one engine that rest, the last one used on top.
struct Shelf<D: sqlx::Database> {
    pool: sqlx::Pool<D>,
    resting: Mutex<Vec<(PoolConnection<D>, Instant)>>,
    places: Semaphore,
}

/// A connection in use. Dropped half-way, it goes back to the pool.
struct Held<'a, D: sqlx::Database> {
    shelf: &'a Shelf<D>,
    connection: Option<PoolConnection<D>>,
    _place: SemaphorePermit<'a>,
}

impl<D: sqlx::Database> Shelf<D> {
    fn new(pool: sqlx::Pool<D>, connections: u32) -> Self {
        let places = Semaphore::new(usize::try_from(connections).unwrap_or(1));
        Self { pool, resting: Mutex::default(), places }
    }

    async fn take(&self) -> Result<Held<'_, D>, DbErr> {
        let place = match self.places.try_acquire() {
            Ok(place) => place,
            Err(_) => timeout(ACQUIRE_TIMEOUT, self.places.acquire())
                .await
                .map_err(|_| DbErr::ConnectionAcquire(ConnAcquireErr::Timeout))?
                .map_err(|_| DbErr::ConnectionAcquire(ConnAcquireErr::ConnectionClosed))?,
        };
        let connection = match self.rested().await {
            Some(connection) => connection,
            None => self.pool.acquire().await.map_err(not_acquired)?,
        };
        Ok(Held { shelf: self, connection: Some(connection), _place: place })
    }

    async fn rested(&self) -> Option<PoolConnection<D>> {
        loop {
            let (mut connection, since) = self.lock().pop()?;
            if since.elapsed() < TRUSTED_FOR || connection.ping().await.is_ok() {
                return Some(connection);
            }
            connection.close_on_drop();
        }
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Vec<(PoolConnection<D>, Instant)>> {
        self.resting.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn close(&self) {
        self.places.close();
        self.lock().clear();
    }
}

impl<D: sqlx::Database> Drop for Shelf<D> {
    fn drop(&mut self) {
        // A connection goes back to its pool in a task; after the runtime has ended there is none, and no need.
        if tokio::runtime::Handle::try_current().is_err() {
            std::mem::take(&mut *self.lock()).into_iter().for_each(std::mem::forget);
        }
    }
}

impl<D: sqlx::Database> Held<'_, D> {
    fn connection(&mut self) -> Result<&mut PoolConnection<D>, DbErr> {
        self.connection.as_mut().ok_or(DbErr::ConnectionAcquire(ConnAcquireErr::ConnectionClosed))
    }

    /// Keeps the connection unless it is what failed.
    fn settle<F, T>(mut self, answer: Result<F, sqlx::Error>, read: impl Fn(F) -> T) -> Result<T, DbErr> {
        let in_order =
            matches!(answer, Ok(_) | Err(sqlx::Error::Database(_))) && !self.shelf.pool.is_closed();
        match self.connection.take() {
            Some(connection) if in_order => self.shelf.lock().push((connection, Instant::now())),
            // What broke this one most likely broke those that rest, too.
            _ => self.shelf.lock().clear(),
        }
        answer.map(read).map_err(|error| DbErr::Query(RuntimeErr::SqlxError(error.into())))
    }
}

fn not_acquired(error: sqlx::Error) -> DbErr {
    match error {
        sqlx::Error::PoolTimedOut => DbErr::ConnectionAcquire(ConnAcquireErr::Timeout),
        sqlx::Error::PoolClosed => DbErr::ConnectionAcquire(ConnAcquireErr::ConnectionClosed),
        other => DbErr::Conn(RuntimeErr::SqlxError(other.into())),
    }
}
