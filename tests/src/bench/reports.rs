//! Reports: how long the answer to each question takes, the whole of it, with the time of the database in it. A report
//! reads counts that were added up before: it grows with its own rows, not with the enrolments behind them, as the same
//! figures of a larger store show (`--large`).

use crate::bed::Bed;
use crate::client::{Call, Connection, send_all, words_of};
use crate::findings::{Aim, Findings, Unit};
use crate::measure::{count, kilobytes, millis, queries};
use crate::process::Server;

const ANSWER: Aim = Aim::AtMost(300.0);

pub async fn measure(bed: &Bed, findings: &mut Findings) {
    let manifest = &bed.stage.manifest;
    let (administrator, coordinator) = (manifest.administrator.cookie(), manifest.coordinator.cookie());
    let cases = [
        ("by course", "by=course".to_owned(), &administrator),
        ("by country", "by=country".to_owned(), &administrator),
        ("by organisation", "by=organisation".to_owned(), &administrator),
        (
            "of one course, by organisation",
            format!("by=organisation&course={}", manifest.course),
            &administrator,
        ),
        ("by month", "by=month".to_owned(), &administrator),
        ("by sex", "by=sex".to_owned(), &administrator),
        ("of one organisation, by course", "by=course".to_owned(), &coordinator),
    ];
    let enrolments = bed.stage.number("SELECT COUNT(*) FROM enrolment", []).await;
    let enrolments = f64::from(u32::try_from(enrolments).unwrap_or(u32::MAX));
    findings.add(bed.kind, "enrolments in the store", enrolments, Unit::Whole);
    let academy = bed.academy().await;
    for (name, question, cookie) in cases {
        let call = Call::get(&format!("/reports?{question}"), Some(cookie));
        report(bed, &academy, name, &call, findings).await;
    }
    academy.stop().await;
}

async fn report(bed: &Bed, academy: &Server, name: &str, call: &Call, findings: &mut Findings) {
    let mut connection = Connection::open(academy.port).await.expect("the server listens");
    let answer = connection.send(call).await;
    assert_eq!(answer.status, 200, "{}: {}", call.path, words_of(&answer.body));
    let rows = String::from_utf8_lossy(&answer.body).matches("<th scope=\"row\">").count();
    let calls = vec![call.clone(); bed.requests(50)];
    let times = send_all(academy.port, &calls, 1).await;
    let mut note = |what: &str, measured: f64, unit: Unit, aim: Option<Aim>| {
        let what = format!("report {name}: {what}");
        match aim {
            Some(aim) => findings.add_with(bed.kind, &what, measured, unit, aim),
            None => findings.add(bed.kind, &what, measured, unit),
        }
    };
    note("rows", count(rows), Unit::Whole, None);
    note("bytes", kilobytes(answer.body.len()), Unit::Kilobytes, None);
    note("half answered within", millis(times.within(500)), Unit::Millis, Some(ANSWER));
    note("99 of 100 answered within", millis(times.within(990)), Unit::Millis, None);
    note("queries", queries(academy, &calls[..calls.len().min(5)]).await, Unit::Count, None);
}
