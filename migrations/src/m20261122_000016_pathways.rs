//! Pathways: what a course helps with, the table of suggestions, pathways with their stages, goals, steps and people.

use sea_orm_migration::prelude::*;

use crate::columns::{
    date, id, index, link, make, number, optional, references, table, text, time, truth, unique,
};

crate::migration!(up);

async fn up(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let added = [
        // JSON: codes of the compliance points that a course helps with.
        optional(text("compliance_points")),
        truth("needs_session").default(false).to_owned(),
    ];
    for column in added {
        manager.alter_table(Table::alter().table("course_listing").add_column(column).to_owned()).await?;
    }
    make(
        manager,
        vec![
            suggestion_rule(),
            suggestion_decision(),
            pathway(),
            pathway_stage(),
            pathway_goal(),
            pathway_step(),
            pathway_participant(),
            pathway_confirmation(),
            pathway_revision(),
            pathway_template(),
        ],
        vec![
            unique("suggestion_rule_by_code", "suggestion_rule", &["code"]),
            index("suggestion_decision_by_organisation", "suggestion_decision", &["organisation_id"]),
            index("pathway_by_organisation", "pathway", &["organisation_id"]),
            index("pathway_stage_by_pathway", "pathway_stage", &["pathway_id", "position"]),
            index("pathway_goal_by_pathway", "pathway_goal", &["pathway_id", "position"]),
            index("pathway_step_by_pathway", "pathway_step", &["pathway_id", "position"]),
            index("pathway_participant_by_person", "pathway_participant", &["person_id"]),
            index("pathway_participant_by_enrolment", "pathway_participant", &["enrolment_id"]),
            index("pathway_confirmation_by_pathway", "pathway_confirmation", &["pathway_id"]),
            unique("pathway_revision_by_number", "pathway_revision", &["pathway_id", "number"]),
        ],
    )
    .await
}

/// A row of the table of suggestions that people of the Academy added or changed. The rows that the Academy comes with
/// are not here; one of the same code stands instead of it.
fn suggestion_rule() -> TableCreateStatement {
    table(
        "suggestion_rule",
        vec![
            id(),
            text("code"),
            // JSON: codes; any where there are none.
            text("compliance_points"),
            text("root_causes"),
            // ISO 3166-1 alpha-2; every country where it is left out.
            optional(text("country")),
            text("kind"),
            text("delivery"),
            text("goal"),
            optional(text("course")),
            // JSON by language: what a workshop, a visit or a task is called.
            text("titles"),
            date("valid_from"),
            // The last day.
            optional(date("valid_until")),
            text("source"),
            number("changes"),
            time("changed_at"),
            link("changed_by_person_id"),
        ],
    )
}

/// What was decided about a suggestion, and how the item stood then.
fn suggestion_decision() -> TableCreateStatement {
    let mut table = table(
        "suggestion_decision",
        vec![
            id(),
            link("organisation_id"),
            text("rule_code"),
            text("decision"),
            text("reason"),
            // JSON: how severe, how often found and why, item by item.
            text("situation"),
            time("at"),
            link("by_person_id"),
            optional(link("step_id")),
        ],
    );
    references(&mut table, "organisation_id", "organisation");
    table
}

/// A factory's time-bound pathway, as it is being edited. What is in force stands in its last revision.
fn pathway() -> TableCreateStatement {
    let mut table = table(
        "pathway",
        vec![
            id(),
            link("organisation_id"),
            optional(link("cycle_id")),
            optional(link("template_id")),
            text("name"),
            optional(link("owner_person_id")),
            optional(date("starts_on")),
            optional(date("ends_on")),
            number("changes"),
            time("made_at"),
            link("made_by_person_id"),
            time("changed_at"),
            link("changed_by_person_id"),
            // As they were when it was published last: a change of either must be decided about.
            optional(link("group_id")),
            optional(link("adviser_person_id")),
            optional(time("ended_at")),
            optional(link("ended_by_person_id")),
        ],
    );
    references(&mut table, "organisation_id", "organisation");
    table
}

