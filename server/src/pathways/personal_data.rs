//! What is kept of people in pathways: who takes part, who must act, who decided.

use crate::platform::personal_data::{Erasure, PersonalRows, Told};

pub fn personal_data() -> Vec<PersonalRows> {
    vec![PARTICIPANTS, CONFIRMATIONS, DECISIONS, STEPS, PATHWAYS]
}

const STEP_OF_PARTICIPANT: &str =
    "SELECT s.name FROM pathway_step s WHERE s.id = pathway_participant.step_id";
const FACTORY_OF_DECISION: &str =
    "SELECT o.name FROM organisation o WHERE o.id = suggestion_decision.organisation_id";
const PATHWAY_OF_CONFIRMATION: &str =
    "SELECT p.name FROM pathway p WHERE p.id = pathway_confirmation.pathway_id";
const FACTORY_OF_PATHWAY: &str = "SELECT o.name FROM organisation o WHERE o.id = pathway.organisation_id";

const PARTICIPANTS: PersonalRows = PersonalRows {
    table: "pathway_participant",
    name: "pathway-participant",
    whose: "person_id = {person}",
    told: &[
        Told::time("pathway_expected_at").made_by("expected_at"),
        Told::called("step").made_by(STEP_OF_PARTICIPANT),
        Told::truth("pathway_came").made_by("came"),
        Told::time("pathway_noted_at").made_by("noted_at"),
        Told::time("pathway_released_at").made_by("released_at"),
        Told::time("pathway_excused_at").made_by("excused_at"),
        Told::text("pathway_excuse").made_by("excuse"),
    ],
    // How many came or completed is counted; nobody waits for the others any more.
    erasure: Erasure::Overwrite(&[
        ("released_at", RELEASED),
        ("excuse", "CASE WHEN excuse IS NULL THEN excuse ELSE '' END"),
    ]),
};

const RELEASED: &str = "\
    CASE WHEN released_at IS NOT NULL OR COALESCE(came, FALSE) OR EXISTS (SELECT 1 FROM progress g \
    WHERE g.enrolment_id = pathway_participant.enrolment_id AND g.completed_at IS NOT NULL) \
    THEN released_at ELSE {now} END";

const CONFIRMATIONS: PersonalRows = PersonalRows {
    table: "pathway_confirmation",
    name: "pathway-confirmation",
    whose: "by_person_id = {person}",
    told: &[
        Told::time("at"),
        Told::called("pathway_name").made_by(PATHWAY_OF_CONFIRMATION),
        Told::word("pathway_side", "pathway-side-").made_by("side"),
        Told::truth("pathway_agreed").made_by("agreed"),
        Told::text("comment"),
    ],
    erasure: Erasure::Overwrite(&[("comment", "''")]),
};

const DECISIONS: PersonalRows = PersonalRows {
    table: "suggestion_decision",
    name: "suggestion-decision",
    whose: "by_person_id = {person}",
    told: &[
        Told::time("at"),
        Told::text("organisation").made_by(FACTORY_OF_DECISION),
        Told::word("suggestion_decision", "suggestion-decision-").made_by("decision"),
        Told::text("reason"),
    ],
    erasure: Erasure::Overwrite(&[("reason", "''")]),
};

const STEPS: PersonalRows = PersonalRows {
    table: "pathway_step",
    name: "pathway-step",
    whose: "owner_person_id = {person} OR published_owner_person_id = {person} OR done_by_person_id = {person}",
    told: &[
        Told::called("name"),
        Told::day("due_on"),
        Told::day("pathway_done_on").made_by("done_on"),
        Told::text("pathway_done_note").made_by("done_note"),
    ],
    erasure: Erasure::Keep,
};

const PATHWAYS: PersonalRows = PersonalRows {
    table: "pathway",
    name: "pathway",
    whose: "owner_person_id = {person} OR made_by_person_id = {person}",
    told: &[
        Told::time("made_at"),
        Told::called("name"),
        Told::text("organisation").made_by(FACTORY_OF_PATHWAY),
    ],
    erasure: Erasure::Keep,
};
