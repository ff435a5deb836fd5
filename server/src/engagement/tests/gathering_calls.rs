//! Seminars, the committee and its meetings by calls: the same rules as on their pages.

use actix_web::http::Method;
use serde_json::{Value, json};

use super::world::World;
use crate::platform::roles::Role;

fn field(answer: &Value) -> &Value {
    &answer["errors"][0]["field"]
}

#[actix_web::test]
async fn the_portal_plans_changes_and_cancels_a_seminar_and_notes_who_came() {
    for world in World::on_both().await {
        let huy = world.adviser("Le Huy").await;
        let hanh = world.person("Do Hanh", Role::FactoryManager, world.factory).await;
        let far = world.person("Sok", Role::FactoryManager, world.far_factory).await;
        let clara = world.person("Clara Brandt", Role::Buyer, world.brand).await;
        let mut portal = world.caller(huy).await;
        let all = "/api/v1/seminars";
        let (status, wrong) = portal.posts(all, json!({ "factories": [world.factory] })).await;
        assert_eq!((status, field(&wrong)), (422, &json!("topic")), "{wrong}");
        let word = json!({ "topic": "Overtime", "delivery": "by-post", "factories": [] });
        let (status, wrong) = portal.posts(all, word).await;
        assert_eq!((status, field(&wrong)), (422, &json!("delivery")), "{wrong}");
        let two = [world.factory, world.other_factory];
        let planned = json!({
            "topic": "Overtime", "held_on": "2026-12-10", "delivery": "in-person", "factories": two,
        });
        let (status, made) = portal.calls(Method::POST, all, Some(planned.clone()), "s-1").await;
        assert_eq!((status, &made["country"], &made["changes"]), (201, &json!("VN"), &json!(0)), "{made}");
        let (_, again) = portal.calls(Method::POST, all, Some(planned), "s-1").await;
        assert_eq!(again["id"], made["id"], "a repeat plans nothing");
        let (_, list) = portal.gets(all).await;
        assert_eq!(list["seminars"].as_array().map(Vec::len), Some(1), "{list}");

        // A factory reads what concerns itself; strangers nothing.
        let one = format!("{all}/{}", made["id"].as_str().unwrap());
        let (mut manager, mut stranger) = (world.caller(hanh).await, world.caller(far).await);
        let (status, own) = manager.gets(&one).await;
        assert_eq!((status, &own["factories"]), (200, &json!([world.factory])), "{own}");
        let cancellation = format!("{one}/cancellation");
        for caller in [&mut stranger, &mut manager] {
            assert_eq!(caller.gets(all).await.0, 404);
            assert_eq!(caller.posts(&cancellation, json!({ "reason": "A storm" })).await.0, 404);
        }
        assert_eq!(stranger.gets(&one).await.0, 404);

        let change = |topic: &str, held_on: &str, changes: i32| {
            json!({
                "topic": topic, "held_on": held_on, "delivery": "in-person", "factories": two,
                "changes": changes,
            })
        };
        let (status, moved) = portal.puts(&one, change("Overtime", "2026-11-20", 0)).await;
        assert_eq!((status, &moved["held_on"]), (200, &json!("2026-11-20")), "{moved}");
        let (status, late) = portal.puts(&one, change("Wages", "2026-11-20", 0)).await;
        let differing = json!([{ "name": "topic", "theirs": "Overtime", "yours": "Wages" }]);
        assert_eq!((status, &late["changes"], &late["differing"]), (409, &json!(1), &differing), "{late}");

        let attendance = format!("{one}/attendance");
        let (status, wrong) = portal.puts(&attendance, json!({ "came": [clara], "changes": 1 })).await;
        assert_eq!((status, field(&wrong)), (422, &json!("came")), "{wrong}");
        let (status, noted) = portal.puts(&attendance, json!({ "came": [hanh], "changes": 1 })).await;
        let guest = json!([{ "person": hanh, "factory": world.factory }]);
        assert_eq!((status, &noted["came"]), (200, &guest), "{noted}");
        let (status, late) = portal.puts(&attendance, json!({ "came": [], "changes": 1 })).await;
        let differing = json!([{ "name": "came", "theirs": [hanh], "yours": [] }]);
        assert_eq!((status, &late["differing"]), (409, &differing), "{late}");
        let (status, _) = portal.posts(&cancellation, json!({ "reason": "A storm" })).await;
        assert_eq!(status, 422, "somebody came");
        assert_eq!(portal.puts(&attendance, json!({ "came": [], "changes": 2 })).await.0, 200);
        let (status, gone) = portal.posts(&cancellation, json!({ "reason": "A storm" })).await;
        assert_eq!((status, &gone["reason"]), (200, &json!("A storm")), "{gone}");
        assert_eq!(portal.posts(&cancellation, json!({ "reason": "A storm" })).await.0, 409);
    }
}

