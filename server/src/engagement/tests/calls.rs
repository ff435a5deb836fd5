//! What the programme's portal sends and fetches.

use serde_json::json;

use super::world::{World, day};
use crate::{
    engagement::committees::fixture::sits,
    platform::roles::{Role, Side},
};

#[actix_web::test]
async fn the_portal_sends_cycles_and_visits_and_the_same_again_changes_nothing() {
    for world in World::on_both().await {
        let huy = world.adviser("Le Huy").await;
        let hanh = world.person("Do Hanh", Role::FactoryManager, world.factory).await;
        let mut portal = world.caller(huy).await;
        let path = format!("/api/v1/factories/{}", world.factory);
        let cycles = format!("{path}/cycles");
        let past = json!({ "started_on": "2025-01-01", "ended_on": "2025-12-31", "reference": "C-1" });
        assert_eq!(portal.posts(&cycles, past.clone()).await.0, 201);
        let (status, again) = portal.posts(&cycles, past).await;
        assert_eq!((status, &again["number"]), (201, &json!(1)));
        let current = json!({ "started_on": "2026-09-01", "reference": "C-2", "adviser": huy });
        assert_eq!(portal.posts(&cycles, current).await.1["number"], 2);
        let otherwise = json!({ "started_on": "2026-09-01", "reference": "C-2", "adviser": hanh });
        assert_eq!(portal.posts(&cycles, otherwise).await.0, 409, "other content is not lost without a word");
        let future = json!({ "started_on": "2027-01-01", "reference": "C-3" });
        assert_eq!(portal.posts(&cycles, future).await.0, 422);
        let (_, known) = portal.gets(&cycles).await;
        assert_eq!(known["cycles"].as_array().map(Vec::len), Some(2));

        let visits = format!("{path}/visits");
        let visit = json!({ "visit_on": "2026-11-12", "purpose": "advisory", "delivery": "in-person" });
        let (status, made) = portal.posts(&visits, visit).await;
        assert_eq!((status, &made["held"]), (201, &json!(true)));
        assert_eq!(portal.posts(&visits, json!({ "visit_on": "2026-11-12" })).await.0, 422);
        let unknown = json!({ "visit_on": "2026-11-12", "purpose": "zzz", "delivery": "in-person" });
        let (status, told) = portal.posts(&visits, unknown).await;
        assert_eq!((status, &told["errors"][0]["field"]), (422, &json!("purpose")), "{told}");
        assert!(told.to_string().contains("advisory, training"), "those that are known: {told}");
        let named = json!({
            "visit_on": "2026-11-13", "purpose": "training", "delivery": "in-person", "reference": "V-1",
        });
        let (_, first) = portal.posts(&visits, named.clone()).await;
        let (status, again) = portal.posts(&visits, named).await;
        assert_eq!((status, &again["id"]), (201, &first["id"]), "{again}");
        let otherwise = json!({ "visit_on": "2026-11-14", "reference": "V-1" });
        assert_eq!(portal.posts(&visits, otherwise).await.0, 409, "another day is not lost without a word");
        let visit = format!("/api/v1/visits/{}", first["id"].as_str().unwrap());
        let moved = json!({ "visit_on": "2026-11-14", "reason": "Wrong day", "changes": first["changes"] });
        let (status, moved_to) = portal.posts(&format!("{visit}/correction"), moved).await;
        assert_eq!((status, &moved_to["visit_on"]), (200, &json!("2026-11-14")), "{moved_to}");
        let other = json!({ "visit_on": "2026-11-15", "reason": "Wrong day", "changes": first["changes"] });
        let (status, late) = portal.posts(&format!("{visit}/correction"), other).await;
        let differing = json!([{ "name": "visit_on", "theirs": "2026-11-14", "yours": "2026-11-15" }]);
        assert_eq!((status, &late["changes"], &late["differing"]), (409, &json!(1), &differing), "{late}");
        let endless = json!({ "reason": "a".repeat(8001) });
        assert_eq!(portal.posts(&format!("{visit}/cancellation"), endless).await.0, 422);
        let cancelled = json!({ "reason": "Not made" });
        let (status, gone) = portal.posts(&format!("{visit}/cancellation"), cancelled).await;
        assert_eq!((status, &gone["cancelled"], &gone["held"]), (200, &json!(true), &json!(false)));
        let mut manager = world.caller(hanh).await;
        assert_eq!(manager.gets(&visits).await.0, 200);
        assert_eq!(manager.posts(&visits, json!({})).await.0, 403);
        assert_eq!(manager.gets(&format!("{path}/committee")).await.0, 404);
        let (_, assessed) = manager.gets(&format!("{path}/assessments")).await;
        assert_eq!(assessed, json!({ "assessments": [] }));
        let far = format!("/api/v1/factories/{}/cycles", world.far_factory);
        assert_eq!(portal.gets(&far).await.0, 404);
    }
}

