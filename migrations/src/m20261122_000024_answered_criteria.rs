//! What the Academy counts of the criteria of high performers, and the answer to each; findings that wait are known again
//! within their cycle.

use sea_orm_migration::prelude::*;

use crate::columns::{link, make, number, optional, references, table, text, truth, unique};

crate::migration!(up);

async fn up(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    make(
        manager,
        vec![measure(), answer()],
        vec![
            // A factory has the status once, whoever grants it at the same moment.
            unique("high_performer_in_force", "high_performer", &["organisation_id"])
                .and_where(Expr::col("revoked_on").is_null())
                .to_owned(),
        ],
    )
    .await?;
    let mut cycle = number("cycle_number").default(1).to_owned();
    let add = Table::alter().table("held_finding").add_column(&mut cycle).to_owned();
    manager.alter_table(add).await?;
    const CYCLES: &str = "UPDATE held_finding SET cycle_number = (SELECT c.number FROM assessment a \
        JOIN cycle c ON c.id = a.cycle_id WHERE a.id = held_finding.assessment_id)";
    manager.get_connection().execute_unprepared(CYCLES).await?;
    let before = Index::drop().name("held_finding_once").table("held_finding").to_owned();
    manager.drop_index(before).await?;
    let once = ["factory_id", "kind", "reference", "cycle_number"];
    manager.create_index(unique("held_finding_once", "held_finding", &once)).await
}

/// A criterion that the Academy counts itself, with the amount that a version asks for.
fn measure() -> TableCreateStatement {
    let columns = vec![link("criteria_id"), text("measure"), number("amount")];
    let mut table = table("high_performer_measure", columns);
    table.primary_key(Index::create().col("criteria_id").col("measure"));
    references(&mut table, "criteria_id", "high_performer_criteria");
    table
}

/// The answer to a criterion, with which the status was granted.
fn answer() -> TableCreateStatement {
    let mut table = table(
        "high_performer_answer",
        vec![
            link("performer_id"),
            // From 1.
            number("position"),
            // JSON: the criterion as it was.
            text("criterion"),
            truth("met"),
            text("note"),
            // JSON: what the Academy knew that day, with its figures. Empty where it cannot know.
            optional(text("known")),
        ],
    );
    table.primary_key(Index::create().col("performer_id").col("position"));
    references(&mut table, "performer_id", "high_performer");
    table
}
