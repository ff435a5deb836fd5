//! What calls list: each in reach, at the same cost however many they are.

use serde_json::{Value, json};

use super::world::World;
use crate::{platform::roles::Role, testing::caller::Caller};

/// What a call asks of the database, beside its answer.
async fn cost(world: &World, caller: &mut Caller<'_>, path: &str) -> (u64, Value) {
    let before = world.academy.db().queries();
    let (status, answer) = caller.gets(path).await;
    assert_eq!(status, 200, "{answer}");
    (world.academy.db().queries() - before, answer)
}

#[actix_web::test]
async fn an_adviser_lists_their_factories_with_cycle_and_next_visit() {
    for world in World::on_both().await {
        let huy = world.adviser("Le Huy").await;
        let hanh = world.person("Do Hanh", Role::FactoryManager, world.factory).await;
        let cycle = world.enrolled(huy, 1, "2026-09-01").await;
        let mut portal = world.caller(huy).await;
        let visits = format!("/api/v1/factories/{}/visits", world.factory);
        let ahead = json!({ "visit_on": "2026-12-01", "purpose": "advisory", "delivery": "in-person" });
        assert_eq!(portal.posts(&visits, ahead).await.0, 201);
        let (_, own) = portal.gets("/api/v1/factories").await;
        assert_eq!((&own["total"], &own["factories"][0]["id"]), (&json!(1), &json!(world.factory)), "{own}");
        let one = &own["factories"][0];
        assert_eq!((&one["cycle"]["id"], &one["next_visit"]), (&json!(cycle), &json!("2026-12-01")), "{own}");
        let (_, all) = portal.gets("/api/v1/factories?all=true").await;
        assert_eq!(all["total"], 2, "those of the country: {all}");
        assert_eq!(portal.gets("/api/v1/factories?all=maybe").await.0, 400);
        assert_eq!(world.caller(hanh).await.gets("/api/v1/factories").await.0, 404);
    }
}

#[actix_web::test]
async fn lists_of_thirty_cost_as_many_queries_as_lists_of_three() {
    let world = World::new().await;
    let huy = world.adviser("Le Huy").await;
    world.enrolled(huy, 1, "2026-09-01").await;
    let mut portal = world.caller(huy).await;
    let hold = json!({
        "topic": "Overtime", "held_on": "2026-11-10", "delivery": "in-person",
        "factories": [world.factory, world.other_factory],
    });
    for _ in 0..3 {
        assert_eq!(portal.posts("/api/v1/seminars", hold.clone()).await.0, 201);
    }
    let paths = ["/api/v1/seminars", "/api/v1/factories", "/api/v1/factories?all=true"];
    let mut few = Vec::new();
    for path in paths {
        cost(&world, &mut portal, path).await;
        few.push(cost(&world, &mut portal, path).await.0);
    }
    for number in 0..25 {
        world.another_factory(huy, number).await;
        assert_eq!(portal.posts("/api/v1/seminars", hold.clone()).await.0, 201);
    }
    let mut many = Vec::new();
    for path in paths {
        let (queries, answer) = cost(&world, &mut portal, path).await;
        let list = answer["seminars"].as_array().or(answer["factories"].as_array()).unwrap();
        assert!(list.len() > 20, "{path}: {}", list.len());
        many.push(queries);
    }
    assert_eq!(few, many, "{paths:?}");
}
