//! What a factory lets brands see, and who looked; who sources from whom; events that go out to other systems, and the
//! addresses that they go to.

use sea_orm_migration::prelude::*;

use crate::columns::{
    date, id, index, keep_for_ever, link, make, number, optional, references, table, text, time, truth,
    unique,
};

crate::migration!(up);

async fn up(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    make(
        manager,
        vec![
            sourcing_link(),
            consent_request(),
            consent(),
            data_look(),
            outgoing_event(),
            webhook(),
            delivery(),
        ],
        vec![
            index("sourcing_link_by_brand", "sourcing_link", &["brand_id"]),
            index("sourcing_link_by_factory", "sourcing_link", &["factory_id"]),
            // Nobody sources from the same factory twice at once, and nobody asks again before the answer.
            unique("sourcing_link_open", "sourcing_link", &["brand_id", "factory_id"])
                .and_where(Expr::col("ends_on").is_null())
                .to_owned(),
            index("consent_request_by_brand", "consent_request", &["brand_id"]),
            index("consent_request_by_factory", "consent_request", &["factory_id"]),
            unique("consent_request_open", "consent_request", &["brand_id", "factory_id"])
                .and_where(Expr::col("answered_at").is_null())
                .to_owned(),
            index("consent_by_brand", "consent", &["brand_id", "factory_id"]),
            index("consent_by_factory", "consent", &["factory_id"]),
            index("data_look_by_factory", "data_look", &["factory_id", "at"]),
            index("data_look_by_person", "data_look", &["person_id"]),
            index("outgoing_event_by_time", "outgoing_event", &["at"]),
            unique("webhook_delivery_once", "webhook_delivery", &["webhook_id", "event_id"]),
            index("webhook_delivery_by_time", "webhook_delivery", &["webhook_id", "made_at"]),
        ],
    )
    .await?;
    keep_for_ever(manager, "data_look").await?;
    // A factory that is known through its group only: it may learn, and is counted nowhere as a factory of the programme.
    let group_only = truth("group_only").default(false).to_owned();
    manager.alter_table(Table::alter().table("organisation").add_column(group_only).to_owned()).await
}

/// A brand buys from a factory.
fn sourcing_link() -> TableCreateStatement {
    let mut table = table(
        "sourcing_link",
        vec![
            id(),
            link("brand_id"),
            link("factory_id"),
            date("starts_on"),
            // The last day.
            optional(date("ends_on")),
            time("at"),
            link("by_person_id"),
        ],
    );
    references(&mut table, "brand_id", "organisation");
    references(&mut table, "factory_id", "organisation");
    table
}

/// A brand asks a factory to let it see.
fn consent_request() -> TableCreateStatement {
    let mut table = table(
        "consent_request",
        vec![
            id(),
            link("brand_id"),
            link("factory_id"),
            truth("of_plan"),
            truth("of_learning"),
            text("purpose"),
            time("at"),
            link("by_person_id"),
            optional(time("answered_at")),
            optional(link("answered_by_person_id")),
            // given, declined or withdrawn
            optional(text("answer")),
        ],
    );
    references(&mut table, "brand_id", "organisation");
    references(&mut table, "factory_id", "organisation");
    table
}

/// What a factory lets a brand see, from when until when.
fn consent() -> TableCreateStatement {
    let mut table = table(
        "consent",
        vec![
            id(),
            link("factory_id"),
            link("brand_id"),
            truth("of_plan"),
            truth("of_learning"),
            date("starts_on"),
            // The last day.
            optional(date("ends_on")),
            time("given_at"),
            link("given_by_person_id"),
            optional(link("request_id")),
            optional(time("revoked_at")),
            optional(link("revoked_by_person_id")),
            text("revocation_reason"),
        ],
    );
    references(&mut table, "factory_id", "organisation");
    references(&mut table, "brand_id", "organisation");
    references(&mut table, "request_id", "consent_request");
    table
}

/// Somebody of a brand was shown something of a factory. No foreign key to the person: the look outlives them.
fn data_look() -> TableCreateStatement {
    let mut table = table(
        "data_look",
        vec![id(), time("at"), link("factory_id"), link("brand_id"), link("person_id"), text("what")],
    );
    references(&mut table, "factory_id", "organisation");
    references(&mut table, "brand_id", "organisation");
    table
}

/// Something that other systems may be told; ids only.
fn outgoing_event() -> TableCreateStatement {
    let mut table = table(
        "outgoing_event",
        vec![id(), text("kind"), time("at"), link("subject_id"), link("factory_id"), optional(text("state"))],
    );
    references(&mut table, "factory_id", "organisation");
    table
}

/// An address of another system. Its secret is derived from the installation's, and kept nowhere.
fn webhook() -> TableCreateStatement {
    let mut table = table(
        "webhook",
        vec![
            id(),
            text("url"),
            // Kinds of events, with commas.
            text("kinds"),
            // The country whose factories it hears of; empty for all.
            optional(text("country")),
            time("at"),
            link("by_person_id"),
            // Since when no attempt succeeded.
            optional(time("failing_since")),
            optional(time("disabled_at")),
            optional(time("deleted_at")),
        ],
    );
    references(&mut table, "by_person_id", "person");
    table
}

fn delivery() -> TableCreateStatement {
    let mut table = table(
        "webhook_delivery",
        vec![
            id(),
            link("webhook_id"),
            link("event_id"),
            time("made_at"),
            number("attempts"),
            optional(time("tried_at")),
            // The status of the last answer, or nothing where there was none.
            optional(number("status")),
            // Why there was no answer: a word.
            optional(text("failure")),
            optional(time("delivered_at")),
            optional(time("given_up_at")),
        ],
    );
    references(&mut table, "webhook_id", "webhook");
    references(&mut table, "event_id", "outgoing_event");
    table
}
