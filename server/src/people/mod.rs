//! People: who they are, how they sign in, and what they tell of themselves.

mod language;
pub mod mails;
pub mod model;
mod password_reset;
mod personal_data;
mod privacy;
mod profile;
mod sign_in;
pub mod store;
#[cfg(test)]
mod tests;

pub use language::language_choices;
pub use model::{EmailAddress, PersonName};
pub use personal_data::personal_data;
pub use privacy::telling::{CallNames, CallsDoor, NamePlaces, Place as RecordPlace, PlacesDoor};
pub use sign_in::{begin_sign_in, device};
pub use store::persons::{NewPerson, Person};

use crate::platform::{
    Job, JobKind, Outcome, PersonId, Read, Recipient, Routes, UnitOfWork, jobs, mail,
    pages::{Example, examples_of},
};

pub fn routes() -> Routes {
    sign_in::routes()
        .and(password_reset::routes())
        .and(profile::routes())
        .and(privacy::routes())
        .and(language::routes())
}

pub fn jobs() -> Vec<JobKind> {
    vec![password_reset::job(), sign_in::upkeep()]
}

pub fn examples() -> Vec<Example> {
    let pages = [
        examples_of::<sign_in::pages::SignInPage>(),
        examples_of::<password_reset::pages::ResetRequestPage>(),
        examples_of::<password_reset::pages::ResetSentPage>(),
        examples_of::<password_reset::pages::NewPasswordPage>(),
        examples_of::<profile::pages::ProfilePage>(),
        examples_of::<profile::pages::PasswordPage>(),
        examples_of::<privacy::pages::DataPage>(),
        examples_of::<privacy::held::HeldDataPage>(),
        mail::examples_of::<mails::ResetMail>(),
        mail::examples_of::<mails::PasswordChangedMail>(),
        mail::examples_of::<mails::ErasureAskedMail>(),
    ];
    pages.into_iter().flatten().collect()
}

/// The job that follows when something changed by which people are counted or chosen: name, language, memberships.
pub const CHANGED: &str = "people-changed";

/// Tells those above, once the unit has committed.
pub async fn changed(work: &UnitOfWork, people: &[PersonId]) -> Outcome<()> {
    jobs::enqueue_many(work, people.chunks(500).map(|some| Job::new(CHANGED, some.to_vec())).collect()).await
}

/// A person as the receiver of a mail.
pub async fn recipient(read: &Read, person: PersonId) -> Outcome<Recipient> {
    Ok(store::persons::person(read, person).await?.recipient())
}
