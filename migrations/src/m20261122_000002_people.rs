//! People, their sign-ins, resets of passwords and suspensions.

use sea_orm_migration::prelude::*;

use crate::columns::{bytes, id, index, link, make, optional, references, table, text, time, unique};

crate::migration!(up);

async fn up(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let person = table(
        "person",
        vec![
            id(),
            text("name"),
            // Without case and marks, by which lists are searched and sorted.
            text("name_key"),
            text("email"),
            // The address in the one spelling by which it is compared.
            text("email_key"),
            text("language"),
            text("sex"),
            optional(text("password_hash")),
            time("joined_at"),
            // API tokens issued before this time are void.
            time("tokens_from"),
        ],
    );
    let mut suspension = table(
        "suspension",
        vec![
            id(),
            link("person_id"),
            time("at"),
            link("by_person_id"),
            text("reason"),
            optional(time("lifted_at")),
            optional(link("lifted_by_person_id")),
        ],
    );
    references(&mut suspension, "person_id", "person");
    let mut sign_in = table(
        "sign_in",
        vec![id(), bytes("fingerprint"), link("person_id"), time("at"), time("ends_at"), text("device")],
    );
    references(&mut sign_in, "person_id", "person");
    let mut password_reset = table(
        "password_reset",
        vec![
            id(),
            bytes("fingerprint"),
            link("person_id"),
            time("at"),
            time("ends_at"),
            optional(time("used_at")),
        ],
    );
    references(&mut password_reset, "person_id", "person");
    make(
        manager,
        vec![person, suspension, sign_in, password_reset],
        vec![
            index("person_name_key", "person", &["name_key"]),
            unique("person_email_key", "person", &["email_key"]),
            index("suspension_by_person", "suspension", &["person_id", "lifted_at"]),
            unique("sign_in_fingerprint", "sign_in", &["fingerprint"]),
            index("sign_in_by_person", "sign_in", &["person_id"]),
            unique("password_reset_fingerprint", "password_reset", &["fingerprint"]),
            index("password_reset_by_person", "password_reset", &["person_id"]),
        ],
    )
    .await
}
