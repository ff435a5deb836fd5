//! Who registered an address.

use crate::platform::personal_data::{Erasure, PersonalRows, Told};

pub fn personal_data() -> Vec<PersonalRows> {
    vec![WEBHOOKS]
}

const WEBHOOKS: PersonalRows = PersonalRows {
    table: "webhook",
    name: "webhook",
    whose: "by_person_id = {person}",
    told: &[Told::time("at"), Told::text("url")],
    erasure: Erasure::Keep,
};
