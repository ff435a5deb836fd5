//! Serious issues, delivery, the service package, the first hundred days, thresholds and criteria by calls.

use serde_json::{Value, json};

use super::world::World;
use crate::platform::roles::Role;

fn field(answer: &Value) -> &Value {
    &answer["errors"][0]["field"]
}

#[actix_web::test]
async fn serious_issues_delivery_and_the_package_are_read_and_kept_by_calls() {
    for world in World::on_both().await {
        let huy = world.adviser("Le Huy").await;
        let hanh = world.person("Do Hanh", Role::FactoryManager, world.factory).await;
        let other = world.person("Linh", Role::FactoryManager, world.other_factory).await;
        world.enrolled(huy, 3, "2026-09-01").await;
        let mut portal = world.caller(huy).await;
        let (mut manager, mut stranger) = (world.caller(hanh).await, world.caller(other).await);
        let path = format!("/api/v1/factories/{}", world.factory);
        let (issues, package) = (format!("{path}/serious-issues"), format!("{path}/service-package"));
        let delivery = format!("{path}/delivery");

        let (status, wrong) = portal.posts(&issues, json!({ "kind": "bribery", "note": "Seen" })).await;
        assert_eq!((status, field(&wrong)), (422, &json!("found_on")), "{wrong}");
        let found = json!({ "kind": "bribery", "found_on": "2026-11-20", "note": "Seen" });
        assert_eq!(manager.posts(&issues, found.clone()).await.0, 403);
        let (status, opened) = portal.posts(&issues, found).await;
        assert_eq!((status, &opened["closed_on"]), (201, &Value::Null), "{opened}");
        let (_, list) = manager.gets(&issues).await;
        assert_eq!(list["issues"][0]["note"], Value::Null, "the note is the programme's own: {list}");
        assert_eq!(portal.gets(&issues).await.1["issues"][0]["note"], "Seen");

        let (_, answered) = portal.gets(&delivery).await;
        assert_eq!(answered["hybrid"]["allowed"], false, "an issue is open: {answered}");
        let (_, proposed) = portal.gets(&package).await;
        assert_eq!(proposed["proposed"]["package"], "intensive", "{proposed}");
        let (status, wrong) = portal.posts(&package, json!({ "package": "standard" })).await;
        assert_eq!((status, field(&wrong)), (422, &json!("reason")), "{wrong}");
        let chosen = json!({ "package": "standard", "reason": "The bribe was paid back" });
        assert_eq!(manager.posts(&package, chosen.clone()).await.0, 403);
        let (status, confirmed) = portal.posts(&package, chosen).await;
        assert_eq!((status, &confirmed["confirmed"]["package"]), (201, &json!("standard")), "{confirmed}");
        let (_, seen) = manager.gets(&package).await;
        assert_eq!((&seen["proposed"], &seen["confirmed"]["confirmed_by"]), (&Value::Null, &json!(huy)));

        let closing = format!("/api/v1/serious-issues/{}/closing", opened["id"].as_str().unwrap());
        let (status, wrong) = portal.posts(&closing, json!({})).await;
        assert_eq!((status, field(&wrong)), (422, &json!("reason")), "{wrong}");
        assert_eq!(manager.posts(&closing, json!({ "reason": "Done" })).await.0, 403);
        assert_eq!(stranger.posts(&closing, json!({ "reason": "Done" })).await.0, 404);
        let (status, closed) = portal.posts(&closing, json!({ "reason": "Paid back" })).await;
        assert_eq!((status, &closed["close_reason"]), (200, &json!("Paid back")), "{closed}");
        assert_eq!(portal.posts(&closing, json!({ "reason": "Again" })).await.0, 409);

        let checks = format!("{path}/delivery-checks");
        let (status, wrong) = portal.posts(&checks, json!({ "risk": "low", "note": "Seen" })).await;
        assert_eq!((status, field(&wrong)), (422, &json!("checked_on")), "{wrong}");
        let checked = json!({
            "checked_on": "2026-11-20", "risk": "low", "performs": true, "technology": true,
            "ambassadors": 1, "note": "Seen on a visit",
        });
        let (status, now) = portal.posts(&checks, checked).await;
        assert_eq!((status, &now["checked"]["risk"]), (201, &json!("low")), "{now}");
        assert_eq!(now["hybrid"]["allowed"], true, "{now}");
        assert_eq!(manager.gets(&delivery).await.0, 403);
        for hidden in [&issues, &package, &delivery] {
            assert_eq!(stranger.gets(hidden).await.0, 404, "{hidden}");
        }
    }
}

