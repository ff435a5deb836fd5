//! What the browser does, other systems do by calls: the same rules, the same commands.

use actix_web::http::Method;
use sea_orm::{ConnectionTrait, Statement};
use serde_json::{Value, json};

use super::world::{World, in_days, today};
use crate::improvement::Severity;

async fn completed_events(world: &World) -> i64 {
    let read = world.academy.db().read();
    let sql = "SELECT COUNT(*) AS told FROM outgoing_event WHERE kind = 'step.completed'";
    let statement = Statement::from_string(read.get_database_backend(), sql);
    read.query_one_raw(statement).await.unwrap().unwrap().try_get("", "told").unwrap()
}

/// Posts as the adviser with the changes that the pathway has, where the call asks for them, and expects to be taken.
async fn posts(world: &World, path: &str, what: &str, mut body: Value, status: u16) -> Value {
    let mut adviser = world.caller("adviser").await;
    let (_, now) = adviser.gets(path).await;
    if what != "suggestions/refusals" {
        body["changes"] = now["changes"].clone();
    }
    let (answered, shown) = adviser.posts(&format!("{path}/{what}"), body).await;
    assert_eq!(answered, status, "{what}: {shown}");
    shown
}

async fn begun(world: &World) -> String {
    let mut adviser = world.caller("adviser").await;
    let all = format!("/api/v1/factories/{}/pathways", world.factory);
    let (status, refused) = adviser.posts(&all, json!({ "name": " " })).await;
    assert_eq!(status, 422, "{refused}");
    assert!(refused.to_string().contains("name"), "{refused}");
    let body = json!({ "name": "Hours", "template": "no-such-template" });
    assert_eq!(adviser.posts(&all, body).await.0, 422);
    let starts_on = (today() - chrono::Days::new(10)).to_string();
    let body = json!({ "name": "Hours", "starts_on": starts_on, "ends_on": in_days(90) });
    let (status, made) = adviser.posts(&all, body).await;
    assert_eq!(status, 201, "{made}");
    let path = format!("/api/v1/pathways/{}", made["id"].as_str().unwrap());
    let stage = json!({ "name": "Understand", "starts_on": in_days(0), "ends_on": in_days(30) });
    posts(world, &path, "stages", stage, 201).await;
    let goal =
        json!({ "kind": "compliance", "goal": "Overtime is voluntary", "measure": "Four weeks of records" });
    posts(world, &path, "goals", goal, 201).await;
    path
}

fn step(kind: &str, stage: &Value) -> Value {
    let course = if kind == "course" { json!("working-hours") } else { Value::Null };
    json!({
        "kind": kind, "delivery": if kind == "course" { "digital" } else { "in-person" }, "goal": "learning", "name": "A step", "course": course,
        "stage": stage, "due_on": in_days(20), "role": "supervisor", "coverage": 80,
    })
}

