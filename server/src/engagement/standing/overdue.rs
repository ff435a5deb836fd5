//! How many items of a factory's plan are late. The plan lies above; `app.rs` hangs who knows it on the store.

use std::sync::Arc;

use chrono::NaiveDate;

use crate::platform::{Db, OrganisationId, Outcome, Read, UnitOfWork};

#[async_trait::async_trait]
pub trait Overdue: Send + Sync {
    /// Items of the factory that were due before `today` and are not verified.
    async fn items(&self, read: &Read, factory: OrganisationId, today: NaiveDate) -> Outcome<u32>;
}

pub struct OverdueDoor(pub Box<dyn Overdue>);

/// Whoever can be asked; nobody, where the store has no such door.
pub struct Asked(Option<Arc<OverdueDoor>>);

impl Asked {
    pub fn of(db: &Db) -> Self {
        Self(db.attached::<OverdueDoor>())
    }

    pub fn within(work: &UnitOfWork) -> Self {
        Self(work.attached::<OverdueDoor>())
    }

    pub async fn items(
        &self,
        read: &Read,
        factory: OrganisationId,
        today: NaiveDate,
    ) -> Outcome<Option<u32>> {
        match &self.0 {
            Some(door) => Ok(Some(door.0.items(read, factory, today).await?)),
            None => Ok(None),
        }
    }
}
