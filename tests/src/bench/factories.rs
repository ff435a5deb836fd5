//! A pathway is published for five hundred people, and findings come in.

use std::fmt::Write;
use std::fs;
use std::time::Instant;

use tests::Page;
use url::form_urlencoded;

use crate::bed::Bed;
use crate::client::{Call, Connection, words_of};
use crate::findings::{Aim, Findings, Unit};
use crate::reminders::seconds_in_units;

const PUBLISHING: Aim = Aim::AtMost(2.0);
const FINDINGS: usize = 20_000;
const IMPORT: Aim = Aim::AtMost(30.0);
const AT_A_FACTORY: usize = 10;

pub async fn measure(bed: &Bed, findings: &mut Findings) {
    publish(bed, findings).await;
    import(bed, findings).await;
}

async fn publish(bed: &Bed, findings: &mut Findings) {
    let manifest = &bed.stage.manifest;
    let path = format!("/pathways/{}", manifest.programme.confirmed);
    let cookie = manifest.adviser.cookie();
    let academy = bed.academy().await;
    let mut connection = Connection::open(academy.port).await.expect("the server listens");
    let answer = connection.send(&Call::get(&path, Some(&cookie))).await;
    assert_eq!(answer.status, 200, "{path}: {}", words_of(&answer.body));
    let body = String::from_utf8_lossy(&answer.body).into_owned();
    let page = Page { status: answer.status, path: path.clone(), headers: answer.headers, body };
    let form = page.form("form[action$='/publication']");
    let form = form_urlencoded::Serializer::new(String::new()).extend_pairs(form.fields()).finish();
    let before = seconds_in_units(&academy).await;
    let publication = Call {
        path: format!("{path}/publication"),
        cookie: Some(cookie.clone()),
        form: Some(form),
        ..Call::default()
    };
    let begun = Instant::now();
    let answer = connection.send(&publication).await;
    let whole = begun.elapsed().as_secs_f64();
    assert_eq!(answer.status, 303, "{}: {}", publication.path, words_of(&answer.body));
    let in_units = seconds_in_units(&academy).await - before;
    academy.stop().await;
    let what = "publishing for 500 people: time in the unit of work";
    findings.add_with(bed.kind, what, in_units, Unit::Seconds, PUBLISHING);
    findings.add(bed.kind, "publishing for 500 people: the whole answer", whole, Unit::Seconds);
}

async fn import(bed: &Bed, findings: &mut Findings) {
    let wanted = bed.requests(FINDINGS);
    let file = bed.stage.data.with_extension("findings.csv");
    fs::write(&file, list(wanted, &bed.stage.manifest.factory_names)).expect("the file can be written");
    for (turn, what) in
        [("created", "import of 20,000 findings"), ("unchanged", "the same findings once more")]
    {
        let begun = Instant::now();
        let answer = bed.stage.runs(&["import", "findings", &file.display().to_string(), "--json"]).await;
        let seconds = begun.elapsed().as_secs_f64();
        let answer: serde_json::Value = serde_json::from_str(&answer).expect("an answer in JSON");
        // Several findings of one factory on one point are one item with several sources.
        let merged = if turn == "created" { answer["changed"].as_u64() } else { Some(0) };
        let taken = answer[turn].as_u64().zip(merged).map(|(taken, merged)| taken + merged);
        assert_eq!(taken, u64::try_from(wanted).ok(), "{answer}");
        findings.add_with(bed.kind, what, seconds, Unit::Seconds, IMPORT);
    }
}

/// Ten findings for each factory, of its present cycle.
fn list(wanted: usize, factories: &[String]) -> String {
    const POINTS: [&str; 5] =
        ["child-labourers", "strikes", "prison-labour", "contracting-procedures", "leave"];
    let mut list =
        "Factory,Compliance point,Question,Source,Source reference,Found on,Severity,Finding\n".to_owned();
    for number in 0..wanted {
        let factory = &factories[number / AT_A_FACTORY % factories.len()];
        let point = POINTS[number % POINTS.len()];
        writeln!(list, "{factory},{point},,bw-assessment,N-{number:05},2026-11-01,medium,Seen on the floor")
            .expect("text grows");
    }
    list
}
