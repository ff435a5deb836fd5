//! In which department people work, and who is no longer expected at a step of a pathway.

use sea_orm_migration::prelude::*;

use crate::columns::{optional, text, time, truth};

crate::migration!(up);

async fn up(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let department = || optional(text("department"));
    // Empty for those who are still expected.
    let released = optional(time("released_at"));
    // Whether the enrolment is there because of the pathway; of those before nobody knows it.
    let enrolled = truth("enrolled_here").default(false).to_owned();
    for (table, mut column) in [
        ("membership", department()),
        ("invitation", department()),
        ("pathway_participant", released),
        ("pathway_participant", enrolled),
    ] {
        manager.alter_table(Table::alter().table(table).add_column(&mut column).to_owned()).await?;
    }
    Ok(())
}
