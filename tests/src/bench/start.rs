//! How soon the server is there, how much memory it holds, how large it is.

use std::fs;
use std::time::Duration;

use tokio::time::sleep;

use crate::bed::Bed;
use crate::client::{Call, send_all};
use crate::findings::{Aim, Findings, Unit};
use crate::machine;
use crate::measure::{megabytes, millis};

const FIRST_ANSWER: Aim = Aim::AtMost(150.0);
const MEMORY_IDLE: Aim = Aim::AtMost(40.0);
const MEMORY_AFTER_LOAD: Aim = Aim::AtMost(100.0);
const BINARY: Aim = Aim::AtMost(40.0);
const MANY: usize = 64;

pub async fn measure(bed: &Bed, findings: &mut Findings) {
    let mut starts = Vec::new();
    for _ in 0..bed.rounds() {
        let academy = bed.academy().await;
        starts.push(academy.first_answer_after);
        academy.stop().await;
    }
    starts.sort_unstable();
    let middle = millis(starts[starts.len() / 2]);
    findings.add_with(bed.kind, "first answer after the start", middle, Unit::Millis, FIRST_ANSWER);

    let academy = bed.academy().await;
    sleep(Duration::from_secs(if bed.quick { 2 } else { 10 })).await;
    let idle = megabytes(academy.memory());
    findings.add_with(bed.kind, "memory, idle", idle, Unit::Megabytes, MEMORY_IDLE);
    for _ in 0..bed.rounds() {
        send_all(academy.port, &load(bed), MANY).await;
    }
    let loaded = megabytes(academy.memory());
    findings.add_with(bed.kind, "memory, after load", loaded, Unit::Megabytes, MEMORY_AFTER_LOAD);
    let peak = megabytes(academy.memory_peak());
    findings.add(bed.kind, "memory, most under load", peak, Unit::Megabytes);
    academy.stop().await;

    let size = fs::metadata(machine::binary()).expect("the binary is there").len();
    findings.add_with(bed.kind, "binary", megabytes(size), Unit::Megabytes, BINARY);
}

/// Every kind of page, by learners in turn.
fn load(bed: &Bed) -> Vec<Call> {
    let manifest = &bed.stage.manifest;
    let pages = manifest.learners.iter().flat_map(|learner| {
        [
            "/learning".to_owned(),
            "/courses".to_owned(),
            format!("/courses/{}", manifest.course),
            format!("/attempts/{}/questions/1", learner.attempt),
            format!("/enrolments/{}/steps/{}", learner.enrolment, manifest.lesson),
        ]
        .map(|path| Call::get(&path, Some(&learner.cookie())).accepting("gzip, deflate, br, zstd"))
    });
    pages.take(bed.requests(5000)).collect()
}
