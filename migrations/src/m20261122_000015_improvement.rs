//! The compliance frame, the items of improvement plans with where they come from, and progress reports.

use sea_orm_migration::prelude::*;

use crate::columns::{
    date, id, index, link, make, number, optional, references, table, text, time, truth, unique,
};

crate::migration!(up);

async fn up(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    make(
        manager,
        vec![
            cluster(),
            theme(),
            point(),
            question(),
            item(),
            source(),
            evidence(),
            comment(),
            voice(),
            change(),
            report(),
        ],
        vec![
            index("compliance_question_by_point", "compliance_question", &["point_code"]),
            unique(
                "improvement_item_once",
                "improvement_item",
                &["factory_id", "cycle_number", "point_code", "question_code"],
            ),
            index("improvement_item_by_point", "improvement_item", &["factory_id", "point_code"]),
            index("improvement_item_by_due", "improvement_item", &["factory_id", "state", "due_on"]),
            index("improvement_item_by_owner", "improvement_item", &["owner_person_id"]),
            unique("improvement_source_once", "improvement_source", &["factory_id", "kind", "reference"]),
            index("improvement_source_by_item", "improvement_source", &["item_id"]),
            index("improvement_evidence_by_item", "improvement_evidence", &["item_id"]),
            index("improvement_comment_by_item", "improvement_comment", &["item_id"]),
            unique("improvement_voice_of_side", "improvement_voice", &["item_id", "side"]),
            index("improvement_change_by_item", "improvement_change", &["item_id"]),
            unique("progress_report_once", "progress_report", &["factory_id", "cycle_number"]),
        ],
    )
    .await
}

fn code() -> ColumnDef {
    text("code").primary_key().to_owned()
}

fn cluster() -> TableCreateStatement {
    table("compliance_cluster", vec![code(), text("name_en"), text("name_vi"), number("position")])
}

/// What the programme looks at first, across the clusters.
fn theme() -> TableCreateStatement {
    table("priority_theme", vec![code(), text("name_en"), text("name_vi"), number("position")])
}

/// The same in every country.
fn point() -> TableCreateStatement {
    table(
        "compliance_point",
        vec![
            code(),
            text("cluster_code"),
            text("name_en"),
            text("name_vi"),
            number("position"),
            // Seen in a public source, or still to be verified.
            truth("confirmed"),
            optional(text("theme_code")),
            optional(date("valid_from")),
            number("changes"),
            optional(time("changed_at")),
            optional(link("changed_by_person_id")),
        ],
    )
}

/// A country's own question under a point, by version.
fn question() -> TableCreateStatement {
    let mut table = table(
        "compliance_question",
        vec![
            text("country"),
            text("code"),
            number("version"),
            text("point_code"),
            text("text_en"),
            text("text_vi"),
            text("law_reference"),
            truth("confirmed"),
            optional(date("valid_from")),
            optional(date("valid_to")),
        ],
    );
    table.primary_key(Index::create().col("country").col("code").col("version"));
    table
}

/// One for each factory, cycle and point (and question, where one is named; else it is empty).
fn item() -> TableCreateStatement {
    let mut table = table(
        "improvement_item",
        vec![
            id(),
            link("factory_id"),
            // Of `cycle`, where the cycle is kept; the number is always known.
            optional(link("cycle_id")),
            number("cycle_number"),
            text("point_code"),
            text("question_code"),
            text("state"),
            text("severity"),
            // The same point was found in an earlier cycle.
            truth("found_again"),
            date("found_on"),
            text("root_cause"),
            text("action"),
            optional(link("owner_person_id")),
            // Where the owner has no account.
            text("owner_name"),
            optional(date("due_on")),
            // Counts what people changed, so that two who change it at once notice.
            number("changes"),
            time("made_at"),
            link("made_by_person_id"),
            optional(time("changed_at")),
            optional(link("changed_by_person_id")),
            optional(time("verified_at")),
            optional(link("verified_by_person_id")),
        ],
    );
    references(&mut table, "factory_id", "organisation");
    table
}

/// Where an item comes from; merged items keep all of them.
fn source() -> TableCreateStatement {
    let mut table = table(
        "improvement_source",
        vec![
            id(),
            link("item_id"),
            link("factory_id"),
            text("kind"),
            text("reference"),
            date("found_on"),
            text("severity"),
            text("text"),
            time("brought_at"),
            link("brought_by_person_id"),
        ],
    );
    references(&mut table, "item_id", "improvement_item");
    table
}

fn evidence() -> TableCreateStatement {
    let mut table = table(
        "improvement_evidence",
        vec![
            id(),
            link("item_id"),
            text("file"),
            text("file_name"),
            text("media_type"),
            number("bytes"),
            text("note"),
            time("at"),
            link("by_person_id"),
            optional(time("withdrawn_at")),
            optional(link("withdrawn_by_person_id")),
        ],
    );
    references(&mut table, "item_id", "improvement_item");
    table
}

fn comment() -> TableCreateStatement {
    let mut table = table(
        "improvement_comment",
        vec![id(), link("item_id"), text("text"), time("at"), link("by_person_id")],
    );
    references(&mut table, "item_id", "improvement_item");
    table
}

/// What one side of the committee says of an item; each side writes its own.
fn voice() -> TableCreateStatement {
    let mut table = table(
        "improvement_voice",
        vec![
            id(),
            link("item_id"),
            text("side"),
            text("stance"),
            text("text"),
            truth("women_heard"),
            truth("men_heard"),
            time("at"),
            link("by_person_id"),
            number("changes"),
        ],
    );
    references(&mut table, "item_id", "improvement_item");
    table
}

/// The history of an item.
fn change() -> TableCreateStatement {
    let mut table = table(
        "improvement_change",
        vec![
            id(),
            link("item_id"),
            text("kind"),
            // JSON: what it was and what it became.
            text("details"),
            time("at"),
            link("by_person_id"),
        ],
    );
    references(&mut table, "item_id", "improvement_item");
    table
}

/// What the factory itself reports within 30 days of the release of the assessment report.
fn report() -> TableCreateStatement {
    let mut table = table(
        "progress_report",
        vec![
            id(),
            link("factory_id"),
            number("cycle_number"),
            date("released_on"),
            date("due_on"),
            text("social_dialogue"),
            text("systems"),
            text("continuous_learning"),
            text("feedback"),
            number("changes"),
            optional(time("changed_at")),
            optional(link("changed_by_person_id")),
            optional(time("sent_at")),
            optional(link("sent_by_person_id")),
        ],
    );
    references(&mut table, "factory_id", "organisation");
    table
}
