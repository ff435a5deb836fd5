//! Whether a factory is in a cycle of Better Work. Cycles lie above; `app.rs` hangs who knows them on the store.

use crate::platform::{OrganisationId, Outcome, Read, UnitOfWork};

#[async_trait::async_trait]
pub trait Cycles: Send + Sync {
    async fn is_in_cycle(&self, read: &Read, factory: OrganisationId) -> Outcome<bool>;
}

pub struct CyclesDoor(pub Box<dyn Cycles>);

pub(super) async fn is_in_cycle(work: &UnitOfWork, factory: OrganisationId) -> Outcome<bool> {
    match work.attached::<CyclesDoor>() {
        Some(door) => door.0.is_in_cycle(work, factory).await,
        None => Ok(false),
    }
}
