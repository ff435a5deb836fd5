//! A unit of work: everything in it happens, or nothing.

use std::{any::Any, any::TypeId, ops::Deref, sync::Arc, time::Instant};

use chrono::{DateTime, Utc};
use sea_orm::{
    ConnectionTrait, DatabaseConnection, DatabaseTransaction, DbBackend, DbErr, ExecResult, QueryResult,
    Statement, TransactionTrait,
};
use uuid::Uuid;

use super::{
    Attachments, Read, Source,
    pen::Held,
    sqlite_writer::{SqliteWriter, Turn},
};
use crate::platform::{Clock, Ids, Problem};

/// How long units of work last, from waiting for their turn until they are durable.
pub const SECONDS: &str = "academy_unit_of_work_seconds";

/// Changes that happen together. Dropped without `commit`, none of them happened.
///
/// No network, hashing or rendering inside: on SQLite everybody else waits.
pub struct UnitOfWork {
    read: Read,
    turn: Option<Turn>,
    context: Context,
    open: bool,
}

pub(super) struct Context {
    pub clock: Clock,
    pub ids: Ids,
    pub begun: Instant,
    pub attachments: Arc<Attachments>,
}

impl UnitOfWork {
    pub(super) async fn on_sqlite(writer: &Arc<SqliteWriter>, context: Context) -> Result<Self, Problem> {
        let turn = writer.take_turn().await?;
        let pen = writer.pen().clone();
        // In a task of its own: a client that hangs up half-way would leave the shared transaction in no known state.
        let opening = tokio::spawn(async move {
            let turn = turn.open().await?;
            Ok(Self { read: Read(Source::Held(Arc::new(Held(pen)))), turn: Some(turn), context, open: true })
        });
        opening.await.map_err(Problem::internal)?
    }

    pub(super) async fn on_postgres(pool: &DatabaseConnection, context: Context) -> Result<Self, Problem> {
        let transaction = pool.begin().await?;
        Ok(Self { read: Read(Source::Unit(Arc::new(transaction))), turn: None, context, open: true })
    }

    /// Makes the changes durable. After `Ok` they survive a crash.
    pub async fn commit(self) -> Result<(), Problem> {
        let begun = self.context.begun;
        // In a task of its own, for the same reason as its beginning.
        let committed = tokio::spawn(self.carry_out()).await.map_err(Problem::internal)?;
        metrics::histogram!(SECONDS).record(begun.elapsed());
        committed
    }

    async fn carry_out(mut self) -> Result<(), Problem> {
        self.open = false;
        let outlived = || DbErr::Custom("a question outlived its unit of work".to_owned());
        match (self.turn.take(), self.end()) {
            (Some(turn), Ended::Held) => turn.finish().await,
            (Some(turn), _) => {
                turn.take_back().await;
                Err(outlived().into())
            }
            (None, Ended::Unit(transaction)) => Ok(transaction.commit().await?),
            (None, _) => Err(outlived().into()),
        }
    }

    /// The time of this unit, in microseconds.
    pub fn now(&self) -> DateTime<Utc> {
        self.context.clock.now()
    }

    pub fn new_id<T: From<Uuid>>(&self) -> T {
        T::from(self.context.ids.next(self.now()))
    }

    /// See [`Ids::lot`].
    pub fn lot(&self) -> [u8; 32] {
        self.context.ids.lot()
    }

    /// What was hung on the store with `Db::attach`.
    pub fn attached<T: Any + Send + Sync>(&self) -> Option<Arc<T>> {
        self.context.attachments.get(&TypeId::of::<T>()).cloned()?.downcast::<T>().ok()
    }

    /// Nobody can ask through this unit any more.
    fn end(&mut self) -> Ended {
        match std::mem::replace(&mut self.read.0, Source::Closed) {
            Source::Unit(transaction) => Arc::into_inner(transaction).map_or(Ended::Outlived, Ended::Unit),
            Source::Held(held) => Arc::into_inner(held).map_or(Ended::Outlived, |_| Ended::Held),
            Source::Pool(_) | Source::Closed => Ended::Outlived,
        }
    }
}

/// What a unit of work held.
enum Ended {
    Unit(DatabaseTransaction),
    Held,
    /// Somebody still holds it.
    Outlived,
}

impl Drop for UnitOfWork {
    fn drop(&mut self) {
        if !self.open {
            return;
        }
        let (turn, ended) = (self.turn.take(), self.end());
        if tokio::runtime::Handle::try_current().is_err() {
            return;
        }
        // Rolled back in a task of its own, because those who share the flush still wait for it.
        tokio::spawn(async move {
            if let Some(turn) = turn {
                turn.take_back().await;
            }
            if let Ended::Unit(transaction) = ended
                && let Err(error) = transaction.rollback().await
            {
                tracing::warn!(%error, "a unit of work could not be rolled back");
            }
        });
    }
}

impl Deref for UnitOfWork {
    type Target = Read;

    fn deref(&self) -> &Read {
        &self.read
    }
}

#[async_trait::async_trait]
impl ConnectionTrait for UnitOfWork {
    fn get_database_backend(&self) -> DbBackend {
        self.read.get_database_backend()
    }

    async fn execute_raw(&self, statement: Statement) -> Result<ExecResult, DbErr> {
        self.read.execute_raw(statement).await
    }

    async fn execute_unprepared(&self, sql: &str) -> Result<ExecResult, DbErr> {
        self.read.execute_unprepared(sql).await
    }

    async fn query_one_raw(&self, statement: Statement) -> Result<Option<QueryResult>, DbErr> {
        self.read.query_one_raw(statement).await
    }

    async fn query_all_raw(&self, statement: Statement) -> Result<Vec<QueryResult>, DbErr> {
        self.read.query_all_raw(statement).await
    }
}
