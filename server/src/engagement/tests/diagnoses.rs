//! A self-diagnosis is the factory's own until each side shares what it wrote.

use serde_json::{Value, json};

use super::world::World;
use crate::{
    platform::{PersonId, roles::Role},
    testing::Visitor,
};

const OVERTIME: [&str; 4] = ["working-time", "to-improve", "Sundays in October", "overtime"];
const EXITS: [&str; 4] = ["safety-health", "to-improve", "Blocked exits", "emergency-preparedness"];

/// The factory's people and its adviser, in its first cycle.
struct Factory {
    huy: PersonId,
    hanh: PersonId,
    lan: PersonId,
    path: String,
    api: String,
}

impl World {
    async fn begun(&self) -> Factory {
        let huy = self.adviser("Le Huy").await;
        let hanh = self.person("Do Hanh", Role::FactoryManager, self.factory).await;
        let lan = self.person("Pham Lan", Role::WorkersRepresentative, self.factory).await;
        self.enrolled(huy, 1, "2026-09-01").await;
        let path = format!("/factories/{}/self-diagnosis", self.factory);
        Factory { huy, hanh, lan, api: format!("/api/v1{path}"), path }
    }

    async fn plan(&self, reader: PersonId) -> Vec<Value> {
        let path = format!("/api/v1/factories/{}/improvement-plan", self.factory);
        self.caller(reader).await.gets(&path).await.1["items"].as_array().unwrap().clone()
    }
}

async fn writes(
    visitor: &mut Visitor<'_>,
    path: &str,
    [cluster, judgement, remark, point]: [&str; 4],
) -> u16 {
    let line = [("cluster", cluster), ("judgement", judgement), ("remark", remark), ("point", point)];
    let (new, lines) = (format!("{path}/lines/new"), format!("{path}/lines"));
    visitor.submits(&new, &lines, &line).await.status.as_u16()
}

/// Shares the lines that stand on the page before it is done.
async fn shares(visitor: &mut Visitor<'_>, path: &str) -> u16 {
    let preview = visitor.opens(&format!("{path}/sharing/new")).await.text;
    let seen = preview.split("name=\"seen\" value=\"").nth(1).and_then(|rest| rest.split('"').next());
    sends(visitor, path, seen.unwrap_or("nothing")).await
}

async fn sends(visitor: &mut Visitor<'_>, path: &str, seen: &str) -> u16 {
    visitor.submits("/profile", &format!("{path}/sharing"), &[("seen", seen)]).await.status.as_u16()
}

#[actix_web::test]
async fn each_side_shares_what_it_wrote_and_nobody_shares_the_words_of_the_other() {
    for world in World::on_both().await {
        let Factory { huy, hanh, lan, path, .. } = world.begun().await;
        let minh = world.adviser("Bui Minh").await;
        let ha = world.person("Tran Ha", Role::ProgrammeManager, world.office).await;
        let of_nowhere = world.person("Vu Nga", Role::ProgrammeManager, world.headquarters).await;
        let tung = world.person("Ngo Tung", Role::FactoryManager, world.group).await;
        let anh = world.person("Hoang Anh", Role::Administrator, world.headquarters).await;
        let (mut worker, mut manager) = (world.signed_in(lan).await, world.signed_in(hanh).await);
        // A point of another cluster, and one that nobody knows.
        for wrong in ["paid-leave", "nonsense"] {
            let line = [OVERTIME[0], OVERTIME[1], OVERTIME[2], wrong];
            assert_eq!(writes(&mut worker, &path, line).await, 422, "{wrong}");
        }
        assert_eq!(writes(&mut worker, &path, OVERTIME).await, 303);
        assert_eq!(writes(&mut manager, &path, EXITS).await, 303);
        for own in [&mut worker, &mut manager] {
            let page = own.opens(&path).await.text;
            assert!(page.contains("Sundays in October") && page.contains("Blocked exits"), "{page}");
            assert!(page.contains("nobody shares the words of the other side"), "{page}");
        }
        for other in [huy, minh, ha, of_nowhere, tung, anh] {
            assert_eq!(world.signed_in(other).await.opens(&path).await.status, 404);
        }

        let preview = worker.opens(&format!("{path}/sharing/new")).await.text;
        assert!(preview.contains("Sundays in October") && !preview.contains("Blocked exits"), "{preview}");
        // What was not seen is not shared.
        assert_eq!(sends(&mut worker, &path, &uuid::Uuid::from_u128(7).to_string()).await, 409);
        assert_eq!(world.signed_in(huy).await.opens(&path).await.status, 404);
        assert_eq!(shares(&mut worker, &path).await, 303);
        assert_eq!(shares(&mut worker, &path).await, 409);
        for reader in [huy, ha] {
            let mut reader = world.signed_in(reader).await;
            let page = reader.opens(&path).await.text;
            assert!(page.contains("Sundays in October") && !page.contains("Blocked exits"), "{page}");
            assert!(page.contains("Nothing shared yet") && !page.contains("one line not shared"), "{page}");
            assert_eq!(reader.opens(&format!("{path}/lines/new")).await.status, 403);
            assert_eq!(shares(&mut reader, &path).await, 403);
        }
        for other in [minh, of_nowhere, tung, anh] {
            assert_eq!(world.signed_in(other).await.opens(&path).await.status, 404);
        }
        // What is written later stays with the factory until it is shared too.
        let later = ["working-time", "not-known", "Nobody counts breaks", ""];
        assert_eq!(writes(&mut worker, &path, later).await, 303);
        assert!(!world.signed_in(ha).await.opens(&path).await.text.contains("Nobody counts breaks"));
        assert_eq!(shares(&mut manager, &path).await, 303);
        let page = world.signed_in(ha).await.opens(&path).await.text;
        assert!(page.contains("Blocked exits") && !page.contains("Nobody counts breaks"), "{page}");
    }
}

