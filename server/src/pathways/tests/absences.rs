//! Who did not come to what was held waits for a decision: another date, or why they do without it.

use serde_json::{Value, json};

use super::world::{World, in_days, posts, step_fields, with};

const TOLD: &str = "“The talk” was held, and 2 people who were expected did not come";

/// A published pathway with a talk for the three supervisors, to which the first of them came. Its address, and the talk's
/// within it.
async fn held(world: &World) -> (String, String) {
    let path = world.begins_pathway().await;
    let owner = world.person("adviser").to_string();
    let talk = with(step_fields("workshop", "", &world.stage(&path).await, &in_days(9)), "owner", &owner);
    assert_eq!(posts(world, "adviser", &path, "steps", &with(talk, "name", "The talk")).await.status, 303);
    world.confirmed_and_published(&path).await;
    let talk = format!("steps/{}", step(world, &path, 1).await["id"].as_str().unwrap());
    comes(world, &path, &talk, "supervisor-0").await;
    (path, talk)
}

async fn comes(world: &World, path: &str, step: &str, name: &str) {
    let came = vec![("done_on", in_days(0)), ("person", world.person(name).to_string())];
    assert_eq!(posts(world, "adviser", path, &format!("{step}/presence"), &came).await.status, 303);
}

async fn step(world: &World, path: &str, number: usize) -> Value {
    world.shown(path).await["steps"][number].clone()
}

async fn home(world: &World) -> String {
    world.visitor("adviser").await.opens("/pathways").await.text
}

#[actix_web::test]
async fn people_who_did_not_come_do_without_it_for_a_reason() {
    for world in World::on_both().await {
        let (path, talk) = held(&world).await;
        let api = path.replace("/pathways/", "/api/v1/pathways/");
        let shown = home(&world).await;
        let from = shown.find("“The talk”: 2 people did not come").unwrap_or_else(|| panic!("{shown}"));
        let line = shown[from..].split("</li>").next().unwrap();
        assert!(line.contains("By whom: adviser") && line.contains("soft\">since "), "{line}");
        let factory = world.visitor("manager").await.opens(&path).await.text;
        assert!(
            factory.contains(TOLD) && !factory.contains(&format!("{path}/{talk}\">“The talk”")),
            "{factory}"
        );
        let broken = world.shown(&path).await["broken"].take();
        assert_eq!((&broken[0]["people"], &broken[0]["decider"]), (&json!(2), &json!("adviser")), "{broken}");

        let excuses = format!("{talk}/excuses");
        let (first, second) = (world.person("supervisor-0"), world.person("supervisor-1"));
        for (person, reason, sentence) in [
            (second.to_string(), "", "Say why they do without it"),
            (first.to_string(), "On leave", "Only people who were expected"),
            ("nobody".to_owned(), "On leave", "Only people who were expected"),
        ] {
            let fields = vec![("people", person), ("reason", reason.to_owned())];
            let answer = posts(&world, "adviser", &path, &excuses, &fields).await;
            assert_eq!(answer.status, 422, "{}", answer.text);
            assert!(answer.text.contains(sentence), "{sentence}: {}", answer.text);
        }
        let fields = vec![("people", second.to_string()), ("reason", "On leave until May".to_owned())];
        assert_eq!(posts(&world, "adviser", &path, &excuses, &fields).await.status, 303);
        assert!(home(&world).await.contains("“The talk”: one person did not come"));
        let shown = step(&world, &path, 1).await;
        assert_eq!((&shown["expected"], &shown["done"]), (&json!(2), &json!(1)), "{shown}");
        let mut adviser = world.visitor("adviser").await;
        let page = adviser.opens(&format!("{path}/{talk}")).await.text;
        assert!(page.contains("On leave until May") && page.contains("Expect them again"), "{page}");
        let people = adviser.opens(&format!("{path}/people")).await.text;
        assert_eq!(people.matches("does without it").count(), 2, "one person and the legend: {people}");

        // The same in the API, for whoever may change the pathway alone.
        let (call, back) = (format!("{api}/{excuses}"), format!("{api}/{excuses}/removal"));
        let body = json!({ "people": [second], "reason": "On leave" });
        for (name, status) in [("manager", 403), ("other-manager", 404), ("supervisor-0", 404)] {
            assert_eq!(world.caller(name).await.posts(&call, body.clone()).await.0, status, "{name}");
        }
        let mut caller = world.caller("adviser").await;
        let (status, shown) = caller.posts(&back, json!({ "people": [second] })).await;
        assert_eq!(status, 200, "{shown}");
        let missed = |shown: &Value| {
            let people = shown["people"].as_array().unwrap().clone();
            people.iter().filter(|one| one["missed"] == true).count()
        };
        assert_eq!(missed(&shown), 2, "{shown}");
        assert_eq!(caller.posts(&back, json!({ "people": [second] })).await.0, 404);
        let (status, shown) = caller.posts(&call, body).await;
        assert_eq!((status, missed(&shown)), (201, 1), "{shown}");
        let (_, held) = caller.gets(&format!("{api}/{talk}/attendance")).await;
        assert!(held["people"].as_array().unwrap().iter().any(|one| one["excuse"] == "On leave"), "{held}");
        // Whoever came after all has no excuse.
        let came = json!({ "done_on": in_days(0), "came": [first, second] });
        let (status, shown) = caller.puts(&format!("{api}/{talk}/attendance"), came).await;
        assert_eq!((status, missed(&shown)), (200, 1), "{shown}");
        assert!(shown["people"].as_array().unwrap().iter().all(|one| one["excuse"].is_null()), "{shown}");
    }
}

