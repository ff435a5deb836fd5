//! Records name people by their ids alone, and outlive them.

use crate::platform::personal_data::{Erasure, PersonalRows, Told};

pub fn personal_data() -> Vec<PersonalRows> {
    vec![RECORDS]
}

const RECORDS: PersonalRows = PersonalRows {
    table: "record",
    name: "record",
    whose: "person_id = {person}",
    told: &[Told::time("at"), Told::text("verb"), Told::text("object"), Told::document("statement")],
    erasure: Erasure::Keep,
};
