//! Teams counted ahead, changes of an assignment, reminders, who needs help, audiences.

use sea_orm_migration::prelude::*;

use crate::columns::{date, id, index, link, make, number, optional, references, table, text, time, truth};

crate::migration!(up);

async fn up(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let added = [
        // Counts the changes of an assignment, so that two who change it at once notice.
        ("enrolment", number("changes").default(0).to_owned()),
        ("enrolment", optional(time("changed_at"))),
        ("enrolment", optional(link("changed_by_person_id"))),
        // Attempts in a row that went wrong, and when the last attempt was.
        ("step_progress", number("wrong_in_a_row").default(0).to_owned()),
        ("step_progress", optional(time("tried_at"))),
        ("progress", truth("needs_help").default(false).to_owned()),
    ];
    for (table, column) in added {
        manager.alter_table(Table::alter().table(table).add_column(column).to_owned()).await?;
    }
    make(
        manager,
        vec![team_line(), team_count(), reminder(), audience(), audience_match()],
        vec![
            index("team_line_by_due", "team_line", &["organisation_id", "first_due_on", "name_key"]),
            index("team_line_by_name", "team_line", &["organisation_id", "name_key"]),
            index("team_line_by_person", "team_line", &["person_id"]),
            index("audience_by_organisation", "audience", &["organisation_id"]),
            index("audience_match_by_person", "audience_match", &["person_id"]),
        ],
    )
    .await
}

/// Projection: a person in one of their teams (the organisation, and the group that it belongs to).
fn team_line() -> TableCreateStatement {
    let mut table = table(
        "team_line",
        vec![
            link("organisation_id"),
            link("person_id"),
            text("name_key"),
            // Of the courses that are open; the last day there is where none has a date.
            date("first_due_on"),
            number("open"),
            number("done"),
            truth("needs_help"),
            // JSON: what this line adds to the counts.
            text("counted"),
        ],
    );
    table.primary_key(Index::create().col("organisation_id").col("person_id"));
    table
}

/// Projection: how many of a team are on a course, by the day on which they are due.
fn team_count() -> TableCreateStatement {
    let mut table = table(
        "team_count",
        vec![link("organisation_id"), link("course_id"), date("due_on"), number("open"), number("done")],
    );
    table.primary_key(Index::create().col("organisation_id").col("course_id").col("due_on"));
    table
}

/// One a day for each enrolment.
fn reminder() -> TableCreateStatement {
    let mut table =
        table("reminder", vec![link("enrolment_id"), date("reminded_on"), time("at"), link("by_person_id")]);
    table.primary_key(Index::create().col("enrolment_id").col("reminded_on"));
    references(&mut table, "enrolment_id", "enrolment");
    table
}

/// A rule that enrols the people of an organisation and its parts who match it.
fn audience() -> TableCreateStatement {
    let mut table = table(
        "audience",
        vec![
            id(),
            link("organisation_id"),
            text("name"),
            optional(text("role")),
            optional(text("country")),
            optional(text("language")),
            optional(date("joined_after")),
            link("course_id"),
            // Days from the match to the due date.
            optional(number("due_in_days")),
            time("made_at"),
            link("made_by_person_id"),
            number("changes"),
            optional(time("ended_at")),
            optional(link("ended_by_person_id")),
        ],
    );
    references(&mut table, "organisation_id", "organisation");
    references(&mut table, "course_id", "course");
    table
}

/// Whoever matched once stays noted, so that nobody is enrolled twice by the same rule.
fn audience_match() -> TableCreateStatement {
    let mut table = table(
        "audience_match",
        vec![link("audience_id"), link("person_id"), date("matched_on"), optional(link("enrolment_id"))],
    );
    table.primary_key(Index::create().col("audience_id").col("person_id"));
    references(&mut table, "audience_id", "audience");
    references(&mut table, "person_id", "person");
    table
}
