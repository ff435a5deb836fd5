//! Where people stand in the books of engagement: what they did for a factory is told to them, and their names go with
//! them; what a factory's committee or adviser wrote down stays, because it is the factory's.

use crate::platform::personal_data::{Erasure, PersonalRows, Told};

pub fn personal_data() -> Vec<PersonalRows> {
    let told = vec![MEMBERS, ATTENDANCE, ADVISED, ASSESSORS, VISITS];
    let authored = AUTHORED.iter().map(|(table, whose)| PersonalRows {
        table,
        name: "",
        whose,
        told: &[],
        erasure: Erasure::Keep,
    });
    authored.chain(told).collect()
}

const ORGANISATION_OF_CYCLE: &str = "SELECT o.name FROM organisation o WHERE o.id = cycle.organisation_id";
const ORGANISATION_OF_VISIT: &str = "SELECT o.name FROM organisation o WHERE o.id = visit.organisation_id";
const ORGANISATION_OF_MEMBER: &str = "SELECT o.name FROM organisation o \
    JOIN committee c ON c.organisation_id = o.id WHERE c.id = committee_member.committee_id";
const TOPIC: &str = "SELECT s.topic FROM seminar s WHERE s.id = seminar_attendance.seminar_id";
const HELD_ON: &str = "SELECT s.held_on FROM seminar s WHERE s.id = seminar_attendance.seminar_id";
const ASSESSED: &str = "SELECT o.name FROM organisation o \
    JOIN assessment a ON a.organisation_id = o.id WHERE a.id = assessment_assessor.assessment_id";
const ASSESSED_ON: &str =
    "SELECT a.first_on FROM assessment a WHERE a.id = assessment_assessor.assessment_id";

const MEMBERS: PersonalRows = PersonalRows {
    table: "committee_member",
    name: "committee-member",
    whose: "person_id = {person}",
    told: &[
        Told::day("from_on"),
        Told::text("organisation").made_by(ORGANISATION_OF_MEMBER),
        Told::word("side", "side-"),
        Told::word("chosen", "chosen-"),
        Told::day("until_on"),
    ],
    erasure: Erasure::Keep,
};

const ATTENDANCE: PersonalRows = PersonalRows {
    table: "seminar_attendance",
    name: "seminar-attendance",
    whose: "person_id = {person}",
    told: &[Told::day("held_on").made_by(HELD_ON), Told::text("topic").made_by(TOPIC)],
    erasure: Erasure::Keep,
};

const ADVISED: PersonalRows = PersonalRows {
    table: "cycle",
    name: "cycle-advised",
    whose: "adviser_person_id = {person}",
    told: &[
        Told::day("starts_on").made_by("started_on"),
        Told::text("organisation").made_by(ORGANISATION_OF_CYCLE),
        Told::day("ends_on").made_by("ended_on"),
    ],
    erasure: Erasure::Keep,
};

/// They know of it themselves, released or not.
const ASSESSORS: PersonalRows = PersonalRows {
    table: "assessment_assessor",
    name: "assessment-made",
    whose: "person_id = {person}",
    told: &[Told::day("held_on").made_by(ASSESSED_ON), Told::text("organisation").made_by(ASSESSED)],
    erasure: Erasure::Keep,
};

const VISITS: PersonalRows = PersonalRows {
    table: "visit",
    name: "visit-made",
    whose: "adviser_person_id = {person}",
    told: &[
        Told::day("held_on").made_by("visit_on"),
        Told::text("organisation").made_by(ORGANISATION_OF_VISIT),
    ],
    erasure: Erasure::Keep,
};

/// Tables that name somebody as the one who wrote or did it.
const AUTHORED: &[(&str, &str)] = &[
    ("adviser_handover", "by_person_id = {person}"),
    ("hundred_day_pause", "by_person_id = {person}"),
    ("visit_note", "by_person_id = {person}"),
    ("seminar", "by_person_id = {person}"),
    ("committee", "by_person_id = {person}"),
    ("committee_meeting", "by_person_id = {person}"),
    ("committee_meeting_version", "by_person_id = {person}"),
    ("committee_action", "done_by_person_id = {person}"),
    ("self_diagnosis", "begun_by_person_id = {person}"),
    ("self_diagnosis_line", "by_person_id = {person}"),
    ("assessment", "scheduler_person_id = {person}"),
    ("assessment_history", "by_person_id = {person}"),
    ("serious_issue", "opened_by_person_id = {person}"),
    ("high_performer_criteria", "by_person_id = {person}"),
    ("high_performer", "granted_by_person_id = {person}"),
    (
        "high_performer_answer",
        "performer_id IN (SELECT h.id FROM high_performer h WHERE h.granted_by_person_id = {person})",
    ),
    ("service_package", "confirmed_by_person_id = {person}"),
    ("delivery_check", "by_person_id = {person}"),
    ("rule_setting", "by_person_id = {person}"),
];
