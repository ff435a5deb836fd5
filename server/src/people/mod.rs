//! People: who they are, how they sign in, and what they tell of themselves.

pub mod model;
pub mod store;

pub use model::{EmailAddress, PersonName};
pub use store::persons::{NewPerson, Person};

use crate::platform::{Outcome, PersonId, Read, mail::Recipient};

/// A person as the receiver of a mail.
pub async fn recipient(read: &Read, person: PersonId) -> Outcome<Recipient> {
    let person = store::persons::person(read, person).await?;
    Ok(Recipient { person: Some(person.id), name: person.name, address: person.email, language: person.language })
}