#[actix_web::test]
async fn what_a_side_shares_and_wants_to_improve_comes_into_the_plan_once() {
    for world in World::on_both().await {
        let Factory { huy, hanh, lan, path, api } = world.begun().await;
        let (mut worker, mut manager) = (world.signed_in(lan).await, world.signed_in(hanh).await);
        let in_order = ["working-time", "in-order", "Shifts are posted", "regular-hours"];
        for line in [OVERTIME, in_order, ["safety-health", "to-improve", "It is hot", ""]] {
            assert_eq!(writes(&mut worker, &path, line).await, 303);
        }
        let preview = worker.opens(&format!("{path}/sharing/new")).await.text;
        let (into_plan, read_only) = preview.split_once("These are read only").unwrap();
        assert!(into_plan.contains("These come into the improvement plan"), "{preview}");
        assert!(into_plan.contains("Sundays in October") && !into_plan.contains("It is hot"), "{preview}");
        assert!(read_only.contains("It is hot") && read_only.contains("Shifts are posted"), "{preview}");
        assert!(world.plan(huy).await.is_empty());
        assert_eq!(shares(&mut worker, &path).await, 303);
        let plan = world.plan(huy).await;
        assert_eq!((plan.len(), &plan[0]["point"], &plan[0]["cycle"]), (1, &json!("overtime"), &json!(1)));
        let source = &plan[0]["sources"][0];
        assert_eq!((&source["source"], &source["text"]), (&json!("self-diagnosis"), &json!(OVERTIME[2])));

        // Later lines come by themselves, by the API too, and what is there is there once.
        let mut caller = world.caller(lan).await;
        let more = json!({
            "cluster": "compensation", "point": "paid-leave", "judgement": "to-improve", "remark": "Untaken leave",
        });
        let (status, written) = caller.posts(&format!("{api}/lines"), more).await;
        assert_eq!((status, &written["waiting"]), (201, &json!(1)), "{written}");
        let wrong = json!({ "cluster": "weather", "judgement": "to-improve", "remark": "Rain" });
        assert_eq!(caller.posts(&format!("{api}/lines"), wrong).await.0, 422);
        let sharing = format!("{api}/sharing");
        assert_eq!(caller.posts(&sharing, json!({ "waiting": 4 })).await.0, 409);
        let (status, shared) = caller.posts(&sharing, json!({ "waiting": 1 })).await;
        assert_eq!((status, &shared["waiting"]), (200, &json!(0)), "{shared}");
        let lines = shared["lines"].as_array().unwrap();
        assert_eq!(lines.iter().filter(|line| line["into_plan"] == true).count(), 2, "{shared}");
        assert_eq!(caller.posts(&sharing, json!({ "waiting": 0 })).await.0, 409);
        assert_eq!(world.plan(huy).await.len(), 2);

        // Both sides on one point are one item, and both voices stand in it.
        let theirs = ["working-time", "to-improve", "Orders came late", "overtime"];
        assert_eq!(writes(&mut manager, &path, theirs).await, 303);
        assert_eq!(shares(&mut manager, &path).await, 303);
        let plan = world.plan(huy).await;
        let item = plan.iter().find(|item| item["point"] == "overtime").unwrap();
        assert_eq!((plan.len(), item["sources"].as_array().unwrap().len()), (2, 2), "{plan:?}");
        let page = format!("/improvement-items/{}", item["id"].as_str().unwrap());
        let page = manager.opens(&page).await.location.unwrap();
        let text = manager.opens(&page).await.text;
        for voice in ["Self-diagnosis · Workers", "Self-diagnosis · Management"] {
            assert!(text.contains(voice), "{voice}: {text}");
        }
    }
}

#[actix_web::test]
async fn the_api_shows_the_diagnosis_to_those_who_read_its_page() {
    for world in World::on_both().await {
        let Factory { huy, hanh, lan, path, api } = world.begun().await;
        let ha = world.person("Tran Ha", Role::ProgrammeManager, world.office).await;
        let tung = world.person("Ngo Tung", Role::FactoryManager, world.group).await;
        assert_eq!(writes(&mut world.signed_in(hanh).await, &path, EXITS).await, 303);
        assert_eq!(writes(&mut world.signed_in(lan).await, &path, OVERTIME).await, 303);
        for other in [huy, ha, tung] {
            assert_eq!(world.caller(other).await.gets(&api).await.0, 404);
        }
        assert_eq!(shares(&mut world.signed_in(lan).await, &path).await, 303);
        for (reader, lines, waiting) in
            [(hanh, 2, json!(1)), (lan, 2, json!(0)), (huy, 1, json!(null)), (ha, 1, json!(null))]
        {
            let (status, shown) = world.caller(reader).await.gets(&api).await;
            assert_eq!(status, 200);
            assert_eq!(
                (shown["lines"].as_array().unwrap().len(), &shown["waiting"]),
                (lines, &waiting),
                "{shown}"
            );
        }
        assert_eq!(world.caller(tung).await.gets(&api).await.0, 404);
        assert_eq!(
            world.caller(ha).await.posts(&format!("{api}/sharing"), json!({ "waiting": 1 })).await.0,
            403
        );
    }
}
