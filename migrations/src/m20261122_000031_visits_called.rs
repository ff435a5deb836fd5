//! What the programme's portal calls a visit.

use sea_orm_migration::prelude::*;

use crate::columns::{optional, text, unique};

crate::migration!(up);

async fn up(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut reference = optional(text("reference"));
    manager.alter_table(Table::alter().table("visit").add_column(&mut reference).to_owned()).await?;
    let once = unique("visit_by_reference", "visit", &["organisation_id", "reference"])
        .and_where(Expr::col("reference").is_not_null())
        .to_owned();
    manager.create_index(once).await
}
