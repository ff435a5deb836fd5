//! An item's files and history by calls.

use actix_web::http::Method;
use serde_json::json;

use super::world::World;

#[actix_web::test]
async fn a_file_is_brought_fetched_and_taken_back_and_the_history_tells_it() {
    for world in World::on_both().await {
        let mut adviser = world.caller("adviser").await;
        let found = json!({
            "point": "paid-leave", "source": "worker-survey", "reference": "W-1", "found_on": "2026-11-20",
            "text": "No leave in summer",
        });
        let findings = format!("/api/v1/factories/{}/findings", world.factory);
        let (status, taken) = adviser.posts(&findings, found).await;
        assert_eq!(status, 200, "{taken}");
        let item = format!("/api/v1/improvement-items/{}", taken["items"][0].as_str().unwrap());
        let evidence = format!("{item}/evidence");
        let mut manager = world.caller("manager").await;
        let named = format!("{evidence}?file_name=leave.txt");
        let (status, file) = manager.sends_file(&named, b"Leave from June on").await;
        assert_eq!((status, &file["file_name"]), (201, &json!("leave.txt")), "{file}");
        let file = format!("{evidence}/{}", file["id"].as_str().unwrap());
        let (status, content) = manager.fetches(&file).await;
        assert_eq!((status, content.as_str()), (200, "Leave from June on"));

        let withdrawal = format!("{file}/withdrawal");
        let history = format!("{item}/history");
        for who in ["other-manager", "coordinator", "inspector"] {
            let mut stranger = world.caller(who).await;
            assert_eq!(stranger.posts(&withdrawal, json!({})).await.0, 404, "{who}");
            assert_eq!(stranger.gets(&history).await.0, 404, "{who}");
        }
        let representative = world.caller("representative").await.posts(&withdrawal, json!({})).await;
        assert_eq!(representative.0, 403, "somebody else brought it");
        let (status, left) = manager.calls(Method::POST, &withdrawal, Some(json!({})), "w-1").await;
        assert_eq!((status, &left["evidence"]), (200, &json!([])), "{left}");
        let again = manager.calls(Method::POST, &withdrawal, Some(json!({})), "w-1").await;
        assert_eq!(again, (200, left), "a repeat gets the first answer");
        assert_eq!(manager.posts(&withdrawal, json!({})).await.0, 404);
        assert_eq!(manager.gets(&file).await.0, 404);
        let (_, told) = manager.gets(&history).await;
        let kinds: Vec<&str> = told["changes"]
            .as_array()
            .unwrap()
            .iter()
            .map(|change| change["kind"].as_str().unwrap())
            .collect();
        assert_eq!(kinds, ["evidence-withdrawn", "evidence", "found"], "{told}");
    }
}

#[actix_web::test]
async fn plans_are_counted_for_those_who_may_see_them() {
    for world in World::on_both().await {
        let mut adviser = world.caller("adviser").await;
        let found = |reference: &str, point: &str| json!({ "point": point, "source": "worker-survey", "reference": reference, "found_on": "2026-11-20" });
        let findings = format!("/api/v1/factories/{}/findings", world.factory);
        let both = json!([found("W-1", "paid-leave"), found("W-2", "overtime-wages")]);
        let (status, taken) = adviser.posts(&findings, both).await;
        assert_eq!((status, &taken["created"]), (200, &json!(2)), "{taken}");
        let item = format!("/api/v1/improvement-items/{}", taken["items"][0].as_str().unwrap());
        let (_, one) = adviser.gets(&item).await;
        let change = json!({ "state": "under-way", "changes": one["changes"] });
        assert_eq!(adviser.calls(Method::PATCH, &item, Some(change), "").await.0, 200);
        let (_, plans) = world.caller("manager").await.gets("/api/v1/improvement-plans").await;
        let own = &plans["plans"][0];
        assert_eq!((&plans["total"], &own["factory"]), (&json!(1), &json!(world.factory)), "{plans}");
        assert_eq!((&own["open"], &own["under_way"]), (&json!(1), &json!(1)), "{plans}");
        let (_, country) = adviser.gets("/api/v1/improvement-plans").await;
        assert_eq!(country["total"], 2, "the factories of the country: {country}");
        assert_eq!(world.caller("coordinator").await.gets("/api/v1/improvement-plans").await.0, 404);
    }
}
