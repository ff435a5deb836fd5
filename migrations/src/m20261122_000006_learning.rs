//! Enrolments, what learners answer and promise, and the projections of their records.

use sea_orm_migration::prelude::*;

use crate::columns::{
    date, id, index, link, make, number, optional, references, table, text, time, truth, unique,
};

crate::migration!(up);

async fn up(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    make(
        manager,
        vec![
            enrolment(),
            progress(),
            step_progress(),
            attempt(),
            answer(),
            commitment(),
            countersignature(),
            follow_up(),
        ],
        vec![
            // One enrolment under way for each person and course.
            unique("enrolment_in_force", "enrolment", &["person_id", "course_id"])
                .and_where(Expr::col("withdrawn_at").is_null())
                .to_owned(),
            index("enrolment_by_organisation", "enrolment", &["organisation_id"]),
            index("enrolment_by_version", "enrolment", &["course_version_id"]),
            unique("attempt_number", "attempt", &["enrolment_id", "step", "number"]),
            unique("answer_to_question", "answer", &["attempt_id", "question"]),
            unique("commitment_position", "commitment", &["enrolment_id", "position"]),
            unique("follow_up_of_commitment", "follow_up", &["commitment_id"]),
        ],
    )
    .await
}

fn enrolment() -> TableCreateStatement {
    let mut table = table(
        "enrolment",
        vec![
            id(),
            link("person_id"),
            link("course_id"),
            link("course_version_id"),
            // On whose behalf, when a coordinator enrolled the person.
            optional(link("organisation_id")),
            text("language"),
            time("enrolled_at"),
            link("enrolled_by_person_id"),
            optional(date("due_on")),
            optional(time("withdrawn_at")),
            optional(link("withdrawn_by_person_id")),
        ],
    );
    references(&mut table, "person_id", "person");
    references(&mut table, "course_id", "course");
    references(&mut table, "course_version_id", "course_version");
    references(&mut table, "organisation_id", "organisation");
    table
}

/// Projection: where an enrolment stands.
fn progress() -> TableCreateStatement {
    table(
        "progress",
        vec![
            link("enrolment_id").primary_key().to_owned(),
            link("person_id"),
            number("steps_done"),
            number("modules_done"),
            // The step where the learner stopped.
            text("current_step"),
            time("started_at"),
            time("last_at"),
            optional(time("completed_at")),
        ],
    )
}

/// Projection: where one step stands.
fn step_progress() -> TableCreateStatement {
    let mut table = table(
        "step_progress",
        vec![
            link("enrolment_id"),
            text("step"),
            time("first_at"),
            optional(time("done_at")),
            // Of the best attempt at a quiz.
            optional(number("right")),
            optional(number("asked")),
            optional(truth("passed")),
        ],
    );
    table.primary_key(Index::create().col("enrolment_id").col("step"));
    table
}

fn attempt() -> TableCreateStatement {
    let mut table = table(
        "attempt",
        vec![
            id(),
            link("enrolment_id"),
            text("step"),
            number("number"),
            // JSON: the questions in the order drawn for this attempt, each with the order of its options.
            text("drawn"),
            time("started_at"),
            // The server's clock ends it here.
            optional(time("ends_at")),
            optional(time("handed_in_at")),
            optional(number("right")),
            number("asked"),
            optional(truth("passed")),
        ],
    );
    references(&mut table, "enrolment_id", "enrolment");
    table
}

fn answer() -> TableCreateStatement {
    let mut table = table(
        "answer",
        vec![
            id(),
            link("attempt_id"),
            text("question"),
            // JSON: `courses::Response`.
            text("response"),
            time("saved_at"),
            // Marked when saved; told when it is due.
            truth("right"),
        ],
    );
    references(&mut table, "attempt_id", "attempt");
    table
}

fn commitment() -> TableCreateStatement {
    let mut table = table(
        "commitment",
        vec![
            id(),
            link("enrolment_id"),
            number("position"),
            text("promise"),
            text("owner"),
            date("due_on"),
            text("measure"),
            time("made_at"),
        ],
    );
    references(&mut table, "enrolment_id", "enrolment");
    table
}

/// A manager's word on a whole action plan.
fn countersignature() -> TableCreateStatement {
    let mut table = table(
        "countersignature",
        vec![
            link("enrolment_id").primary_key().to_owned(),
            time("at"),
            link("by_person_id"),
            text("comment"),
        ],
    );
    references(&mut table, "enrolment_id", "enrolment");
    table
}

/// How a commitment went, asked after 90 days.
fn follow_up() -> TableCreateStatement {
    let mut table =
        table("follow_up", vec![id(), link("commitment_id"), time("at"), text("outcome"), text("comment")]);
    references(&mut table, "commitment_id", "commitment");
    table
}
