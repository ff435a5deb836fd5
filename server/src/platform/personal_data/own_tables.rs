//! What the platform's own tables hold of people.

use super::{Erasure, PersonalRows, Told};

pub fn personal_data() -> Vec<PersonalRows> {
    vec![FIRST_ANSWERS, JOBS, MAILS, MAILS_TO_OTHERS, IMPORTS, SETTING_CHANGES, AUDIT]
}

/// They hold answers to somebody's requests for a week.
const FIRST_ANSWERS: PersonalRows = PersonalRows {
    table: "first_answer",
    name: "",
    whose: "answer LIKE {like_person} OR LOWER(answer) LIKE {like_address} OR answer LIKE {like_name}",
    told: &[],
    erasure: Erasure::Delete,
};

/// Payloads should hold ids only; what holds more goes with the person, and so do errors that quote them.
const JOBS: PersonalRows = PersonalRows {
    table: "job",
    name: "",
    whose: "LOWER(payload) LIKE {like_address} OR payload LIKE {like_name} \
        OR LOWER(unique_key) LIKE {like_address} OR LOWER(last_error) LIKE {like_address} \
        OR dropped_by_person_id = {person}",
    told: &[],
    erasure: Erasure::Delete,
};

const MAILS: PersonalRows = PersonalRows {
    table: "mail",
    name: "mail",
    whose: "person_id = {person} OR LOWER(address) = {address}",
    told: &[
        Told::time("made_at"),
        Told::text("address"),
        Told::text("name"),
        Told::time("sent_at"),
        Told::word("language", "held-language-"),
        Told::text("template"),
        Told::mail("content"),
    ],
    erasure: Erasure::Delete,
};

const IMPORTS: PersonalRows = PersonalRows {
    table: "import",
    name: "import",
    whose: "by_person_id = {person}",
    told: &[Told::time("at"), Told::text("file_name")],
    erasure: Erasure::Delete,
};

/// What somebody wrote as the reason goes, the change itself stays.
const SETTING_CHANGES: PersonalRows = PersonalRows {
    table: "setting_change",
    name: "setting-change",
    whose: "by_person_id = {person}",
    told: &[Told::time("at"), Told::text("setting"), Told::text("reason")],
    erasure: Erasure::Overwrite(&[("reason", "'–'")]),
};

/// What waits to be sent to others, and names the person.
const MAILS_TO_OTHERS: PersonalRows = PersonalRows {
    table: "mail",
    name: "",
    whose: "content LIKE {like_name} OR LOWER(content) LIKE {like_address}",
    told: &[],
    erasure: Erasure::Overwrite(&[(
        "content",
        "REPLACE(REPLACE(content, {quoted_name}, '\"–\"'), {address}, '–')",
    )]),
};

const AUDIT: PersonalRows = PersonalRows {
    table: "audit",
    name: "audit",
    whose: "actor_id = {person} OR subject_id = {person}",
    told: &[
        Told::time("at"),
        Told::word("action", "audit-action-"),
        Told::truth("by_oneself").made_by("actor_id = {person}"),
    ],
    erasure: Erasure::Keep,
};
