//! Imports from spreadsheets, and what they bring: an organisation's own reference, what an invitation promises.

use sea_orm_migration::prelude::*;

use crate::columns::{date, id, index, link, make, number, optional, table, text, time, unique};

crate::migration!(up);

async fn up(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    // The name that an organisation has in its owner's own lists.
    add(manager, "organisation", optional(text("reference"))).await?;
    add(manager, "invitation", optional(text("sex"))).await?;
    // The days of the membership to come.
    add(manager, "invitation", optional(date("starts_on"))).await?;
    add(manager, "invitation", optional(date("ends_on"))).await?;
    let import = table(
        "import",
        vec![
            id(),
            text("kind"),
            link("by_person_id"),
            time("at"),
            text("file_name"),
            // The hash of the file in storage; empty once it is over.
            optional(text("file")),
            text("state"),
            number("rows"),
            number("done"),
            number("created"),
            number("changed"),
            number("unchanged"),
            number("refused"),
            // The first refused rows with their reasons, as JSON.
            text("refusals"),
            optional(time("ended_at")),
        ],
    );
    make(
        manager,
        vec![import],
        vec![
            unique("organisation_reference", "organisation", &["country", "reference"]),
            index("organisation_by_reference", "organisation", &["reference"]),
            index("import_by_person", "import", &["by_person_id", "at"]),
            index("import_by_time", "import", &["at"]),
        ],
    )
    .await
}

async fn add(manager: &SchemaManager<'_>, table: &'static str, mut column: ColumnDef) -> Result<(), DbErr> {
    let change = Table::alter().table(table).add_column(&mut column).to_owned();
    manager.alter_table(change).await
}
