//! Where people belong, and how they were invited.

use super::consents;
use crate::platform::personal_data::{Erasure, PersonalRows, Told};

pub fn personal_data() -> Vec<PersonalRows> {
    [consents::personal_data(), vec![REFUSALS, INVITATIONS, MEMBERSHIPS]].concat()
}

const ORGANISATION_OF_MEMBERSHIP: &str =
    "SELECT o.name FROM organisation o WHERE o.id = membership.organisation_id";
const ORGANISATION_OF_INVITATION: &str =
    "SELECT o.name FROM organisation o WHERE o.id = invitation.organisation_id";

const MEMBERSHIPS: PersonalRows = PersonalRows {
    table: "membership",
    name: "membership",
    whose: "person_id = {person}",
    told: &[
        Told::text("organisation").made_by(ORGANISATION_OF_MEMBERSHIP),
        Told::word("role", "role-"),
        Told::day("starts_on"),
        Told::day("ends_on"),
        Told::text("department"),
    ],
    // Counts by country and organisation stand on them; they are ended by the command that erases.
    erasure: Erasure::Keep,
};

const INVITATIONS: PersonalRows = PersonalRows {
    table: "invitation",
    name: "invitation",
    whose: "email_key = {address}",
    told: &[
        Told::time("at"),
        Told::text("organisation").made_by(ORGANISATION_OF_INVITATION),
        Told::word("role", "role-"),
        Told::text("name"),
        Told::text("email"),
        Told::word("sex", "sex-"),
        Told::day("starts_on"),
        Told::day("ends_on"),
        Told::text("department"),
        Told::time("ends_at"),
        Told::time("accepted_at"),
        Told::time("withdrawn_at"),
    ],
    erasure: Erasure::Delete,
};

/// Reasons why rows of a list were refused may quote the row, and a list may be called after somebody.
const REFUSALS: PersonalRows = PersonalRows {
    table: "import",
    name: "",
    whose: "LOWER(refusals) LIKE {like_address} OR refusals LIKE {like_name} \
            OR LOWER(file_name) LIKE {like_address} OR file_name LIKE {like_plain_name}",
    told: &[],
    erasure: Erasure::Overwrite(&[("refusals", "'[]'"), ("file_name", "'–'")]),
};
