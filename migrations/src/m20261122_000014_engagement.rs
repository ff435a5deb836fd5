//! Engagement of factories: cycles, visits, seminars, committees, self-diagnosis, assessments, and the rules about them.

use sea_orm_migration::prelude::*;

use crate::columns::{
    date, id, index, link, make, number, optional, references, table, text, time, truth, unique,
};

crate::migration!(up);

async fn up(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let tables = [cycles(), committees(), diagnoses(), assessments(), standing()].concat();
    make(manager, tables, indexes()).await
}

fn indexes() -> Vec<IndexCreateStatement> {
    vec![
        unique("cycle_once", "cycle", &["organisation_id", "number"]),
        unique("cycle_open", "cycle", &["organisation_id"])
            .and_where(Expr::col("ended_on").is_null())
            .to_owned(),
        index("cycle_by_adviser", "cycle", &["adviser_person_id", "ended_on"]),
        unique("cycle_by_reference", "cycle", &["organisation_id", "reference"])
            .and_where(Expr::col("reference").is_not_null())
            .to_owned(),
        index("adviser_handover_by_cycle", "adviser_handover", &["cycle_id"]),
        index("hundred_day_pause_by_cycle", "hundred_day_pause", &["cycle_id"]),
        index("visit_by_cycle", "visit", &["cycle_id", "visit_on"]),
        index("visit_by_factory", "visit", &["organisation_id", "visit_on"]),
        index("visit_note_by_visit", "visit_note", &["visit_id"]),
        index("seminar_by_country", "seminar", &["country", "held_on"]),
        index("seminar_place_by_factory", "seminar_place", &["organisation_id"]),
        index("seminar_attendance_by_person", "seminar_attendance", &["person_id"]),
        unique("committee_of_factory", "committee", &["organisation_id"]),
        index("committee_member_by_committee", "committee_member", &["committee_id"]),
        index("committee_member_by_person", "committee_member", &["person_id"]),
        index("committee_meeting_by_committee", "committee_meeting", &["committee_id", "held_on"]),
        index("committee_action_by_committee", "committee_action", &["committee_id", "due_on"]),
        index("committee_action_by_meeting", "committee_action", &["meeting_id"]),
        unique("self_diagnosis_of_cycle", "self_diagnosis", &["cycle_id"]),
        index("self_diagnosis_by_factory", "self_diagnosis", &["organisation_id"]),
        index("self_diagnosis_line_by_diagnosis", "self_diagnosis_line", &["self_diagnosis_id"]),
        index("assessment_by_factory", "assessment", &["organisation_id"]),
        index("assessment_part_by_person", "assessment_assessor", &["person_id"]),
        index("assessment_history_by_assessment", "assessment_history", &["assessment_id"]),
        index("serious_issue_by_factory", "serious_issue", &["organisation_id"]),
        index("high_performer_by_factory", "high_performer", &["organisation_id"]),
        index("service_package_by_cycle", "service_package", &["cycle_id"]),
        index("service_package_by_factory", "service_package", &["organisation_id"]),
        index("delivery_check_by_factory", "delivery_check", &["organisation_id", "checked_on"]),
        index("rule_setting_by_rule", "rule_setting", &["rule", "country", "from_on"]),
        unique("high_performer_criteria_version", "high_performer_criteria", &["country", "version"]),
    ]
}

/// The columns of what somebody wrote down.
fn noted(columns: Vec<ColumnDef>) -> Vec<ColumnDef> {
    columns.into_iter().chain([time("at"), link("by_person_id")]).collect()
}

fn of_factory(mut table: TableCreateStatement) -> TableCreateStatement {
    references(&mut table, "organisation_id", "organisation");
    table
}

fn of_cycle(table: TableCreateStatement) -> TableCreateStatement {
    let mut table = of_factory(table);
    references(&mut table, "cycle_id", "cycle");
    table
}

fn part_of(
    mut table: TableCreateStatement,
    column: &'static str,
    other: &'static str,
) -> TableCreateStatement {
    references(&mut table, column, other);
    table
}

