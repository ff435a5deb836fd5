//! The items of a factory's last cycle are counted in every heat map: from an index alone.

use sea_orm_migration::prelude::*;

use crate::columns::index;

crate::migration!(up);

async fn up(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let counted = ["factory_id", "cycle_number", "point_code", "state", "due_on", "found_again"];
    manager.create_index(index("improvement_item_by_cycle", "improvement_item", &counted)).await
}
