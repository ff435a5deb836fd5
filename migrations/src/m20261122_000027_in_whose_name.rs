//! In whose name a consent was given and revoked: the factory's, or that of the group that speaks for it.

use sea_orm_migration::prelude::*;

use crate::columns::{link, optional};

crate::migration!(up);

async fn up(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    // Empty for those of before: of them nobody knows it.
    for mut column in ["given_for_id", "revoked_for_id"].map(|name| optional(link(name))) {
        manager.alter_table(Table::alter().table("consent").add_column(&mut column).to_owned()).await?;
    }
    Ok(())
}
