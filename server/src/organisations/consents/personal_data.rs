//! Who asked, gave and revoked, who looked, and who said who sources from whom.

use crate::platform::personal_data::{Erasure, PersonalRows, Told};

pub fn personal_data() -> Vec<PersonalRows> {
    vec![LOOKS, REVOCATIONS, CONSENTS, REQUESTS, SOURCING_LINKS]
}

macro_rules! name_of {
    ($table:literal, $column:literal) => {
        concat!("SELECT o.name FROM organisation o WHERE o.id = ", $table, ".", $column)
    };
}

const CONSENTS: PersonalRows = PersonalRows {
    table: "consent",
    name: "consent",
    whose: "given_by_person_id = {person}",
    told: &[
        Told::time("given_at"),
        Told::text("factory").made_by(name_of!("consent", "factory_id")),
        Told::text("brand").made_by(name_of!("consent", "brand_id")),
        Told::day("starts_on"),
        Told::day("ends_on"),
    ],
    erasure: Erasure::Keep,
};

const REVOCATIONS: PersonalRows = PersonalRows {
    table: "consent",
    name: "consent-revoked",
    whose: "revoked_by_person_id = {person}",
    told: &[
        Told::time("revoked_at"),
        Told::text("factory").made_by(name_of!("consent", "factory_id")),
        Told::text("brand").made_by(name_of!("consent", "brand_id")),
        Told::text("reason").made_by("revocation_reason"),
    ],
    erasure: Erasure::Overwrite(&[("revocation_reason", "''")]),
};

const REQUESTS: PersonalRows = PersonalRows {
    table: "consent_request",
    name: "consent-request",
    whose: "by_person_id = {person}",
    told: &[
        Told::time("at"),
        Told::text("factory").made_by(name_of!("consent_request", "factory_id")),
        Told::text("brand").made_by(name_of!("consent_request", "brand_id")),
        Told::text("purpose"),
    ],
    erasure: Erasure::Overwrite(&[("purpose", "''")]),
};

/// The log never changes; it names the person by a number, which after erasure means nobody.
const LOOKS: PersonalRows = PersonalRows {
    table: "data_look",
    name: "data-look",
    whose: "person_id = {person}",
    told: &[
        Told::time("at"),
        Told::text("factory").made_by(name_of!("data_look", "factory_id")),
        Told::text("brand").made_by(name_of!("data_look", "brand_id")),
        Told::word("what", "consent-scope-"),
    ],
    erasure: Erasure::Keep,
};

const SOURCING_LINKS: PersonalRows = PersonalRows {
    table: "sourcing_link",
    name: "sourcing-link",
    whose: "by_person_id = {person}",
    told: &[
        Told::time("at"),
        Told::text("factory").made_by(name_of!("sourcing_link", "factory_id")),
        Told::text("brand").made_by(name_of!("sourcing_link", "brand_id")),
    ],
    erasure: Erasure::Keep,
};
