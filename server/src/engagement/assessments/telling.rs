//! What those who plan and make an assessment are told by a notice in the Academy, and by nothing else: no mail, and no job
//! that others could read of. Who keeps notices lies above; `app.rs` hangs it on the store.

use std::collections::BTreeSet;

use super::store::AssessmentId;
use crate::platform::{Outcome, PersonId, UnitOfWork};

/// What happened to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Happened {
    /// They make it, from now on.
    Planned,
    Cancelled,
}

#[async_trait::async_trait(?Send)]
pub trait OwnPeople {
    /// Tells these people, in the unit of work that does it.
    async fn tell(
        &self,
        work: &UnitOfWork,
        told: (AssessmentId, Happened),
        people: &[PersonId],
    ) -> Outcome<()>;
}

pub struct OwnPeopleDoor(pub Box<dyn OwnPeople + Send + Sync>);

/// Tells them all but whoever did it.
pub async fn tell(
    work: &UnitOfWork,
    told: (AssessmentId, Happened),
    people: impl IntoIterator<Item = PersonId>,
    by: PersonId,
) -> Outcome<()> {
    let people: BTreeSet<PersonId> = people.into_iter().filter(|person| *person != by).collect();
    let people: Vec<PersonId> = people.into_iter().collect();
    match work.attached::<OwnPeopleDoor>() {
        Some(door) if !people.is_empty() => door.0.tell(work, told, &people).await,
        _ => Ok(()),
    }
}
