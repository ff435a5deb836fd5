//! Reminders to very many people: few statements, and each once. How long they take, the benchmark measures.

use sea_orm::{ConnectionTrait, Statement};

use super::*;
use crate::notifications::{NoticeKind, delivery::deliver, jobs::remind_of_dates};

const PEOPLE: usize = 3_000;
/// Few, whatever the number of people: some to find them, and so many rows in each that writes.
const STATEMENTS: u64 = 60;

/// So many people on the course of `like`, due in three days, written by the database itself.
async fn many(academy: &TestAcademy, like: EnrolmentId) {
    let work = academy.begin().await;
    let due_on = in_days(academy, 3);
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
             '2026-11-01T00:00:00+00:00', {id}, '{due_on}' FROM number, enrolment e WHERE e.id = x'{}'",
            like.0.simple()
        ),
    ] {
        work.execute_raw(Statement::from_string(work.get_database_backend(), sql)).await.unwrap();
    }
    work.commit().await.unwrap();
}

async fn rows_of(academy: &TestAcademy, table: &str) -> i64 {
    let read = academy.db().read();
    let sql = format!(
        "SELECT COUNT(*) FROM {table} WHERE person_id IN (SELECT id FROM person WHERE email LIKE 'p%@brand.example')"
    );
    let row = read.query_one_raw(Statement::from_string(read.get_database_backend(), sql)).await.unwrap();
    row.unwrap().try_get_by_index(0).unwrap()
}

#[actix_web::test]
async fn thousands_of_reminders_take_few_statements_and_come_once() {
    let academy = TestAcademy::new().await;
    let brand = brand(&academy).await;
    let like = assigned(&academy, &brand, None).await;
    many(&academy, like).await;
    let (context, secret) = (context(&academy), &academy.academy.secret);
    let window = super::super::model::windows(in_days(&academy, 0), 7)[0];
    let due = store::due_without_notice(academy.db().read(), &window, 50_000).await.unwrap();
    assert_eq!(due.len(), PEOPLE);

    let before = academy.db().queries();
    remind_of_dates(&context, secret).await.unwrap();
    let spent = academy.db().queries() - before;
    assert!(spent <= STATEMENTS, "{spent} statements for {PEOPLE} people");
    let people = i64::try_from(PEOPLE).unwrap();
    assert_eq!((rows_of(&academy, "notice").await, rows_of(&academy, "mail").await), (people, people));

    // By the clock, and by another server that had found them before.
    remind_of_dates(&context, secret).await.unwrap();
    let like = enrolment(&academy, like).await;
    let late = due.iter().map(|due| Happening {
        person: due.person_id,
        subject: due.enrolment_id.into(),
        ..happening(NoticeKind::DueSoon, &like, due.due_on)
    });
    deliver(&context, secret, late.collect()).await.unwrap();
    assert_eq!((rows_of(&academy, "notice").await, rows_of(&academy, "mail").await), (people, people));
}
