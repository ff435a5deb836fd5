//! A source that comes again and says something else: nothing doubled, nothing lost.

use actix_web::http::Method;
use serde_json::{Value, json};

use super::world::World;
use crate::{
    engagement::cycles::store::{self as cycles, NewCycle},
    improvement,
    organisations::store::organisations,
    platform::checks,
    testing::caller::Caller,
};

fn finding(point: &str, reference: &str, more: Value) -> Value {
    let mut finding = json!({
        "point": point, "source": "bw-assessment", "reference": reference, "found_on": "2026-11-02",
        "text": "As it was seen",
    });
    finding.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    finding
}

struct Plan<'w> {
    world: &'w World,
    adviser: Caller<'w>,
}

impl<'w> Plan<'w> {
    async fn of(world: &'w World) -> Self {
        Self { world, adviser: world.caller("adviser").await }
    }

    /// The answer's item, and whether it was new, changed or as before.
    async fn brings(&mut self, finding: Value) -> (String, &'static str) {
        let path = format!("/api/v1/factories/{}/findings", self.world.factory);
        let (status, answer) = self.adviser.posts(&path, finding).await;
        assert_eq!(status, 200, "{answer}");
        let deed = ["created", "changed", "unchanged"].into_iter().find(|deed| answer[*deed] == 1).unwrap();
        (answer["items"][0].as_str().unwrap().to_owned(), deed)
    }

    async fn item(&mut self, id: &str) -> Value {
        let (status, item) = self.adviser.gets(&format!("/api/v1/improvement-items/{id}")).await;
        assert_eq!(status, 200, "{item}");
        item
    }

    async fn changes(&mut self, id: &str, change: Value) {
        let path = format!("/api/v1/improvement-items/{id}");
        let (status, answer) = self.adviser.calls(Method::PATCH, &path, Some(change), "").await;
        assert_eq!(status, 200, "{answer}");
    }

    async fn points(&mut self) -> Vec<String> {
        let path = format!("/api/v1/factories/{}/improvement-plan", self.world.factory);
        let (_, plan) = self.adviser.gets(&path).await;
        let items = plan["items"].as_array().unwrap();
        let mut points: Vec<String> =
            items.iter().map(|item| item["point"].as_str().unwrap().to_owned()).collect();
        points.sort();
        points
    }

    async fn is_sound(&self) {
        let read = self.world.academy.db().read();
        let broken = checks::find(read, &improvement::checks()).await.unwrap();
        assert!(broken.iter().all(|one| one.broken == 0), "{broken:?}");
    }
}

#[actix_web::test]
async fn a_source_corrected_to_another_point_takes_its_item_along_with_all_that_people_did() {
    for world in World::on_both().await {
        let mut plan = Plan::of(&world).await;
        let (id, _) = plan.brings(finding("strikes", "M-1", json!({}))).await;
        let comments = format!("/api/v1/improvement-items/{id}/comments");
        assert_eq!(plan.adviser.posts(&comments, json!({ "text": "We look into it" })).await.0, 200);
        let page = format!("/factories/{}/improvement-plan/{id}", world.factory);
        let mut manager = world.visitor("manager").await;
        let file = ("leave.pdf", b"%PDF-1.7 leave %%EOF".as_slice());
        assert_eq!(manager.uploads(&page, &format!("{page}/evidence"), file).await.status, 303);

        let moved = plan.brings(finding("bonded-labour", "M-1", json!({}))).await;
        assert_eq!(moved, (id.clone(), "changed"));
        assert_eq!(plan.brings(finding("bonded-labour", "M-1", json!({}))).await, (id.clone(), "unchanged"));
        let item = plan.item(&id).await;
        assert_eq!((&item["point"], &item["evidence"]), (&json!("bonded-labour"), &json!(1)));
        assert_eq!(item["sources"].as_array().unwrap().len(), 1);
        assert_eq!(plan.adviser.gets(&comments).await.1["comments"].as_array().unwrap().len(), 1);
        assert_eq!(plan.points().await, ["bonded-labour"]);
        assert!(manager.opens(&page).await.text.contains("the item belongs to another point"));
        plan.is_sound().await;
    }
}

