use serde_json::{Value, json};

use super::world::World;

fn finding(point: &str, source: &str, reference: &str) -> Value {
    json!({
        "point": point, "source": source, "reference": reference, "found_on": "2026-11-02",
        "text": "Annual leave is not paid out", "severity": "medium",
    })
}

fn counts(answer: &Value) -> (u64, u64, u64) {
    let count = |name: &str| answer[name].as_u64().unwrap();
    (count("created"), count("changed"), count("unchanged"))
}

#[actix_web::test]
async fn findings_of_several_sources_become_one_item_that_keeps_them_all() {
    for world in World::on_both().await {
        let mut adviser = world.caller("adviser").await;
        let (findings, plan) = (
            format!("/api/v1/factories/{}/findings", world.factory),
            format!("/api/v1/factories/{}/improvement-plan", world.factory),
        );
        let (status, answer) =
            adviser.posts(&findings, finding("paid-leave", "self-diagnosis", "SD-1")).await;
        assert_eq!((status, counts(&answer)), (200, (1, 0, 0)), "{answer}");
        let mut second = finding("Paid leave", "bw-assessment", "BW-7");
        second["severity"] = json!("high");
        let (_, answer) = adviser.posts(&findings, json!([second, finding("chemicals", "other", "X")])).await;
        assert_eq!(counts(&answer), (1, 1, 0));
        let (_, again) = adviser.posts(&findings, json!([second, finding("chemicals", "other", "X")])).await;
        assert_eq!(counts(&again), (0, 0, 2));
        assert_eq!(again["items"], answer["items"]);

        let (status, shown) = world.caller("manager").await.gets(&plan).await;
        assert_eq!(status, 200);
        let items = shown["items"].as_array().unwrap();
        assert_eq!(items.len(), 2);
        let item = items.iter().find(|item| item["point"] == "paid-leave").unwrap();
        assert_eq!(item["severity"], "high");
        assert_eq!(item["state"], "open");
        let references: Vec<&Value> =
            item["sources"].as_array().unwrap().iter().map(|source| &source["reference"]).collect();
        assert_eq!(references, ["SD-1", "BW-7"]);
    }
}

#[actix_web::test]
async fn what_cannot_be_taken_is_answered_in_words_and_nothing_is_taken() {
    let world = World::new().await;
    let mut adviser = world.caller("adviser").await;
    let path = format!("/api/v1/factories/{}/findings", world.factory);
    let mut future = finding("paid-leave", "other", "B");
    future["found_on"] = json!("2026-12-24");
    let list = json!([finding("payed leave", "other", "A"), future, finding("leave", "other", "C")]);
    let (status, answer) = adviser.posts(&path, list.clone()).await;
    assert_eq!(status, 422);
    let said: Vec<(&str, &str)> = answer["errors"]
        .as_array()
        .unwrap()
        .iter()
        .map(|error| (error["field"].as_str().unwrap(), error["detail"].as_str().unwrap()))
        .collect();
    assert_eq!(said[0].0, "findings.1");
    assert!(said[0].1.contains("Paid leave"), "{said:?}");
    assert_eq!(said[1], ("findings.2", "The day of the finding is in the future."));
    let (_, plan) = adviser.gets(&format!("/api/v1/factories/{}/improvement-plan", world.factory)).await;
    assert_eq!(plan["items"], json!([]));

    let (status, answer) = adviser.posts(&format!("{path}?leave_out_refused=true"), list).await;
    assert_eq!((status, counts(&answer)), (200, (1, 0, 0)));
    assert_eq!(answer["refused"].as_array().unwrap().len(), 2);
}

#[actix_web::test]
async fn who_may_bring_and_see_findings() {
    let world = World::new().await;
    let findings = format!("/api/v1/factories/{}/findings", world.factory);
    let plan = format!("/api/v1/factories/{}/improvement-plan", world.factory);
    for (who, brings, sees) in [
        ("administrator", 200, 200),
        ("adviser", 200, 200),
        ("far-adviser", 404, 404),
        ("manager", 403, 200),
        ("group-manager", 403, 200),
        ("representative", 403, 200),
        ("supervisor", 404, 404),
        ("other-manager", 404, 404),
        ("coordinator", 404, 404),
        ("inspector", 404, 404),
    ] {
        let mut caller = world.caller(who).await;
        let (status, answer) = caller.posts(&findings, finding("leave", "other", "1")).await;
        assert_eq!(status, brings, "{who}: {answer}");
        assert_eq!(caller.gets(&plan).await.0, sees, "{who}");
    }
    let far = format!("/api/v1/factories/{}/findings", world.far_factory);
    let answer = world.caller("adviser").await.posts(&far, finding("leave", "other", "1")).await;
    assert_eq!(answer.0, 404, "a factory of another country is answered like one that is not there");
    let brand = world
        .caller("adviser")
        .await
        .gets(&format!("/api/v1/factories/{}/improvement-plan", world.group))
        .await;
    assert_eq!(brand.0, 404);
}

#[actix_web::test]
async fn a_point_found_again_in_a_later_cycle_is_marked() {
    for world in World::on_both().await {
        let mut adviser = world.caller("adviser").await;
        let path = format!("/api/v1/factories/{}/findings", world.factory);
        let of_cycle = |cycle: u32, reference: &str| {
            let mut one = finding("overtime", "bw-assessment", reference);
            one["cycle"] = json!(cycle);
            one
        };
        adviser.posts(&path, of_cycle(2, "second")).await;
        adviser.posts(&path, of_cycle(1, "first")).await;
        let mut third = of_cycle(3, "third");
        third["point"] = json!("leave");
        adviser.posts(&path, third).await;
        let (_, plan) = adviser.gets(&format!("/api/v1/factories/{}/improvement-plan", world.factory)).await;
        let marks: Vec<(u64, bool)> = plan["items"]
            .as_array()
            .unwrap()
            .iter()
            .map(|item| (item["cycle"].as_u64().unwrap(), item["found_again"].as_bool().unwrap()))
            .collect();
        assert_eq!(marks, [(3, false), (2, true), (1, false)]);
    }
}

#[actix_web::test]
async fn a_list_that_is_too_long_is_told_the_most_that_is_taken_and_the_document_says_it_before() {
    let world = World::new().await;
    let path = format!("/api/v1/factories/{}/findings", world.factory);
    let finding = |number: usize| {
        json!({
            "point": "overtime", "source": "other", "reference": format!("R-{number}"),
            "found_on": "2026-11-02", "text": "Sixty hours",
        })
    };
    let list: Vec<Value> = (0..3000).map(finding).collect();
    let mut adviser = world.caller("adviser").await;
    let (status, answer) = adviser.posts(&path, json!(list)).await;
    assert_eq!(status, 413, "{answer}");
    assert!(answer["detail"].as_str().unwrap().contains("64 KB"), "{answer}");
    let (_, document) = adviser.gets("/api/v1/openapi.json").await;
    let told = document["paths"]["/api/v1/factories/{factory}/findings"]["post"].to_string();
    assert!(told.contains("64 kilobytes") && told.contains("/api/v1/imports/findings"), "{told}");
    let (status, answer) = adviser.posts(&format!("{path}?leave_out_refused=yes"), json!(list[..1])).await;
    assert_eq!(status, 400, "{answer}");
    assert!(answer["detail"].as_str().unwrap().contains("“true” or “false”"), "{answer}");
    let (_, plan) = adviser.gets(&format!("/api/v1/factories/{}/improvement-plan", world.factory)).await;
    assert_eq!(plan["items"], json!([]), "nothing of either was taken");
}
