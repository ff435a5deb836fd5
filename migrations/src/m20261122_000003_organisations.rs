//! Organisations, memberships, invitations.

use sea_orm_migration::prelude::*;

use crate::columns::{bytes, date, id, index, link, make, optional, references, table, text, time, unique};

crate::migration!(up);

async fn up(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut organisation = table(
        "organisation",
        vec![
            id(),
            text("kind"),
            text("name"),
            // Without case and marks, by which lists are searched and sorted.
            text("name_key"),
            // ISO 3166-1 alpha-2.
            optional(text("country")),
            // The manufacturing group that a factory belongs to.
            optional(link("part_of")),
            time("registered_at"),
        ],
    );
    references(&mut organisation, "part_of", "organisation");
    let mut membership = table(
        "membership",
        vec![
            id(),
            link("person_id"),
            link("organisation_id"),
            text("role"),
            date("starts_on"),
            // The last day in force.
            optional(date("ends_on")),
            time("granted_at"),
            link("granted_by_person_id"),
        ],
    );
    references(&mut membership, "person_id", "person");
    references(&mut membership, "organisation_id", "organisation");
    let mut invitation = table(
        "invitation",
        vec![
            id(),
            bytes("fingerprint"),
            link("organisation_id"),
            text("role"),
            text("name"),
            text("email"),
            text("email_key"),
            text("language"),
            time("at"),
            link("invited_by_person_id"),
            time("ends_at"),
            optional(time("accepted_at")),
            optional(time("withdrawn_at")),
        ],
    );
    references(&mut invitation, "organisation_id", "organisation");
    make(
        manager,
        vec![organisation, membership, invitation],
        vec![
            index("organisation_name_key", "organisation", &["name_key"]),
            index("organisation_by_country", "organisation", &["country", "kind"]),
            index("organisation_by_group", "organisation", &["part_of"]),
            index("membership_by_person", "membership", &["person_id"]),
            index("membership_by_organisation", "membership", &["organisation_id"]),
            // Nobody holds a role in an organisation twice, and nobody is invited to it twice.
            unique("membership_open", "membership", &["person_id", "organisation_id", "role"])
                .and_where(Expr::col("ends_on").is_null())
                .to_owned(),
            unique("invitation_open", "invitation", &["organisation_id", "email_key", "role"])
                .and_where(Expr::col("accepted_at").is_null().and(Expr::col("withdrawn_at").is_null()))
                .to_owned(),
            unique("invitation_fingerprint", "invitation", &["fingerprint"]),
            index("invitation_by_organisation", "invitation", &["organisation_id"]),
            index("invitation_by_address", "invitation", &["email_key"]),
        ],
    )
    .await
}
