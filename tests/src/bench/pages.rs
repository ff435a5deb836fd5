//! Pages: CPU for each request beside the bare application, latency, queries, bytes.

use crate::arguments::Part;
use crate::bed::Bed;
use crate::client::{Call, Connection, words_of};
use crate::findings::{Aim, Findings, Unit};
use crate::measure::{cost, kilobytes, middle, millis, queries};
use crate::process::Server;
use crate::seed::{Learner, Manifest};

/// Of a page that a learner opens often, and of one that shows many people: times the bare application, and queries.
const LIGHT: (f64, f64) = (2.5, 8.0);
const WIDE: (f64, f64) = (3.0, 10.0);
const COURSE_PAGE_KILOBYTES: f64 = 12.0;
const AS_BROWSERS_ASK: &str = "gzip, deflate, br, zstd";
const MANY: usize = 16;

struct PageCase {
    name: &'static str,
    part: Part,
    /// Times the bare application and queries at most, where that is aimed at.
    aim: Option<(f64, f64)>,
    /// Requests of one round.
    requests: usize,
    cookie: fn(&Manifest, &Learner) -> String,
    academy: fn(&Manifest, &Learner) -> String,
    bare: fn(&Manifest, &Learner) -> String,
}

/// In the order in which the bare application takes its fillers.
const PAGES: [PageCase; 8] = [
    PageCase {
        name: "learner's home",
        part: Part::Pages,
        aim: Some(LIGHT),
        requests: 1000,
        cookie: |_, learner| learner.cookie(),
        academy: |_, _| "/learning".to_owned(),
        bare: |_, learner| format!("/learning/{}", learner.person),
    },
    PageCase {
        name: "course page",
        part: Part::Pages,
        aim: Some(LIGHT),
        requests: 1000,
        cookie: |_, learner| learner.cookie(),
        academy: |manifest, _| format!("/courses/{}", manifest.course),
        bare: |manifest, learner| format!("/courses/{}/{}", manifest.course, learner.person),
    },
    PageCase {
        name: "quiz page",
        part: Part::Pages,
        aim: Some(LIGHT),
        requests: 1000,
        cookie: |_, learner| learner.cookie(),
        academy: |_, learner| format!("/attempts/{}/questions/1", learner.attempt),
        bare: |_, learner| format!("/questions/{}/1", learner.attempt),
    },
    PageCase {
        name: "lesson in the player",
        part: Part::Pages,
        aim: None,
        requests: 1000,
        cookie: |_, learner| learner.cookie(),
        academy: |manifest, learner| format!("/enrolments/{}/steps/{}", learner.enrolment, manifest.lesson),
        bare: |manifest, learner| format!("/steps/{}/{}", learner.enrolment, manifest.lesson),
    },
    PageCase {
        name: "table of a team of 5,000",
        part: Part::Teams,
        aim: Some(WIDE),
        requests: 100,
        cookie: |manifest, _| manifest.coordinator.cookie(),
        academy: |manifest, _| format!("/teams/{}", manifest.team),
        bare: |manifest, _| format!("/teams/{}/{}", manifest.team, manifest.coordinator.person),
    },
    PageCase {
        name: "heat map of 40 factories",
        part: Part::Factories,
        aim: Some(WIDE),
        requests: 100,
        cookie: |manifest, _| manifest.adviser.cookie(),
        academy: |_, _| "/pathways".to_owned(),
        bare: |manifest, _| format!("/heat/adviser/{}/{}", manifest.adviser.person, manifest.adviser.person),
    },
    PageCase {
        name: "plan and pathway of a factory",
        part: Part::Factories,
        aim: Some(WIDE),
        requests: 100,
        cookie: |manifest, _| manifest.adviser.cookie(),
        academy: |manifest, _| format!("/factories/{}/pathway", manifest.programme.factory),
        bare: |manifest, _| format!("/plans/{}/{}", manifest.programme.factory, manifest.adviser.person),
    },
    PageCase {
        name: "group of 200 factories by theme",
        part: Part::Factories,
        aim: Some(WIDE),
        requests: 100,
        cookie: |manifest, _| manifest.group_manager.cookie(),
        academy: |manifest, _| format!("/organisations/{}/themes", manifest.group),
        bare: |manifest, _| format!("/heat/group/{}/{}", manifest.group, manifest.group_manager.person),
    },
];

pub async fn measure(bed: &Bed, wanted: impl Fn(Part) -> bool, findings: &mut Findings) {
    let academy = bed.academy().await;
    let fillers = fillers(bed, &academy, &wanted).await;
    let bare = bed.bare(&fillers).await;
    for page in PAGES.iter().filter(|page| wanted(page.part)) {
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
            .map(|learner| {
                Call::get(&(self.academy)(manifest, learner), Some(&(self.cookie)(manifest, learner)))
            })
            .collect()
    }

    fn bare_calls(&self, bed: &Bed, count: usize) -> Vec<Call> {
        let manifest = &bed.stage.manifest;
        let learners = manifest.learners.iter().cycle().take(count);
        learners.map(|learner| Call::get(&(self.bare)(manifest, learner), None)).collect()
    }
}

/// How much shorter each bare page is than the Academy's; nothing for pages that are not measured.
async fn fillers(bed: &Bed, academy: &Server, wanted: &impl Fn(Part) -> bool) -> Vec<usize> {
    let bare = bed.bare(&[]).await;
    let mut fillers = Vec::new();
    for page in &PAGES {
        if !wanted(page.part) {
            fillers.push(0);
            continue;
        }
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
    let asked = bed.requests(page.requests);
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
        let aim = page.aim.map(|(times, _)| Aim::AtMost(times));
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
    let aim = page.aim.map(|(_, queries)| Aim::AtMost(queries));
    note("queries", queries(academy, &own_calls[..own_calls.len().min(20)]).await, Unit::Count, aim);
    note("bytes", kilobytes(bytes_of(academy, &own_calls[0]).await), Unit::Kilobytes, None);
    let aim = (name == "course page").then_some(Aim::AtMost(COURSE_PAGE_KILOBYTES));
    note("bytes compressed", kilobytes(bytes_of(academy, &compressed[0]).await), Unit::Kilobytes, aim);
}
