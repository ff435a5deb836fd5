//! Sign-in: its CPU beside the bare hash, and memory while many do it at once.

use url::form_urlencoded;

use crate::bed::Bed;
use crate::client::{Answer, Call, Connection, send_all, words_of};
use crate::findings::{Aim, Findings, Unit};
use crate::measure::{cost, count, megabytes, micros, millis};
use crate::process::Server;
use crate::seed::PASSWORD;

const TIMES_THE_BARE_HASH: Aim = Aim::AtMost(1.15);
const MEMORY: Aim = Aim::AtMost(200.0);
const AT_ONCE: usize = 64;

pub async fn measure(bed: &Bed, findings: &mut Findings) {
    let bare = bed.bare(&[]).await;
    let academy = bed.academy().await;
    let calls = calls(bed, &academy, bed.requests(200)).await;
    let (mut signing_in, mut hashing) = (Vec::new(), Vec::new());
    let each = calls.len() / bed.rounds();
    for calls in calls.chunks(each) {
        hashing.push(hash_cost(&bare, each).await);
        signing_in.push(cost(&academy, calls, 1).await);
    }
    hashing.sort_by(f64::total_cmp);
    let hash = hashing[hashing.len() / 2];
    let own = crate::measure::middle(signing_in);
    findings.add(bed.kind, "sign-in: CPU", own.cpu, Unit::Micros);
    findings.add(bed.kind, "sign-in: CPU of the bare hash", hash, Unit::Micros);
    let times = own.cpu / hash;
    findings.add_with(bed.kind, "sign-in: times the bare hash", times, Unit::Times, TIMES_THE_BARE_HASH);
    findings.add(bed.kind, "sign-in: half within", millis(own.times.within(500)), Unit::Millis);
    academy.stop().await;

    let academy = bed.academy().await;
    let calls = self::calls(bed, &academy, bed.requests(640).max(AT_ONCE)).await;
    let times = send_all(academy.port, &calls, AT_ONCE).await;
    let peak = megabytes(academy.memory_peak());
    findings.add_with(bed.kind, "sign-in: memory, most with 64 at once", peak, Unit::Megabytes, MEMORY);
    let rate = count(calls.len()) / times.whole.as_secs_f64();
    findings.add(bed.kind, "sign-in: 64 at once", rate, Unit::PerSecond);
    academy.stop().await;
    bare.stop().await;
}

/// Microseconds of CPU for one hash; one request makes many, so that the request itself does not count.
async fn hash_cost(bare: &Server, hashes: usize) -> f64 {
    let before = bare.cpu();
    let mut connection = Connection::open(bare.port).await.expect("the server listens");
    assert_eq!(connection.get(&format!("/hashes/{hashes}")).await.status, 200);
    micros(bare.cpu().saturating_sub(before)) / count(hashes)
}

/// Forms that sign learners in, each from an address of their own. One visit to the page is enough for all.
async fn calls(bed: &Bed, academy: &Server, wanted: usize) -> Vec<Call> {
    let mut connection = Connection::open(academy.port).await.expect("the server listens");
    let page = connection.get("/sign-in").await;
    assert_eq!(page.status, 200, "/sign-in: {}", words_of(&page.body));
    let cookie = cookie_of(&page);
    let form = tests::Page {
        status: page.status,
        path: "/sign-in".to_owned(),
        headers: page.headers.clone(),
        body: String::from_utf8_lossy(&page.body).into_owned(),
    }
    .form("form[action='/sign-in']");
    let learners = bed.stage.manifest.learners.iter().cycle().take(wanted).enumerate();
    learners
        .map(|(number, learner)| {
            let form = form.clone().fill("email", &learner.email).fill("password", PASSWORD);
            let fields = form.fields().iter().filter(|(name, _)| name != "request");
            let body = form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
            Call {
                path: "/sign-in".to_owned(),
                cookie: Some(cookie.clone()),
                from: Some(format!("203.0.{}.{}", number / 250 % 250, number % 250 + 1)),
                form: Some(body),
                ..Call::default()
            }
        })
        .collect()
}

fn cookie_of(answer: &Answer) -> String {
    let cookies = answer.headers.get_all("set-cookie").iter().filter_map(|cookie| cookie.to_str().ok());
    let pairs: Vec<&str> = cookies.filter_map(|cookie| cookie.split(';').next()).collect();
    pairs.join("; ")
}
