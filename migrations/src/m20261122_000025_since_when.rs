//! Since when a factory has been in its group, or in none, so that those who must decide about its pathways are told; what
//! was previewed of a list, so that it is not taken in as something else; what a call said that was answered, so that
//! another one is not taken for it; which templates of pathways are shared; and whose courses wait for their session.

use sea_orm_migration::prelude::*;

use crate::columns::{date, index, optional, text, time};

crate::migration!(up);

async fn up(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    for (table, mut column) in [
        // Empty where it has not changed since it was registered, and where nobody kept the day.
        ("organisation", optional(date("grouped_on"))),
        // Of what would become of each row; empty before the list was looked through.
        ("import", optional(text("fingerprint"))),
        // When it was looked through anew, because what was previewed held no more.
        ("import", optional(time("previewed_anew_at"))),
        // From when on others than those whose template it is may begin pathways with it.
        ("pathway_template", optional(time("shared_at"))),
        ("pathway_template", optional(time("removed_at"))),
        // Since when nothing is missing but the session that somebody else leads.
        ("enrolment", optional(time("waits_for_session_at"))),
        // Of the body to which the answer was given; empty where it was none of a call.
        ("first_answer", text("fingerprint").default("").to_owned()),
    ] {
        manager.alter_table(Table::alter().table(table).add_column(&mut column).to_owned()).await?;
    }
    // Owners of steps find what is theirs.
    manager.create_index(index("pathway_step_by_owner", "pathway_step", &["owner_person_id"])).await
}