#[actix_web::test]
async fn a_committee_is_formed_seated_and_meets_by_calls() {
    for world in World::on_both().await {
        let hanh = world.person("Do Hanh", Role::FactoryManager, world.factory).await;
        let lan = world.person("Pham Loana", Role::WorkersRepresentative, world.factory).await;
        let other = world.person("Linh", Role::FactoryManager, world.other_factory).await;
        let (mut manager, mut worker) = (world.caller(hanh).await, world.caller(lan).await);
        let path = format!("/api/v1/factories/{}/committee", world.factory);
        let formed = json!({ "origin": "new", "formed_on": "2026-09-10" });
        let (status, made) = manager.posts(&path, formed.clone()).await;
        assert_eq!((status, &made["members"]), (201, &json!([])), "{made}");
        assert_eq!(manager.posts(&path, formed).await.0, 409);
        let members = format!("{path}/members");
        let seat = |person: crate::platform::PersonId, side: &str, chosen: &str| json!({ "person": person, "side": side, "chosen": chosen, "from_on": "2026-09-10" });
        let (status, wrong) = manager.posts(&members, seat(lan, "workers", "elected")).await;
        assert_eq!((status, field(&wrong)), (422, &json!("side")), "each side seats its own: {wrong}");
        let (status, wrong) = worker.posts(&members, seat(lan, "workers", "appointed")).await;
        assert_eq!((status, field(&wrong)), (422, &json!("chosen")), "{wrong}");
        let (status, of_manager) = manager.posts(&members, seat(hanh, "management", "appointed")).await;
        assert_eq!((status, &of_manager["name"]), (201, &json!("Do Hanh")), "{of_manager}");
        let (status, of_worker) = worker.posts(&members, seat(lan, "workers", "elected")).await;
        assert_eq!(status, 201, "{of_worker}");
        let (_, committee) = manager.gets(&path).await;
        assert_eq!(committee["warnings"], json!([]), "both sides and a woman sit there: {committee}");

        let end =
            |member: &Value| format!("/api/v1/committee-members/{}/end", member["id"].as_str().unwrap());
        let stay =
            |member: &Value| format!("/api/v1/committee-members/{}/stay", member["id"].as_str().unwrap());
        assert_eq!(manager.posts(&end(&of_worker), json!({})).await.0, 403);
        let (status, ended) = worker.posts(&end(&of_worker), json!({})).await;
        assert_eq!((status, &ended["until_on"]), (200, &json!("2026-11-22")), "{ended}");
        let (_, committee) = manager.gets(&path).await;
        assert_eq!(committee["warnings"].as_array().map(Vec::len), Some(1), "{committee}");
        let (status, stays) = worker.posts(&stay(&of_worker), json!({})).await;
        assert_eq!((status, &stays["until_on"]), (200, &Value::Null), "{stays}");

        let meetings = format!("{path}/meetings");
        let (mine, theirs) = (&of_manager["id"], &of_worker["id"]);
        let both = json!([{ "member": mine, "heard": true }, { "member": theirs, "heard": false }]);
        let (status, wrong) = manager.posts(&meetings, json!({ "came": both })).await;
        assert_eq!((status, field(&wrong)), (422, &json!("held_on")), "{wrong}");
        let held = json!({ "held_on": "2026-11-10", "minutes": "Both were there", "came": both });
        let (status, met) = manager.posts(&meetings, held).await;
        assert_eq!(status, 201, "{met}");
        assert!(met["warnings"].to_string().contains("Nobody of the workers was heard"), "{met}");
        let one = format!("/api/v1/committee-meetings/{}", met["id"].as_str().unwrap());
        let written = |minutes: &str, changes: i32| json!({ "held_on": "2026-11-10", "minutes": minutes, "came": both, "changes": changes });
        let (status, changed) = worker.puts(&one, written("Workers want a week", 0)).await;
        assert_eq!((status, &changed["changes"]), (200, &json!(1)), "{changed}");
        let (status, late) = manager.puts(&one, written("Management spoke", 0)).await;
        let differing =
            json!([{ "name": "minutes", "theirs": "Workers want a week", "yours": "Management spoke" }]);
        assert_eq!((status, &late["changes"], &late["differing"]), (409, &json!(1), &differing), "{late}");
        let (_, versions) = manager.gets(&format!("{one}/versions")).await;
        assert_eq!(versions["versions"][0]["minutes"], "Both were there", "{versions}");

        let actions = format!("{one}/actions");
        let (status, wrong) = manager.posts(&actions, json!({ "action": "Post the plan" })).await;
        assert_eq!((status, field(&wrong)), (422, &json!("owner")), "{wrong}");
        let agreed = json!({ "action": "Post the plan", "owner": mine, "due_on": "2026-12-01" });
        let (status, with) = manager.posts(&actions, agreed).await;
        assert_eq!((status, &with["agreed"][0]["owner"]), (201, mine), "{with}");
        let action = with["agreed"][0]["id"].as_str().unwrap();
        let done = format!("/api/v1/committee-actions/{action}/completion");
        let (status, completed) = worker.posts(&done, json!({})).await;
        assert_eq!((status, &completed["done_on"]), (200, &json!("2026-11-22")), "{completed}");
        assert_eq!(worker.posts(&done, json!({})).await.0, 409);
        assert_eq!(completed["done_by"], json!(lan), "{completed}");
        let shown =
            world.signed_in(hanh).await.opens(&format!("/factories/{}/committee", world.factory)).await;
        assert!(
            shown.text.contains("Pham Loana said so") && shown.text.contains("/reopening"),
            "{}",
            shown.text
        );
        let reopening = format!("/api/v1/committee-actions/{action}/reopening");
        let (status, open) = manager.posts(&reopening, json!({})).await;
        assert_eq!((status, &open["done_on"], &open["done_by"]), (200, &Value::Null, &Value::Null), "{open}");
        assert_eq!(manager.posts(&reopening, json!({})).await.0, 409);
        // Whoever is to do something is told.
        let agreed = json!({ "action": "Ask the line leaders", "owner": theirs, "due_on": "2026-12-01" });
        assert_eq!(manager.posts(&actions, agreed).await.0, 201);
        world.academy.runs_jobs().await;
        let told = "Sao Mai 1: the committee agreed on something for you to do";
        assert!(world.signed_in(lan).await.opens("/notices").await.text.contains(told));
        assert!(!world.signed_in(hanh).await.opens("/notices").await.text.contains(told), "she wrote it");

        let mut stranger = world.caller(other).await;
        for hidden in [one.clone(), format!("{one}/versions"), path] {
            assert_eq!(stranger.gets(&hidden).await.0, 404, "{hidden}");
        }
        assert_eq!(stranger.posts(&done, json!({})).await.0, 404);
        assert_eq!(stranger.posts(&end(&of_manager), json!({})).await.0, 404);
    }
}