fn pathway_stage() -> TableCreateStatement {
    let mut table = table(
        "pathway_stage",
        vec![
            id(),
            link("pathway_id"),
            number("position"),
            text("name"),
            optional(date("starts_on")),
            optional(date("ends_on")),
        ],
    );
    references(&mut table, "pathway_id", "pathway");
    table
}

fn pathway_goal() -> TableCreateStatement {
    let mut table = table(
        "pathway_goal",
        vec![
            id(),
            link("pathway_id"),
            number("position"),
            text("kind"),
            text("goal"),
            // By what one will see that it is reached.
            text("measure"),
            optional(date("due_on")),
        ],
    );
    references(&mut table, "pathway_id", "pathway");
    table
}

/// A course, a workshop, an advisory visit or a task.
fn pathway_step() -> TableCreateStatement {
    let mut table = table(
        "pathway_step",
        vec![
            id(),
            link("pathway_id"),
            optional(link("stage_id")),
            // The item of the improvement plan that it helps with.
            optional(link("item_id")),
            optional(text("compliance_point")),
            number("position"),
            text("kind"),
            text("delivery"),
            text("goal"),
            text("name"),
            optional(text("course")),
            // The version that was published when people were enrolled.
            optional(link("course_version_id")),
            optional(date("starts_on")),
            optional(date("due_on")),
            text("place"),
            optional(link("owner_person_id")),
            // Another step that this one replaces, or that is complete only with it.
            optional(link("other_step_id")),
            optional(text("relation")),
            // Who takes part.
            optional(text("role")),
            optional(text("side")),
            optional(text("sex")),
            text("department"),
            // Per cent of those who are meant.
            number("coverage"),
            // For a workshop, a visit or a task.
            optional(date("done_on")),
            optional(link("done_by_person_id")),
            text("done_note"),
            optional(time("removed_at")),
        ],
    );
    references(&mut table, "pathway_id", "pathway");
    table
}

/// Who is expected at a step, and what came of it.
fn pathway_participant() -> TableCreateStatement {
    let mut table = table(
        "pathway_participant",
        vec![
            link("step_id"),
            link("person_id"),
            time("expected_at"),
            optional(link("enrolment_id")),
            optional(truth("came")),
            optional(time("noted_at")),
            optional(link("noted_by_person_id")),
        ],
    );
    table.primary_key(Index::create().col("step_id").col("person_id"));
    references(&mut table, "step_id", "pathway_step");
    references(&mut table, "person_id", "person");
    table
}

/// A side of the committee says yes, or no with a reason, to a pathway as it stood after so many changes.
fn pathway_confirmation() -> TableCreateStatement {
    let mut table = table(
        "pathway_confirmation",
        vec![
            id(),
            link("pathway_id"),
            number("changes"),
            text("side"),
            truth("agreed"),
            text("comment"),
            time("at"),
            link("by_person_id"),
        ],
    );
    references(&mut table, "pathway_id", "pathway");
    table
}

/// What was published, and what that changed for whom. The first is number 1.
fn pathway_revision() -> TableCreateStatement {
    let mut table = table(
        "pathway_revision",
        vec![
            id(),
            link("pathway_id"),
            number("number"),
            number("changes"),
            // JSON: the whole pathway.
            text("document"),
            // JSON: sentences.
            text("differences"),
            number("enrolled"),
            time("at"),
            link("by_person_id"),
        ],
    );
    references(&mut table, "pathway_id", "pathway");
    table
}

fn pathway_template() -> TableCreateStatement {
    table(
        "pathway_template",
        vec![
            id(),
            text("code"),
            text("name"),
            optional(text("country")),
            // The partner whose template it is.
            optional(link("organisation_id")),
            text("language"),
            // JSON: stages, goals and steps, with days from the start.
            text("document"),
            optional(link("cloned_from_id")),
            number("changes"),
            time("changed_at"),
            link("changed_by_person_id"),
        ],
    )
}
