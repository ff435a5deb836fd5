//! Each person of a side has a view of an item of their own, so that nobody's takes the place of another's.

use sea_orm_migration::prelude::*;

use crate::columns::unique;

crate::migration!(up);

async fn up(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let before = Index::drop().name("improvement_voice_of_side").table("improvement_voice").to_owned();
    manager.drop_index(before).await?;
    let once = ["item_id", "side", "by_person_id"];
    manager.create_index(unique("improvement_voice_of_person", "improvement_voice", &once)).await
}
