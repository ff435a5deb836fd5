//! What is kept of somebody's learning. What they wrote goes; how far they came stays under an id that names nobody.

use crate::platform::personal_data::{Erasure, PersonalRows, Told};

pub fn personal_data() -> Vec<PersonalRows> {
    vec![
        SIGHTINGS,
        REMINDERS,
        TEAM_LINES,
        AUDIENCE_MATCHES,
        FOLLOW_UPS,
        COUNTERSIGNATURES_GIVEN,
        COUNTERSIGNATURES,
        COMMITMENTS,
        ANSWERS,
        ATTEMPTS,
        PROGRESS,
        ENROLMENTS,
    ]
}

const OWN: &str = "enrolment_id IN (SELECT id FROM enrolment WHERE person_id = {person})";
const OWN_ATTEMPTS: &str = "attempt_id IN (SELECT t.id FROM attempt t JOIN enrolment e ON e.id = t.enrolment_id \
    WHERE e.person_id = {person})";
const OWN_COMMITMENTS: &str = "commitment_id IN (SELECT c.id FROM commitment c \
    JOIN enrolment e ON e.id = c.enrolment_id WHERE e.person_id = {person})";
const COURSE_OF_ENROLMENT: &str = "SELECT c.slug FROM course c WHERE c.id = enrolment.course_id";
const COURSE_OF_PROGRESS: &str = "SELECT c.slug FROM course c JOIN enrolment e ON e.course_id = c.id \
    WHERE e.id = progress.enrolment_id";
const COURSE_OF_ATTEMPT: &str = "SELECT c.slug FROM course c JOIN enrolment e ON e.course_id = c.id \
    WHERE e.id = attempt.enrolment_id";
const COURSE_OF_COMMITMENT: &str = "SELECT c.slug FROM course c JOIN enrolment e ON e.course_id = c.id \
    WHERE e.id = commitment.enrolment_id";

const ENROLMENTS: PersonalRows = PersonalRows {
    table: "enrolment",
    name: "enrolment",
    whose: "person_id = {person}",
    told: &[
        Told::time("enrolled_at"),
        Told::text("course").made_by(COURSE_OF_ENROLMENT),
        Told::word("language", "held-language-"),
        Told::text("organisation")
            .made_by("SELECT o.name FROM organisation o WHERE o.id = enrolment.organisation_id"),
        Told::truth("by_oneself").made_by("enrolled_by_person_id = {person}"),
        Told::day("due_on"),
        Told::time("withdrawn_at"),
    ],
    erasure: Erasure::Keep,
};

const PROGRESS: PersonalRows = PersonalRows {
    table: "progress",
    name: "progress",
    whose: "person_id = {person}",
    told: &[
        Told::time("started_at"),
        Told::text("course").made_by(COURSE_OF_PROGRESS),
        Told::number("steps_done"),
        Told::text("current_step"),
        Told::time("last_at"),
        Told::time("completed_at"),
    ],
    erasure: Erasure::Keep,
};

const ATTEMPTS: PersonalRows = PersonalRows {
    table: "attempt",
    name: "attempt",
    whose: OWN,
    told: &[
        Told::time("started_at"),
        Told::text("course").made_by(COURSE_OF_ATTEMPT),
        Told::text("step"),
        Told::number("number"),
        Told::time("handed_in_at"),
        Told::number("right"),
        Told::number("asked"),
        Told::truth("passed"),
    ],
    erasure: Erasure::Keep,
};

const ANSWERS: PersonalRows = PersonalRows {
    table: "answer",
    name: "answer",
    whose: OWN_ATTEMPTS,
    told: &[
        Told::time("saved_at"),
        Told::text("step").made_by("SELECT t.step FROM attempt t WHERE t.id = answer.attempt_id"),
        Told::text("question"),
        Told::document("response"),
        // Until an attempt is handed in, nobody is told.
        Told::truth("right").made_by(
            "SELECT CASE WHEN t.handed_in_at IS NULL THEN NULL ELSE answer.\"right\" END \
             FROM attempt t WHERE t.id = answer.attempt_id",
        ),
    ],
    // Whether it was right stays, for the attempt counts it.
    erasure: Erasure::Overwrite(&[("response", "'null'")]),
};

const COMMITMENTS: PersonalRows = PersonalRows {
    table: "commitment",
    name: "commitment",
    whose: OWN,
    told: &[
        Told::time("made_at"),
        Told::text("course").made_by(COURSE_OF_COMMITMENT),
        Told::text("promise"),
        Told::text("owner"),
        Told::day("due_on"),
        Told::text("measure"),
    ],
    erasure: Erasure::Overwrite(&[("promise", "''"), ("owner", "''"), ("measure", "''")]),
};

const COUNTERSIGNATURES: PersonalRows = PersonalRows {
    table: "countersignature",
    name: "countersignature",
    whose: OWN,
    told: &[Told::time("at"), Told::text("comment")],
    erasure: Erasure::Overwrite(&[("comment", "''")]),
};

const COUNTERSIGNATURES_GIVEN: PersonalRows = PersonalRows {
    table: "countersignature",
    name: "countersignature-given",
    whose: "by_person_id = {person}",
    told: &[Told::time("at"), Told::text("comment")],
    erasure: Erasure::Overwrite(&[("comment", "''")]),
};

const FOLLOW_UPS: PersonalRows = PersonalRows {
    table: "follow_up",
    name: "follow-up",
    whose: OWN_COMMITMENTS,
    told: &[Told::time("at"), Told::word("outcome", "follow-up-"), Told::text("comment")],
    erasure: Erasure::Overwrite(&[("comment", "''")]),
};

/// Who looked at the person's learning, told without a name.
const SIGHTINGS: PersonalRows = PersonalRows {
    table: "audit",
    name: "audit-of-learning",
    whose: "subject_id IN (SELECT id FROM enrolment WHERE person_id = {person})",
    told: &[
        Told::time("at"),
        Told::word("action", "audit-action-"),
        Told::truth("by_oneself").made_by("actor_id = {person}"),
    ],
    erasure: Erasure::Keep,
};

const REMINDERS: PersonalRows = PersonalRows {
    table: "reminder",
    name: "reminder",
    whose: OWN,
    told: &[Told::time("at")],
    erasure: Erasure::Keep,
};

/// Folded from the rest; the command that erases counts them anew first, so that the counts of the team agree.
const TEAM_LINES: PersonalRows = PersonalRows {
    table: "team_line",
    name: "",
    whose: "person_id = {person}",
    told: &[],
    erasure: Erasure::Delete,
};

const AUDIENCE_MATCHES: PersonalRows = PersonalRows {
    table: "audience_match",
    name: "audience-match",
    whose: "person_id = {person}",
    told: &[
        Told::day("matched_on"),
        Told::text("audience")
            .made_by("SELECT a.name FROM audience a WHERE a.id = audience_match.audience_id"),
    ],
    erasure: Erasure::Keep,
};
