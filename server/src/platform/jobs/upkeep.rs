//! What the platform itself clears away.

use chrono::TimeDelta;

use super::{JobContext, JobKind, queue};
use crate::platform::{Outcome, limits::guesses, once};

pub fn jobs() -> Vec<JobKind> {
    vec![JobKind::every(TimeDelta::hours(6), "platform-upkeep", clear_away)]
}

async fn clear_away(context: JobContext) -> Outcome<()> {
    let work = context.db.begin().await?;
    once::forget_old(&work).await?;
    queue::forget_old(&work).await?;
    guesses::forget_old(&work).await?;
    work.commit().await
}
