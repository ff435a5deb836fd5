//! Jobs as those see them who look after the Academy: what waits, what failed and why, tried again or dropped.

use chrono::{DateTime, Utc};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder,
    QuerySelect, Statement,
};
use uuid::Uuid;

use super::queue::{ActiveModel, Column, Entity, Row};
use crate::platform::{Outcome, PersonId, Problem, Read, UnitOfWork, db::listing::page_of};

crate::id_type!(JobId);

crate::word_enum! {
    /// How it stands with a job. Its text is `job-standing-<word>`.
    Standing {
        Waiting = "waiting",
        Failed = "failed",
        Dropped = "dropped",
        Recurring = "recurring",
        Done = "done",
    }
}

/// A job without what it is about: payloads may hold what opens doors.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seen {
    pub id: JobId,
    pub kind: String,
    pub standing: Standing,
    /// Somebody runs it right now.
    pub taken: bool,
    pub made_at: DateTime<Utc>,
    pub run_at: DateTime<Utc>,
    pub attempts: i32,
    pub ended_at: Option<DateTime<Utc>>,
    pub mistake: Option<Mistake>,
    pub dropped_by: Option<PersonId>,
    pub drop_reason: Option<String>,
}

crate::word_enum! {
    /// Why a job did not succeed, without what its error quotes. Its text is `job-mistake-<word>`.
    Mistake {
        Refused = "refused",
        Gone = "gone",
        Wrong = "wrong",
        Away = "away",
        Defect = "defect",
    }
}

impl Mistake {
    /// From the error that was kept, which begins with the name of the problem.
    pub fn of(error: &str) -> Self {
        let begins = |words: &[&str]| words.iter().any(|word| error.starts_with(word));
        if error.contains("mail-address-refused") {
            Self::Refused
        } else if begins(&["not found"]) {
            Self::Gone
        } else if begins(&["denied", "invalid", "bad request", "conflict"]) {
            Self::Wrong
        } else if begins(&["unavailable", "busy", "too many"]) {
            Self::Away
        } else {
            Self::Defect
        }
    }
}

/// Which jobs, in which order. What is empty asks for nothing.
#[derive(Clone, Copy, Debug, Default)]
pub struct Wanted<'w> {
    pub standing: Option<Standing>,
    pub kind: &'w str,
    pub sort: &'w str,
    pub descending: bool,
    /// From 1.
    pub page: u64,
}

impl Seen {
    fn of(row: Row, now: DateTime<Utc>) -> Self {
        Self {
            id: JobId(row.id),
            standing: standing(&row),
            taken: row.taken_until.is_some_and(|until| until > now),
            kind: row.kind,
            made_at: row.made_at,
            run_at: row.run_at,
            attempts: row.attempts,
            ended_at: row.dropped_at.or(row.failed_at).or(row.done_at),
            mistake: row.last_error.as_deref().map(Mistake::of),
            dropped_by: row.dropped_by_person_id,
            drop_reason: row.drop_reason,
        }
    }
}

fn standing(row: &Row) -> Standing {
    let recurs = row.unique_key.as_ref().is_some_and(|key| key.starts_with("every "));
    match row {
        row if row.done_at.is_some() => Standing::Done,
        row if row.dropped_at.is_some() => Standing::Dropped,
        row if row.failed_at.is_some() => Standing::Failed,
        _ if recurs => Standing::Recurring,
        _ => Standing::Waiting,
    }
}

fn recurs() -> Condition {
    Condition::all().add(Column::UniqueKey.is_not_null()).add(Column::UniqueKey.like("every %"))
}

fn standing_as(standing: Standing) -> Condition {
    let open = Condition::all().add(Column::DoneAt.is_null()).add(Column::FailedAt.is_null());
    let failed = Condition::all().add(Column::DoneAt.is_null()).add(Column::FailedAt.is_not_null());
    match standing {
        Standing::Done => Condition::all().add(Column::DoneAt.is_not_null()),
        Standing::Dropped => failed.add(Column::DroppedAt.is_not_null()),
        Standing::Failed => failed.add(Column::DroppedAt.is_null()),
        Standing::Recurring => open.add(recurs()),
        Standing::Waiting => open.add(
            Condition::any().add(Column::UniqueKey.is_null()).add(Column::UniqueKey.not_like("every %")),
        ),
    }
}

/// One page, and how many there are.
pub async fn list(read: &Read, wanted: &Wanted<'_>, now: DateTime<Utc>) -> Outcome<(Vec<Seen>, u64)> {
    let mut asked = wanted.standing.map_or_else(Condition::all, standing_as);
    if !wanted.kind.is_empty() {
        asked = asked.add(Column::Kind.eq(wanted.kind));
    }
    let column = match wanted.sort {
        "next" => Column::RunAt,
        "tries" => Column::Attempts,
        _ => Column::MadeAt,
    };
    let order = if wanted.descending { sea_orm::Order::Desc } else { sea_orm::Order::Asc };
    let sorted = Entity::find().filter(asked).order_by(column, order.clone()).order_by(Column::Id, order);
    let (rows, total) = page_of(read, sorted, wanted.page).await?;
    Ok((rows.into_iter().map(|row| Seen::of(row, now)).collect(), total))
}

