//! Which cycle a page of a factory means.

use chrono::Days;
use serde_json::json;

use super::world::World;
use crate::engagement::cycles::store::{self as cycles, NewCycle};

async fn finds(world: &World, cycle: i32, point: &str, reference: &str) {
    let body = json!({ "findings": [{
        "point": point, "source": "other", "reference": reference, "found_on": "2026-11-20", "severity": "high",
        "cycle": cycle, "text": format!("finding {reference}")
    }] });
    let path = format!("/api/v1/factories/{}/findings", world.factory);
    let (status, answer) = world.caller("adviser").await.posts(&path, body).await;
    assert_eq!(status, 200, "{answer}");
}

async fn enters_the_third(world: &World) {
    let adviser = world.person("adviser");
    let work = world.academy.begin().await;
    let new = NewCycle {
        factory: world.factory,
        number: 3,
        started_on: world.academy.clock.now().date_naive() - Days::new(30),
        adviser: Some(adviser),
        reference: None,
        by: adviser,
    };
    cycles::add(&work, &new).await.unwrap();
    work.commit().await.unwrap();
}

#[actix_web::test]
async fn plan_and_report_are_those_of_the_running_cycle_and_name_what_others_left_open() {
    for world in World::on_both().await {
        finds(&world, 1, "paid-leave", "A1").await;
        finds(&world, 1, "overtime", "A2").await;
        enters_the_third(&world).await;
        let mut manager = world.visitor("manager").await;
        let report = format!("/factories/{}/progress-report", world.factory);
        assert!(manager.opens(&report).await.text.contains("Cycle 3"));
        let plan = format!("/factories/{}/improvement-plan", world.factory);
        let page = manager.opens(&plan).await.text;
        assert!(page.contains("2 more items are open in cycle 1"), "{page}");
        assert!(page.contains("Cycle 3") && !page.contains("finding A1"), "{page}");

        let api = format!("/api/v1{plan}");
        assert_eq!(world.caller("manager").await.gets(&api).await.1["cycle"], 3);

        // What a later cycle finds again is open there, and no more where it was.
        finds(&world, 3, "paid-leave", "A3").await;
        let page = manager.opens(&plan).await.text;
        assert!(page.contains("One more item is open in cycle 1") && page.contains("finding A3"), "{page}");
        let first = manager.opens(&format!("{plan}?cycle=1")).await.text;
        assert!(
            first.contains("One more item is open in cycle 3") && first.contains("finding A1"),
            "{first}"
        );
    }
}
