//! People are suspended and let in again.

use super::access::{SeePerson, SuspendPerson};
use crate::{
    people::store::suspensions,
    platform::{Action, Outcome, Permit, Problem, UnitOfWork, audit},
};

const LONGEST_REASON: usize = 500;

/// Why somebody is suspended, in words that stand in the record.
pub struct Reason(String);

impl Reason {
    /// # Errors
    /// The text key of what is wrong.
    pub fn parse(text: &str) -> Result<Self, &'static str> {
        let text = text.trim();
        if text.is_empty() {
            return Err("suspension-reason-missing");
        }
        if text.chars().count() > LONGEST_REASON {
            return Err("suspension-reason-too-long");
        }
        Ok(Self(text.to_owned()))
    }
}

/// From the next request on the person is nobody. A second suspension changes nothing.
pub async fn suspend(work: &mut UnitOfWork, permit: &Permit<SuspendPerson>, reason: &Reason) -> Outcome<()> {
    let person = permit.person.id;
    if suspensions::is_suspended(work, person).await? {
        return Ok(());
    }
    suspensions::add(work, person, permit.actor.person, &reason.0).await?;
    let entry = audit::Entry::of(SuspendPerson::NAME, "person", person.0);
    audit::write(work, permit.actor.person, entry).await
}

/// # Errors
/// `Problem::NotFound` when nobody is suspended.
pub async fn lift(work: &mut UnitOfWork, permit: &Permit<SuspendPerson>) -> Outcome<()> {
    let person = permit.person.id;
    if suspensions::lift(work, person, permit.actor.person).await? == 0 {
        return Err(Problem::NotFound);
    }
    audit::write(work, permit.actor.person, audit::Entry::of("people.suspension-lift", "person", person.0))
        .await
}

/// Notes that somebody looked at another one's record.
pub async fn note_sight(work: &mut UnitOfWork, permit: &Permit<SeePerson>) -> Outcome<()> {
    audit::write(work, permit.actor.person, audit::Entry::of(SeePerson::NAME, "person", permit.person.id.0))
        .await
}
