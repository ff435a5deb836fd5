//! What was verified stays what it was, or is open again.

use actix_web::http::Method;
use sea_orm::{ConnectionTrait, Statement};
use serde_json::{Value, json};

use super::world::World;
use crate::{platform::checks, testing::caller::Caller};

/// An item, found and reported as fixed, with evidence and both views. Returns its id.
async fn proven(world: &World) -> String {
    let finding = json!({
        "point": "paid-leave", "source": "bw-assessment", "reference": "BW-1", "found_on": "2026-11-02",
    });
    let findings = format!("/api/v1/factories/{}/findings", world.factory);
    let (_, answer) = world.caller("adviser").await.posts(&findings, finding).await;
    let id = answer["items"][0].as_str().unwrap().to_owned();
    let path = format!("/factories/{}/improvement-plan/{id}", world.factory);
    let file = ("leave.pdf", b"%PDF-1.7 leave %%EOF".as_slice());
    let mut manager = world.visitor("manager").await;
    assert_eq!(manager.uploads(&path, &format!("{path}/evidence"), file).await.status, 303);
    assert_eq!(says(world, &id, "manager", "management", "solved").await, 200);
    assert_eq!(says(world, &id, "representative", "workers", "solved").await, 200);
    id
}

async fn says(world: &World, id: &str, who: &str, side: &str, stance: &str) -> u16 {
    let view = json!({ "side": side, "stance": stance, "text": "We saw the book", "women_heard": true });
    world.caller(who).await.puts(&format!("/api/v1/improvement-items/{id}/voice"), view).await.0
}

async fn item(world: &World, id: &str) -> Value {
    world.caller("adviser").await.gets(&format!("/api/v1/improvement-items/{id}")).await.1
}

async fn changes(caller: &mut Caller<'_>, id: &str, change: Value) -> (u16, Value) {
    caller.calls(Method::PATCH, &format!("/api/v1/improvement-items/{id}"), Some(change), "").await
}

async fn verifies(world: &World, id: &str) -> (u16, Value) {
    let seen = json!({ "changes": item(world, id).await["changes"] });
    let path = format!("/api/v1/improvement-items/{id}/verification");
    world.caller("adviser").await.posts(&path, seen).await
}

async fn reports_fixed(world: &World, id: &str) {
    let seen = item(world, id).await["changes"].clone();
    let fixed = json!({ "changes": seen, "state": "reported-fixed" });
    let mut manager = world.caller("manager").await;
    assert_eq!(changes(&mut manager, id, fixed).await.0, 200);
}

/// What other systems are told of items.
async fn told(world: &World) -> i64 {
    let read = world.academy.db().read();
    let sql = "SELECT COUNT(*) AS told FROM outgoing_event WHERE kind = 'item.changed'";
    let statement = Statement::from_string(read.get_database_backend(), sql);
    read.query_one_raw(statement).await.unwrap().unwrap().try_get("", "told").unwrap()
}

#[actix_web::test]
async fn other_systems_hear_of_evidence_that_is_withdrawn() {
    for world in World::on_both().await {
        let id = proven(&world).await;
        let path = format!("/api/v1/improvement-items/{id}/evidence");
        let (_, list) = world.caller("manager").await.gets(&path).await;
        let evidence = list["evidence"][0]["id"].as_str().unwrap();
        let page = format!("/factories/{}/improvement-plan/{id}", world.factory);
        let withdraw = format!("{page}/evidence/{evidence}/withdrawal");
        let before = told(&world).await;
        let mut manager = world.visitor("manager").await;
        assert_eq!(manager.submits(&page, &withdraw, &[]).await.status, 303);
        assert_eq!(told(&world).await, before + 1);
    }
}

#[actix_web::test]
async fn a_verified_item_opens_again_when_it_is_changed_or_a_side_says_that_it_is_not_solved() {
    for world in World::on_both().await {
        let id = proven(&world).await;
        let page = format!("/factories/{}/improvement-plan/{id}", world.factory);
        // Nobody verifies what the factory does not say is done.
        assert_eq!(verifies(&world, &id).await.0, 422);
        reports_fixed(&world, &id).await;
        assert_eq!(verifies(&world, &id).await.0, 200);
        let mut representative = world.visitor("representative").await;
        assert!(representative.opens(&page).await.text.contains("“Not solved” opens it again."));
        assert!(representative.opens(&format!("{page}/change")).await.text.contains("opens it again"));

        assert_eq!(says(&world, &id, "representative", "workers", "partly-solved").await, 200);
        assert_eq!(item(&world, &id).await["state"], "verified");
        assert_eq!(says(&world, &id, "representative", "workers", "not-solved").await, 200);
        let opened = item(&world, &id).await;
        assert_eq!((&opened["state"], &opened["verified_at"]), (&json!("under-way"), &Value::Null));
        let text = representative.opens(&page).await.text;
        world.academy.runs_jobs().await;
        let (_, notices) = world.caller("manager").await.gets("/api/v1/notices").await;
        assert!(notices.to_string().contains("\"item-reopened\""), "{notices}");
        assert!(text.contains("what was verified has changed"), "{text}");
        assert!(text.contains("A side says that it is not solved"));

        assert_eq!(says(&world, &id, "representative", "workers", "solved").await, 200);
        reports_fixed(&world, &id).await;
        assert_eq!(verifies(&world, &id).await.0, 200);
        let seen = item(&world, &id).await["changes"].clone();
        let mut manager = world.caller("manager").await;
        let (status, changed) =
            changes(&mut manager, &id, json!({ "changes": seen, "root_cause": "Another" })).await;
        assert_eq!((status, &changed["state"]), (200, &json!("under-way")));
        let text = representative.opens(&page).await.text;
        assert!(text.contains("Something in the item was changed"), "{text}");

        // A source that turns out to belong to another point is no smaller change.
        reports_fixed(&world, &id).await;
        assert_eq!(verifies(&world, &id).await.0, 200);
        let finding = json!({
            "point": "overtime", "source": "bw-assessment", "reference": "BW-1", "found_on": "2026-11-02",
        });
        let findings = format!("/api/v1/factories/{}/findings", world.factory);
        assert_eq!(world.caller("adviser").await.posts(&findings, finding).await.0, 200);
        assert_eq!(item(&world, &id).await["state"], "under-way");
        let broken = checks::find(world.academy.db().read(), &crate::improvement::checks()).await.unwrap();
        assert!(broken.iter().all(|one| one.broken == 0), "{broken:?}");
    }
}

