//! Since when a factory has been in its group, or in none, so that those who must decide about its pathways are told; and
//! what was previewed of a list, so that it is not taken in as something else.

use sea_orm_migration::prelude::*;

use crate::columns::{date, optional, text, time};

crate::migration!(up);

async fn up(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    for (table, mut column) in [
        // Empty where it has not changed since it was registered, and where nobody kept the day.
        ("organisation", optional(date("grouped_on"))),
        // Of what would become of each row; empty before the list was looked through.
        ("import", optional(text("fingerprint"))),
        // When it was looked through anew, because what was previewed held no more.
        ("import", optional(time("previewed_anew_at"))),
    ] {
        manager.alter_table(Table::alter().table(table).add_column(&mut column).to_owned()).await?;
    }
    Ok(())
}
