//! A source is known again within its cycle and keeps all that it said; what an import would change, row by row; progress
//! reports as they were sent.

use sea_orm_migration::prelude::*;

use crate::columns::{date, id, link, make, number, optional, references, table, text, time, unique};

crate::migration!(up);

async fn up(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let empty = |name| text(name).default("").to_owned();
    let columns = [
        // That of its item: the same reference in the next cycle is another finding.
        number("cycle_number").default(1).to_owned(),
        empty("root_cause"),
        empty("action"),
        optional(date("due_on")),
        // Since when the source says it no more.
        optional(date("gone_on")),
    ];
    for mut column in columns {
        add(manager, "improvement_source", &mut column).await?;
    }
    const CYCLES: &str = "UPDATE improvement_source SET cycle_number = \
        (SELECT i.cycle_number FROM improvement_item i WHERE i.id = improvement_source.item_id)";
    manager.get_connection().execute_unprepared(CYCLES).await?;
    let before = Index::drop().name("improvement_source_once").table("improvement_source").to_owned();
    manager.drop_index(before).await?;
    let once = ["factory_id", "kind", "reference", "cycle_number"];
    manager.create_index(unique("improvement_source_once", "improvement_source", &once)).await?;
    // JSON: the line of each changed row with sentences of what it changes.
    add(manager, "import", text("changed_rows").default("[]")).await?;
    make(
        manager,
        vec![report_copy()],
        vec![unique("progress_report_copy_once", "progress_report_copy", &["report_id", "version"])],
    )
    .await
}

async fn add(manager: &SchemaManager<'_>, table: &'static str, column: &mut ColumnDef) -> Result<(), DbErr> {
    manager.alter_table(Table::alter().table(table).add_column(column).to_owned()).await
}

/// A report as it was when it was sent: its texts and the table of the plan.
fn report_copy() -> TableCreateStatement {
    let mut table = table(
        "progress_report_copy",
        vec![
            id(),
            link("report_id"),
            // From 1.
            number("version"),
            // JSON; people by their ids only.
            text("document"),
            time("sent_at"),
            link("sent_by_person_id"),
        ],
    );
    references(&mut table, "report_id", "progress_report");
    table
}
