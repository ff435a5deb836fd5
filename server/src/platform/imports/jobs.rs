//! Files are looked through and taken in by jobs, in small units of work: one that is cut off goes on where it was.

use chrono::TimeDelta;
use serde::{Deserialize, Serialize};

use super::{
    Given, Import, Importers, Preview, WrongRows, carry_out_next, open,
    store::{self, ImportId, State, Stored},
    walk::plan,
};
use crate::platform::{
    Job, JobContext, JobKind, Outcome, Problem, UnitOfWork,
    actor::ActorsDoor,
    jobs,
    spreadsheets::Unreadable,
    storage::{FileKey, FilesInUse},
};

const LOOK_THROUGH: &str = "import-look-through";
const CARRY_OUT: &str = "import-carry-out";
const BY_PROGRAM: &str = "import-by-program";
const LET_GO: &str = "import-let-go";

/// A step that failed is tried so often once more.
const TRIED_AGAIN: u32 = 2;
/// No import that is done at once takes longer.
const LONGEST_AT_ONCE: TimeDelta = TimeDelta::minutes(15);

pub fn jobs() -> Vec<JobKind> {
    vec![
        JobKind::new(LOOK_THROUGH, look),
        JobKind::new(CARRY_OUT, carry_out),
        JobKind::new(BY_PROGRAM, by_program),
        JobKind::new(LET_GO, let_go_of),
        JobKind::every(TimeDelta::hours(6), "import-upkeep", clear_away),
    ]
}

#[derive(Serialize, Deserialize)]
struct Decided {
    import: ImportId,
    leave_out_refused: bool,
    /// Whether somebody decided on what they had seen in the preview.
    #[serde(default)]
    on_preview: bool,
}

/// What a program decided beforehand.
#[derive(Clone, Copy)]
pub struct Through {
    pub wrong_rows: WrongRows,
    pub dry_run: bool,
}

#[derive(Serialize, Deserialize)]
struct Programmed {
    import: ImportId,
    leave_out_refused: bool,
    dry_run: bool,
}

pub async fn will_go_through(work: &UnitOfWork, import: ImportId, through: Through) -> Outcome<()> {
    let leave_out_refused = through.wrong_rows == WrongRows::LeftOut;
    let job = Programmed { import, leave_out_refused, dry_run: through.dry_run };
    jobs::enqueue(work, Job::new(BY_PROGRAM, job)).await
}

async fn by_program(context: JobContext, job: Programmed) -> Outcome<()> {
    let wrong_rows = if job.leave_out_refused { WrongRows::LeftOut } else { WrongRows::KeepAllOut };
    go_through(&context, job.import, Through { wrong_rows, dry_run: job.dry_run }).await
}

/// For an import that is done at once: should the server stop in the middle, a job goes on.
pub async fn will_go_on(work: &UnitOfWork, import: ImportId, through: Through) -> Outcome<()> {
    let leave_out_refused = through.wrong_rows == WrongRows::LeftOut;
    let job = Programmed { import, leave_out_refused, dry_run: through.dry_run };
    jobs::enqueue(work, Job::new(BY_PROGRAM, job).at(work.now() + LONGEST_AT_ONCE)).await
}

/// Looks through the file, and takes it in where that was asked for and no wrong row keeps it out.
pub async fn go_through(context: &JobContext, import: ImportId, through: Through) -> Outcome<()> {
    let gone = went_through(context, import, through).await;
    or_given_up(context, import, gone).await
}

async fn went_through(context: &JobContext, import: ImportId, through: Through) -> Outcome<()> {
    looked_through(context, import).await?;
    let stored = store::import(context.db.read(), import).await?;
    let kept_out = through.wrong_rows == WrongRows::KeepAllOut && stored.refused > 0;
    if through.dry_run || kept_out || stored.state == State::Unreadable {
        // Nobody decides on it any more: its file goes.
        let work = context.db.begin().await?;
        store::let_go_of_file(&work, import).await?;
        work.commit().await?;
        return let_go(context, stored.file.as_slice()).await;
    }
    if stored.state == State::Checked {
        let work = context.db.begin().await?;
        store::go_on(&work, import, State::Checked, State::Importing).await?;
        work.commit().await?;
    }
    let leave_out_refused = through.wrong_rows == WrongRows::LeftOut;
    carried_out(context, &Decided { import, leave_out_refused, on_preview: false }).await
}