#[actix_web::test]
async fn another_date_is_for_those_who_did_not_come() {
    for world in World::on_both().await {
        let (path, talk) = held(&world).await;
        let id = talk.trim_start_matches("steps/");
        let again = format!("{path}/steps/new?again={id}");
        let page = world.visitor("adviser").await.opens(&again).await.text;
        assert!(page.contains("value=\"The talk\""), "{page}");
        let excused = vec![
            ("people", world.person("supervisor-1").to_string()),
            ("reason", "Trained in another factory".to_owned()),
        ];
        assert_eq!(posts(&world, "adviser", &path, &format!("{talk}/excuses"), &excused).await.status, 303);
        let owner = world.person("adviser").to_string();
        let next =
            with(step_fields("workshop", "", &world.stage(&path).await, &in_days(19)), "owner", &owner);
        let next = with(with(next, "relation", "equivalent"), "other", id);
        assert_eq!(posts(&world, "adviser", &path, "steps", &next).await.status, 303);
        assert!(home(&world).await.contains("one person did not come"), "nobody is invited yet");
        world.confirmed_and_published(&path).await;
        assert!(!home(&world).await.contains("did not come"));
        assert_eq!(world.shown(&path).await["broken"], json!([]));
        let next = format!("steps/{}", step(&world, &path, 2).await["id"].as_str().unwrap());
        let api = path.replace("/pathways/", "/api/v1/pathways/");
        let (_, expected) = world.caller("adviser").await.gets(&format!("{api}/{next}/attendance")).await;
        let expected = expected["people"].as_array().unwrap();
        assert_eq!(expected.len(), 1, "{expected:?}");
        assert_eq!(expected[0]["id"], json!(world.person("supervisor-2")), "{expected:?}");
        comes(&world, &path, &next, "supervisor-2").await;
        let first = step(&world, &path, 1).await;
        assert_eq!((&first["expected"], &first["done"]), (&json!(2), &json!(2)), "{first}");
        // Published once more, nobody is invited to what they need not do.
        world.confirmed_and_published(&path).await;
        assert_eq!(step(&world, &path, 2).await["expected"], 1);
        assert_eq!(world.shown(&path).await["broken"], json!([]));
    }
}
