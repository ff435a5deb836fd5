//! The one connection that writes to SQLite. It never goes back to a pool, which would ping it after each statement.

use std::sync::{
    Arc,
    atomic::{AtomicU64, Ordering},
};

use sea_orm::{DatabaseConnection, DbErr, ExecResult, QueryResult, RuntimeErr, Statement};
use sqlx::{AssertSqlSafe, Connection, SqliteConnection};
use tokio::sync::{Mutex, MutexGuard};

use super::{ended, readers::query};

pub struct Pen {
    connection: Mutex<Option<SqliteConnection>>,
    queries: Arc<AtomicU64>,
}

/// The pen in the hand of one unit of work: gone with it.
pub struct Held(pub Arc<Pen>);

impl Pen {
    /// Takes the connection out of its pool and closes the pool.
    pub async fn of(pool: DatabaseConnection, queries: Arc<AtomicU64>) -> Result<Self, DbErr> {
        let held = pool.get_sqlite_connection_pool().acquire().await;
        let held = held.map_err(|error| DbErr::Conn(RuntimeErr::SqlxError(error.into())))?;
        let connection = Mutex::new(Some(held.detach()));
        pool.close().await?;
        Ok(Self { connection, queries })
    }

    /// Opens, keeps and ends transactions.
    pub async fn tell(&self, sql: &'static str) -> Result<(), DbErr> {
        let mut held = self.connection.lock().await;
        sqlx::query(sql).execute(connection(&mut held)?).await.map(|_| ()).map_err(not_done)
    }

    pub async fn execute(&self, statement: Statement) -> Result<ExecResult, DbErr> {
        self.queries.fetch_add(1, Ordering::Relaxed);
        let mut held = self.connection.lock().await;
        query(statement).execute(connection(&mut held)?).await.map(ExecResult::from).map_err(not_done)
    }

    pub async fn execute_unprepared(&self, sql: &str) -> Result<ExecResult, DbErr> {
        self.queries.fetch_add(1, Ordering::Relaxed);
        let mut held = self.connection.lock().await;
        let sql = sqlx::raw_sql(AssertSqlSafe(sql.to_owned()));
        sql.execute(connection(&mut held)?).await.map(ExecResult::from).map_err(not_done)
    }

    pub async fn row(&self, statement: Statement) -> Result<Option<QueryResult>, DbErr> {
        self.queries.fetch_add(1, Ordering::Relaxed);
        let mut held = self.connection.lock().await;
        let row = query(statement).fetch_optional(connection(&mut held)?).await;
        row.map(|row| row.map(QueryResult::from)).map_err(not_answered)
    }

    pub async fn rows(&self, statement: Statement) -> Result<Vec<QueryResult>, DbErr> {
        self.queries.fetch_add(1, Ordering::Relaxed);
        let mut held = self.connection.lock().await;
        let rows = query(statement).fetch_all(connection(&mut held)?).await;
        rows.map(|rows| rows.into_iter().map(QueryResult::from).collect()).map_err(not_answered)
    }

    pub async fn close(&self) -> Result<(), DbErr> {
        match self.connection.lock().await.take() {
            Some(connection) => connection.close().await.map_err(not_done),
            None => Ok(()),
        }
    }
}

fn connection<'h>(
    held: &'h mut MutexGuard<'_, Option<SqliteConnection>>,
) -> Result<&'h mut SqliteConnection, DbErr> {
    held.as_mut().ok_or_else(ended)
}

fn not_done(error: sqlx::Error) -> DbErr {
    DbErr::Exec(RuntimeErr::SqlxError(error.into()))
}

fn not_answered(error: sqlx::Error) -> DbErr {
    DbErr::Query(RuntimeErr::SqlxError(error.into()))
}
