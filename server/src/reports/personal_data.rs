//! What reports keep of people: where they stood when they were enrolled, by an opaque id; and what they asked to be
//! sent.

use crate::platform::personal_data::{Erasure, PersonalRows, Told};

pub fn personal_data() -> Vec<PersonalRows> {
    vec![SCHEDULES, STANDINGS]
}

const SCHEDULES: PersonalRows = PersonalRows {
    table: "report_schedule",
    name: "report-schedule",
    whose: "person_id = {person}",
    told: &[
        Told::time("made_at"),
        Told::word("often", "report-often-"),
        Told::text("question"),
        Told::time("ended_at"),
    ],
    erasure: Erasure::Delete,
};

/// Kept, so that the counts stay what they were: it names nobody.
const STANDINGS: PersonalRows = PersonalRows {
    table: "report_standing",
    name: "report-standing",
    whose: "person_id = {person}",
    told: &[
        Told::text("course").made_by("SELECT c.slug FROM course c WHERE c.id = report_standing.course_id"),
        Told::text("organisation")
            .made_by("SELECT o.name FROM organisation o WHERE o.id = report_standing.organisation_id"),
        Told::text("country"),
        Told::word("sex", "report-sex-"),
        Told::word("language", "held-language-"),
    ],
    erasure: Erasure::Keep,
};