pub async fn will_look_through(work: &UnitOfWork, import: ImportId) -> Outcome<()> {
    jobs::enqueue(work, Job::new(LOOK_THROUGH, import)).await
}

pub async fn will_carry_out(work: &UnitOfWork, import: ImportId, wrong_rows: WrongRows) -> Outcome<()> {
    let leave_out_refused = wrong_rows == WrongRows::LeftOut;
    jobs::enqueue(work, Job::new(CARRY_OUT, Decided { import, leave_out_refused, on_preview: true })).await
}

async fn look(context: JobContext, id: ImportId) -> Outcome<()> {
    let looked = looked_through(&context, id).await;
    or_given_up(&context, id, looked).await
}

async fn carry_out(context: JobContext, decided: Decided) -> Outcome<()> {
    let done = carried_out(&context, &decided).await;
    or_given_up(&context, decided.import, done).await
}

/// A defect of ours comes again however often it is tried, so that nobody is left waiting for an end. A database or a
/// bucket that is away comes back, and the job with it.
async fn or_given_up(context: &JobContext, id: ImportId, outcome: Outcome<()>) -> Outcome<()> {
    let Err(problem) = outcome else { return Ok(()) };
    if !matches!(problem, Problem::Unavailable(_) | Problem::Busy) {
        give_up(context, &store::import(context.db.read(), id).await?).await?;
    }
    Err(problem)
}

async fn give_up(context: &JobContext, stored: &Stored) -> Outcome<()> {
    let work = context.db.begin().await?;
    store::fail(&work, stored).await?;
    work.commit().await?;
    let_go(context, stored.file.as_slice()).await
}

async fn looked_through(context: &JobContext, id: ImportId) -> Outcome<()> {
    let stored = store::import(context.db.read(), id).await?;
    if stored.state != State::Checking {
        return Ok(());
    }
    let opened = match opened(context, &stored).await {
        Err(Problem::NotFound) => return stop(context, &stored).await,
        opened => opened?,
    };
    let (state, rows, found) = match opened {
        Err(unreadable) => (State::Unreadable, 0, (unreadable.into(), String::new())),
        Ok(import) => {
            let found = plan(context.db.read(), &*import).await?;
            (State::Checked, import.lines().len(), found)
        }
    };
    let work = context.db.begin().await?;
    store::note_preview(&work, id, state, rows, &found).await?;
    work.commit().await
}

/// The file with its reader, as the person who sent it may use it now.
async fn opened(context: &JobContext, stored: &Stored) -> Outcome<Result<Box<dyn Import>, Unreadable>> {
    let lacking = |what: &str| Problem::Internal(format!("{what} is not attached"));
    let importers = context.db.attached::<Importers>().ok_or_else(|| lacking("a list of importers"))?;
    let importer = importers.find(&stored.kind).ok_or(Problem::NotFound)?;
    let actors = context.db.attached::<ActorsDoor>().ok_or_else(|| lacking("a door to actors"))?;
    let now = context.db.clock().now();
    let actor = actors.0.of_person(context.db.read(), stored.by, now).await?;
    let actor = actor.filter(|actor| importer.may(actor)).ok_or(Problem::NotFound)?;
    let bytes = context.storage.get(stored.file.as_ref().ok_or(Problem::NotFound)?).await?;
    let (engine, site) = (context.engine.clone(), context.site.clone());
    open(context.db.read(), importer, Given { actor, engine, site, now }, bytes.to_vec()).await
}

