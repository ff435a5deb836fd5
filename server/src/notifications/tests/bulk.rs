//! Forty thousand reminders in one unit of work. Takes a while; run with `--ignored --nocapture`.

use std::time::Instant;

use sea_orm::{ConnectionTrait, Statement};

use super::*;
use crate::notifications::{NoticeKind, delivery::deliver};

const PEOPLE: u32 = 40_000;

/// So many people on the course of `like`, written by the database itself.
async fn many(academy: &TestAcademy, like: EnrolmentId) {
    let work = academy.begin().await;
    let id = "unhex(printf('%08x', n) || '000040008000000000000000')";
    let numbers = format!(
        "WITH RECURSIVE number(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM number WHERE n < {PEOPLE})"
    );
    for sql in [
        format!(
            "INSERT INTO person (id, name, name_key, email, email_key, language, sex, joined_at, tokens_from) \
             {numbers} SELECT {id}, 'Person ' || n, 'person ' || n, 'p' || n || '@brand.example', \
             'p' || n || '@brand.example', 'vi', 'not-stated', '2026-01-01T00:00:00+00:00', \
             '2026-01-01T00:00:00+00:00' FROM number"
        ),
        format!(
            "INSERT INTO enrolment (id, person_id, course_id, course_version_id, language, enrolled_at, \
             enrolled_by_person_id, due_on) {numbers} SELECT {id}, {id}, e.course_id, e.course_version_id, 'vi', \
             '2026-11-01T00:00:00+00:00', {id}, '2026-11-27' FROM number, enrolment e WHERE e.id = x'{}'",
            like.0.simple()
        ),
    ] {
        work.execute_raw(Statement::from_string(work.get_database_backend(), sql)).await.unwrap();
    }
    work.commit().await.unwrap();
}

#[actix_web::test]
#[ignore = "measures"]
async fn forty_thousand_reminders_are_queued_in_one_unit_of_work() {
    let academy = TestAcademy::new().await;
    let brand = brand(&academy).await;
    let like = assigned(&academy, &brand, None).await;
    many(&academy, like).await;
    let window = super::super::model::windows(in_days(&academy, 0))[0];
    let start = Instant::now();
    let due = store::due_without_notice(academy.db().read(), &window, 50_000).await.unwrap();
    println!("found {} in {:?}", due.len(), start.elapsed());
    assert_eq!(due.len(), 40_000);
    let like = enrolment(&academy, like).await;
    let told = due
        .iter()
        .map(|due| Happening {
            person: due.person_id,
            subject: due.enrolment_id,
            ..happening(NoticeKind::DueSoon, &like, due.due_on)
        })
        .collect();
    let before = academy.db().queries();
    let start = Instant::now();
    deliver(&context(&academy), &academy.academy.secret, told).await.unwrap();
    println!("delivered in {:?}, {} statements", start.elapsed(), academy.db().queries() - before);
    let start = Instant::now();
    let again = store::due_without_notice(academy.db().read(), &window, 50_000).await.unwrap();
    println!("looked again in {:?}", start.elapsed());
    assert!(again.is_empty());
}