#[actix_web::test]
async fn a_pathway_is_built_confirmed_published_and_followed_by_calls_alone() {
    for world in World::on_both().await {
        world.finds(world.factory, 1, "overtime", Severity::High).await;
        let path = begun(&world).await;
        let mut adviser = world.caller("adviser").await;
        let (_, now) = adviser.gets(&path).await;
        let stage = now["stages"][0]["id"].clone();
        let address = format!("{path}/stages/{}", stage.as_str().unwrap());
        let renamed = json!({ "changes": now["changes"], "name": "See", "starts_on": in_days(0), "ends_on": in_days(30) });
        let (status, saved) = adviser.puts(&address, renamed.clone()).await;
        assert_eq!((status, &saved["stages"][0]["name"]), (200, &json!("See")), "{saved}");
        assert_eq!(adviser.puts(&address, renamed).await.0, 409, "somebody changed it meanwhile");
        let other = json!({ "changes": now["changes"], "name": "Look", "starts_on": in_days(0), "ends_on": in_days(30) });
        let (status, late) = adviser.puts(&address, other).await;
        assert_eq!((status, &late["changes"]), (409, &saved["changes"]), "{late}");
        assert_eq!(
            late["differing"],
            json!([{ "name": "name", "theirs": "See", "yours": "Look" }]),
            "{late}"
        );

        let shown = posts(&world, &path, "steps", step("course", &stage), 201).await;
        assert_eq!(
            (&shown["steps"][0]["coverage"], &shown["steps"][0]["role"]),
            (&json!(80), &json!("supervisor"))
        );
        posts(&world, &path, "steps", step("course", &json!(world.factory)), 422).await;
        let mut workshop = step("workshop", &stage);
        workshop["owner"] = json!(world.person("adviser"));
        let shown = posts(&world, &path, "steps", workshop, 201).await;
        let workshop = shown["steps"][1]["id"].as_str().unwrap().to_owned();

        let taken = posts(&world, &path, "suggestions", json!({ "suggestion": "hours-planning" }), 201).await;
        let third = taken["steps"][2]["id"].as_str().unwrap();
        posts(&world, &path, &format!("steps/{third}/removal"), json!({}), 200).await;
        let refusal = |reason: &str| json!({ "suggestion": "course-working-hours", "reason": reason });
        posts(&world, &path, "suggestions/refusals", refusal(""), 422).await;
        posts(&world, &path, "suggestions/refusals", refusal("They know it."), 201).await;

        let no = json!({ "agreed": false });
        posts(&world, &path, "confirmations", no.clone(), 403).await;
        let (_, now) = adviser.gets(&path).await;
        for (side, name) in [("management", "manager"), ("workers", "representative")] {
            let mut member = world.caller(name).await;
            let body = json!({ "changes": now["changes"], "agreed": false });
            assert_eq!(
                member.posts(&format!("{path}/confirmations"), body).await.0,
                422,
                "a no has a reason"
            );
            let body = json!({ "changes": now["changes"], "agreed": true });
            let (status, said) = member.posts(&format!("{path}/confirmations"), body).await;
            assert_eq!(status, 201, "{said}");
            assert!(
                said["confirmations"].as_array().unwrap().iter().any(|one| one["side"] == side),
                "{said}"
            );
        }
        posts(&world, &path, "publication", json!({}), 201).await;
        let (_, revisions) = adviser.gets(&format!("{path}/revisions")).await;
        assert_eq!(revisions["revisions"][0]["revision"], 1, "{revisions}");

        follows(&world, &path, &workshop).await;
        templates(&world, &path).await;
        let ended = posts(&world, &path, "end", json!({}), 200).await;
        assert!(ended["ended_at"].is_string(), "{ended}");
    }
}

/// Who came is said, and other systems hear that the step is done, whatever day it was done on.
async fn follows(world: &World, path: &str, workshop: &str) {
    let mut adviser = world.caller("adviser").await;
    let address = format!("{path}/steps/{workshop}/attendance");
    let (_, expected) = adviser.gets(&address).await;
    assert_eq!(expected["people"].as_array().unwrap().len(), 3, "{expected}");
    let day = (today() - chrono::Days::new(9)).to_string();
    let came = json!({ "done_on": day, "came": [world.person("supervisor-1")] });
    for (done_on, who) in
        [(json!(day), Some("manager")), (json!(in_days(1)), None), (Value::Null, Some("supervisor-1"))]
    {
        let came: Vec<_> = who.into_iter().map(|who| world.person(who)).collect();
        let refused = adviser.puts(&address, json!({ "done_on": done_on, "came": came })).await.0;
        assert_eq!(refused, 422, "{who:?} on {done_on}");
    }
    assert_eq!(completed_events(world).await, 0);
    let (status, shown) = adviser.puts(&address, came.clone()).await;
    assert_eq!(status, 200, "{shown}");
    let present = shown["people"].as_array().unwrap().iter().filter(|one| one["came"] == true).count();
    assert_eq!((present, &shown["done_on"]), (1, &json!(day)));
    assert_eq!(adviser.puts(&address, came.clone()).await.0, 200);
    assert_eq!(completed_events(world).await, 1, "it is told once");
    learned_for_items(world).await;
    assert_eq!(adviser.puts(&address, json!({ "done_on": null, "came": [] })).await.0, 200);
    assert_eq!(completed_events(world).await, 2, "that it is not done after all is told too");
    assert_eq!(adviser.puts(&address, came.clone()).await.0, 200);
    keeps_strangers_out(world, path, &address, &came).await;
}

/// What was learned stands at each item of the plan.
async fn learned_for_items(world: &World) {
    let mut adviser = world.caller("adviser").await;
    let address_of_plan = format!("/api/v1/factories/{}/improvement-plan/learning", world.factory);
    let (status, learned) = adviser.gets(&address_of_plan).await;
    assert_eq!((status, &learned["items"][0]["point"]), (200, &json!("overtime")), "{learned}");
    assert!(learned["items"][0]["learned"].is_array(), "{learned}");
    assert_eq!(world.caller("coordinator").await.gets(&address_of_plan).await.0, 404);
}

