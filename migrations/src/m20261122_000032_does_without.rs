//! Who did not come to a step and does without it, and why.

use sea_orm_migration::prelude::*;

use crate::columns::{link, optional, text, time};

crate::migration!(up);

async fn up(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    // All empty, or all said.
    let added =
        [optional(time("excused_at")), optional(link("excused_by_person_id")), optional(text("excuse"))];
    for mut column in added {
        let table = Table::alter().table("pathway_participant").add_column(&mut column).to_owned();
        manager.alter_table(table).await?;
    }
    Ok(())
}
