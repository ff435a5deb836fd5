//! Since when a factory has been in its group, or in none, so that those who must decide about its pathways are told.

use sea_orm_migration::prelude::*;

use crate::columns::{date, optional};

crate::migration!(up);

async fn up(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    // Empty where it has not changed since it was registered, and where nobody kept the day.
    let mut grouped_on = optional(date("grouped_on"));
    manager.alter_table(Table::alter().table("organisation").add_column(&mut grouped_on).to_owned()).await
}
