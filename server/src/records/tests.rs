//! Statements are stored once, repeated harmlessly, and refused when they contradict what is there.

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
