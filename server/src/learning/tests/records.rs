//! Progress is a fold of the records: rebuilt it comes out the same, and a record applied twice changes nothing.

use sea_orm::{ConnectionTrait, Statement};

use super::calls;
use crate::{
    app,
    records::{self, Projectors},
    testing::{TestAcademy, caller::Caller},
};

/// Every row of the projections, as text.
pub async fn rows(academy: &TestAcademy) -> Vec<String> {
    const PROGRESS: &str = "SELECT p.person_id, p.steps_done, p.modules_done, p.current_step, p.started_at, p.last_at, \
        p.completed_at FROM progress p ORDER BY p.enrolment_id";
    const STEPS: &str = "SELECT s.enrolment_id, s.step, s.first_at, s.done_at, s.\"right\", s.asked, s.passed \
        FROM step_progress s ORDER BY s.enrolment_id, s.step";
    let read = academy.db().read();
    let mut rows = Vec::new();
    for sql in [PROGRESS, STEPS] {
        let found =
            read.query_all_raw(Statement::from_string(read.get_database_backend(), sql)).await.unwrap();
        rows.extend(found.iter().map(|row| format!("{:?}", TextRow::of(row))));
    }
    rows
}

type Time = chrono::DateTime<chrono::Utc>;

#[derive(Debug, PartialEq)]
struct TextRow {
    id: Option<uuid::Uuid>,
    words: Vec<String>,
    numbers: Vec<i32>,
    times: Vec<Time>,
    truths: Vec<bool>,
}

impl TextRow {
    fn of(row: &sea_orm::QueryResult) -> Self {
        let columns = row.column_names();
        let mut read =
            Self { id: None, words: Vec::new(), numbers: Vec::new(), times: Vec::new(), truths: Vec::new() };
        for name in &columns {
            match name.as_str() {
                "person_id" | "enrolment_id" => read.id = row.try_get("", name).unwrap(),
                "current_step" | "step" => read.words.push(row.try_get("", name).unwrap()),
                "passed" => read.truths.extend(row.try_get::<Option<bool>>("", name).unwrap()),
                name if name.ends_with("_at") => {
                    read.times.extend(row.try_get::<Option<Time>>("", name).unwrap())
                }
                name => read.numbers.extend(row.try_get::<Option<i32>>("", name).unwrap()),
            }
        }
        read
    }
}

#[actix_web::test]
async fn a_rebuild_equals_what_is_live() {
    for academy in TestAcademy::on_both().await {
        calls::publishes(&academy).await;
        let (buyer, _) = calls::brand(&academy).await;
        calls::completes(&mut Caller::of(&academy, buyer).await).await;
        let live = rows(&academy).await;
        assert!(live.len() > 6, "{live:#?}");
        let rebuilt = records::rebuild(academy.db(), &Projectors(app::projectors())).await.unwrap();
        assert!(rebuilt.records > 10);
        assert_eq!(rows(&academy).await, live);
    }
}

#[actix_web::test]
async fn a_record_applied_twice_changes_nothing() {
    let academy = TestAcademy::new().await;
    calls::publishes(&academy).await;
    let (buyer, _) = calls::brand(&academy).await;
    calls::completes(&mut Caller::of(&academy, buyer).await).await;
    let live = rows(&academy).await;
    let twice = Projectors(app::projectors().into_iter().chain(app::projectors()).collect());
    records::rebuild(academy.db(), &twice).await.unwrap();
    assert_eq!(rows(&academy).await, live);
}
