//! People are suspended and let in again.

use super::access::{SeePerson, SuspendPerson};
use crate::{
    people::store::{persons, sign_ins, suspensions},
    platform::{Action, Outcome, Permit, PersonId, Problem, UnitOfWork, audit},
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

/// From the next request on the person is nobody, and what they came in by is void for good. A second suspension changes nothing.
pub async fn suspend(work: &mut UnitOfWork, permit: &Permit<SuspendPerson>, reason: &Reason) -> Outcome<()> {
    let person = permit.person.id;
    if suspensions::is_suspended(work, person).await? {
        return Ok(());
    }
    suspensions::add(work, person, permit.actor.person, &reason.0).await?;
    sign_out_for_good(work, person).await?;
    let entry = audit::Entry::of(SuspendPerson::NAME, "person", person.0);
    audit::write(work, permit.actor.person, entry).await
}

async fn sign_out_for_good(work: &UnitOfWork, person: PersonId) -> Outcome<()> {
    sign_ins::end_all(work, person, None).await?;
    persons::void_tokens(work, person).await
}

/// Lets a person sign in again.
///
/// # Errors
/// `Problem::NotFound` when nobody is suspended.
pub async fn lift(work: &mut UnitOfWork, permit: &Permit<SuspendPerson>) -> Outcome<()> {
    let person = permit.person.id;
    if suspensions::lift(work, person, permit.actor.person).await? == 0 {
        return Err(Problem::NotFound);
    }
    // Suspensions of older versions left them as they were.
    sign_out_for_good(work, person).await?;
    audit::write(work, permit.actor.person, audit::Entry::of("people.suspension-lift", "person", person.0))
        .await
}

/// Notes that somebody looked at another one's record.
pub async fn note_sight(work: &mut UnitOfWork, permit: &Permit<SeePerson>) -> Outcome<()> {
    audit::write(work, permit.actor.person, audit::Entry::of(SeePerson::NAME, "person", permit.person.id.0))
        .await
}
