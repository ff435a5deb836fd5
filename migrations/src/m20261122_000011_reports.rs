//! What reports count: where learners stood when they were enrolled, when they came how far, the counts themselves; and
//! the reports that come by mail.

use sea_orm_migration::prelude::*;

use crate::columns::{id, index, link, make, number, optional, references, table, text, time, unique};

crate::migration!(up);

async fn up(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    // A fact, written once: no rebuild can find out again what somebody was on a day long ago. No foreign keys: the
    // counts outlive whom they counted.
    let standing = table(
        "report_standing",
        vec![
            link("enrolment_id").primary_key().to_owned(),
            link("person_id"),
            link("course_id"),
            optional(link("organisation_id")),
            // The manufacturing group that the organisation was, or was part of.
            optional(link("group_id")),
            optional(text("country")),
            text("sex"),
            text("language"),
        ],
    );
    // Projection: when an enrolment came how far, each the first time.
    let milestone = table(
        "report_milestone",
        vec![
            link("enrolment_id").primary_key().to_owned(),
            time("enrolled_at"),
            optional(time("started_at")),
            optional(time("completed_at")),
            // A name stands under the plan as it is now; a promise was told to be kept; both.
            optional(time("countersigned_at")),
            optional(time("kept_at")),
            optional(time("applied_at")),
        ],
    );
    // Projection: people, by every area, course, period and detail that a report can ask for.
    let mut count = table(
        "report_count",
        vec![
            text("area_kind"),
            text("area"),
            // All courses together: the id that is all zeros.
            link("course_id"),
            text("span"),
            text("period"),
            text("breakdown"),
            text("detail"),
            number("enrolled"),
            number("started"),
            number("completed"),
            number("applied"),
        ],
    );
    count.primary_key(
        Index::create()
            .col("area_kind")
            .col("area")
            .col("breakdown")
            .col("span")
            .col("course_id")
            .col("period")
            .col("detail"),
    );
    let mut schedule = table(
        "report_schedule",
        vec![
            id(),
            link("person_id"),
            text("often"),
            // What the report asks, as it stands in its address.
            text("question"),
            time("made_at"),
            time("next_at"),
            optional(time("ended_at")),
        ],
    );
    references(&mut schedule, "person_id", "person");
    make(
        manager,
        vec![standing, milestone, count, schedule],
        vec![
            index("report_standing_by_person", "report_standing", &["person_id"]),
            index("report_count_by_kind", "report_count", &["area_kind", "course_id", "span", "breakdown"]),
            unique("report_schedule_open", "report_schedule", &["person_id", "question"])
                .and_where(Expr::col("ended_at").is_null())
                .to_owned(),
            index("report_schedule_due", "report_schedule", &["ended_at", "next_at"]),
        ],
    )
    .await
}