fn cycles() -> Vec<TableCreateStatement> {
    let cycle = table(
        "cycle",
        vec![
            id(),
            link("organisation_id"),
            // From 1, in the order of re-enrolment; years may lie between.
            number("number"),
            date("started_on"),
            optional(date("ended_on")),
            optional(link("adviser_person_id")),
            // What the programme's portal calls it.
            optional(text("reference")),
            number("changes"),
            time("enrolled_at"),
            link("enrolled_by_person_id"),
        ],
    );
    let handover = table(
        "adviser_handover",
        noted(vec![
            id(),
            link("cycle_id"),
            optional(link("from_person_id")),
            link("to_person_id"),
            date("handed_on"),
            text("reason"),
        ]),
    );
    // The first day that does not count, and the first one that counts again.
    let pause = table(
        "hundred_day_pause",
        noted(vec![id(), link("cycle_id"), date("from_on"), optional(date("until_on")), text("reason")]),
    );
    let visit = table(
        "visit",
        vec![
            id(),
            link("organisation_id"),
            link("cycle_id"),
            date("visit_on"),
            text("purpose"),
            text("delivery"),
            // Why it is not on site.
            optional(text("reason")),
            link("adviser_person_id"),
            optional(time("held_at")),
            optional(time("cancelled_at")),
            optional(text("cancel_reason")),
            number("changes"),
            time("planned_at"),
            link("planned_by_person_id"),
        ],
    );
    let note = table("visit_note", noted(vec![id(), link("visit_id"), text("note")]));
    let seminar = table(
        "seminar",
        noted(vec![id(), text("country"), text("topic"), date("held_on"), text("place"), text("delivery")]),
    );
    let mut place = table("seminar_place", vec![link("seminar_id"), link("organisation_id")]);
    place.primary_key(Index::create().col("seminar_id").col("organisation_id"));
    references(&mut place, "seminar_id", "seminar");
    let mut attendance = table(
        "seminar_attendance",
        noted(vec![link("seminar_id"), link("person_id"), link("organisation_id")]),
    );
    attendance.primary_key(Index::create().col("seminar_id").col("person_id"));
    references(&mut attendance, "seminar_id", "seminar");
    references(&mut attendance, "person_id", "person");
    vec![
        of_factory(cycle),
        part_of(handover, "cycle_id", "cycle"),
        part_of(pause, "cycle_id", "cycle"),
        of_cycle(visit),
        part_of(note, "visit_id", "visit"),
        seminar,
        of_factory(place),
        of_factory(attendance),
    ]
}

fn committees() -> Vec<TableCreateStatement> {
    let committee = table(
        "committee",
        noted(vec![
            id(),
            link("organisation_id"),
            // Made anew for the engagement, or there before.
            text("origin"),
            date("formed_on"),
        ]),
    );
    let member = table(
        "committee_member",
        noted(vec![
            id(),
            link("committee_id"),
            // Nobody where the member has no account; the name stands beside it then.
            optional(link("person_id")),
            text("name"),
            text("sex"),
            text("side"),
            text("chosen"),
            date("from_on"),
            optional(date("until_on")),
        ]),
    );
    let meeting = table(
        "committee_meeting",
        noted(vec![id(), link("committee_id"), date("held_on"), text("minutes"), number("changes")]),
    );
    let mut presence =
        table("committee_presence", vec![link("meeting_id"), link("member_id"), truth("heard")]);
    presence.primary_key(Index::create().col("meeting_id").col("member_id"));
    references(&mut presence, "meeting_id", "committee_meeting");
    references(&mut presence, "member_id", "committee_member");
    let mut action = table(
        "committee_action",
        vec![
            id(),
            link("committee_id"),
            link("meeting_id"),
            text("action"),
            link("owner_member_id"),
            date("due_on"),
            optional(date("done_on")),
            optional(link("done_by_person_id")),
        ],
    );
    references(&mut action, "meeting_id", "committee_meeting");
    references(&mut action, "owner_member_id", "committee_member");
    vec![
        of_factory(committee),
        part_of(member, "committee_id", "committee"),
        part_of(meeting, "committee_id", "committee"),
        presence,
        part_of(action, "committee_id", "committee"),
    ]
}

