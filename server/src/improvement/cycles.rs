//! In which cycle a factory is: the one that runs, else the last of which it has items, else its first. And in which it was
//! on a day.

use std::collections::HashMap;

use chrono::NaiveDate;

use super::store::items;
use crate::{
    engagement,
    platform::{OrganisationId, Outcome, Problem, Read},
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

/// The cycle that each factory is in; where none is kept, the last one of its items. Who has neither is not there.
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

/// The number of the cycle that is meant where a page of a factory names none: the one that it is in, else its first.
pub async fn meant(read: &Read, factory: OrganisationId) -> Outcome<i32> {
    Ok(current(read, &[factory]).await?.get(&factory).map_or(1, |current| current.number))
}

/// The number of the cycle that is named in words, else of the one that is meant.
///
/// # Errors
/// `Problem::NotFound` for a cycle that is neither kept nor has items.
pub async fn named(read: &Read, factory: OrganisationId, named: &str) -> Outcome<i32> {
    if named.is_empty() {
        return meant(read, factory).await;
    }
    let cycle: i32 = named.parse().map_err(|_| Problem::NotFound)?;
    let kept = engagement::cycles_of(read, factory).await?;
    let is_kept = kept.iter().any(|one| i32::try_from(one.number) == Ok(cycle));
    if is_kept || items::cycles_with_items(read, factory).await?.contains(&cycle) {
        Ok(cycle)
    } else {
        Err(Problem::NotFound)
    }
}

/// The cycles of factories that are kept, the first ones first.
#[derive(Debug, Default)]
pub struct KeptCycles(HashMap<OrganisationId, Vec<engagement::Cycle>>);

impl KeptCycles {
    /// All cycles of these factories, in one query.
    pub async fn of(read: &Read, factories: &[OrganisationId]) -> Outcome<Self> {
        let mut kept: HashMap<OrganisationId, Vec<engagement::Cycle>> = HashMap::new();
        for cycle in engagement::cycles_of_all(read, factories).await? {
            kept.entry(cycle.factory).or_default().push(cycle);
        }
        Ok(Self(kept))
    }

    /// The number of the cycle in which the factory was on a day, so that a list means the same in the next cycle. Nothing
    /// where no cycle is kept.
    pub fn on(&self, factory: OrganisationId, day: NaiveDate) -> Option<i32> {
        let cycles = self.0.get(&factory)?;
        let begun = cycles.iter().rev().find(|cycle| cycle.started_on <= day).map(|cycle| cycle.number);
        // Before the first that is kept there was another one, or nothing yet.
        let number = begun.or_else(|| cycles.first().map(|first| first.number.saturating_sub(1).max(1)))?;
        i32::try_from(number).ok()
    }

    /// Of `cycle`, by the factory and the number, which counts from 1.
    pub fn id(&self, factory: OrganisationId, number: i32) -> Option<uuid::Uuid> {
        let mut cycles = self.0.get(&factory)?.iter();
        cycles.find(|cycle| i32::try_from(cycle.number) == Ok(number)).map(|cycle| cycle.id.0)
    }
}
