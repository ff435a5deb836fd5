//! Notices, how each person wants them, and the addresses of calendar feeds.

use sea_orm_migration::prelude::*;

use crate::columns::{
    bytes, date, id, index, link, make, optional, references, table, text, time, truth, unique,
};

crate::migration!(up);

async fn up(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    make(
        manager,
        vec![notice(), notice_choice(), notice_rhythm(), calendar_feed()],
        vec![
            unique("notice_once", "notice", &["person_id", "kind", "subject_id", "day"]),
            index("notice_by_person", "notice", &["person_id", "made_at"]),
            index("notice_by_subject", "notice", &["subject_id"]),
            index("notice_for_digest", "notice", &["digest_at"])
                .and_where(Expr::col("digest_at").is_not_null())
                .to_owned(),
            unique("calendar_feed_of_person", "calendar_feed", &["person_id"]),
            unique("calendar_feed_fingerprint", "calendar_feed", &["fingerprint"]),
            // By which reminders are found.
            index("enrolment_by_due_date", "enrolment", &["due_on"])
                .and_where(Expr::col("withdrawn_at").is_null())
                .to_owned(),
        ],
    )
    .await?;
    // The address that stops mails of this kind; emptied once the mail is sent.
    let stop = Table::alter().table("mail").add_column(optional(text("unsubscribe_url"))).to_owned();
    manager.alter_table(stop).await
}

fn notice() -> TableCreateStatement {
    let mut table = table(
        "notice",
        vec![
            // Follows from person, kind, subject and day, so that the same notice made twice is one.
            id(),
            link("person_id"),
            text("kind"),
            // What it is about: an enrolment.
            link("subject_id"),
            // The day that it is about: the due date of a reminder, else when it happened.
            date("day"),
            optional(date("due_on")),
            // Whether it stands in the notice centre.
            truth("in_app"),
            time("made_at"),
            optional(time("read_at")),
            // When the digest goes out that it waits for.
            optional(time("digest_at")),
        ],
    );
    references(&mut table, "person_id", "person");
    table
}

/// What somebody chose for one topic; without a row, everything comes.
fn notice_choice() -> TableCreateStatement {
    let mut table =
        table("notice_choice", vec![link("person_id"), text("topic"), truth("in_app"), truth("by_mail")]);
    table.primary_key(Index::create().col("person_id").col("topic"));
    references(&mut table, "person_id", "person");
    table
}

/// Whether mails come at once or once a day; without a row, at once.
fn notice_rhythm() -> TableCreateStatement {
    let mut table = table("notice_rhythm", vec![link("person_id").primary_key().to_owned(), text("rhythm")]);
    references(&mut table, "person_id", "person");
    table
}

/// The one address under which a person's dates can be read; of its token only the hash is kept.
fn calendar_feed() -> TableCreateStatement {
    let mut table =
        table("calendar_feed", vec![id(), link("person_id"), bytes("fingerprint"), time("made_at")]);
    references(&mut table, "person_id", "person");
    table
}