#[actix_web::test]
async fn a_source_corrected_onto_another_item_leaves_the_old_one_where_somebody_worked_on_it() {
    for world in World::on_both().await {
        let mut plan = Plan::of(&world).await;
        let (worked, _) = plan.brings(finding("prison-labour", "M-2", json!({}))).await;
        plan.changes(&worked, json!({ "changes": 0, "action": "A new contract" })).await;
        let (untouched, _) = plan.brings(finding("strikes", "M-3", json!({}))).await;
        let (other, _) = plan.brings(finding("coercion", "M-4", json!({}))).await;
        for reference in ["M-2", "M-3"] {
            let moved = plan.brings(finding("coercion", reference, json!({}))).await;
            assert_eq!(moved, (other.clone(), "changed"));
        }
        assert_eq!(plan.points().await, ["coercion", "prison-labour"]);
        assert_eq!(plan.item(&other).await["sources"].as_array().unwrap().len(), 3);
        let old = plan.item(&worked).await;
        assert_eq!((&old["sources"], &old["action"]), (&json!([]), &json!("A new contract")));
        let gone = plan.adviser.gets(&format!("/api/v1/improvement-items/{untouched}")).await;
        assert_eq!(gone.0, 404);
        let page = format!("/factories/{}/improvement-plan/{worked}", world.factory);
        let page = world.visitor("manager").await.opens(&page).await.text;
        assert!(page.contains("No source is left") && page.contains("prison-labour → coercion"), "{page}");
        plan.is_sound().await;
    }
}

#[actix_web::test]
async fn the_same_reference_in_the_next_cycle_is_another_finding() {
    for world in World::on_both().await {
        let mut plan = Plan::of(&world).await;
        let of_cycle = |cycle: u32| finding("union-operations", "CAT-Q-77", json!({ "cycle": cycle }));
        let (first, _) = plan.brings(of_cycle(1)).await;
        let (second, deed) = plan.brings(of_cycle(2)).await;
        assert_eq!(deed, "created");
        assert_eq!(plan.item(&first).await["found_again"], false);
        assert_eq!(plan.item(&second).await["found_again"], true);
        // Corrected away from the point, the first makes the second no repetition any more.
        let corrected = finding("coercion", "CAT-Q-77", json!({ "cycle": 1 }));
        assert_eq!(plan.brings(corrected).await, (first, "changed"));
        assert_eq!(plan.item(&second).await["found_again"], false);
    }
}

#[actix_web::test]
async fn the_same_list_after_a_new_cycle_began_changes_nothing() {
    for world in World::on_both().await {
        let (read, adviser) = (world.academy.db().read(), world.person("adviser"));
        let day = |text: &str| text.parse::<chrono::NaiveDate>().unwrap();
        let begins = async |number, started_on| {
            let new = NewCycle {
                factory: world.factory,
                number,
                started_on: day(started_on),
                adviser: Some(adviser),
                reference: None,
                by: adviser,
            };
            let work = world.academy.begin().await;
            cycles::add(&work, &new).await.unwrap();
            work.commit().await.unwrap();
        };
        begins(1, "2026-01-05").await;
        let mut plan = Plan::of(&world).await;
        let (first, deed) = plan.brings(finding("overtime", "Q-1", json!({}))).await;
        assert_eq!(deed, "created");
        let running = cycles::current_cycle(read, world.factory).await.unwrap().unwrap();
        let work = world.academy.begin().await;
        assert!(cycles::end(&work, &running, day("2026-11-10")).await.unwrap());
        work.commit().await.unwrap();
        begins(2, "2026-11-12").await;
        assert_eq!(plan.brings(finding("overtime", "Q-1", json!({}))).await, (first.clone(), "unchanged"));
        let later = finding("overtime", "Q-1", json!({ "found_on": "2026-11-15" }));
        let (second, deed) = plan.brings(later).await;
        assert_eq!(deed, "created");
        let second = plan.item(&second).await;
        assert_eq!((&second["cycle"], &second["found_again"]), (&json!(2), &json!(true)));
        assert_eq!(plan.item(&first).await["cycle"], 1);
    }
}

