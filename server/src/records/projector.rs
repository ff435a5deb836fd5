//! Projections: tables folded from the records. They can be emptied and come out the same.

use sea_orm::ConnectionTrait;

use super::store::{self, Record};
use crate::platform::{Db, Outcome, UnitOfWork};

/// Folds records into tables of its own. Applying a record twice must change nothing.
#[async_trait::async_trait]
pub trait Projector: Send + Sync {
    fn name(&self) -> &'static str;

    /// The tables that hold nothing but the fold; a rebuild empties them, the last one first.
    fn tables(&self) -> &'static [&'static str];

    async fn apply(&self, work: &UnitOfWork, record: &Record) -> Outcome<()>;
}

/// All projectors, hung on the store when the server starts.
#[derive(Default)]
pub struct Projectors(pub Vec<Box<dyn Projector>>);

impl Projectors {
    pub async fn apply(&self, work: &UnitOfWork, record: &Record) -> Outcome<()> {
        for projector in &self.0 {
            projector.apply(work, record).await?;
        }
        Ok(())
    }
}

/// What a rebuild did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rebuilt {
    pub records: u64,
}

const AT_ONCE: u64 = 500;

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
        for record in &batch {
            projectors.apply(&work, record).await?;
            records += 1;
        }
    }
    work.commit().await?;
    Ok(Rebuilt { records })
}
