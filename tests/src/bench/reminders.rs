//! Reminders of forty thousand due dates: found, written out, and queued in a few units of work.

use std::time::{Duration, Instant};

use chrono::TimeDelta;
use tokio::time::sleep;

use crate::bed::Bed;
use crate::client::Connection;
use crate::findings::{Aim, Findings, Unit};
use crate::machine;
use crate::measure::count;
use crate::process::Server;

const PEOPLE: usize = 40_000;
const UNIT_OF_WORK: Aim = Aim::AtMost(5.0);
/// Longer, and it does not work at all.
const PATIENCE: Duration = Duration::from_secs(300);
/// A notice and its mail have one id. Items of plans are reminded of by the same job, and are not counted here.
const MAILS: &str = "SELECT COUNT(*) FROM mail WHERE id IN (SELECT id FROM notice WHERE kind = 'due-soon')";

pub async fn measure(bed: &Bed, findings: &mut Findings) {
    let people = bed.requests(PEOPLE);
    let stage = &bed.stage;
    let now = machine::now();
    let soon = (now + TimeDelta::days(4)).date_naive();
    let become_due = format!(
        "UPDATE enrolment SET due_on = $1 WHERE id IN (SELECT enrolment.id FROM enrolment \
         LEFT JOIN progress ON progress.enrolment_id = enrolment.id \
         WHERE enrolment.withdrawn_at IS NULL AND progress.completed_at IS NULL \
         ORDER BY enrolment.id LIMIT {people})"
    );
    stage.carries_out(&become_due, [soon.into()]).await;
    stage.carries_out("UPDATE job SET run_at = $1 WHERE kind = 'notice-reminders'", [now.into()]).await;
    let before = stage.number(MAILS, []).await;
    let wanted = before + i64::try_from(people).expect("a number");
    let begun = Instant::now();
    let academy = bed.academy().await;
    while stage.number(MAILS, []).await < wanted {
        assert!(begun.elapsed() < PATIENCE, "{people} reminders are not queued");
        sleep(Duration::from_millis(100)).await;
    }
    let whole = begun.elapsed().as_secs_f64();
    // The mails are seen a moment before the server has noted how long its unit took.
    sleep(Duration::from_millis(500)).await;
    let in_units = seconds_in_units(&academy).await;
    academy.stop().await;
    assert_eq!(stage.number(MAILS, []).await, wanted, "each is queued once");
    findings.add(bed.kind, "reminders queued", count(people), Unit::Whole);
    findings.add_with(bed.kind, "reminders: time in units of work", in_units, Unit::Seconds, UNIT_OF_WORK);
    findings.add(bed.kind, "reminders: from the start of the server to the last", whole, Unit::Seconds);
}

/// All of them since the start; those that queue take nearly all of it.
pub async fn seconds_in_units(academy: &Server) -> f64 {
    let mut connection = Connection::open(academy.port).await.expect("the server listens");
    let answer = connection.get("/metrics").await;
    let text = String::from_utf8_lossy(&answer.body);
    let line = text.lines().find_map(|line| line.strip_prefix("academy_unit_of_work_seconds_sum "));
    line.and_then(|number| number.parse().ok()).expect("the server times its units of work")
}