async fn carried_out(context: &JobContext, decided: &Decided) -> Outcome<()> {
    let stored = store::import(context.db.read(), decided.import).await?;
    if stored.state != State::Importing {
        return Ok(());
    }
    let import = match opened(context, &stored).await {
        Err(Problem::NotFound) => return stop(context, &stored).await,
        opened => opened?.map_err(|_| Problem::NotFound)?,
    };
    // Between the preview and the decision somebody else may have changed what the rows speak of.
    if stored.done == 0 && !holds(context, &stored, &*import, decided).await? {
        return Ok(());
    }
    let from = usize::try_from(stored.done).unwrap_or(0);
    let mut so_far = if from == 0 { Preview::default() } else { begun(&stored) };
    let (mut next, mut failures) = (Some(from), 0);
    while let Some(from) = next {
        match one_step(context, &*import, decided.import, from, &mut so_far).await {
            Ok(after) => (next, failures) = (after, 0),
            // Somebody else wrote the same at the same time: now it is there.
            Err(problem) if failures == TRIED_AGAIN => return Err(problem),
            Err(_) => failures += 1,
        }
    }
    stop(context, &stored).await
}

/// It is over: all is done, or whoever sent the file may no longer take it in.
async fn stop(context: &JobContext, stored: &Stored) -> Outcome<()> {
    let work = context.db.begin().await?;
    store::end(&work, stored.id).await?;
    work.commit().await?;
    let_go(context, stored.file.as_slice()).await
}

/// Whether the same becomes of every row as when it was decided, and no wrong one keeps the others out; else the decision
/// is put to the person again, with what would become of them now. A program decided beforehand, whatever its rows do.
async fn holds(
    context: &JobContext,
    stored: &Stored,
    import: &dyn Import,
    decided: &Decided,
) -> Outcome<bool> {
    if decided.leave_out_refused && !decided.on_preview {
        return Ok(true);
    }
    let found = plan(context.db.read(), import).await?;
    let is_right = decided.leave_out_refused || found.0.refused.is_empty();
    let is_same = !decided.on_preview || stored.fingerprint.as_ref() == Some(&found.1);
    if is_right && is_same {
        return Ok(true);
    }
    let work = context.db.begin().await?;
    store::note_new_preview(&work, stored.id, import.lines().len(), &found).await?;
    work.commit().await?;
    Ok(false)
}

/// What the steps before a cut had done. Of their refused rows no more is known than was kept.
fn begun(stored: &Stored) -> Preview {
    Preview {
        created: stored.created,
        changed: stored.changed,
        unchanged: stored.unchanged,
        refused: stored.refusals.clone(),
        changes: Vec::new(),
    }
}

async fn one_step(
    context: &JobContext,
    import: &dyn Import,
    id: ImportId,
    from: usize,
    so_far: &mut Preview,
) -> Outcome<Option<usize>> {
    let work = context.db.begin().await?;
    let Some((step, next)) = carry_out_next(&work, import, from).await? else { return Ok(None) };
    let mut sum = so_far.clone();
    sum.and(step);
    sum.sort();
    store::note_progress(&work, id, next, &sum).await?;
    work.commit().await?;
    *so_far = sum;
    Ok(Some(next))
}

pub async fn will_let_go(work: &UnitOfWork, files: &[FileKey]) -> Outcome<()> {
    if files.is_empty() { Ok(()) } else { jobs::enqueue(work, Job::new(LET_GO, files)).await }
}

async fn let_go_of(context: JobContext, files: Vec<FileKey>) -> Outcome<()> {
    let_go(&context, &files).await
}

async fn clear_away(context: JobContext) -> Outcome<()> {
    let work = context.db.begin().await?;
    let files = store::forget_old(&work).await?;
    let lying = store::left_lying(&work, work.now()).await?;
    work.commit().await?;
    for stored in &lying {
        give_up(&context, stored).await?;
    }
    let_go(&context, &files).await
}

/// Lists hold names and addresses: they stay no longer than they are needed.
async fn let_go(context: &JobContext, files: &[FileKey]) -> Outcome<()> {
    let elsewhere = context.db.attached::<FilesInUse>().unwrap_or_default();
    for file in files {
        let read = context.db.read();
        if !store::is_file_needed(read, file).await? && !elsewhere.has(read, file).await? {
            context.storage.delete(file).await?;
        }
    }
    Ok(())
}
