//! Whoever owns an item carries it out, and changes nothing of what is planned.

use actix_web::http::Method;
use chrono::Days;
use serde_json::{Value, json};

use super::world::World;
use crate::{organisations::store::memberships, testing::now};

const OWNER: &str = "supervisor";

/// An item in the charge of the supervisor, until a day in December. Returns its id.
async fn owned(world: &World) -> String {
    let finding = json!({
        "point": "paid-leave", "source": "bw-assessment", "reference": "BW-1", "found_on": "2026-11-02",
    });
    let findings = format!("/api/v1/factories/{}/findings", world.factory);
    let (_, answer) = world.caller("adviser").await.posts(&findings, finding).await;
    let id = answer["items"][0].as_str().unwrap().to_owned();
    let plan = |changes: u32, more: Value| {
        let mut plan = json!({ "changes": changes, "action": "A leave book" });
        plan.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        plan
    };
    let mut manager = world.caller("manager").await;
    let api = format!("/api/v1/improvement-items/{id}");
    let by_name = plan(0, json!({ "owner_name": "Pay office" }));
    assert_eq!(manager.calls(Method::PATCH, &api, Some(by_name), "").await.0, 200);
    let person = world.person(OWNER).to_string();
    let by_person = plan(1, json!({ "owner": person, "owner_name": "", "due_on": "2026-12-20" }));
    let (status, answer) = manager.calls(Method::PATCH, &api, Some(by_person), "").await;
    assert_eq!(status, 200, "{answer}");
    id
}

#[actix_web::test]
async fn the_owner_of_an_item_says_how_far_it_is_and_brings_what_shows_it() {
    for world in World::on_both().await {
        let id = owned(&world).await;
        let (page, api) = (
            format!("/factories/{}/improvement-plan/{id}", world.factory),
            format!("/api/v1/improvement-items/{id}"),
        );
        let mut owner = world.visitor(OWNER).await;
        let home = owner.opens("/learning").await.text;
        assert!(
            home.contains("In your charge") && home.contains(&format!("/improvement-items/{id}")),
            "{home}"
        );
        let text = owner.opens(&page).await.text;
        for form in ["state", "evidence", "comments"] {
            assert!(text.contains(&format!("{page}/{form}\"")), "{form}: {text}");
        }
        for absent in ["change\"", "voice\"", "verification\""] {
            assert!(!text.contains(&format!("{page}/{absent}")), "{absent}: {text}");
        }
        // The plan around it stays hidden.
        assert!(!text.contains(&format!("/factories/{}/improvement-plan\"", world.factory)), "{text}");
        assert_eq!(owner.opens(&format!("/factories/{}/improvement-plan", world.factory)).await.status, 404);

        let begun = [("state", "under-way"), ("changes", "2")];
        assert_eq!(owner.submits(&page, &format!("{page}/state"), &begun).await.status, 303);
        let photo = ("leave.pdf", b"%PDF-1.7 leave\n%%EOF".as_slice());
        assert_eq!(owner.uploads(&page, &format!("{page}/evidence"), photo).await.status, 303);
        let comment = [("comment", "The book hangs at line 4")];
        assert_eq!(owner.submits(&page, &format!("{page}/comments"), &comment).await.status, 303);
        let mut caller = world.caller(OWNER).await;
        let said = json!({ "text": "By the API too" });
        assert_eq!(caller.posts(&format!("{api}/comments"), said).await.0, 200);
        let fixed = json!({ "changes": 3, "state": "reported-fixed" });
        let (status, item) = caller.calls(Method::PATCH, &api, Some(fixed), "").await;
        assert_eq!((status, &item["state"]), (200, &json!("reported-fixed")), "{item}");

        // What is planned is not theirs, nor is the view of a side, nor the verification.
        for other in [json!({ "action": "Nothing" }), json!({ "due_on": "", "state": "open" })] {
            let mut change = json!({ "changes": 4 });
            change.as_object_mut().unwrap().extend(other.as_object().unwrap().clone());
            assert_eq!(caller.calls(Method::PATCH, &api, Some(change), "").await.0, 403, "{other}");
        }
        assert_eq!(owner.opens(&format!("{page}/change")).await.status, 403);
        let view = json!({ "side": "workers", "stance": "solved", "text": "Mine" });
        assert_eq!(caller.puts(&format!("{api}/voice"), view).await.0, 404);
        let verified = json!({ "changes": 4 });
        assert_eq!(caller.posts(&format!("{api}/verification"), verified).await.0, 404);
        assert_eq!(world.caller("adviser").await.gets(&api).await.1["state"], "reported-fixed");
    }
}

#[actix_web::test]
async fn an_owner_who_left_the_factory_has_nothing_in_charge() {
    for world in World::on_both().await {
        let id = owned(&world).await;
        let api = format!("/api/v1/improvement-items/{id}");
        let work = world.academy.begin().await;
        let today = now().date_naive();
        let own = memberships::memberships_of(&work, [world.person(OWNER)], today).await.unwrap().remove(0);
        let yesterday = today.checked_sub_days(Days::new(1)).unwrap();
        memberships::end(&work, own.id, yesterday).await.unwrap();
        work.commit().await.unwrap();
        let mut caller = world.caller(OWNER).await;
        let begun = json!({ "changes": 2, "state": "under-way" });
        assert_eq!(caller.calls(Method::PATCH, &api, Some(begun), "").await.0, 404);
        assert_eq!(caller.gets(&api).await.0, 404);
        let home = world.visitor(OWNER).await.opens("/learning").await.text;
        assert!(!home.contains("In your charge"), "{home}");
    }
}

#[actix_web::test]
async fn the_history_of_an_item_names_every_owner_that_it_had() {
    let world = World::new().await;
    let id = owned(&world).await;
    let page = format!("/factories/{}/improvement-plan/{id}", world.factory);
    let text = world.visitor("manager").await.opens(&page).await.text;
    assert!(text.contains("– → Pay office") && text.contains("Pay office → supervisor"), "{text}");
}
