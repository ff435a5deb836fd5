//! Seats for tests.

use chrono::NaiveDate;

use super::store::{self, NewMember};
use crate::{
    engagement::model::{Chosen, Origin, Side},
    platform::{OrganisationId, PersonId, roles::Sex},
    testing::TestAcademy,
};

/// Somebody sits on the committee of a factory from the first to the last day; where there is none yet, it is formed.
pub async fn sits(
    academy: &TestAcademy,
    (person, side): (PersonId, Side),
    factory: OrganisationId,
    (from_on, until_on): (NaiveDate, Option<NaiveDate>),
) {
    let work = academy.begin().await;
    let committee = match store::committee_of(&work, factory, from_on).await.unwrap() {
        Some(there) => there.id,
        None => store::add(&work, factory, (Origin::New, from_on), person).await.unwrap(),
    };
    let chosen = if side == Side::Workers { Chosen::Elected } else { Chosen::Appointed };
    let (name, sex) = (String::new(), Sex::NotStated);
    let new = NewMember { person: Some(person), name, sex, side, chosen, from_on };
    let member = store::add_member(&work, committee, &new, person).await.unwrap();
    if let Some(last_day) = until_on {
        assert!(store::end_member(&work, member, last_day).await.unwrap());
    }
    work.commit().await.unwrap();
}
