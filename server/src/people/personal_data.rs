//! What people themselves are, in the tables of this capability.

use crate::platform::personal_data::{Erasure, PersonalRows, Told};

/// The person's own row goes last: others are found by it.
pub fn personal_data() -> Vec<PersonalRows> {
    vec![SIGN_INS, PASSWORD_RESETS, SUSPENSIONS, ERASURE_REQUESTS, PERSON]
}

const PERSON: PersonalRows = PersonalRows {
    table: "person",
    name: "person",
    whose: "id = {person}",
    told: &[
        Told::text("name"),
        Told::text("email"),
        Told::word("language", "held-language-"),
        Told::word("sex", "sex-"),
        Told::time("joined_at"),
    ],
    // Language, sex and the time of joining stay for the counts.
    erasure: Erasure::Overwrite(&[
        ("name", "''"),
        ("name_key", "''"),
        ("email", "''"),
        ("email_key", "{unlike_any}"),
        ("password_hash", "NULL"),
        ("tokens_from", "{now}"),
        ("erased_at", "{now}"),
    ]),
};

const SIGN_INS: PersonalRows = PersonalRows {
    table: "sign_in",
    name: "sign-in",
    whose: "person_id = {person}",
    told: &[Told::time("at"), Told::time("ends_at"), Told::text("device")],
    erasure: Erasure::Delete,
};

const PASSWORD_RESETS: PersonalRows = PersonalRows {
    table: "password_reset",
    name: "password-reset",
    whose: "person_id = {person}",
    told: &[Told::time("at"), Told::time("ends_at"), Told::time("used_at")],
    erasure: Erasure::Delete,
};

const SUSPENSIONS: PersonalRows = PersonalRows {
    table: "suspension",
    name: "suspension",
    whose: "person_id = {person}",
    told: &[Told::time("at"), Told::text("reason"), Told::time("lifted_at")],
    erasure: Erasure::Delete,
};

const ERASURE_REQUESTS: PersonalRows = PersonalRows {
    table: "erasure_request",
    name: "erasure-request",
    whose: "person_id = {person}",
    told: &[Told::time("at"), Told::time("withdrawn_at")],
    erasure: Erasure::Keep,
};
