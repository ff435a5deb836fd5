//! A progress report stays as it was sent, and is due from the day that the assessment itself says.

use chrono::NaiveDate;
use serde_json::json;

use super::world::World;
use crate::engagement::{
    assessments::store::{self as assessments, NewAssessment},
    cycles::store::{self as cycles, NewCycle},
    model::assessment::{Mode, template},
};

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

async fn finds(world: &World, point: &str) -> String {
    let body = json!({
        "point": point, "source": "other", "reference": point, "found_on": "2026-11-02", "action": "As agreed",
    });
    let path = format!("/api/v1/factories/{}/findings", world.factory);
    let (status, answer) = world.caller("adviser").await.posts(&path, body).await;
    assert_eq!(status, 200, "{answer}");
    answer["items"][0].as_str().unwrap().to_owned()
}

#[actix_web::test]
async fn a_report_stays_as_it_was_sent_and_what_is_written_later_is_sent_anew() {
    for world in World::on_both().await {
        let id = finds(&world, "paid-leave").await;
        let path = format!("/factories/{}/progress-report", world.factory);
        let (mut adviser, mut manager) = (world.visitor("adviser").await, world.visitor("manager").await);
        let release = [("cycle", "1"), ("released_on", "2026-11-10")];
        assert_eq!(adviser.submits(&path, &format!("{path}/release"), &release).await.status, 303);
        let written = |changes: &'static str, systems: &'static str, send: &'static str| {
            let mut fields = vec![
                ("cycle", "1"),
                ("changes", changes),
                ("social_dialogue", "We met twice"),
                ("systems", systems),
                ("continuous_learning", "A course"),
            ];
            if !send.is_empty() {
                fields.push(("send", send));
            }
            fields
        };
        assert_eq!(manager.submits(&path, &path, &written("0", "A leave book", "yes")).await.status, 303);
        let page = adviser.opens(&path).await.text;
        assert!(page.contains("Sending 1, 22 November 2026") && !page.contains("Changed since it was sent"));

        // The plan goes on, and somebody writes on.
        finds(&world, "overtime").await;
        let change = json!({ "changes": 0, "action": "Another way" });
        let item = format!("/api/v1/improvement-items/{id}");
        let mut caller = world.caller("adviser").await;
        assert_eq!(caller.calls(actix_web::http::Method::PATCH, &item, Some(change), "").await.0, 200);
        assert_eq!(manager.submits(&path, &path, &written("1", "A leave calendar", "")).await.status, 303);
        let page = adviser.opens(&path).await.text;
        assert!(page.contains("Changed since it was sent") && page.contains("As agreed"), "{page}");
        assert!(!page.contains("Another way") && !page.contains("Overtime"), "{page}");
        assert!(page.contains("A leave book"), "{page}");

        world.academy.clock.advance(chrono::TimeDelta::days(20));
        let mut manager = world.visitor("manager").await;
        assert_eq!(manager.submits(&path, &path, &written("2", "A leave calendar", "yes")).await.status, 303);
        let page = world.visitor("adviser").await.opens(&path).await.text;
        assert!(page.contains("Sending 2, 12 December 2026") && page.contains("A leave calendar"), "{page}");
        assert!(page.contains("Another way") && !page.contains("Changed since it was sent"));
        // In time is the first sending; what it said is still to be read.
        assert!(page.contains("Sent in time"), "{page}");
        let mut adviser = world.visitor("adviser").await;
        let first = adviser.opens(&format!("{path}?cycle=1&version=1")).await.text;
        assert!(first.contains("A leave book") && first.contains("As agreed"), "{first}");
        assert_eq!(adviser.opens(&format!("{path}?cycle=1&version=3")).await.status, 404);
        // Nobody moves the day of a release under a report that was sent.
        let moved = [("cycle", "1"), ("released_on", "2026-11-01")];
        let refused = adviser.submits(&path, &format!("{path}/release"), &moved).await;
        assert_eq!(refused.status, 422);
        assert!(refused.text.contains("the day of the release stays"), "{}", refused.text);
    }
}

#[actix_web::test]
async fn the_day_of_the_release_is_the_assessments_and_a_cycle_that_is_not_there_has_no_report() {
    for world in World::on_both().await {
        finds(&world, "paid-leave").await;
        let path = format!("/factories/{}/progress-report", world.factory);
        let adviser = world.person("adviser");
        let work = world.academy.begin().await;
        let new = NewCycle {
            factory: world.factory,
            number: 1,
            started_on: day("2026-09-01"),
            adviser: Some(adviser),
            reference: None,
            by: adviser,
        };
        let cycle = cycles::add(&work, &new).await.unwrap();
        work.commit().await.unwrap();
        let mut visitor = world.visitor("adviser").await;
        for cycle in ["77", "-1", "2", "one"] {
            assert_eq!(visitor.opens(&format!("{path}?cycle={cycle}")).await.status, 404, "{cycle}");
            let fields = [("cycle", cycle), ("released_on", "2026-11-10")];
            let answer = visitor.submits(&path, &format!("{path}/release"), &fields).await;
            assert_eq!(answer.status, 404, "{cycle}");
        }
        let release = format!("{path}/release");
        let early = [("cycle", "1"), ("released_on", "1999-01-01")];
        let refused = visitor.submits(&path, &release, &early).await;
        assert_eq!(refused.status, 422);
        assert!(refused.text.contains("before the cycle began"), "{}", refused.text);
        let noted = [("cycle", "1"), ("released_on", "2026-09-10")];
        assert_eq!(visitor.submits(&path, &release, &noted).await.status, 303);
        assert!(visitor.opens(&path).await.text.contains("late"));

        let work = world.academy.begin().await;
        let first_on = day("2026-10-05");
        let new = NewAssessment {
            factory: world.factory,
            cycle,
            mode: Mode::OnSite,
            first_on,
            last_on: first_on,
            cause: None,
            cause_on: None,
            note: String::new(),
            scheduler: adviser,
            assessors: vec![adviser],
            blocks: template(Mode::OnSite, 1),
        };
        let assessment = assessments::add(&work, &new).await.unwrap();
        let released = (day("2026-11-10"), adviser);
        assert!(assessments::release(&work, assessment, "Done", released).await.unwrap());
        work.commit().await.unwrap();
        // What was noted before counts no more, and nobody notes another day.
        let page = visitor.opens(&path).await.text;
        assert!(page.contains("10 November 2026") && page.contains("18 days left"), "{page}");
        assert!(!page.contains("name=\"released_on\""), "{page}");
        let refused = visitor.submits(&path, &release, &noted).await;
        assert_eq!(refused.status, 422);
    }
}
