//! What is counted: people, each once, where they stood when they were enrolled.

use sea_orm::{ConnectionTrait, Statement as Sql};

use super::*;
use crate::{app, records::Projectors};

#[actix_web::test]
async fn a_person_on_two_courses_stands_in_both_rows_and_once_in_the_total() {
    for world in World::on_both().await {
        let people = world.learners(12, Sex::Female, world.first, "buying", Far::Started).await;
        for person in &people[..6] {
            world.learns(*person, "fairness", Far::Enrolled).await;
        }
        let mut administrator = world.caller(Role::Administrator, world.headquarters).await;
        let report = world.report(&mut administrator, "by=course").await;
        assert_eq!(row(&report, "buying")["enrolled"], 12);
        assert_eq!(row(&report, "fairness")["enrolled"], 6);
        assert_eq!(row(&report, "fairness")["started"], 0);
        assert_eq!(report["total"]["enrolled"], 12);
        assert_eq!(report["total"]["started"], 12);
    }
}

#[actix_web::test]
async fn each_count_stands_in_the_month_in_which_it_happened() {
    for world in World::on_both().await {
        let people = world.learners(10, Sex::Female, world.first, "buying", Far::Enrolled).await;
        world.days_pass(30);
        for person in people {
            world.learns(person, "buying", Far::Completed).await;
        }
        let mut administrator = world.caller(Role::Administrator, world.headquarters).await;
        let report = world.report(&mut administrator, "by=month&course=buying").await;
        let (november, december) = (row(&report, "2026-11"), row(&report, "2026-12"));
        assert_eq!((&november["enrolled"], &november["completed"]), (&10.into(), &0.into()));
        assert_eq!((&december["enrolled"], &december["completed"]), (&0.into(), &10.into()));
        assert_eq!(report["total"]["enrolled"], 10, "enrolled again is enrolled once");
    }
}

#[actix_web::test]
async fn people_count_where_they_stood_when_they_were_enrolled() {
    for world in World::on_both().await {
        let people = world.learners(20, Sex::Female, world.first, "buying", Far::Enrolled).await;
        let work = world.academy.begin().await;
        for person in &people {
            let name = PersonName::parse("Trần Văn Nam").unwrap();
            persons::describe(&work, *person, &name, Language::Vi, Sex::Male).await.unwrap();
        }
        work.commit().await.unwrap();
        let mut administrator = world.caller(Role::Administrator, world.headquarters).await;
        for person in people {
            world.learns(person, "buying", Far::Completed).await;
        }
        let report = world.report(&mut administrator, "by=sex&course=buying").await;
        assert_eq!(row(&report, "female")["completed"], 20);
        assert_eq!(row(&report, "male")["completed"], 0);
    }
}

#[actix_web::test]
async fn applied_needs_a_name_under_the_plan_as_it_is_and_a_promise_kept() {
    let world = World::new().await;
    let mut administrator = world.caller(Role::Administrator, world.headquarters).await;
    let people = world.learners(10, Sex::Female, world.first, "buying", Far::Completed).await;
    let mut enrolments = Vec::new();
    for person in people {
        enrolments.push((person, world.learns(person, "buying", Far::Enrolled).await));
    }
    let applied = async |administrator: &mut Caller<'_>| {
        world.report(administrator, "by=course").await["total"]["applied"].as_i64().unwrap()
    };
    let all_say = async |verb: Verb, said: &str| {
        for (person, enrolment) in &enrolments {
            world.records(*person, *enrolment, verb, Object::Plan, said).await;
        }
    };
    all_say(Verb::Committed, "").await;
    all_say(Verb::Countersigned, "").await;
    all_say(Verb::Reported, "not-yet").await;
    assert_eq!(applied(&mut administrator).await, 0, "nothing was kept yet");
    all_say(Verb::Committed, "").await;
    all_say(Verb::Reported, "kept").await;
    assert_eq!(applied(&mut administrator).await, 0, "the changed plan has no name under it");
    all_say(Verb::Countersigned, "").await;
    assert_eq!(applied(&mut administrator).await, 10);
    all_say(Verb::Committed, "").await;
    assert_eq!(applied(&mut administrator).await, 10, "what was applied stays counted");
}

/// Every row of the projections, as numbers by key.
async fn rows(academy: &TestAcademy) -> Vec<(String, [i32; 4])> {
    const COUNTS: &str = "SELECT c.area_kind || '/' || c.area || '/' || c.span || '/' || c.period || '/' || c.breakdown \
        || '/' || c.detail AS cell, c.course_id, c.enrolled, c.started, c.completed, c.applied FROM report_count c";
    let read = academy.db().read();
    let found = read.query_all_raw(Sql::from_string(read.get_database_backend(), COUNTS)).await.unwrap();
    let mut rows: Vec<(String, [i32; 4])> = found
        .iter()
        .map(|row| {
            let cell: String = row.try_get("", "cell").unwrap();
            let course: uuid::Uuid = row.try_get("", "course_id").unwrap();
            let figure = |name: &str| row.try_get::<i32>("", name).unwrap();
            (format!("{cell}/{course}"), ["enrolled", "started", "completed", "applied"].map(figure))
        })
        .collect();
    rows.sort();
    rows
}

#[actix_web::test]
async fn a_rebuild_of_the_counts_equals_what_is_live() {
    for world in World::on_both().await {
        let people = world.learners(3, Sex::Female, world.first, "buying", Far::Applied).await;
        world.learners(2, Sex::Male, world.far, "fairness", Far::Completed).await;
        world.days_pass(40);
        world.learns(people[0], "fairness", Far::Started).await;
        let work = world.academy.begin().await;
        let name = PersonName::parse("Trần Văn Nam").unwrap();
        persons::describe(&work, people[1], &name, Language::Vi, Sex::Male).await.unwrap();
        work.commit().await.unwrap();
        let live = rows(&world.academy).await;
        assert!(live.len() > 40, "{}", live.len());
        for projectors in [Projectors(app::projectors()), twice()] {
            records::rebuild(world.academy.db(), &projectors).await.unwrap();
            assert_eq!(rows(&world.academy).await, live);
        }
    }
}

/// Every record is applied two times.
fn twice() -> Projectors {
    Projectors(app::projectors().into_iter().chain(app::projectors()).collect())
}

#[actix_web::test]
async fn a_figure_that_no_recount_gives_is_found() {
    for world in World::on_both().await {
        world.learners(12, Sex::Female, world.first, "buying", Far::Completed).await;
        let found = async || crate::reports::recounted(world.academy.db().read()).await.unwrap().broken;
        assert_eq!(found().await, 0);
        let work = world.academy.begin().await;
        let change =
            "UPDATE report_count SET completed = completed + 3 WHERE breakdown = 'sex' AND span = 'year'";
        let changed = work.execute_unprepared(change).await.unwrap().rows_affected();
        work.commit().await.unwrap();
        assert!(changed > 0);
        assert_eq!(found().await, i64::try_from(changed).unwrap());
    }
}
