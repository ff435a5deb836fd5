//! The compliance points that a line may name. The frame lies above; `app.rs` hangs who knows it on the store.

use std::sync::Arc;

use chrono::NaiveDate;

use crate::platform::{Db, Language, Outcome, Read, UnitOfWork};

/// A compliance point of the frame.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PointNamed {
    pub code: String,
    /// The word of its cluster.
    pub cluster: String,
    pub name_en: String,
    pub name_vi: String,
    /// The first day on which something can be found under it.
    pub valid_from: Option<NaiveDate>,
}

impl PointNamed {
    pub fn name(&self, language: Language) -> &str {
        match language {
            Language::Vi => &self.name_vi,
            Language::En => &self.name_en,
        }
    }

    pub fn is_valid(&self, on: NaiveDate) -> bool {
        self.valid_from.is_none_or(|from| from <= on)
    }
}

/// Tells the compliance frame's points; what keeps them lies above.
#[async_trait::async_trait]
pub trait Points: Send + Sync {
    /// All points, in the order of the frame.
    async fn points(&self, read: &Read) -> Outcome<Vec<PointNamed>>;
}

/// Whoever tells the points; hung on the store when the server starts.
pub struct PointsDoor(pub Box<dyn Points>);

pub async fn points(db: &Db) -> Outcome<Vec<PointNamed>> {
    through(db.attached::<PointsDoor>(), db.read()).await
}

pub async fn points_within(work: &UnitOfWork) -> Outcome<Vec<PointNamed>> {
    through(work.attached::<PointsDoor>(), work).await
}

async fn through(door: Option<Arc<PointsDoor>>, read: &Read) -> Outcome<Vec<PointNamed>> {
    match door {
        Some(door) => door.0.points(read).await,
        None => Ok(Vec::new()),
    }
}