pub async fn job(read: &Read, id: JobId, now: DateTime<Utc>) -> Outcome<Seen> {
    let row = Entity::find_by_id(id.0).one(read).await?.ok_or(Problem::NotFound)?;
    Ok(Seen::of(row, now))
}

/// How many jobs stand in which way.
pub async fn standings(read: &Read) -> Outcome<Vec<(Standing, i64)>> {
    let sql = "SELECT CASE WHEN done_at IS NOT NULL THEN 'done' WHEN dropped_at IS NOT NULL THEN 'dropped' \
        WHEN failed_at IS NOT NULL THEN 'failed' WHEN unique_key LIKE 'every %' THEN 'recurring' \
        ELSE 'waiting' END AS standing, COUNT(*) FROM job GROUP BY 1";
    let rows = read.query_all_raw(Statement::from_string(read.get_database_backend(), sql)).await?;
    let mut counts = Vec::new();
    for row in rows {
        let word: String = row.try_get_by_index(0)?;
        counts.extend(Standing::from_word(&word).zip(Some(row.try_get_by_index(1)?)));
    }
    Ok(counts)
}

/// Every kind of which there is a job.
pub async fn kinds(read: &Read) -> Outcome<Vec<String>> {
    let kinds = Entity::find().select_only().column(Column::Kind).distinct().order_by_asc(Column::Kind);
    Ok(kinds.into_tuple().all(read).await?)
}

/// As new, at once: a failed or dropped one, and one that waits for its next try. Returns false for any other.
pub async fn try_again(work: &UnitOfWork, id: JobId) -> Outcome<bool> {
    let row = ActiveModel {
        run_at: Set(work.now()),
        attempts: Set(0),
        failed_at: Set(None),
        dropped_at: Set(None),
        dropped_by_person_id: Set(None),
        drop_reason: Set(None),
        ..Default::default()
    };
    change(work, id, row, Condition::all()).await
}

/// Nobody need look after it any more. Returns false for one that is done, runs right now, or comes back by itself.
pub async fn drop_it(work: &UnitOfWork, id: JobId, by: PersonId, reason: &str) -> Outcome<bool> {
    let row = ActiveModel {
        failed_at: Set(Some(work.now())),
        dropped_at: Set(Some(work.now())),
        dropped_by_person_id: Set(Some(by)),
        drop_reason: Set(Some(reason.to_owned())),
        ..Default::default()
    };
    let once = Condition::any().add(Column::UniqueKey.is_null()).add(Column::UniqueKey.not_like("every %"));
    change(work, id, row, Condition::all().add(once).add(Column::DroppedAt.is_null())).await
}

async fn change(work: &UnitOfWork, id: JobId, row: ActiveModel, only: Condition) -> Outcome<bool> {
    let free = Condition::any().add(Column::TakenUntil.is_null()).add(Column::TakenUntil.lt(work.now()));
    let changed = Entity::update_many()
        .set(row)
        .filter(Column::Id.eq(id.0))
        .filter(Column::DoneAt.is_null())
        .filter(free)
        .filter(only)
        .exec(work)
        .await?;
    Ok(changed.rows_affected == 1)
}

/// Failed jobs of these kinds, the latest first: what they are about, and their errors.
pub async fn failed(read: &Read, kinds: &[&str], most: u64) -> Outcome<Vec<(JobId, String, Mistake)>> {
    let rows = Entity::find()
        .filter(Column::Kind.is_in(kinds.iter().copied()))
        .filter(Column::FailedAt.is_not_null())
        .order_by_desc(Column::FailedAt)
        .limit(most)
        .all(read)
        .await?;
    let told = |row: Row| {
        let mistake = Mistake::of(row.last_error.as_deref().unwrap_or_default());
        (JobId(row.id), row.payload, mistake)
    };
    Ok(rows.into_iter().map(told).collect())
}

/// The job with this key is tried again, wherever it stands. Returns false when there is none.
pub async fn revive(work: &UnitOfWork, unique_key: &str) -> Outcome<bool> {
    let found: Option<Uuid> = Entity::find()
        .select_only()
        .column(Column::Id)
        .filter(Column::UniqueKey.eq(unique_key))
        .into_tuple()
        .one(&**work)
        .await?;
    match found {
        Some(id) => try_again(work, JobId(id)).await,
        None => Ok(false),
    }
}
