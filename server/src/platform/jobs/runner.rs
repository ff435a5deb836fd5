//! Takes jobs and runs them, a few at a time.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use chrono::TimeDelta;
use tokio::{
    sync::watch,
    task::{JoinHandle, JoinSet},
    time::{MissedTickBehavior, interval, sleep, timeout},
};
use uuid::Uuid;

use super::{Bell, Job, JobContext, JobKind, enqueue, queue};
use crate::platform::{Outcome, Problem, secrets};

/// So many jobs run at once in one server.
const AT_ONCE: usize = 4;
/// A job that its server does not renew for so long is anybody's.
const LEASE: TimeDelta = TimeDelta::seconds(60);
const RENEWED_EVERY: Duration = Duration::from_secs(15);
const ASKED_EVERY: Duration = Duration::from_secs(1);
/// The bell rings when a job is written; its unit commits a moment later.
const AFTER_THE_BELL: Duration = Duration::from_millis(20);
const LONGEST: Duration = Duration::from_secs(600);
/// How long a stopping server lets its jobs finish.
const GRACE: Duration = Duration::from_secs(10);
const ATTEMPTS: i32 = 10;

/// Runs jobs of the kinds that it knows; others are left to servers that know them.
pub struct Runner(Arc<Inner>);

struct Inner {
    context: JobContext,
    kinds: BTreeMap<&'static str, JobKind>,
    names: Vec<&'static str>,
    id: String,
    running: Mutex<BTreeSet<Uuid>>,
}

/// A runner at work.
pub struct RunningJobs {
    stop: watch::Sender<bool>,
    task: JoinHandle<()>,
}

impl RunningJobs {
    /// Takes no new job, lets those under way finish for a while, and gives the rest back.
    pub async fn stop(self) {
        self.stop.send_replace(true);
        if let Err(error) = self.task.await {
            tracing::error!(%error, "the job runner did not stop in order");
        }
    }
}

impl Runner {
    pub fn new(context: JobContext, kinds: Vec<JobKind>) -> Self {
        let kinds: BTreeMap<&'static str, JobKind> =
            kinds.into_iter().map(|kind| (kind.name, kind)).collect();
        let names = kinds.keys().copied().collect();
        Self(Arc::new(Inner {
            context,
            kinds,
            names,
            id: secrets::random_token(),
            running: Mutex::default(),
        }))
    }

    /// Runs until it is stopped.
    pub fn start(self) -> RunningJobs {
        let (stop, stopped) = watch::channel(false);
        RunningJobs { stop, task: tokio::spawn(self.0.keep_running(stopped)) }
    }

    /// Runs one after the other what is due now, and what that brings with it. Returns how many ran.
    pub async fn run_due(&self) -> Outcome<usize> {
        let mut ran = 0;
        loop {
            let rows = self.0.claim(AT_ONCE).await?;
            if rows.is_empty() {
                return Ok(ran);
            }
            ran += rows.len();
            for row in rows {
                self.0.clone().run(row).await;
            }
        }
    }

    /// Writes down the jobs that come back by themselves, where they are not written down yet.
    pub async fn schedule(&self) -> Outcome<()> {
        self.0.schedule().await
    }
}

impl Inner {
    async fn keep_running(self: Arc<Self>, mut stopped: watch::Receiver<bool>) {
        let bell = self.context.db.attached::<Bell>();
        let mut tasks = JoinSet::new();
        let mut renewal = interval(RENEWED_EVERY);
        renewal.set_missed_tick_behavior(MissedTickBehavior::Delay);
        let mut scheduled = false;
        while !*stopped.borrow() {
            if !scheduled {
                scheduled = self.note(self.schedule().await).is_some();
            }
            self.take_more(&mut tasks).await;
            tokio::select! {
                _ = stopped.changed() => {}
                () = rung(bell.as_deref()) => sleep(AFTER_THE_BELL).await,
                Some(_) = tasks.join_next(), if !tasks.is_empty() => {}
                () = sleep(ASKED_EVERY) => {}
                _ = renewal.tick() => self.renew().await,
            }
        }
        self.finish_up(tasks).await;
    }

    async fn take_more(self: &Arc<Self>, tasks: &mut JoinSet<()>) {
        let free = AT_ONCE.saturating_sub(tasks.len());
        if free == 0 {
            return;
        }
        for row in self.note(self.claim(free).await).unwrap_or_default() {
            tasks.spawn(self.clone().run(row));
        }
    }

    async fn claim(&self, limit: usize) -> Outcome<Vec<queue::Row>> {
        let db = &self.context.db;
        if !queue::is_any_due(db.read(), &self.names, db.clock().now()).await? {
            return Ok(Vec::new());
        }
        let work = db.begin().await?;
        let limit = u64::try_from(limit).unwrap_or(1);
        let mut rows = queue::claim(&work, &self.names, &self.id, work.now() + LEASE, limit).await?;
        // Held before the commit, so that no moment is left in which nobody renews them. One that is held already lost
        // its lease while the database was away, and simply runs on.
        rows.retain(|row| self.running().insert(row.id));
        if let Err(error) = work.commit().await {
            rows.iter().for_each(|row| self.let_go(row.id));
            return Err(error);
        }
        Ok(rows)
    }

