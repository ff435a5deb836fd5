//! Learning as a whole: what holds of records, permits and lists, and the API held to its document.

mod audiences;
pub mod calls;
mod home;
mod languages;
mod records;
mod session;
mod sharing;
mod team_changes;
mod teams;
mod visible;

pub use crate::testing::caller;

use super::fixture;
use crate::{
    organisations::store::{
        memberships::{self, NewMembership},
        organisations::{self, NewOrganisation},
    },
    platform::{
        OrganisationId, PersonId,
        roles::{OrganisationKind, Role},
    },
    testing::TestAcademy,
};

/// An organisation of this kind and country.
async fn organisation(
    academy: &TestAcademy,
    kind: OrganisationKind,
    country: Option<&str>,
    part_of: Option<OrganisationId>,
) -> OrganisationId {
    let work = academy.begin().await;
    let new =
        NewOrganisation { kind, name: kind.word().to_owned(), country: country.map(str::to_owned), part_of };
    let id = organisations::add(&work, &new).await.unwrap();
    work.commit().await.unwrap();
    id
}

/// Somebody new with this role there.
async fn member(academy: &TestAcademy, name: &str, role: Role, organisation: OrganisationId) -> PersonId {
    let person = fixture::person(academy, name).await;
    let work = academy.begin().await;
    let starts_on = work.now().date_naive();
    let new = NewMembership { person, organisation, role, starts_on, ends_on: None, granted_by: person };
    memberships::add(&work, &new).await.unwrap();
    work.commit().await.unwrap();
    person
}
