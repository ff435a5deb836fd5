//! In which cycle a factory is: the one that runs, else the last of which it has items, else its first.

use std::collections::HashMap;

use super::store::items;
use crate::{
    engagement,
    platform::{OrganisationId, Outcome, Read},
};

/// The cycle that findings belong to which name none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CurrentCycle {
    pub number: i32,
    /// Of `cycle`, where it is kept there.
    pub id: Option<uuid::Uuid>,
    /// Whether it runs: then no finding can be of a later one.
    pub is_kept: bool,
}

pub async fn current(
    read: &Read,
    factories: &[OrganisationId],
) -> Outcome<HashMap<OrganisationId, CurrentCycle>> {
    let kept = engagement::current_cycles(read, factories).await?;
    let latest = items::latest_cycles(read, factories).await?;
    let mut found: HashMap<OrganisationId, CurrentCycle> = latest
        .into_iter()
        .map(|(factory, number)| (factory, CurrentCycle { number, id: None, is_kept: false }))
        .collect();
    for (factory, cycle) in kept {
        let number = i32::try_from(cycle.number).unwrap_or(i32::MAX);
        found.insert(factory, CurrentCycle { number, id: Some(cycle.id.0), is_kept: true });
    }
    Ok(found)
}
