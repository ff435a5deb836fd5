//! Whoever must not know of an assessment gets from every call the very answer that they would get if there were none.

use actix_web::http::Method;
use serde_json::{Value, json};

use super::{
    secrecy::{outsiders, with_a_secret},
    world::World,
};
use crate::{
    app,
    platform::{Access, routes::RouteLine},
    testing::caller::Caller,
};

/// A day on which nothing else falls.
const SECRET_DAY: &str = "2027-01-19";

/// What a call takes, so that it is refused for nothing but the id that it names.
fn body_of(line: &RouteLine) -> Option<Value> {
    if line.method == Method::GET {
        return None;
    }
    Some(match line.path.rsplit('/').next().unwrap() {
        "release" => json!({ "summary": "Two findings" }),
        "assessors" => json!({ "assessors": [], "changes": 0 }),
        "findings" => json!({ "finding": [uuid::Uuid::from_u128(7)], "wanted": "dropped" }),
        _ => json!({}),
    })
}

/// The answer without the number of its request.
async fn answer(caller: &mut Caller<'_>, line: &RouteLine, path: &str) -> (u16, Value) {
    let (status, mut answer) = caller.calls(line.method.clone(), path, body_of(line), "").await;
    if let Some(document) = answer.as_object_mut() {
        document.remove("instance");
    }
    (status, answer)
}

#[actix_web::test]
async fn a_call_that_names_a_secret_assessment_answers_as_if_there_were_none() {
    let world = World::new().await;
    let (secret, _, others) = with_a_secret(&world).await;
    let nothing = uuid::Uuid::from_u128(404).to_string();
    let routes = app::routes().0.into_iter();
    let naming: Vec<RouteLine> = routes.filter(|line| line.path.contains("/api/v1/assessments/{")).collect();
    assert!(naming.len() >= 5, "reading, releasing, cancelling and its findings are there");
    for (who, person) in others {
        let mut caller = world.caller(person).await;
        for line in &naming {
            let path = |id: &str| line.path.replace("{assessment}", id);
            let of_secret = answer(&mut caller, line, &path(&secret.to_string())).await;
            let of_nothing = answer(&mut caller, line, &path(&nothing)).await;
            assert_eq!(of_secret, of_nothing, "{who} calls {} {}", line.method, line.path);
            assert_eq!(of_secret.0, 404, "{who} calls {} {}", line.method, line.path);
        }
    }
}

#[actix_web::test]
async fn no_answer_about_a_factory_changes_when_an_assessment_of_it_is_planned() {
    let world = World::new().await;
    let (huy, minh) = (world.adviser("Le Huy").await, world.adviser("Bui Minh").await);
    let cycle = world.enrolled(huy, 1, "2026-09-01").await;
    let others = outsiders(&world).await;
    world.academy.runs_jobs().await;
    let is_asked = |line: &RouteLine| {
        let one_name = line.path.matches('{').count() == 1;
        let of_factory = one_name && (line.path.contains("{factory}") || line.path.contains("{cycle}"));
        let is_list = ["/api/v1/assessments", "/api/v1/seminars"].contains(&line.path);
        line.method == Method::GET && line.access == Access::Token && (of_factory || is_list)
    };
    let asked: Vec<RouteLine> = app::routes().0.into_iter().filter(is_asked).collect();
    assert!(asked.len() > 15, "{}", asked.len());
    let path_of = |line: &RouteLine| {
        line.path.replace("{factory}", &world.factory.to_string()).replace("{cycle}", &cycle.to_string())
    };
    let mut before = Vec::new();
    for (_, person) in &others {
        let mut caller = world.caller(*person).await;
        for line in &asked {
            before.push(answer(&mut caller, line, &path_of(line)).await);
        }
    }
    world.planned(huy, minh, SECRET_DAY, "kingfisher").await;
    world.academy.runs_jobs().await;
    let mut before = before.into_iter();
    for (who, person) in &others {
        let mut caller = world.caller(*person).await;
        for line in &asked {
            let now = answer(&mut caller, line, &path_of(line)).await;
            assert_eq!(Some(now), before.next(), "{who} at {}", line.path);
        }
    }
    // Its own people find it.
    let (_, own) = world.caller(minh).await.gets("/api/v1/assessments").await;
    assert_eq!(own["assessments"][0]["first_on"], SECRET_DAY, "{own}");
}

