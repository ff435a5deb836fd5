//! For organisations, which lie below and mark factories that are known through their group only.

use super::store::current_cycle;
use crate::{
    organisations::Cycles,
    platform::{OrganisationId, Outcome, Read},
};

pub struct RunningCycles;

#[async_trait::async_trait]
impl Cycles for RunningCycles {
    async fn is_in_cycle(&self, read: &Read, factory: OrganisationId) -> Outcome<bool> {
        Ok(current_cycle(read, factory).await?.is_some())
    }
}