fn diagnoses() -> Vec<TableCreateStatement> {
    let diagnosis = table(
        "self_diagnosis",
        vec![
            id(),
            link("organisation_id"),
            link("cycle_id"),
            time("begun_at"),
            link("begun_by_person_id"),
            optional(time("shared_at")),
            optional(link("shared_by_person_id")),
        ],
    );
    let line = table(
        "self_diagnosis_line",
        noted(vec![
            id(),
            link("self_diagnosis_id"),
            text("cluster"),
            // The code of a compliance point, where it is known.
            optional(text("point")),
            text("judgement"),
            text("remark"),
            text("side"),
        ]),
    );
    vec![of_cycle(diagnosis), part_of(line, "self_diagnosis_id", "self_diagnosis")]
}

fn assessments() -> Vec<TableCreateStatement> {
    // Until it is released, those who plan and make it know of it and nobody else.
    let assessment = table(
        "assessment",
        vec![
            id(),
            link("organisation_id"),
            link("cycle_id"),
            text("mode"),
            date("first_on"),
            date("last_on"),
            // The external event that stands behind a virtual check.
            optional(text("cause")),
            optional(date("cause_on")),
            text("note"),
            link("scheduler_person_id"),
            time("planned_at"),
            optional(time("cancelled_at")),
            optional(time("released_at")),
            optional(date("released_on")),
            optional(link("released_by_person_id")),
            text("summary"),
            number("changes"),
        ],
    );
    let mut assessor = table("assessment_assessor", vec![link("assessment_id"), link("person_id")]);
    assessor.primary_key(Index::create().col("assessment_id").col("person_id"));
    references(&mut assessor, "assessment_id", "assessment");
    references(&mut assessor, "person_id", "person");
    let mut block =
        table("assessment_block", vec![link("assessment_id"), text("work"), number("day"), text("delivery")]);
    block.primary_key(Index::create().col("assessment_id").col("work"));
    references(&mut block, "assessment_id", "assessment");
    // Goes to the audit when the report is released.
    let history = table(
        "assessment_history",
        noted(vec![id(), link("assessment_id"), text("action"), text("details")]),
    );
    vec![of_cycle(assessment), assessor, block, part_of(history, "assessment_id", "assessment")]
}

fn standing() -> Vec<TableCreateStatement> {
    let issue = table(
        "serious_issue",
        vec![
            id(),
            link("organisation_id"),
            text("kind"),
            date("found_on"),
            text("note"),
            time("opened_at"),
            link("opened_by_person_id"),
            optional(date("closed_on")),
            optional(link("closed_by_person_id")),
            optional(text("close_reason")),
        ],
    );
    let criteria = table(
        "high_performer_criteria",
        noted(vec![
            id(),
            // Everywhere, where it is empty.
            text("country"),
            number("version"),
            text("criteria"),
            date("from_on"),
            text("reason"),
        ]),
    );
    let mut performer = table(
        "high_performer",
        vec![
            id(),
            link("organisation_id"),
            link("criteria_id"),
            date("granted_on"),
            text("reason"),
            time("granted_at"),
            link("granted_by_person_id"),
            optional(date("revoked_on")),
            optional(text("revoke_reason")),
            optional(link("revoked_by_person_id")),
        ],
    );
    references(&mut performer, "criteria_id", "high_performer_criteria");
    let package = table(
        "service_package",
        vec![
            id(),
            link("organisation_id"),
            link("cycle_id"),
            text("proposed"),
            // JSON: the reasons as text keys with their numbers.
            text("reasons"),
            time("proposed_at"),
            text("confirmed"),
            text("reason"),
            time("confirmed_at"),
            link("confirmed_by_person_id"),
        ],
    );
    // What the rules about virtual delivery ask of a factory, as it was on a day.
    let check = table(
        "delivery_check",
        noted(vec![
            id(),
            link("organisation_id"),
            date("checked_on"),
            truth("performs"),
            text("risk"),
            truth("technology"),
            number("ambassadors"),
            text("note"),
        ]),
    );
    let setting = table(
        "rule_setting",
        noted(vec![
            id(),
            text("rule"),
            // Everywhere, where it is empty.
            text("country"),
            number("amount"),
            date("from_on"),
            text("reason"),
        ]),
    );
    vec![of_factory(issue), criteria, of_factory(performer), of_cycle(package), of_factory(check), setting]
}
