//! Statements are stored once, repeated harmlessly, and refused when they contradict what is there.

use sea_orm::ConnectionTrait;

use super::{Appended, EnrolmentId, Object, RecordId, Statement, StatementResult, Verb, append};
use crate::{
    platform::{Language, PersonId},
    testing::{TestAcademy, now},
};

fn answered(id: u128) -> Statement {
    Statement {
        id: RecordId(uuid::Uuid::from_u128(id)),
        person: PersonId(uuid::Uuid::from_u128(7)),
        verb: Verb::Answered,
        course: "responsible-purchasing".to_owned(),
        object: Object::Question { step: "price-check".to_owned(), question: "minute".to_owned() },
        result: StatementResult { success: Some(true), ..Default::default() },
        enrolment: EnrolmentId(uuid::Uuid::from_u128(9)),
        language: Language::Vi,
        at: now(),
    }
}

#[actix_web::test]
async fn a_statement_is_stored_once_and_a_repeat_changes_nothing() {
    let academy = TestAcademy::new().await;
    let work = academy.begin().await;
    assert_eq!(append(&work, &answered(1)).await.unwrap(), Appended::Stored);
    assert_eq!(append(&work, &answered(1)).await.unwrap(), Appended::AlreadyThere);
    let later = Statement { at: now() + chrono::TimeDelta::minutes(3), ..answered(1) };
    assert_eq!(append(&work, &later).await.unwrap(), Appended::AlreadyThere);
    work.commit().await.unwrap();
    assert_eq!(super::record_count(academy.db().read()).await.unwrap(), 1);
    assert!(super::broken_records(academy.db().read()).await.unwrap().is_empty());
}

#[actix_web::test]
async fn another_statement_with_the_same_id_is_a_conflict() {
    let academy = TestAcademy::new().await;
    let work = academy.begin().await;
    append(&work, &answered(1)).await.unwrap();
    let other = Statement { verb: Verb::Completed, ..answered(1) };
    assert_eq!(append(&work, &other).await.unwrap(), Appended::Conflict);
}

#[actix_web::test]
async fn a_statement_that_was_changed_behind_our_back_is_found() {
    for (was, is) in [
        (r#""success":true"#, r#""success":false"#),
        ("responsible-purchasing", "another-course"),
        (r#""raw":7"#, r#""raw":9"#),
        ("2026-11-", "2025-11-"),
    ] {
        let academy = TestAcademy::new().await;
        let work = academy.begin().await;
        let result = StatementResult { success: Some(true), score: Some((7, 10)), ..Default::default() };
        append(&work, &Statement { result, ..answered(1) }).await.unwrap();
        append(&work, &answered(2)).await.unwrap();
        for trigger in ["record_no_update", "record_no_delete"] {
            work.execute_unprepared(&format!("DROP TRIGGER IF EXISTS {trigger}")).await.unwrap();
        }
        let change =
            format!("UPDATE record SET statement = REPLACE(statement, '{was}', '{is}') WHERE sequence = 1");
        assert_eq!(work.execute_unprepared(&change).await.unwrap().rows_affected(), 1);
        work.commit().await.unwrap();
        let broken = super::broken_records(academy.db().read()).await.unwrap();
        assert_eq!(broken, [answered(1).id], "{was}");
    }
}

#[test]
fn a_statement_reads_as_xapi_and_names_nobody() {
    insta::assert_json_snapshot!(answered(1).to_xapi());
}

#[test]
fn objects_come_back_from_their_paths() {
    let objects = [
        Object::Course,
        Object::Plan,
        Object::Module("m".to_owned()),
        Object::Step("s".to_owned()),
        Object::Question { step: "s".to_owned(), question: "q".to_owned() },
    ];
    for object in objects {
        assert_eq!(Object::from_path(&object.path()), Some(object));
    }
}