#[actix_web::test]
async fn a_new_cycle_keeps_its_adviser_and_what_is_planned() {
    for world in World::on_both().await {
        let (huy, minh) = (world.adviser("Le Huy").await, world.adviser("Bui Minh").await);
        let ended = world.enrolled(minh, 1, "2026-09-01").await;
        let mut portal = world.caller(huy).await;
        let path = format!("/api/v1/factories/{}", world.factory);
        let planned = json!({ "visit_on": "2026-12-01", "purpose": "advisory", "delivery": "in-person" });
        assert_eq!(portal.posts(&format!("{path}/visits"), planned).await.0, 201);
        let mut adviser = world.signed_in(minh).await;
        let end = format!("/cycles/{ended}/end");
        let last_day = [("ended_on", "2026-11-20"), ("seen", "0")];
        assert_eq!(adviser.submits(&end, &end, &last_day).await.status, 303);
        let next = json!({ "started_on": "2026-11-22", "reference": "C2" });
        let (status, made) = portal.posts(&format!("{path}/cycles"), next).await;
        assert_eq!((status, &made["adviser"]), (201, &json!(minh)), "{made}");
        let (_, visits) = portal.gets(&format!("{path}/visits")).await;
        assert_eq!(visits["visits"][0]["cycle"], made["id"], "{visits}");

        let other = format!("/api/v1/factories/{}/cycles", world.other_factory);
        let (_, made) = portal.posts(&other, json!({ "started_on": "2026-11-22" })).await;
        assert_eq!(made["adviser"], json!(huy), "whoever enrols it advises it: {made}");
    }
}

#[actix_web::test]
async fn the_portal_ends_and_hands_over_cycles_and_reads_seminars_and_meetings() {
    for world in World::on_both().await {
        let (huy, minh) = (world.adviser("Le Huy").await, world.adviser("Bui Minh").await);
        let hanh = world.person("Do Hanh", Role::FactoryManager, world.factory).await;
        let cycle = world.enrolled(huy, 1, "2026-09-01").await;
        let mut portal = world.caller(huy).await;
        let path = format!("/api/v1/cycles/{cycle}");
        let (handover, end) = (format!("{path}/handover"), format!("{path}/end"));
        let to =
            |person: crate::platform::PersonId| json!({ "adviser": person, "reason": "Leave", "changes": 0 });
        assert_eq!(portal.posts(&handover, to(hanh)).await.0, 422, "she advises nobody");
        let (status, handed) = portal.posts(&handover, to(minh)).await;
        assert_eq!(
            (status, &handed["adviser"], &handed["changes"]),
            (200, &json!(minh), &json!(1)),
            "{handed}"
        );
        let late = json!({ "ended_on": "2026-11-20", "changes": 0 });
        let (status, told) = portal.posts(&end, late).await;
        assert_eq!((status, &told["changes"]), (409, &json!(1)), "{told}");
        let (status, ended) = portal.posts(&end, json!({ "ended_on": "2026-11-20", "changes": 1 })).await;
        assert_eq!((status, &ended["ended_on"]), (200, &json!("2026-11-20")), "{ended}");
        let mut manager = world.caller(hanh).await;
        assert_eq!(manager.posts(&end, json!({ "ended_on": "2026-11-20", "changes": 2 })).await.0, 403);

        let factories = [world.factory.to_string(), world.other_factory.to_string()];
        let seminar = [
            ("topic", "Overtime"),
            ("held_on", "2026-11-10"),
            ("delivery", "in-person"),
            ("factories", factories[0].as_str()),
            ("factories", factories[1].as_str()),
        ];
        let mut adviser = world.signed_in(huy).await;
        let held = adviser.submits("/engagement/seminars/new", "/engagement/seminars", &seminar).await;
        let attendance = format!("{}/attendance", held.location.unwrap());
        let came = hanh.to_string();
        let came = [("came", came.as_str()), ("seen", "0")];
        assert_eq!(adviser.submits(&attendance, &attendance, &came).await.status, 303);
        let path = format!("/api/v1/factories/{}", world.factory);
        let (status, seminars) = manager.gets(&format!("{path}/seminars")).await;
        assert_eq!((status, &seminars["seminars"][0]["came"]), (200, &json!([hanh])), "{seminars}");

        let meetings = format!("{path}/committee/meetings");
        assert_eq!(manager.gets(&meetings).await.0, 404, "there is no committee yet");
        sits(&world.academy, (hanh, Side::Management), world.factory, (day("2026-09-10"), None)).await;
        let (_, committee) = manager.gets(&format!("{path}/committee")).await;
        let seat = committee["members"][0]["id"].as_str().unwrap().to_owned();
        let form = format!("/factories/{}/committee/meetings", world.factory);
        let met = [("held_on", "2026-11-10"), ("came", seat.as_str()), ("minutes", "Overtime")];
        assert_eq!(adviser.submits(&format!("{form}/new"), &form, &met).await.status, 303);
        let (status, all) = manager.gets(&meetings).await;
        assert_eq!(status, 200, "{all}");
        let one = &all["meetings"][0];
        assert_eq!((&one["minutes"], &one["came"][0]["member"]), (&json!("Overtime"), &json!(seat)), "{all}");
        let mut stranger =
            world.caller(world.person("Linh", Role::FactoryManager, world.other_factory).await).await;
        assert_eq!(stranger.gets(&meetings).await.0, 404);
    }
}
