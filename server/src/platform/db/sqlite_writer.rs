//! The one writer of SQLite. Units that wait together share one disk flush: each runs in a savepoint of one outer
//! transaction, and every `commit` returns only after the outer transaction is on disk.

use std::sync::{
    Arc,
    atomic::{AtomicUsize, Ordering},
};

use sea_orm::DbErr;
use tokio::sync::{Mutex, OwnedMutexGuard, oneshot};

use super::pen::Pen;
use crate::platform::Problem;

/// So many units at most share a flush, so that the first one need not wait long.
const SHARED_AT_MOST: usize = 64;
/// So many units at most may wait for the writer; the next one is told to come again.
const WAITING_AT_MOST: usize = 1024;

pub struct SqliteWriter {
    pen: Arc<Pen>,
    group: Arc<Mutex<Group>>,
    waiting: AtomicUsize,
}

/// The outer transaction that is open now, and those who finished in it and wait for the disk.
#[derive(Default)]
pub struct Group {
    outer: Outer,
    finished: Vec<oneshot::Sender<Result<(), String>>>,
}

/// How the outer transaction stands between two units. Each statement to SQLite costs two changes of threads, so a
/// savepoint is left standing until it is known what comes next: another unit, or the flush, which ends it as well.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum Outer {
    #[default]
    Closed,
    /// The last unit left its savepoint, with changes that are to stay.
    Kept,
    /// The last unit took its changes back; the next one takes its savepoint over.
    Empty,
    /// A change of state failed, and nobody knows what stands: all of it is taken back.
    Broken,
}

/// The right to write, held by one unit at a time.
pub struct Turn {
    writer: Arc<SqliteWriter>,
    group: OwnedMutexGuard<Group>,
}

impl SqliteWriter {
    pub fn new(pen: Pen) -> Self {
        Self { pen: Arc::new(pen), group: Arc::default(), waiting: AtomicUsize::new(0) }
    }

    pub fn pen(&self) -> &Arc<Pen> {
        &self.pen
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
        self.pen.close().await
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
    pub async fn open(mut self) -> Result<Self, Problem> {
        let opened = match self.group.outer {
            Outer::Closed => self.change("BEGIN IMMEDIATE; SAVEPOINT unit", Outer::Kept).await,
            Outer::Kept => self.change("RELEASE unit; SAVEPOINT unit", Outer::Kept).await,
            Outer::Empty => {
                self.group.outer = Outer::Kept;
                Ok(())
            }
            Outer::Broken => Err(DbErr::Custom("the shared transaction is broken".to_owned())),
        };
        match opened {
            Ok(()) => Ok(self),
            Err(error) => {
                self.pass_on().await;
                Err(error.into())
            }
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

    /// Takes back what this unit changed, and passes the turn on.
    pub async fn take_back(mut self) {
        if let Err(error) = self.change("ROLLBACK TO unit", Outer::Empty).await {
            tracing::warn!(%error, "a unit of work could not be rolled back");
        }
        self.pass_on().await;
    }

    /// Gives the turn to the next unit; when nobody waits, or enough have finished, flushes first.
    async fn pass_on(mut self) {
        let broken = self.group.outer == Outer::Broken;
        let crowd = self.group.finished.len();
        if !broken && self.writer.waiting.load(Ordering::SeqCst) > 0 && crowd < SHARED_AT_MOST {
            return;
        }
        let result = self.flush().await;
        for waiter in self.group.finished.drain(..) {
            // A waiter that hung up has nobody to tell.
            drop(waiter.send(result.clone()));
        }
    }

    async fn flush(&mut self) -> Result<(), String> {
        let flushed = match self.group.outer {
            Outer::Closed => return Ok(()),
            Outer::Kept | Outer::Empty => self.change("COMMIT", Outer::Closed).await,
            Outer::Broken => Err(DbErr::Custom("a neighbour broke the shared transaction".to_owned())),
        };
        if flushed.is_err() {
            // SQLite may have taken everything back itself (a full disk); then this fails and changes nothing.
            drop(self.writer.pen.tell("ROLLBACK").await);
            self.group.outer = Outer::Closed;
        }
        flushed.map_err(|error| error.to_string())
    }

    async fn change(&mut self, sql: &'static str, then: Outer) -> Result<(), DbErr> {
        let told = self.writer.pen.tell(sql).await;
        self.group.outer = if told.is_ok() { then } else { Outer::Broken };
        told
    }
}