#[actix_web::test]
async fn a_finding_names_what_is_in_force_on_its_day() {
    let world = World::new().await;
    let path = format!("/api/v1/factories/{}/findings", world.factory);
    let mut adviser = world.caller("adviser").await;
    let early = json!({ "question": "annual-leave", "found_on": "2020-11-02" });
    let (status, answer) = adviser.posts(&path, finding("paid-leave", "A", early)).await;
    assert_eq!(status, 422, "{answer}");
    assert!(answer["errors"][0]["detail"].as_str().unwrap().contains("not in force"), "{answer}");
    // A factory that is known through its group only is not assessed by Better Work.
    let work = world.academy.begin().await;
    organisations::mark_group_only(&work, world.factory, true).await.unwrap();
    work.commit().await.unwrap();
    assert_eq!(adviser.posts(&path, finding("paid-leave", "A", json!({}))).await.0, 422);
    let told = finding("paid-leave", "A", json!({ "source": "other" }));
    assert_eq!(adviser.posts(&path, told).await.0, 200);
    let plan = format!("/api/v1/factories/{}/improvement-plan", world.factory);
    assert_eq!(adviser.gets(&format!("{plan}?state=bogus")).await.0, 400);
    assert_eq!(adviser.gets(&format!("{plan}?cycle=99")).await.0, 400);
    assert_eq!(adviser.gets(&format!("{plan}?cycle=1")).await.0, 200);
    let page = format!("/factories/{}/improvement-plan", world.factory);
    let mut visitor = world.visitor("adviser").await;
    for strange in ["state=bogus", "cycle=99", "show=bogus", "theme=nothing"] {
        let shown = visitor.opens(&format!("{page}?{strange}")).await.text;
        assert!(shown.contains("There is no such filter here"), "{strange}: {shown}");
    }
    assert!(!visitor.opens(&format!("{page}?cycle=1&show=open")).await.text.contains("no such filter"));
    assert_eq!(adviser.gets(&format!("{plan}?state=open")).await.0, 200);
}

#[actix_web::test]
async fn a_source_fills_what_nobody_planned_and_corrects_what_it_said_itself() {
    for world in World::on_both().await {
        let mut plan = Plan::of(&world).await;
        let (id, _) = plan.brings(finding("overtime", "A", json!({ "severity": "low" }))).await;
        let said = json!({
            "severity": "critical", "root_cause": "Late fabric", "action": "Order earlier",
            "due_on": "2026-12-10",
        });
        assert_eq!(plan.brings(finding("overtime", "B", said.clone())).await, (id.clone(), "changed"));
        assert_eq!(plan.brings(finding("overtime", "B", said)).await.1, "unchanged");
        let item = plan.item(&id).await;
        assert_eq!(item["root_cause"], "Late fabric");
        assert_eq!((&item["due_on"], &item["severity"]), (&json!("2026-12-10"), &json!("critical")));

        // What people wrote stays; what the source says stands beside it.
        plan.changes(&id, json!({ "changes": item["changes"], "action": "Ask the buyer" })).await;
        let corrected = json!({
            "severity": "medium", "root_cause": "Late orders", "action": "Order in time",
            "due_on": "2026-12-10", "found_on": "2026-10-30",
        });
        assert_eq!(plan.brings(finding("overtime", "B", corrected)).await.1, "changed");
        let item = plan.item(&id).await;
        assert_eq!((&item["root_cause"], &item["action"]), (&json!("Late orders"), &json!("Ask the buyer")));
        assert_eq!((&item["severity"], &item["found_on"]), (&json!("medium"), &json!("2026-10-30")));
        let page = format!("/factories/{}/improvement-plan/{id}", world.factory);
        assert!(world.visitor("manager").await.opens(&page).await.text.contains("Order in time"));

        // What an adviser weighed stays until something graver comes.
        plan.changes(&id, json!({ "changes": item["changes"], "severity": "high" })).await;
        plan.brings(finding("overtime", "A", json!({ "severity": "medium" }))).await;
        assert_eq!(plan.item(&id).await["severity"], "high");
        plan.brings(finding("overtime", "C", json!({ "severity": "critical" }))).await;
        assert_eq!(plan.item(&id).await["severity"], "critical");
    }
}

#[actix_web::test]
async fn two_sources_of_one_name_that_say_different_things_are_refused() {
    let world = World::new().await;
    let path = format!("/api/v1/factories/{}/findings", world.factory);
    let mut adviser = world.caller("adviser").await;
    let list = json!([
        finding("overtime", "A", json!({})),
        finding("overtime", "A", json!({ "text": "Another" })),
        finding("overtime", "A", json!({})),
    ]);
    let (status, answer) = adviser.posts(&path, list).await;
    assert_eq!(status, 422, "{answer}");
    let detail = answer["errors"][0]["detail"].as_str().unwrap();
    assert!(detail.contains("Line 1 names the same finding"), "{detail}");
    let early = finding("overtime", "A", json!({ "due_on": "2020-01-01" }));
    assert_eq!(adviser.posts(&path, early).await.0, 422);
    for unknown in [json!({ "foo": 1 }), json!({ "duedate": "2026-12-01" })] {
        let (status, answer) = adviser.posts(&path, finding("overtime", "A", unknown)).await;
        assert_eq!(status, 422, "{answer}");
        assert!(answer.to_string().contains("foo") || answer.to_string().contains("duedate"), "{answer}");
    }
}
