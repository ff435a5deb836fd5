//! Requests to be erased, when a person was erased, and the ways into the audit.

use sea_orm_migration::prelude::*;

use crate::columns::{id, index, link, make, optional, references, table, time, unique};

crate::migration!(up);

async fn up(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut request = table(
        "erasure_request",
        vec![
            id(),
            link("person_id"),
            time("at"),
            optional(time("withdrawn_at")),
            optional(time("carried_out_at")),
            optional(link("carried_out_by_person_id")),
        ],
    );
    references(&mut request, "person_id", "person");
    make(
        manager,
        vec![request],
        vec![
            // Nobody asks twice.
            unique("erasure_request_open", "erasure_request", &["person_id"])
                .and_where(Expr::col("withdrawn_at").is_null().and(Expr::col("carried_out_at").is_null()))
                .to_owned(),
            index("erasure_request_by_time", "erasure_request", &["at"]),
            index("audit_by_actor", "audit", &["actor_id", "at"]),
            index("audit_by_action", "audit", &["action", "at"]),
            index("audit_by_organisation", "audit", &["organisation_id", "at"]),
        ],
    )
    .await?;
    // Empty for those who were not erased: then the row still says who they are.
    let mut erased_at = optional(time("erased_at"));
    manager.alter_table(Table::alter().table("person").add_column(&mut erased_at).to_owned()).await
}
