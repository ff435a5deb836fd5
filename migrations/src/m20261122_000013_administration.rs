//! The chain of the audit, jobs that were dropped, and settings that change while the Academy runs.

use sea_orm_migration::prelude::*;

use crate::columns::{
    bytes, id, index, keep_for_ever, link, make, number, optional, table, text, time, truth, unique,
};

crate::migration!(up);

async fn up(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    // Over every column of the row, under a key of the installation. Empty in rows that are older than this column.
    add(manager, "audit", optional(bytes("seal"))).await?;
    let audit_link = table(
        "audit_link",
        vec![
            number("sequence").primary_key().to_owned(),
            link("audit_id"),
            bytes("seal"),
            // Over the hash of the link before it.
            bytes("hash"),
            // Found without a seal by the first run.
            truth("found"),
            time("linked_at"),
        ],
    );
    // One row: the end of the chain.
    let audit_chain = table(
        "audit_chain",
        vec![
            id(),
            number("sequence"),
            number("found"),
            bytes("hash"),
            bytes("seal"),
            // Tells one key from another, and nothing else about it.
            bytes("key_mark"),
            time("linked_at"),
        ],
    );
    // One dropped is a failed job that nobody need look after any more.
    add(manager, "job", optional(time("dropped_at"))).await?;
    add(manager, "job", optional(link("dropped_by_person_id"))).await?;
    add(manager, "job", optional(text("drop_reason"))).await?;
    let setting_change = table(
        "setting_change",
        vec![
            id(),
            text("setting"),
            // Empty: what the operator set when the server was started.
            optional(text("value")),
            optional(text("previous")),
            text("reason"),
            time("at"),
            link("by_person_id"),
        ],
    );
    make(
        manager,
        vec![audit_link, audit_chain, setting_change],
        vec![
            unique("audit_link_once", "audit_link", &["audit_id"]),
            index("setting_change_by_time", "setting_change", &["at"]),
            index("job_by_failure", "job", &["failed_at"]),
            index("mail_by_time", "mail", &["made_at"]),
            index("invitation_by_time", "invitation", &["at"]),
        ],
    )
    .await?;
    keep_for_ever(manager, "audit_link").await
}

async fn add(manager: &SchemaManager<'_>, table: &'static str, mut column: ColumnDef) -> Result<(), DbErr> {
    let change = Table::alter().table(table).add_column(&mut column).to_owned();
    manager.alter_table(change).await
}