#[actix_web::test]
async fn the_first_hundred_days_are_read_paused_and_resumed_by_calls() {
    for world in World::on_both().await {
        let huy = world.adviser("Le Huy").await;
        let hanh = world.person("Do Hanh", Role::FactoryManager, world.factory).await;
        let other = world.person("Linh", Role::FactoryManager, world.other_factory).await;
        let cycle = world.enrolled(huy, 1, "2026-09-01").await;
        let mut portal = world.caller(huy).await;
        let (mut manager, mut stranger) = (world.caller(hanh).await, world.caller(other).await);
        let path = format!("/api/v1/cycles/{cycle}");
        let (days, pause) = (format!("{path}/first-hundred-days"), format!("{path}/pause"));
        assert_eq!(portal.gets(&days).await.1["state"], "not-begun");
        let visits = format!("/api/v1/factories/{}/visits", world.factory);
        let planned = json!({ "visit_on": "2026-11-12", "purpose": "advisory", "delivery": "in-person" });
        let (_, visit) = portal.posts(&visits, planned).await;
        let (_, running) = manager.gets(&days).await;
        assert_eq!((&running["state"], &running["day"]), (&json!("running"), &json!(10)), "{running}");
        let (status, wrong) = portal.posts(&pause, json!({})).await;
        assert_eq!((status, field(&wrong)), (422, &json!("reason")), "{wrong}");
        let reason = json!({ "reason": "The factory is under water" });
        assert_eq!(manager.posts(&pause, reason.clone()).await.0, 403);
        let (status, paused) = portal.posts(&pause, reason.clone()).await;
        assert_eq!((status, &paused["state"]), (200, &json!("paused")), "{paused}");
        assert_eq!(paused["pauses"][0]["until"], Value::Null);
        assert_eq!(portal.posts(&pause, reason).await.0, 409);
        let resumption = format!("{path}/resumption");
        let (status, resumed) = portal.posts(&resumption, json!({})).await;
        assert_eq!((status, &resumed["state"]), (200, &json!("running")), "{resumed}");
        assert_eq!(portal.posts(&resumption, json!({})).await.0, 409);
        assert_eq!(stranger.gets(&days).await.0, 404);
        assert_eq!(stranger.posts(&resumption, json!({})).await.0, 404);

        let notes = format!("/api/v1/visits/{}/notes", visit["id"].as_str().unwrap());
        let (status, noted) = portal.posts(&notes, json!({ "note": "The exits are free" })).await;
        assert_eq!((status, &noted["notes"][0]["by"]), (201, &json!(huy)), "{noted}");
        assert_eq!(stranger.gets(&notes).await.0, 404);
        let ahead = json!({ "visit_on": "2026-12-01", "purpose": "training", "delivery": "in-person" });
        let (_, visit) = portal.posts(&visits, ahead).await;
        let holding = format!("/api/v1/visits/{}/holding", visit["id"].as_str().unwrap());
        for outside in ["2026-12-01", "1990-01-01", "2026-08-31"] {
            let (status, wrong) = portal.posts(&holding, json!({ "visit_on": outside })).await;
            assert_eq!((status, field(&wrong)), (422, &json!("visit_on")), "{outside}: {wrong}");
        }
        let (status, held) = portal.posts(&holding, json!({ "visit_on": "2026-11-21" })).await;
        assert_eq!((status, &held["held"]), (200, &json!(true)), "{held}");
    }
}