#[actix_web::test]
async fn those_who_plan_and_make_an_assessment_do_so_by_calls() {
    for world in World::on_both().await {
        let (huy, minh) = (world.adviser("Le Huy").await, world.adviser("Bui Minh").await);
        let vy = world.adviser("Do Vy").await;
        let hanh = world.person("Do Hanh", crate::platform::roles::Role::FactoryManager, world.factory).await;
        world.enrolled(huy, 1, "2026-09-01").await;
        let mut portal = world.caller(huy).await;
        let path = format!("/api/v1/factories/{}/assessments", world.factory);
        let (status, wrong) = portal.posts(&path, json!({ "assessors": [huy] })).await;
        assert_eq!((status, &wrong["errors"][0]["field"]), (422, &json!("mode")), "{wrong}");
        let planned = json!({
            "mode": "on-site", "first_on": "2026-11-20", "last_on": "2026-11-21", "assessors": [huy, minh],
            "note": "By the side door",
        });
        let mut manager = world.caller(hanh).await;
        assert_eq!(
            manager.posts(&path, planned.clone()).await.0,
            404,
            "a factory never learns that it might"
        );
        let (status, made) = portal.calls(Method::POST, &path, Some(planned.clone()), "plan-1").await;
        assert_eq!((status, &made["note"]), (201, &json!("By the side door")), "{made}");
        let (_, again) = portal.calls(Method::POST, &path, Some(planned), "plan-1").await;
        assert_eq!(again["id"], made["id"], "a repeat plans nothing");
        assert_eq!(made["blocks"].as_array().map(Vec::len), Some(4), "{made}");

        for (otherwise, field) in [
            (json!({ "mode": "hybrid", "last_on": "2026-11-21" }), "mode"),
            (json!({ "mode": "virtual-check" }), "cause"),
            (json!({ "mode": "on-site", "assessors": [huy] }), "assessors"),
            (json!({ "mode": "on-site", "assessors": [huy, hanh] }), "assessors"),
            (
                json!({
                    "mode": "on-site",
                    "blocks": [
                        { "work": "inspection", "day": 1, "delivery": "virtual" },
                    ],
                }),
                "blocks",
            ),
        ] {
            let mut body = json!({ "first_on": "2026-11-20", "assessors": [huy, minh] });
            body.as_object_mut().unwrap().extend(otherwise.as_object().unwrap().clone());
            let (status, refused) = portal.posts(&path, body).await;
            assert_eq!((status, &refused["errors"][0]["field"]), (422, &json!(field)), "{refused}");
        }
        let event = json!({
            "mode": "virtual-check", "first_on": "2026-11-23", "assessors": [minh, vy],
            "cause": "A flood", "cause_on": "2026-11-21",
        });
        let mut other = world.caller(vy).await;
        let (status, check) = other.posts(&path, event).await;
        assert_eq!((status, &check["cause"]), (201, &json!("A flood")), "{check}");
        assert_eq!(check["warnings"], json!([]), "of the other one nobody tells");

        let one = format!("/api/v1/assessments/{}", made["id"].as_str().unwrap());
        assert_eq!(other.gets(&one).await.0, 404);
        assert_eq!(manager.gets(&one).await.0, 404);
        let mut assessor = world.caller(minh).await;
        let (_, own) = assessor.gets("/api/v1/assessments").await;
        assert_eq!(own["assessments"].as_array().map(Vec::len), Some(2), "{own}");
        assert_eq!(manager.gets("/api/v1/assessments").await.0, 404);

        // Others make it than those who were to; whoever is taken out finds it no more.
        let exchange =
            |who: &[crate::platform::PersonId], changes: i32| json!({ "assessors": who, "changes": changes });
        let (assessors, changes) = (format!("{one}/assessors"), made["changes"].as_i64().unwrap());
        assert_eq!(changes, 0);
        let (status, few) = portal.puts(&assessors, exchange(&[huy], 0)).await;
        assert_eq!((status, &few["errors"][0]["field"]), (422, &json!("assessors")), "{few}");
        for stranger in [&mut other, &mut manager] {
            assert_eq!(stranger.puts(&assessors, exchange(&[huy, vy], 0)).await.0, 404);
        }
        let (status, exchanged) = portal.puts(&assessors, exchange(&[huy, vy], 0)).await;
        assert_eq!((status, &exchanged["changes"]), (200, &json!(1)), "{exchanged}");
        assert_eq!(assessor.gets(&one).await.0, 404, "minh is taken out");
        assert_eq!(assessor.puts(&assessors, exchange(&[huy, minh], 0)).await.0, 404);
        let (status, late) = other.puts(&assessors, exchange(&[huy, minh], 0)).await;
        assert_eq!((status, &late["changes"]), (409, &json!(1)), "{late}");
        assert_eq!(late["differing"][0]["name"], "assessors", "{late}");
        assert_eq!(other.puts(&assessors, exchange(&[huy, minh], 1)).await.0, 200);

        let (status, refused) = assessor.posts(&format!("{one}/release"), json!({})).await;
        assert_eq!((status, &refused["errors"][0]["field"]), (422, &json!("summary")), "{refused}");
        let summary = json!({ "summary": "Two findings" });
        let (status, released) = assessor.posts(&format!("{one}/release"), summary.clone()).await;
        assert_eq!((status, &released["released_on"]), (200, &json!("2026-11-22")), "{released}");
        assert_eq!(assessor.posts(&format!("{one}/release"), summary.clone()).await.0, 409);
        let (status, seen) = manager.gets(&one).await;
        assert_eq!((status, &seen["summary"], &seen["note"]), (200, &json!("Two findings"), &Value::Null));
        assert_eq!(manager.posts(&format!("{one}/release"), summary).await.0, 403);

        let check = format!("/api/v1/assessments/{}", check["id"].as_str().unwrap());
        let (status, cancelled) = other.posts(&format!("{check}/cancellation"), json!({})).await;
        assert_eq!((status, &cancelled["cancelled"]), (200, &json!(true)), "{cancelled}");
        assert_eq!(other.posts(&format!("{check}/cancellation"), json!({})).await.0, 409);
        // Its own people are told in the Academy, and nobody else.
        let (planned, off) = ("you make an assessment there", "the assessment there is cancelled");
        let notices = world.signed_in(minh).await.opens("/notices").await.text;
        assert!(notices.contains(planned) && notices.contains(off), "{notices}");
        for who in [huy, hanh] {
            assert!(!world.signed_in(who).await.opens("/notices").await.text.contains(off));
        }
        let letters = world.academy.letters().await;
        assert!(letters.iter().all(|letter| !letter.text.contains(off)), "nothing of it is mailed");
        assert_eq!(manager.gets(&check).await.0, 404, "nobody else ever learns of it");
    }
}
