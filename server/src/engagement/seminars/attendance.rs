//! Who may have come to a seminar: whoever belongs to one of its factories, or did on its day.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::store::{self, Seminar};
use crate::{
    organisations::store::memberships,
    platform::{OrganisationId, Outcome, PersonId, Read},
};

/// People with the factory for which they came; those who are noted already stay noted for theirs.
pub async fn may_have_come(
    read: &Read,
    seminar: &Seminar,
    today: NaiveDate,
) -> Outcome<BTreeMap<PersonId, OrganisationId>> {
    let asked = store::factories(read, seminar.id).await?;
    // Accounts are often made after a seminar was held: whoever joined since may have come too.
    let since = seminar.held_on.min(today);
    let members = memberships::members_of_all(read, &asked, since).await?;
    let memberships = memberships::memberships_of(read, members, since).await?;
    let mut people = BTreeMap::new();
    for membership in memberships.iter().filter(|membership| asked.contains(&membership.organisation)) {
        people.entry(membership.person).or_insert(membership.organisation);
    }
    people.extend(store::attendance(read, seminar.id).await?);
    Ok(people)
}
