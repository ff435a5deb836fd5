//! Which decision on a suggestion made a step is asked for every step of a factory's pathways.

use sea_orm_migration::prelude::*;

use crate::columns::index;

crate::migration!(up);

async fn up(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let by_step = index("suggestion_decision_by_step", "suggestion_decision", &["step_id"]);
    manager.create_index(by_step).await
}