    async fn run(self: Arc<Self>, row: queue::Row) {
        let _held = Held { inner: self.clone(), id: row.id };
        let outcome = if row.attempts > ATTEMPTS {
            // It took its server with it each time, or the answer would have been written down.
            Err(Problem::Internal("the server stopped each time".to_owned()))
        } else {
            self.answer(&row).await
        };
        if let Err(problem) = &outcome {
            tracing::warn!(job = row.kind, id = %row.id, attempt = row.attempts, %problem, "a job did not succeed");
        }
        self.note(self.write_down(&row, outcome).await);
    }

    async fn answer(&self, row: &queue::Row) -> Outcome<()> {
        let kind = self.kinds.get(row.kind.as_str()).ok_or(Problem::NotFound)?;
        let payload = serde_json::from_str(&row.payload).map_err(Problem::internal)?;
        let running = tokio::spawn((kind.run)(self.context.clone(), payload));
        let stopped_with_us = Aborted(running.abort_handle());
        let answer = timeout(LONGEST, running).await;
        drop(stopped_with_us);
        match answer {
            Ok(Ok(outcome)) => outcome,
            Ok(Err(panic)) => Err(Problem::internal(panic)),
            Err(_) => Err(Problem::Unavailable("it took too long".to_owned())),
        }
    }

    async fn write_down(&self, row: &queue::Row, outcome: Outcome<()>) -> Outcome<()> {
        let work = self.context.db.begin().await?;
        let every = self.kinds.get(row.kind.as_str()).and_then(|kind| kind.every);
        match (outcome, every) {
            (Ok(()), None) => queue::finish(&work, &self.id, row.id).await?,
            (Ok(()), Some(every)) => queue::come_back(&work, &self.id, row.id, work.now() + every).await?,
            (Err(problem), Some(every)) if row.attempts >= ATTEMPTS || is_lasting(&problem) => {
                queue::come_back(&work, &self.id, row.id, work.now() + every).await?;
            }
            (Err(problem), None) if row.attempts >= ATTEMPTS || is_lasting(&problem) => {
                queue::fail(&work, &self.id, row.id, &problem.to_string()).await?;
            }
            (Err(problem), _) => {
                let run_at = work.now() + patience(row.attempts);
                queue::retry(&work, &self.id, row.id, run_at, &problem.to_string()).await?;
            }
        }
        work.commit().await
    }

    async fn renew(&self) {
        let ids: Vec<Uuid> = self.running().iter().copied().collect();
        if !ids.is_empty() {
            let renewed = async {
                let work = self.context.db.begin().await?;
                queue::renew(&work, &self.id, &ids, work.now() + LEASE).await?;
                work.commit().await
            };
            self.note(renewed.await);
        }
    }

    async fn finish_up(&self, mut tasks: JoinSet<()>) {
        let done = async { while tasks.join_next().await.is_some() {} };
        if timeout(GRACE, done).await.is_ok() {
            return;
        }
        let left: Vec<Uuid> = self.running().iter().copied().collect();
        tasks.shutdown().await;
        let returned = async {
            let work = self.context.db.begin().await?;
            queue::give_back(&work, &self.id, &left).await?;
            work.commit().await
        };
        self.note(returned.await);
    }

    async fn schedule(&self) -> Outcome<()> {
        let work = self.context.db.begin().await?;
        for kind in self.kinds.values().filter(|kind| kind.every.is_some()) {
            enqueue(&work, Job::new(kind.name, ()).once(format!("every {}", kind.name))).await?;
        }
        work.commit().await
    }

    fn running(&self) -> std::sync::MutexGuard<'_, BTreeSet<Uuid>> {
        self.running.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn let_go(&self, id: Uuid) {
        self.running().remove(&id);
    }

    fn note<T>(&self, outcome: Outcome<T>) -> Option<T> {
        outcome.inspect_err(|problem| tracing::warn!(%problem, "the queue of jobs does not answer")).ok()
    }
}

/// Lets go of a job however its task ends.
struct Held {
    inner: Arc<Inner>,
    id: Uuid,
}

impl Drop for Held {
    fn drop(&mut self) {
        self.inner.let_go(self.id);
    }
}

/// Stops the job when whoever waits for it stops.
struct Aborted(tokio::task::AbortHandle);

impl Drop for Aborted {
    fn drop(&mut self) {
        self.0.abort();
    }
}

async fn rung(bell: Option<&Bell>) {
    match bell {
        Some(bell) => bell.0.notified().await,
        None => std::future::pending().await,
    }
}

/// Half a minute, two, eight, half an hour, two hours, eight, then half days: two days in all.
fn patience(attempts: i32) -> TimeDelta {
    let exponent = u32::try_from(attempts.saturating_sub(1)).unwrap_or(0).min(8);
    TimeDelta::seconds(30 * 4_i64.pow(exponent)).min(TimeDelta::hours(12))
}

/// Whether trying again would change nothing.
fn is_lasting(problem: &Problem) -> bool {
    matches!(problem, Problem::NotFound | Problem::Denied(_) | Problem::Invalid(_) | Problem::BadRequest(_))
}
