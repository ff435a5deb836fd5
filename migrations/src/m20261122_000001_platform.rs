//! Jobs, mails waiting, the audit, keys of tokens, first answers, counters of guesses.

use sea_orm_migration::prelude::*;

use crate::columns::{
    bytes, id, index, keep_for_ever, link, make, number, optional, table, text, time, unique,
};

crate::migration!(up);

async fn up(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let job = table(
        "job",
        vec![
            id(),
            text("kind"),
            text("payload"),
            time("made_at"),
            time("run_at"),
            number("attempts"),
            optional(text("taken_by")),
            optional(time("taken_until")),
            optional(time("done_at")),
            optional(time("failed_at")),
            optional(text("last_error")),
            // A second job with the same key is the same job.
            optional(text("unique_key")),
        ],
    );
    let mail = table(
        "mail",
        vec![
            id(),
            text("template"),
            // What the template is filled with; emptied once the mail is sent, because links in it open doors.
            text("content"),
            optional(link("person_id")),
            text("name"),
            text("address"),
            text("language"),
            time("made_at"),
            optional(time("sent_at")),
        ],
    );
    let audit = table(
        "audit",
        vec![
            id(),
            time("at"),
            link("actor_id"),
            text("action"),
            text("subject_kind"),
            link("subject_id"),
            optional(link("organisation_id")),
            text("details"),
        ],
    );
    let signing_key = table("signing_key", vec![id(), time("made_at"), time("signs_until")]);
    let first_answer = table(
        "first_answer",
        vec![text("key").primary_key().to_owned(), time("at"), number("status"), text("answer")],
    );
    let guess = table(
        "guess",
        vec![
            bytes("subject").primary_key().to_owned(),
            number("failures"),
            time("counted_from"),
            optional(time("closed_until")),
        ],
    );
    make(
        manager,
        vec![job, mail, audit, signing_key, first_answer, guess],
        vec![
            index("job_by_time", "job", &["done_at", "run_at"]),
            unique("job_unique_key", "job", &["unique_key"]),
            index("mail_by_person", "mail", &["person_id"]),
            index("mail_by_sending", "mail", &["sent_at"]),
            index("audit_by_time", "audit", &["at"]),
            index("audit_by_subject", "audit", &["subject_id"]),
            index("first_answer_by_time", "first_answer", &["at"]),
        ],
    )
    .await?;
    keep_for_ever(manager, "audit").await
}
