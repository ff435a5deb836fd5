//! What improvement plans hold of people: what they wrote as owners, in comments and for their side, and the files they
//! brought. What a factory must improve stays.

use crate::platform::personal_data::{Erasure, PersonalRows, Told};

pub fn personal_data() -> Vec<PersonalRows> {
    vec![VOICES, COMMENTS, EVIDENCE, CHANGES, SOURCES, ITEMS, REPORTS, REPORT_COPIES, POINTS, QUESTIONS, HELD]
}

const ITEMS: PersonalRows = PersonalRows {
    table: "improvement_item",
    name: "improvement-item",
    whose: "owner_person_id = {person}",
    told: &[
        Told::text("factory")
            .made_by("SELECT o.name FROM organisation o WHERE o.id = improvement_item.factory_id"),
        Told::text("point_code"),
        Told::text("action"),
        Told::day("due_on"),
        Told::word("state", "improvement-state-"),
    ],
    // The action stays without its owner; the plan shows that one is missing.
    erasure: Erasure::Overwrite(&[("owner_person_id", "NULL"), ("owner_name", "''")]),
};

const SOURCES: PersonalRows = PersonalRows {
    table: "improvement_source",
    name: "improvement-source",
    whose: "brought_by_person_id = {person}",
    told: &[Told::time("brought_at"), Told::word("kind", "finding-source-"), Told::text("reference")],
    erasure: Erasure::Keep,
};

const EVIDENCE: PersonalRows = PersonalRows {
    table: "improvement_evidence",
    name: "improvement-evidence",
    whose: "by_person_id = {person}",
    told: &[Told::time("at"), Told::text("file_name"), Told::text("note")],
    // The file is the factory's; what the person wrote about it goes.
    erasure: Erasure::Overwrite(&[("note", "''")]),
};

const COMMENTS: PersonalRows = PersonalRows {
    table: "improvement_comment",
    name: "improvement-comment",
    whose: "by_person_id = {person}",
    told: &[Told::time("at"), Told::text("text")],
    erasure: Erasure::Overwrite(&[("text", "''")]),
};

const VOICES: PersonalRows = PersonalRows {
    table: "improvement_voice",
    name: "improvement-voice",
    whose: "by_person_id = {person}",
    told: &[
        Told::time("at"),
        Told::word("side", "improvement-side-"),
        Told::word("stance", "voice-stance-"),
        Told::text("text"),
    ],
    // The side's stance is the committee's; the words were the person's.
    erasure: Erasure::Overwrite(&[("text", "''")]),
};

const CHANGES: PersonalRows = PersonalRows {
    table: "improvement_change",
    name: "improvement-change",
    whose: "by_person_id = {person}",
    told: &[Told::time("at"), Told::word("kind", "item-change-")],
    erasure: Erasure::Keep,
};

const REPORTS: PersonalRows = PersonalRows {
    table: "progress_report",
    name: "progress-report",
    whose: "changed_by_person_id = {person} OR sent_by_person_id = {person}",
    told: &[Told::time("changed_at"), Told::time("sent_at")],
    erasure: Erasure::Keep,
};

const REPORT_COPIES: PersonalRows = PersonalRows {
    table: "progress_report_copy",
    name: "progress-report-copy",
    whose: "sent_by_person_id = {person}",
    told: &[Told::time("sent_at")],
    erasure: Erasure::Keep,
};

const POINTS: PersonalRows = PersonalRows {
    table: "compliance_point",
    name: "",
    whose: "changed_by_person_id = {person}",
    told: &[],
    erasure: Erasure::Keep,
};

const QUESTIONS: PersonalRows = PersonalRows {
    table: "compliance_question",
    name: "",
    whose: "changed_by_person_id = {person}",
    told: &[],
    erasure: Erasure::Keep,
};

/// Nobody may learn from what is told of them that an assessment was made: it is told as a source after the release.
const HELD: PersonalRows = PersonalRows {
    table: "held_finding",
    name: "",
    whose: "brought_by_person_id = {person}",
    told: &[],
    erasure: Erasure::Keep,
};
