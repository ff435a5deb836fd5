//! With which change of its pathway a step was changed last, so that those who change different steps do not meet.

use sea_orm_migration::prelude::*;

use crate::columns::number;

crate::migration!(up);

async fn up(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut changed = number("changed_with").default(0).to_owned();
    manager.alter_table(Table::alter().table("pathway_step").add_column(&mut changed).to_owned()).await
}
