//! Projections: tables folded from the records. They can be emptied and come out the same.

use sea_orm::ConnectionTrait;

use super::store::{self, Record};
use crate::platform::{Db, Outcome, UnitOfWork};

/// Folds records into tables of its own. Applying the same records once more must change nothing.
#[async_trait::async_trait]
pub trait Projector: Send + Sync {
    fn name(&self) -> &'static str;

    /// The tables that hold nothing but the fold; a rebuild empties them, the last one first.
    fn tables(&self) -> &'static [&'static str];

    /// Takes in records, in the order in which they were appended; at most [`AT_ONCE`].
    async fn apply(&self, work: &UnitOfWork, records: &[Record]) -> Outcome<()>;
}

/// Records that a projector takes in together.
pub const AT_ONCE: usize = 500;

/// All projectors, hung on the store when the server starts.
#[derive(Default)]
pub struct Projectors(pub Vec<Box<dyn Projector>>);

impl Projectors {
    pub async fn apply(&self, work: &UnitOfWork, records: &[Record]) -> Outcome<()> {
        for some in records.chunks(AT_ONCE) {
            for projector in &self.0 {
                projector.apply(work, some).await?;
            }
        }
        Ok(())
    }
}

/// What a rebuild did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rebuilt {
    pub records: u64,
}

/// Empties every projection and replays all records, in one unit of work: readers see the old rows or the new ones.
pub async fn rebuild(db: &Db, projectors: &Projectors) -> Outcome<Rebuilt> {
    let work = db.begin().await?;
    for table in projectors.0.iter().flat_map(|projector| projector.tables().iter().rev()) {
        work.execute_unprepared(&format!("DELETE FROM {table}")).await?;
    }
    let mut records = 0;
    let mut sequence = 0;
    loop {
        let (batch, last) = store::after(&work, sequence, AT_ONCE).await?;
        let Some(last) = last else { break };
        sequence = last;
        projectors.apply(&work, &batch).await?;
        records += u64::try_from(batch.len()).unwrap_or_default();
    }
    work.commit().await?;
    Ok(Rebuilt { records })
}
