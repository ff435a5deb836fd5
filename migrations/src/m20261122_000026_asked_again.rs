//! When the Academy asks how a promise went is kept with it.

use sea_orm_migration::prelude::*;

use crate::columns::{optional, time};

crate::migration!(up);

async fn up(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    // Empty where the promise was made before: then it is 90 days after that.
    let mut ask_at = optional(time("ask_at"));
    manager.alter_table(Table::alter().table("commitment").add_column(&mut ask_at).to_owned()).await
}
