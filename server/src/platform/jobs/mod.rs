//! Work done later: rows written in the caller's unit of work, so that a job exists exactly when its cause does. Any
//! server may take a job; one that dies leaves it to another when its lease is over. A job may therefore run twice, and
//! must end the same.

pub mod looking;
mod queue;
mod runner;
#[cfg(test)]
mod tests;
mod upkeep;

use std::{future::Future, pin::Pin, sync::Arc};

use chrono::{DateTime, TimeDelta, Utc};
use serde::{Serialize, de::DeserializeOwned};
use serde_json::Value;
use tokio::sync::Notify;

use super::{Db, Engine, Outcome, Problem, Site, Storage, UnitOfWork};
pub use queue::{Backlog, backlog};
pub use runner::{Runner, RunningJobs};
pub use upkeep::jobs;

/// A piece of work to be done soon, or at a time.
#[derive(Clone, Debug)]
pub struct Job<P> {
    kind: &'static str,
    payload: P,
    run_at: Option<DateTime<Utc>>,
    unique_key: Option<String>,
}

impl<P: Serialize> Job<P> {
    pub fn new(kind: &'static str, payload: P) -> Self {
        Self { kind, payload, run_at: None, unique_key: None }
    }

    /// Not before this time.
    #[must_use]
    pub fn at(mut self, time: DateTime<Utc>) -> Self {
        self.run_at = Some(time);
        self
    }

    /// A second job with the same key is the same job, also for a week after it was done.
    #[must_use]
    pub fn once(mut self, key: impl Into<String>) -> Self {
        self.unique_key = Some(key.into());
        self
    }
}

/// Writes the job in the unit; it runs after the commit, or never if there is none.
pub async fn enqueue<P: Serialize>(work: &UnitOfWork, job: Job<P>) -> Outcome<()> {
    let payload = serde_json::to_string(&job.payload).map_err(Problem::internal)?;
    let run_at = job.run_at.unwrap_or_else(|| work.now());
    queue::add(work, job.kind, payload, run_at, job.unique_key).await?;
    if let Some(bell) = work.attached::<Bell>() {
        bell.0.notify_one();
    }
    Ok(())
}

/// The same for many at once, in statements of a few hundred rows.
pub async fn enqueue_many<P: Serialize>(work: &UnitOfWork, jobs: Vec<Job<P>>) -> Outcome<()> {
    let mut rows = Vec::new();
    for job in jobs {
        let payload = serde_json::to_string(&job.payload).map_err(Problem::internal)?;
        let run_at = job.run_at.unwrap_or_else(|| work.now());
        rows.push(queue::row(work, job.kind, payload, run_at, job.unique_key));
    }
    queue::add_many(work, rows).await?;
    if let Some(bell) = work.attached::<Bell>() {
        bell.0.notify_one();
    }
    Ok(())
}

/// Wakes the runner of this process; hung on the store with [`with_bell`].
#[derive(Default)]
struct Bell(Notify);

/// The store, with a bell that wakes this process's runner as soon as a job is written.
#[must_use]
pub fn with_bell(db: Db) -> Db {
    db.attach(Bell::default())
}

/// What a running job may use.
#[derive(Clone)]
pub struct JobContext {
    pub db: Db,
    pub engine: Arc<Engine>,
    pub site: Arc<Site>,
    pub storage: Storage,
}

type Running = Pin<Box<dyn Future<Output = Outcome<()>> + Send>>;

/// What is done with jobs of one name. Which jobs there are, the capabilities' `jobs()` say.
#[derive(Clone)]
pub struct JobKind {
    name: &'static str,
    every: Option<TimeDelta>,
    run: Arc<dyn Fn(JobContext, Value) -> Running + Send + Sync>,
}

impl JobKind {
    /// `run` gets the payload that was enqueued. Whatever it answers with `NotFound`, `Denied`, `Invalid` or
    /// `BadRequest` is not tried again; everything else is, for two days.
    pub fn new<P, F, R>(name: &'static str, run: F) -> Self
    where
        P: DeserializeOwned,
        F: Fn(JobContext, P) -> R + Send + Sync + 'static,
        R: Future<Output = Outcome<()>> + Send + 'static,
    {
        let run = move |context: JobContext, payload: Value| -> Running {
            match serde_json::from_value(payload) {
                Ok(payload) => Box::pin(run(context, payload)),
                Err(error) => Box::pin(std::future::ready(Err(Problem::internal(error)))),
            }
        };
        Self { name, every: None, run: Arc::new(run) }
    }

    /// A job that comes back by itself, and needs no payload.
    pub fn every<F, R>(interval: TimeDelta, name: &'static str, run: F) -> Self
    where
        F: Fn(JobContext) -> R + Send + Sync + 'static,
        R: Future<Output = Outcome<()>> + Send + 'static,
    {
        let mut kind = Self::new(name, move |context, (): ()| run(context));
        kind.every = Some(interval);
        kind
    }

    /// As it stands in the queue; its text is `job-kind-<name>`.
    pub fn name(&self) -> &'static str {
        self.name
    }
}
