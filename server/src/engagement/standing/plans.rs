//! How many items of a factory's plan are late. The plan lies above; `app.rs` hangs who knows it on the store.

use std::sync::Arc;

use chrono::NaiveDate;

use crate::platform::{Db, OrganisationId, Outcome, Read, UnitOfWork};

#[async_trait::async_trait]
pub trait Plans: Send + Sync {
    /// Items of the factory that were due before `today` and are not verified.
    async fn overdue(&self, read: &Read, factory: OrganisationId, today: NaiveDate) -> Outcome<u32>;
}

pub struct PlansDoor(pub Box<dyn Plans>);

/// Whoever can be asked; nobody, where the store has no such door.
pub struct Asked(Option<Arc<PlansDoor>>);

impl Asked {
    pub fn of(db: &Db) -> Self {
        Self(db.attached::<PlansDoor>())
    }

    pub fn within(work: &UnitOfWork) -> Self {
        Self(work.attached::<PlansDoor>())
    }

    pub async fn overdue(
        &self,
        read: &Read,
        factory: OrganisationId,
        today: NaiveDate,
    ) -> Outcome<Option<u32>> {
        match &self.0 {
            Some(door) => Ok(Some(door.0.overdue(read, factory, today).await?)),
            None => Ok(None),
        }
    }
}