#[actix_web::test]
async fn the_group_speaks_for_a_silent_factory_and_takes_no_words_away() {
    for world in World::on_both().await {
        let id = proven(&world).await;
        assert_eq!(says(&world, &id, "group-manager", "management", "not-solved").await, 403);
        let voices = item(&world, &id).await["voices"].clone();
        let management = voices.as_array().unwrap().iter().find(|voice| voice["side"] == "management");
        assert_eq!(management.unwrap()["stance"], "solved");
        let finding = json!({
            "point": "overtime", "source": "other", "reference": "O", "found_on": "2026-11-02",
        });
        let findings = format!("/api/v1/factories/{}/findings", world.factory);
        let (_, answer) = world.caller("adviser").await.posts(&findings, finding).await;
        let silent = answer["items"][0].as_str().unwrap().to_owned();
        assert_eq!(says(&world, &silent, "group-manager", "management", "solved").await, 200);
        assert_eq!(says(&world, &silent, "manager", "management", "not-solved").await, 200);
        // What was said stays beside what somebody else of the side says, each with who said it.
        let both = item(&world, &silent).await["voices"].clone();
        let stances = ["solved", "not-solved"]
            .map(|stance| both.as_array().unwrap().iter().filter(|voice| voice["stance"] == stance).count());
        assert_eq!(stances, [1, 1], "{both}");
        assert_ne!(both[0]["by"], both[1]["by"]);
        assert_eq!(says(&world, &silent, "manager", "management", "solved").await, 200);
        assert_eq!(item(&world, &silent).await["voices"].as_array().unwrap().len(), 2);
    }
}

#[actix_web::test]
async fn the_adviser_weighs_a_finding_and_nobody_plans_for_a_day_that_is_over() {
    let world = World::new().await;
    let id = proven(&world).await;
    for who in ["manager", "representative", "group-manager"] {
        let mut caller = world.caller(who).await;
        let seen = item(&world, &id).await["changes"].clone();
        let (status, answer) = changes(&mut caller, &id, json!({ "changes": seen, "severity": "low" })).await;
        assert_eq!(status, 422, "{who}");
        assert_eq!(answer["errors"][0]["field"], "severity");
        // What stays as it is may be sent along.
        let same = json!({ "changes": seen, "severity": "medium", "action": who });
        assert_eq!(changes(&mut caller, &id, same).await.0, 200, "{who}");
        let form = format!("/factories/{}/improvement-plan/{id}/change", world.factory);
        assert!(!world.visitor(who).await.opens(&form).await.text.contains("name=\"severity\""));
    }
    let mut adviser = world.caller("adviser").await;
    let seen = item(&world, &id).await["changes"].clone();
    let (status, answer) =
        changes(&mut adviser, &id, json!({ "changes": seen, "due_on": "1900-01-01" })).await;
    assert_eq!((status, &answer["errors"][0]["field"]), (422, &json!("due_on")));
    let high = json!({ "changes": seen, "severity": "high", "due_on": "2026-12-01" });
    assert_eq!(changes(&mut adviser, &id, high).await.0, 200);
    // A day that has come and gone since stands, whatever else is changed.
    world.academy.clock.advance(chrono::TimeDelta::days(20));
    let seen = item(&world, &id).await["changes"].clone();
    let kept = json!({ "changes": seen, "due_on": "2026-12-01", "action": "A leave book" });
    assert_eq!(changes(&mut world.caller("manager").await, &id, kept).await.0, 200);
}

#[actix_web::test]
async fn what_was_seen_on_the_day_of_the_verification_does_not_open_it_again_by_the_clock_there() {
    for world in World::on_both().await {
        let id = proven(&world).await;
        reports_fixed(&world, &id).await;
        // Half past midnight of 23 November in Viet Nam.
        world.academy.clock.advance(chrono::TimeDelta::minutes(570));
        assert_eq!(verifies(&world, &id).await.0, 200);
        world.academy.clock.advance(chrono::TimeDelta::days(2));
        for (found_on, state) in [("2026-11-23", "verified"), ("2026-11-24", "open")] {
            let finding = json!({
                "point": "paid-leave", "source": "worker-survey", "reference": found_on, "found_on": found_on,
            });
            let findings = format!("/api/v1/factories/{}/findings", world.factory);
            let (status, answer) = world.caller("adviser").await.posts(&findings, finding).await;
            assert_eq!(status, 200, "{answer}");
            assert_eq!(item(&world, &id).await["state"], state, "found on {found_on}");
        }
    }
}