async fn keeps_strangers_out(world: &World, path: &str, address: &str, came: &Value) {
    for stranger in ["other-manager", "coordinator", "supervisor-0"] {
        let mut stranger = world.caller(stranger).await;
        assert_eq!(stranger.gets(address).await.0, 404);
        assert_eq!(stranger.puts(address, came.clone()).await.0, 404);
        assert_eq!(stranger.gets(&format!("{path}/revisions")).await.0, 404);
        assert_eq!(stranger.posts(&format!("{path}/end"), json!({ "changes": 0 })).await.0, 404);
    }
}

async fn templates(world: &World, path: &str) {
    let mut adviser = world.caller("adviser").await;
    let (status, made) = adviser.posts(&format!("{path}/template"), json!({})).await;
    assert_eq!(status, 201, "{made}");
    let address = format!("/api/v1/pathway-templates/{}", made["id"].as_str().unwrap());
    let texts: Vec<String> =
        made["texts"].as_array().unwrap().iter().map(|_| "Our words".to_owned()).collect();
    let body = json!({ "changes": 0, "name": "Ours", "country": "VN", "texts": texts });
    let (status, changed) = adviser.puts(&address, body.clone()).await;
    assert_eq!((status, &changed["texts"][0]), (200, &json!("Our words")), "{changed}");
    let (status, late) = adviser.puts(&address, body).await;
    assert_eq!((status, &late["changes"], &late["differing"]), (409, &json!(1), &Value::Null), "{late}");
    let abroad = json!({ "changes": 1, "name": "Ours", "country": "KH", "texts": texts });
    assert_eq!(adviser.puts(&address, abroad).await.0, 422);
    let (_, all) = adviser.gets("/api/v1/pathway-templates").await;
    let all = all["templates"].as_array().unwrap().clone();
    assert!(all.iter().any(|one| one["name"] == "Ours"));
    let shipped = all.iter().find(|one| one["id"].is_null()).unwrap();
    let (status, _) =
        adviser.posts("/api/v1/pathway-templates", json!({ "template": shipped["code"] })).await;
    assert_eq!(status, 201);
    assert_eq!(world.caller("supervisor-0").await.gets("/api/v1/pathway-templates").await.0, 404);
}

#[actix_web::test]
async fn the_same_key_with_another_body_is_no_repeat() {
    for world in World::on_both().await {
        let path = format!("/api/v1/factories/{}/pathways", world.factory);
        let mut adviser = world.caller("adviser").await;
        let named = |name: &str| Some(json!({ "name": name }));
        let (status, made) = adviser.calls(Method::POST, &path, named("Hours"), "one").await;
        assert_eq!(status, 201, "{made}");
        let (status, again) = adviser.calls(Method::POST, &path, named("Hours"), "one").await;
        assert_eq!((status, &again["id"]), (201, &made["id"]));
        let (status, other) = adviser.calls(Method::POST, &path, named("Other"), "one").await;
        assert_eq!((status, &other["errors"][0]["field"]), (422, &json!("idempotency-key")), "{other}");
        assert_eq!(adviser.calls(Method::POST, &path, named("Other"), "two").await.0, 201);
    }
}

#[actix_web::test]
async fn what_a_pathway_does_not_have_is_not_removed_and_what_cannot_be_is_not_taken() {
    for world in World::on_both().await {
        let (path, other) = (begun(&world).await, begun(&world).await);
        let mut adviser = world.caller("adviser").await;
        let (_, now) = adviser.gets(&path).await;
        let (_, elsewhere) = adviser.gets(&other).await;
        let nobody = json!("019dfd8d-1791-759b-a080-2001a84647a8");
        for (parts, id) in [
            ("goals", &elsewhere["goals"][0]["id"]),
            ("goals", &nobody),
            ("stages", &elsewhere["stages"][0]["id"]),
            ("stages", &nobody),
        ] {
            let removal = format!("{parts}/{}/removal", id.as_str().unwrap());
            posts(&world, &path, &removal, json!({}), 404).await;
        }
        assert_eq!(adviser.gets(&path).await.1["changes"], now["changes"], "nothing is counted as changed");
        assert_eq!(adviser.gets(&other).await.1, elsewhere);
        let stage = now["stages"][0]["id"].clone();
        let long = "x".repeat(161);
        for (kind, field, value) in [
            ("workshop", "place", json!(long)),
            ("workshop", "department", json!(long)),
            ("workshop", "course", json!("working-hours")),
            ("course", "delivery", json!("in-person")),
        ] {
            let mut wrong = step(kind, &stage);
            wrong[field] = value;
            let refused = posts(&world, &path, "steps", wrong, 422).await;
            assert!(refused["errors"].to_string().contains(field), "{field}: {refused}");
        }
        let goal = now["goals"][0]["id"].as_str().unwrap();
        posts(&world, &path, &format!("goals/{goal}/removal"), json!({}), 200).await;
    }
}
