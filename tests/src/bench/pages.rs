//! Pages: CPU for each request beside the bare application, latency, queries, bytes.

use crate::bed::Bed;
use crate::client::{Call, Connection, words_of};
use crate::findings::{Aim, Findings, Unit};
use crate::measure::{cost, kilobytes, middle, millis, queries};
use crate::process::Server;
use crate::seed::{Learner, Manifest};

const TIMES_THE_BARE_APPLICATION: f64 = 2.5;
const QUERIES: f64 = 8.0;
const COURSE_PAGE_KILOBYTES: f64 = 12.0;
const AS_BROWSERS_ASK: &str = "gzip, deflate, br, zstd";
const MANY: usize = 16;

struct PageCase {
    name: &'static str,
    /// Whether the issue names an aim for its CPU.
    has_aim: bool,
    academy: fn(&Manifest, &Learner) -> String,
    bare: fn(&Manifest, &Learner) -> String,
}

/// In the order in which the bare application takes its fillers.
const PAGES: [PageCase; 4] = [
    PageCase {
        name: "learner's home",
        has_aim: true,
        academy: |_, _| "/learning".to_owned(),
        bare: |_, learner| format!("/learning/{}", learner.person),
    },
    PageCase {
        name: "course page",
        has_aim: true,
        academy: |manifest, _| format!("/courses/{}", manifest.course),
        bare: |manifest, learner| format!("/courses/{}/{}", manifest.course, learner.person),
    },
    PageCase {
        name: "quiz page",
        has_aim: true,
        academy: |_, learner| format!("/attempts/{}/questions/1", learner.attempt),
        bare: |_, learner| format!("/questions/{}/1", learner.attempt),
    },
    PageCase {
        name: "lesson in the player",
        has_aim: false,
        academy: |manifest, learner| format!("/enrolments/{}/steps/{}", learner.enrolment, manifest.lesson),
        bare: |manifest, learner| format!("/steps/{}/{}", learner.enrolment, manifest.lesson),
    },
];

pub async fn measure(bed: &Bed, findings: &mut Findings) {
    let academy = bed.academy().await;
    let fillers = fillers(bed, &academy).await;
    let bare = bed.bare(&fillers).await;
    for page in &PAGES {
        measure_page(bed, page, &academy, &bare, findings).await;
    }
    academy.stop().await;
    bare.stop().await;
}

impl PageCase {
    fn academy_calls(&self, bed: &Bed, count: usize) -> Vec<Call> {
        let manifest = &bed.stage.manifest;
        let learners = manifest.learners.iter().cycle().take(count);
        learners
            .map(|learner| Call::get(&(self.academy)(manifest, learner), Some(&learner.cookie())))
            .collect()
    }

    fn bare_calls(&self, bed: &Bed, count: usize) -> Vec<Call> {
        let manifest = &bed.stage.manifest;
        let learners = manifest.learners.iter().cycle().take(count);
        learners.map(|learner| Call::get(&(self.bare)(manifest, learner), None)).collect()
    }
}

/// How much shorter each bare page is than the Academy's.
async fn fillers(bed: &Bed, academy: &Server) -> Vec<usize> {
    let bare = bed.bare(&[]).await;
    let mut fillers = Vec::new();
    for page in &PAGES {
        let own = bytes_of(academy, &page.academy_calls(bed, 1)[0]).await;
        let bare = bytes_of(&bare, &page.bare_calls(bed, 1)[0]).await;
        fillers.push(own.saturating_sub(bare));
    }
    bare.stop().await;
    fillers
}

async fn bytes_of(server: &Server, call: &Call) -> usize {
    let mut connection = Connection::open(server.port).await.expect("the server listens");
    let answer = connection.send(call).await;
    assert_eq!(answer.status, 200, "{}: {}", call.path, words_of(&answer.body));
    answer.body.len()
}

async fn measure_page(bed: &Bed, page: &PageCase, academy: &Server, bare: &Server, findings: &mut Findings) {
    let (kind, name) = (bed.kind, page.name);
    let mut note = |what: &str, measured: f64, unit: Unit, aim: Option<Aim>| {
        let what = format!("{name}: {what}");
        match aim {
            Some(aim) => findings.add_with(kind, &what, measured, unit, aim),
            None => findings.add(kind, &what, measured, unit),
        }
    };
    let asked = bed.requests(1000);
    let (own_calls, bare_calls) = (page.academy_calls(bed, asked), page.bare_calls(bed, asked));
    // Caches fill, connections open.
    cost(academy, &own_calls, MANY).await;
    cost(bare, &bare_calls, MANY).await;
    for (connections, how) in [(1, "one at a time"), (MANY, "16 at once")] {
        let (mut own, mut other) = (Vec::new(), Vec::new());
        for _ in 0..bed.rounds() {
            own.push(cost(academy, &own_calls, connections).await);
            other.push(cost(bare, &bare_calls, connections).await);
        }
        let (own, other) = (middle(own), middle(other));
        let aim = page.has_aim.then_some(Aim::AtMost(TIMES_THE_BARE_APPLICATION));
        note(&format!("CPU, {how}"), own.cpu, Unit::Micros, None);
        note(&format!("CPU of the bare application, {how}"), other.cpu, Unit::Micros, None);
        note(&format!("times the bare application, {how}"), own.cpu / other.cpu, Unit::Times, aim);
        note(&format!("half answered within, {how}"), millis(own.times.within(500)), Unit::Millis, None);
        note(&format!("99 of 100 answered within, {how}"), millis(own.times.within(990)), Unit::Millis, None);
    }
    let compressed: Vec<Call> =
        own_calls.iter().cloned().map(|call| call.accepting(AS_BROWSERS_ASK)).collect();
    let as_browsers_ask = cost(academy, &compressed, 1).await;
    note("CPU with compression, one at a time", as_browsers_ask.cpu, Unit::Micros, None);
    let aim = page.has_aim.then_some(Aim::AtMost(QUERIES));
    note("queries", queries(academy, &own_calls[..20]).await, Unit::Count, aim);
    note("bytes", kilobytes(bytes_of(academy, &own_calls[0]).await), Unit::Kilobytes, None);
    let aim = (name == "course page").then_some(Aim::AtMost(COURSE_PAGE_KILOBYTES));
    note("bytes compressed", kilobytes(bytes_of(academy, &compressed[0]).await), Unit::Kilobytes, aim);
}
