//! Learning records: appended once, never changed. No foreign keys: records outlive what they speak of.

use sea_orm_migration::prelude::*;

use crate::columns::{bytes, index, keep_for_ever, link, make, optional, table, text, time, unique};

crate::migration!(up);

async fn up(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let sequence =
        ColumnDef::new("sequence").big_integer().not_null().auto_increment().primary_key().to_owned();
    let record = table(
        "record",
        vec![
            sequence,
            link("id"),
            link("person_id"),
            text("verb"),
            text("object"),
            // xAPI registration: the enrolment.
            optional(link("enrolment_id")),
            time("at"),
            time("stored_at"),
            text("statement"),
            // SHA-256 of what must be equal for two statements to be the same (xAPI 2.0, 4.1.11).
            bytes("fingerprint"),
        ],
    );
    make(
        manager,
        vec![record],
        vec![
            unique("record_id", "record", &["id"]),
            index("record_by_person", "record", &["person_id"]),
            index("record_by_enrolment", "record", &["enrolment_id"]),
        ],
    )
    .await?;
    keep_for_ever(manager, "record").await
}
