//! Suggestions for a factory's plan as it is now.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use chrono::NaiveDate;

use super::{
    store::following,
    suggestions::{
        self,
        model::{Grounds, Need, Severity, Suggestion, rank},
        store,
    },
};
use crate::{
    catalogue::Listing,
    improvement::{self, Item},
    organisations::{self, store::organisations::Organisation},
    platform::{Outcome, Read},
};

/// The weightiest first: five queries beside those that found items and courses.
pub async fn suggestions(
    read: &Read,
    factory: &Organisation,
    items: &[Item],
    listings: &[Listing],
    today: NaiveDate,
) -> Outcome<Vec<Suggestion>> {
    let needs = needs(items);
    if needs.is_empty() {
        return Ok(Vec::new());
    }
    let rules = suggestions::table(store::changed_rules(read).await?, listings);
    let decided = store::decisions(read, factory.id).await?;
    let done = following::completions(read, factory.id, today).await?;
    let people = organisations::people_in(read, factory.id, today).await?;
    Ok(rank(&Grounds {
        rules: &rules,
        needs: &needs,
        done: &done,
        people: u32::try_from(people.len()).unwrap_or(u32::MAX),
        country: factory.country.as_deref(),
        today,
        decided: &decided,
    }))
}

/// The open items of the last cycle, each with the number of cycles in which its point was found.
pub fn needs(items: &[Item]) -> Vec<Need> {
    let mut cycles: HashMap<&str, BTreeSet<i32>> = HashMap::new();
    for item in items {
        cycles.entry(item.point_code.as_str()).or_default().insert(item.cycle_number);
    }
    // An item of an earlier cycle that is open still stands for its point until a later one does.
    let mut last: BTreeMap<&str, i32> = BTreeMap::new();
    for item in items {
        let known = last.entry(item.point_code.as_str()).or_insert(item.cycle_number);
        *known = item.cycle_number.max(*known);
    }
    let is_open = |item: &&Item| {
        !item.state.is_closed() && last.get(item.point_code.as_str()) == Some(&item.cycle_number)
    };
    let need = |item: &Item| Need {
        item: item.id.0,
        point: item.point_code.clone(),
        root_cause: Some(item.root_cause.clone()).filter(|cause| !cause.trim().is_empty()),
        severity: Severity::from_word(item.severity.word()).unwrap_or(Severity::Medium),
        found_in: cycles
            .get(item.point_code.as_str())
            .map_or(1, |found| u32::try_from(found.len()).unwrap_or(1)),
    };
    items.iter().filter(is_open).map(need).collect()
}

/// The items of a factory's plan, in every cycle.
pub async fn items(read: &Read, factory: &Organisation) -> Outcome<Vec<Item>> {
    improvement::items_of_plan(read, factory.id, None).await
}