#[actix_web::test]
async fn in_a_later_cycle_no_day_is_counted() {
    let world = World::new().await;
    let huy = world.adviser("Le Huy").await;
    let cycle = world.enrolled(huy, 2, "2026-09-01").await;
    let mut portal = world.caller(huy).await;
    let visits = format!("/api/v1/factories/{}/visits", world.factory);
    let made = json!({ "visit_on": "2026-11-12", "purpose": "advisory", "delivery": "in-person" });
    assert_eq!(portal.posts(&visits, made).await.0, 201);
    let (_, days) = portal.gets(&format!("/api/v1/cycles/{cycle}/first-hundred-days")).await;
    assert_eq!((&days["state"], &days["day"]), (&json!("not-counted"), &Value::Null), "{days}");
}

#[actix_web::test]
async fn thresholds_and_criteria_are_set_by_those_who_may() {
    for world in World::on_both().await {
        let huy = world.adviser("Le Huy").await;
        let ha = world.person("Tran Ha", Role::ProgrammeManager, world.office).await;
        let mut manager = world.caller(ha).await;
        let (rules, criteria) = ("/api/v1/engagement-rules", "/api/v1/high-performer-criteria");
        let mut adviser = world.caller(huy).await;
        assert_eq!(adviser.gets(rules).await.0, 404);
        assert_eq!(adviser.gets(criteria).await.0, 404);
        let (status, wrong) = manager.posts(rules, json!({ "rule": "hybrid-cycle" })).await;
        assert_eq!((status, field(&wrong)), (422, &json!("amount")), "{wrong}");
        let set = |country: &str| {
            json!({
                "rule": "hybrid-cycle", "country": country, "amount": 4, "from_on": "2026-11-22",
                "reason": "Agreed with the partners",
            })
        };
        assert_eq!(manager.posts(rules, set("KH")).await.0, 403, "out of her country");
        let (status, now) = manager.posts(rules, set("VN")).await;
        assert_eq!((status, &now["settings"][0]["set_by"]), (201, &json!(ha)), "{now}");
        let hybrid = |list: &Value| {
            let rules = list["rules"].as_array().unwrap();
            rules.iter().find(|one| one["rule"] == "hybrid-cycle").unwrap()["amount"].clone()
        };
        assert_eq!((hybrid(&now), hybrid(&manager.gets(rules).await.1)), (json!(4), json!(3)));

        let (status, wrong) = manager.posts(criteria, json!({ "from_on": "2026-11-22" })).await;
        assert_eq!((status, field(&wrong)), (422, &json!("criteria")), "{wrong}");
        let published = json!({
            "country": "VN", "from_on": "2026-11-22", "completed_cycles": 2,
            "criteria": ["Both sides follow\nthe plan"], "reason": "First version",
        });
        let (status, versions) = manager.posts(criteria, published).await;
        assert_eq!(status, 201, "{versions}");
        let asked = &versions["versions"][0]["criteria"];
        assert_eq!(asked[0]["measure"], "completed-cycles", "{versions}");
        assert_eq!(asked[1]["text"], "Both sides follow the plan", "one line, one criterion: {versions}");
        let later = json!({
            "country": "VN", "from_on": "2030-01-01", "completed_cycles": 3, "reason": "Second version",
        });
        let (_, versions) = manager.posts(criteria, later).await;
        let states: Vec<&Value> =
            versions["versions"].as_array().unwrap().iter().map(|version| &version["state"]).collect();
        assert_eq!(states, [&json!("to-come"), &json!("in-force")], "{versions}");
        let page = world.signed_in(ha).await.opens("/engagement/rules").await.text;
        assert!(page.contains("To come") && page.contains("In force"), "{page}");
    }
}
