//! Each side of a factory shares its own lines of the self-diagnosis.

use sea_orm_migration::prelude::*;

use crate::columns::{optional, time};

crate::migration!(up);

async fn up(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    // Empty for those that only the factory reads.
    let mut shared = optional(time("shared_at"));
    let table = Table::alter().table("self_diagnosis_line").add_column(&mut shared).to_owned();
    manager.alter_table(table).await?;
    // Until now all lines were shared at once.
    const LINES: &str = "UPDATE self_diagnosis_line SET shared_at = \
        (SELECT d.shared_at FROM self_diagnosis d WHERE d.id = self_diagnosis_line.self_diagnosis_id)";
    manager.get_connection().execute_unprepared(LINES).await?;
    Ok(())
}
