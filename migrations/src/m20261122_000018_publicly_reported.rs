//! Which questions of a country are reported publicly, who changed a question, and findings that wait for the release of
//! their assessment report.

use sea_orm_migration::prelude::*;

use crate::columns::{date, id, index, link, make, number, optional, references, table, text, time, unique};

crate::migration!(up);

async fn up(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let columns = [
        // From this day on, a finding under the question is reported publicly.
        optional(date("public_from")),
        number("changes").default(0).to_owned(),
        optional(time("changed_at")),
        optional(link("changed_by_person_id")),
    ];
    for mut column in columns {
        let change = Table::alter().table("compliance_question").add_column(&mut column).to_owned();
        manager.alter_table(change).await?;
    }
    make(
        manager,
        vec![held_finding()],
        vec![
            // The same finding of the same source waits once.
            unique("held_finding_once", "held_finding", &["factory_id", "kind", "reference"]),
            index("held_finding_by_assessment", "held_finding", &["assessment_id"]),
        ],
    )
    .await
}

/// A finding of an assessment whose report is not released: it is nowhere else until then.
fn held_finding() -> TableCreateStatement {
    let mut table = table(
        "held_finding",
        vec![
            id(),
            link("factory_id"),
            link("assessment_id"),
            text("kind"),
            text("reference"),
            // The finding as a document.
            text("finding"),
            time("brought_at"),
            link("brought_by_person_id"),
        ],
    );
    references(&mut table, "factory_id", "organisation");
    references(&mut table, "assessment_id", "assessment");
    table
}
