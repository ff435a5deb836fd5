//! What the people at a step follow: the step as it was published last, whatever is made of it since; and who of them did
//! not come and does without it, and why.

use sea_orm_migration::prelude::*;

use crate::columns::{date, index, link, optional, text, time};

crate::migration!(up);

async fn up(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let participant = "pathway_participant";
    let step = "pathway_step";
    let added = [
        // All empty, or all said.
        (participant, optional(time("excused_at"))),
        (participant, optional(link("excused_by_person_id"))),
        (participant, optional(text("excuse"))),
        // Empty for a step that is not in force: it is new, or was taken out.
        (step, optional(text("published_name"))),
        (step, optional(text("published_kind"))),
        (step, optional(date("published_starts_on"))),
        (step, optional(date("published_due_on"))),
        (step, optional(text("published_place"))),
        (step, optional(link("published_owner_person_id"))),
    ];
    for (table, mut column) in added {
        manager.alter_table(Table::alter().table(table).add_column(&mut column).to_owned()).await?;
    }
    // Of what was published before it is not known in which words: as it stands.
    const STEPS: &str = "UPDATE pathway_step SET published_name = name, published_kind = kind, \
        published_starts_on = starts_on, published_due_on = due_on, published_place = place, \
        published_owner_person_id = owner_person_id \
        WHERE removed_at IS NULL AND EXISTS \
            (SELECT 1 FROM pathway_revision r WHERE r.pathway_id = pathway_step.pathway_id)";
    manager.get_connection().execute_unprepared(STEPS).await?;
    let owner = index("pathway_step_by_published_owner", step, &["published_owner_person_id"]);
    manager.create_index(owner).await
}
