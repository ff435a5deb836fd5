//! The one writer of SQLite. Units that wait together share one disk flush: each runs in a savepoint of one outer
//! transaction, and every `commit` returns only after the outer transaction is on disk.

use std::sync::{
    Arc,
    atomic::{AtomicUsize, Ordering},
};

use sea_orm::{
    DatabaseConnection, DatabaseTransaction, DbErr, SqliteTransactionMode, TransactionOptions,
    TransactionTrait,
};
use tokio::sync::{Mutex, OwnedMutexGuard, oneshot};

use crate::platform::Problem;

/// So many units at most share a flush, so that the first one need not wait long.
const SHARED_AT_MOST: usize = 64;
/// So many units at most may wait for the writer; the next one is told to come again.
const WAITING_AT_MOST: usize = 1024;

pub struct SqliteWriter {
    connection: DatabaseConnection,
    group: Arc<Mutex<Group>>,
    waiting: AtomicUsize,
}

/// The outer transaction that is open now, and those who finished in it and wait for the disk.
#[derive(Default)]
pub struct Group {
    outer: Option<DatabaseTransaction>,
    finished: Vec<oneshot::Sender<Result<(), String>>>,
}

/// The right to write, held by one unit at a time.
pub struct Turn {
    writer: Arc<SqliteWriter>,
    group: OwnedMutexGuard<Group>,
}

impl SqliteWriter {
    pub fn new(connection: DatabaseConnection) -> Self {
        Self { connection, group: Arc::default(), waiting: AtomicUsize::new(0) }
    }

    /// Waits for the turn.
    pub async fn take_turn(self: &Arc<Self>) -> Result<Turn, Problem> {
        let mut place = Place::take(self)?;
        let group = self.group.clone().lock_owned().await;
        place.served = true;
        Ok(Turn { writer: self.clone(), group })
    }

    pub async fn close(&self) -> Result<(), DbErr> {
        let _last = self.group.lock().await;
        self.connection.close_by_ref().await
    }
}

/// A place in the queue; given back when the turn comes or when the waiter goes away.
struct Place {
    writer: Arc<SqliteWriter>,
    served: bool,
}

impl Place {
    fn take(writer: &Arc<SqliteWriter>) -> Result<Self, Problem> {
        if writer.waiting.fetch_add(1, Ordering::SeqCst) >= WAITING_AT_MOST {
            writer.waiting.fetch_sub(1, Ordering::SeqCst);
            return Err(Problem::Busy);
        }
        Ok(Self { writer: writer.clone(), served: false })
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        self.writer.waiting.fetch_sub(1, Ordering::SeqCst);
        if self.served || tokio::runtime::Handle::try_current().is_err() {
            return;
        }
        // Somebody may have left the flush to this waiter, who hung up: it is owed all the same.
        let writer = self.writer.clone();
        tokio::spawn(async move {
            let group = writer.group.clone().lock_owned().await;
            Turn { writer, group }.pass_on().await;
        });
    }
}

impl Turn {
    /// Opens a savepoint in the shared transaction. Not to be cut off half-way: run it in a task of its own.
    pub async fn open(mut self) -> Result<(Self, DatabaseTransaction), Problem> {
        match self.open_savepoint().await {
            Ok(savepoint) => Ok((self, savepoint)),
            Err(error) => {
                self.pass_on().await;
                Err(error.into())
            }
        }
    }

    async fn open_savepoint(&mut self) -> Result<DatabaseTransaction, DbErr> {
        if self.group.outer.is_none() {
            let options = TransactionOptions {
                sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate),
                ..Default::default()
            };
            self.group.outer = Some(self.writer.connection.begin_with_options(options).await?);
        }
        match &self.group.outer {
            Some(outer) => outer.begin().await,
            None => Err(DbErr::Custom("the shared transaction is gone".to_owned())),
        }
    }

    /// Joins those who wait for the disk, passes the turn on, and returns when the disk has it.
    pub async fn finish(mut self) -> Result<(), Problem> {
        let (sender, receiver) = oneshot::channel();
        self.group.finished.push(sender);
        // The flush runs in a task of its own: a client that hangs up must not leave the others waiting.
        tokio::spawn(self.pass_on());
        match receiver.await {
            Ok(Ok(())) => Ok(()),
            Ok(Err(error)) => Err(Problem::storage_failed(error)),
            Err(_) => Err(Problem::storage_failed("the writer stopped".to_owned())),
        }
    }

    /// Gives the turn to the next unit; when nobody waits, or enough have finished, flushes first.
    pub async fn pass_on(mut self) {
        let crowd = self.group.finished.len();
        if self.writer.waiting.load(Ordering::SeqCst) > 0 && crowd < SHARED_AT_MOST {
            return;
        }
        let Some(outer) = self.group.outer.take() else { return };
        let result = outer.commit().await.map_err(|error| error.to_string());
        for waiter in self.group.finished.drain(..) {
            // A waiter that hung up has nobody to tell.
            drop(waiter.send(result.clone()));
        }
    }
}
