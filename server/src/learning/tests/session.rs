//! A course that is never complete by e-learning alone waits until somebody noted that the learner came to its session.

use serde_json::{Value, json};

use super::{calls, fixture, records::rows};
use crate::{
    app,
    catalogue::{Parcel, Publish, PublishCourse, commands as catalogue},
    learning::commands::session_attended,
    platform::{Actor, Language, Permit, checks},
    records::{self, EnrolmentId, Projectors},
    testing::{TestAcademy, caller::Caller},
};

/// The small course as one that needs a session.
async fn publishes(academy: &TestAcademy) {
    let mut course = fixture::course();
    course.needs_session = true;
    course.completion.rule = 2;
    course.completion.requires.push(courses::Requirement::SessionAttended);
    let mut work = academy.begin().await;
    let operator = std::rc::Rc::new(Actor::operator(Language::En));
    let permit = Permit::<PublishCourse>::judge(operator, ()).unwrap();
    catalogue::import(&mut work, &permit, &Parcel::of(&course).unwrap(), Publish::Now).await.unwrap();
    work.commit().await.unwrap();
}

/// Somebody notes that the learner of this enrolment came to the session.
async fn attends(academy: &TestAcademy, enrolment: &str) {
    let id: EnrolmentId = enrolment.rsplit('/').next().unwrap().parse().unwrap();
    let work = academy.begin().await;
    session_attended(&work, &[id]).await.unwrap();
    work.commit().await.unwrap();
}

fn session_of(shown: &Value) -> Value {
    let demands = shown["progress"]["demands"].as_array().unwrap();
    demands.iter().find(|demand| demand["requirement"] == "session-attended").unwrap().clone()
}

async fn is_clean(academy: &TestAcademy) {
    let live = rows(academy).await;
    records::rebuild(academy.db(), &Projectors(app::projectors())).await.unwrap();
    assert_eq!(rows(academy).await, live);
    for of in [crate::learning::checks(), records::checks()] {
        let findings = checks::find(academy.db().read(), &of).await.unwrap();
        let broken: Vec<_> = findings.iter().filter(|finding| finding.broken > 0).collect();
        assert!(broken.iter().all(|finding| finding.check.starts_with("team")), "{}", broken.len());
    }
}

#[actix_web::test]
async fn the_steps_alone_do_not_complete_it_and_the_session_does_once() {
    for academy in TestAcademy::on_both().await {
        publishes(&academy).await;
        let (buyer, coordinator) = calls::brand(&academy).await;
        let mut caller = Caller::of(&academy, buyer).await;
        let enrolment = calls::completes(&mut caller).await;
        let (_, shown) = caller.gets(&enrolment).await;
        assert_eq!(
            (&shown["progress"]["completed_at"], &shown["progress"]["steps_done"]),
            (&Value::Null, &json!(6))
        );
        let session = session_of(&shown);
        assert_eq!((&session["met"], &session["waits_for"]), (&json!(false), &json!("facilitator")));
        assert_eq!(
            (&session["done"], &session["of"], &session["missing"]),
            (&json!(0), &json!(1), &json!([]))
        );
        let path = enrolment.replace("/api/v1", "");
        let page = fixture::signed_in(&academy, buyer).await.opens(&path).await.text;
        for words in ["Session attended", "Come to the session", "records who came"] {
            assert!(page.contains(words), "{words} in {page}");
        }
        assert!(!page.contains("Nobody else has to act"), "{page}");
        let page = fixture::signed_in(&academy, coordinator).await.opens(&path).await.text;
        assert!(page.contains("Only the session is missing"), "{page}");

        attends(&academy, &enrolment).await;
        let (_, shown) = caller.gets(&enrolment).await;
        assert_eq!(
            (&shown["enrolment"]["state"], &shown["progress"]["steps_done"]),
            (&json!("done"), &json!(6))
        );
        assert_eq!(
            (&session_of(&shown)["met"], &session_of(&shown)["waits_for"]),
            (&json!(true), &Value::Null)
        );
        let known = records::record_count(academy.db().read()).await.unwrap();
        attends(&academy, &enrolment).await;
        assert_eq!(records::record_count(academy.db().read()).await.unwrap(), known);
        is_clean(&academy).await;
    }
}

#[actix_web::test]
async fn whoever_waits_for_the_session_alone_is_not_overdue() {
    for academy in TestAcademy::on_both().await {
        publishes(&academy).await;
        let (buyer, coordinator) = calls::brand(&academy).await;
        let body = json!({ "course": "buying", "person": buyer, "due_on": "2026-12-01", "language": "en" });
        let (status, made) = Caller::of(&academy, coordinator).await.posts("/api/v1/enrolments", body).await;
        assert_eq!(status, 201, "{made}");
        let enrolment = calls::completes(&mut Caller::of(&academy, buyer).await).await;
        academy.runs_jobs().await;
        academy.clock.advance(chrono::TimeDelta::days(20));
        academy.runs_jobs().await;
        let mut caller = Caller::of(&academy, buyer).await;
        let (_, shown) = caller.gets(&enrolment).await;
        assert_eq!(shown["enrolment"]["state"], "waits-for-session", "{shown}");
        let page = fixture::signed_in(&academy, buyer).await.opens("/learning").await.text;
        assert!(page.contains("waits for the session") && !page.contains("days late"), "{page}");
        let (_, told) = caller.gets("/api/v1/notices").await;
        assert!(!told.to_string().contains("overdue") && !told.to_string().contains("due-"), "{told}");
        let lines = crate::learning::teams::lines_of(academy.db().read(), &[buyer]).await.unwrap();
        assert!(lines.iter().all(|line| line.open == 1 && line.first_due_on > today(&academy)), "{lines:?}");

        attends(&academy, &enrolment).await;
        let (_, shown) = caller.gets(&enrolment).await;
        assert_eq!(shown["enrolment"]["state"], "done", "{shown}");
        is_clean(&academy).await;
    }
}

fn today(academy: &TestAcademy) -> chrono::NaiveDate {
    academy.clock.now().date_naive()
}

#[actix_web::test]
async fn whoever_came_first_completes_it_with_the_last_step() {
    for academy in TestAcademy::on_both().await {
        publishes(&academy).await;
        let (buyer, _) = calls::brand(&academy).await;
        let mut caller = Caller::of(&academy, buyer).await;
        let (_, made) = caller.posts("/api/v1/enrolments", json!({ "course": "buying" })).await;
        let enrolment = format!("/api/v1/enrolments/{}", made["enrolment"]["id"].as_str().unwrap());
        attends(&academy, &enrolment).await;
        let (_, shown) = caller.gets(&enrolment).await;
        assert_eq!(shown["enrolment"]["state"], "not-started");
        assert_eq!((&session_of(&shown)["met"], &shown["progress"]["steps_done"]), (&json!(true), &json!(0)));
        let page =
            fixture::signed_in(&academy, buyer).await.opens(&enrolment.replace("/api/v1", "")).await.text;
        assert!(page.contains("What is missing is with you."), "{page}");
        assert_eq!(calls::completes(&mut caller).await, enrolment);
        let (_, shown) = caller.gets(&enrolment).await;
        assert_eq!(
            (&shown["enrolment"]["state"], &shown["progress"]["steps_done"]),
            (&json!("done"), &json!(6))
        );
        is_clean(&academy).await;
    }
}
