//! The newsletter: requests that wait for a confirmation, subscriptions, issues, and who got which.

use sea_orm_migration::prelude::*;

use crate::columns::{bytes, id, index, link, make, number, optional, references, table, text, time, unique};

crate::migration!(up);

async fn up(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let request = table(
        "newsletter_request",
        vec![
            ColumnDef::new("email_key").text().not_null().primary_key().to_owned(),
            bytes("fingerprint"),
            text("email"),
            text("language"),
            text("topics"),
            time("at"),
            // So many mails asked this address to confirm.
            number("mails"),
            time("ends_at"),
        ],
    );
    let subscription = table(
        "newsletter_subscription",
        vec![
            id(),
            // Empty after leaving: then the row is only counted.
            optional(text("email")),
            optional(text("email_key")),
            text("language"),
            text("topics"),
            text("token"),
            time("confirmed_at"),
            optional(time("bounced_at")),
            optional(time("left_at")),
        ],
    );
    let issue = table(
        "newsletter_issue",
        vec![
            id(),
            text("topics"),
            time("made_at"),
            link("made_by_person_id"),
            time("changed_at"),
            optional(time("sending_at")),
            optional(link("sending_by_person_id")),
            // Rounds that were sent, and the last subscription that was reached.
            number("round"),
            optional(link("reached")),
            optional(time("finished_at")),
        ],
    );
    let mut words = table(
        "newsletter_text",
        vec![link("newsletter_issue_id"), text("language"), text("subject"), text("body")],
    );
    words.primary_key(Index::create().col("newsletter_issue_id").col("language"));
    references(&mut words, "newsletter_issue_id", "newsletter_issue");
    let mut delivery = table(
        "newsletter_delivery",
        vec![
            link("newsletter_issue_id"),
            link("newsletter_subscription_id"),
            link("mail_id"),
            text("fate"),
            time("at"),
        ],
    );
    delivery.primary_key(Index::create().col("newsletter_issue_id").col("newsletter_subscription_id"));
    references(&mut delivery, "newsletter_issue_id", "newsletter_issue");
    references(&mut delivery, "newsletter_subscription_id", "newsletter_subscription");
    make(
        manager,
        vec![request, subscription, issue, words, delivery],
        vec![
            unique("newsletter_request_fingerprint", "newsletter_request", &["fingerprint"]),
            unique("newsletter_subscription_address", "newsletter_subscription", &["email_key"]),
            unique("newsletter_subscription_token", "newsletter_subscription", &["token"]),
            index("newsletter_delivery_by_fate", "newsletter_delivery", &["newsletter_issue_id", "fate"]),
            index(
                "newsletter_delivery_by_subscription",
                "newsletter_delivery",
                &["newsletter_subscription_id", "fate"],
            ),
        ],
    )
    .await?;
    // The mail server refused it for good.
    let mut refused_at = optional(time("refused_at"));
    manager.alter_table(Table::alter().table("mail").add_column(&mut refused_at).to_owned()).await
}
