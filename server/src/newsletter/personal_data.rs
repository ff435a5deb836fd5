//! What the newsletter holds of a person: found by the address alone, because it belongs to no account.

use crate::platform::personal_data::{Erasure, PersonalRows, Told};

pub fn personal_data() -> Vec<PersonalRows> {
    vec![REQUESTS, SUBSCRIPTIONS]
}

const REQUESTS: PersonalRows = PersonalRows {
    table: "newsletter_request",
    name: "newsletter-request",
    whose: "email_key = {address}",
    told: &[
        Told::text("email"),
        Told::word("language", "held-language-"),
        Told::time("at"),
        Told::time("ends_at"),
    ],
    erasure: Erasure::Delete,
};

const SUBSCRIPTIONS: PersonalRows = PersonalRows {
    table: "newsletter_subscription",
    name: "newsletter-subscription",
    whose: "email_key = {address}",
    told: &[
        Told::text("email"),
        Told::word("language", "held-language-"),
        Told::document("topics"),
        Told::time("confirmed_at"),
        Told::time("bounced_at"),
    ],
    // The row stays to be counted, as after leaving.
    erasure: Erasure::Overwrite(&[
        ("email", "NULL"),
        ("email_key", "NULL"),
        ("topics", "'[]'"),
        ("left_at", "{now}"),
    ]),
};
