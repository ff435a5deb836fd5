//! Minutes as they were before somebody wrote them anew; seminars that change, or are cancelled.

use sea_orm_migration::prelude::*;

use crate::columns::{date, id, link, make, number, optional, references, table, text, time, unique};

crate::migration!(up);

async fn up(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut version = table(
        "committee_meeting_version",
        vec![
            id(),
            link("meeting_id"),
            // How often the meeting was changed before.
            number("changes"),
            date("held_on"),
            text("minutes"),
            // Who was there, and whether they were heard, as JSON.
            text("came"),
            time("at"),
            link("by_person_id"),
        ],
    );
    references(&mut version, "meeting_id", "committee_meeting");
    let once =
        unique("committee_meeting_version_once", "committee_meeting_version", &["meeting_id", "changes"]);
    make(manager, vec![version], vec![once]).await?;
    let changes = number("changes").default(0).to_owned();
    let cancelled = [optional(time("cancelled_at")), optional(text("cancel_reason"))];
    for mut column in std::iter::once(changes).chain(cancelled) {
        manager.alter_table(Table::alter().table("seminar").add_column(&mut column).to_owned()).await?;
    }
    Ok(())
}
