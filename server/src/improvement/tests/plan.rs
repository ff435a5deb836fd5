use serde_json::{Value, json};

use super::world::{WHO, World};
use crate::{
    engagement::{self, committees::fixture::sits},
    improvement::{SourceKind, access::SeePlan, frame},
    organisations::store::organisations,
    platform::{
        Action, Judgement,
        actor::{Actors, Extent},
        roles::{OrganisationKind, Side},
    },
    testing::{Visitor, now},
};

async fn one_item(world: &World) -> String {
    let mut adviser = world.caller("adviser").await;
    let body = json!({
        "point": "paid-leave", "source": SourceKind::BwAssessment, "reference": "BW-1",
        "found_on": "2026-11-02", "text": "Untaken leave is not paid",
    });
    let path = format!("/api/v1/factories/{}/findings", world.factory);
    let (status, answer) = adviser.posts(&path, body).await;
    assert_eq!(status, 200, "{answer}");
    answer["items"][0].as_str().unwrap().to_owned()
}

async fn item(world: &World, id: &str) -> Value {
    let (status, item) = world.caller("adviser").await.gets(&format!("/api/v1/improvement-items/{id}")).await;
    assert_eq!(status, 200);
    item
}

async fn brings_evidence(visitor: &mut Visitor<'_>, path: &str) -> u16 {
    visitor
        .uploads(path, &format!("{path}/evidence"), ("leave.pdf", b"%PDF-1.7 leave %%EOF"))
        .await
        .status
        .as_u16()
}

#[actix_web::test]
async fn evidence_and_both_sides_let_the_adviser_verify_and_nothing_less_does() {
    for world in World::on_both().await {
        let id = one_item(&world).await;
        let path = format!("/factories/{}/improvement-plan/{id}", world.factory);
        let mut manager = world.visitor("manager").await;
        let mut representative = world.visitor("representative").await;
        let mut adviser = world.visitor("adviser").await;
        let changes = async || item(&world, &id).await["changes"].to_string();

        let planned = [
            ("root_cause", "Nobody counts leave"),
            ("action", "A leave book by line"),
            ("due_on", "2026-12-20"),
            ("state", "reported-fixed"),
            ("changes", "0"),
        ];
        let answer = manager.submits(&format!("{path}/change"), &format!("{path}/change"), &planned).await;
        assert_eq!(answer.status, 303, "{}", answer.text);

        // The manager cannot verify, and sets no item verified by hand.
        let seen = changes().await;
        let verification = format!("{path}/verification");
        assert_eq!(manager.submits(&path, &verification, &[("changes", &seen)]).await.status, 403);
        let by_hand = [("state", "verified"), ("changes", seen.as_str())];
        assert_eq!(manager.submits(&path, &format!("{path}/state"), &by_hand).await.status, 422);

        let answer = adviser.submits(&path, &verification, &[("changes", &seen)]).await;
        assert_eq!(answer.status, 422);
        assert!(answer.text.contains("No evidence has come in yet."));
        assert_eq!(brings_evidence(&mut manager, &path).await, 303);
        let view = |side: &'static str, stance: &'static str| {
            [("side", side), ("stance", stance), ("voice_text", "We saw the book"), ("women_heard", "yes")]
        };
        let voice = format!("{path}/voice");
        // What comes back keeps its ticks.
        let back = manager.submits(&path, &voice, &view("management", "")).await;
        assert_eq!(back.status, 422);
        assert!(back.text.contains("name=\"women_heard\" value=\"yes\" checked"), "{}", back.text);
        assert!(!back.text.contains("name=\"men_heard\" value=\"yes\" checked"), "{}", back.text);
        assert_eq!(manager.submits(&path, &voice, &view("management", "solved")).await.status, 303);
        // Each side writes its own.
        assert_eq!(manager.submits(&path, &voice, &view("workers", "solved")).await.status, 403);
        assert_eq!(adviser.submits(&path, &voice, &view("workers", "solved")).await.status, 403);
        let page = adviser.opens(&path).await.text;
        assert!(page.contains("The workers’ side was not heard.") && page.contains("No men were heard."));
        assert_eq!(adviser.submits(&path, &verification, &[("changes", &seen)]).await.status, 422);
        assert_eq!(representative.submits(&path, &voice, &view("workers", "not-solved")).await.status, 303);
        assert_eq!(adviser.submits(&path, &verification, &[("changes", &seen)]).await.status, 422);
        assert_eq!(representative.submits(&path, &voice, &view("workers", "solved")).await.status, 303);
        let answer = adviser.submits(&path, &verification, &[("changes", &seen)]).await;
        assert_eq!(answer.status, 303, "{}", answer.text);
        assert_eq!(item(&world, &id).await["state"], "verified");

        // Found again after it was verified, it opens.
        world.academy.clock.advance(chrono::TimeDelta::days(20));
        let body = json!({ "point": "paid-leave", "source": "worker-survey", "reference": "S", "found_on": "2026-12-10" });
        let findings = format!("/api/v1/factories/{}/findings", world.factory);
        assert_eq!(world.caller("adviser").await.posts(&findings, body).await.0, 200);
        assert_eq!(item(&world, &id).await["state"], "open");
        world.academy.runs_jobs().await;
        let told = "is open again at Hoa Gạo";
        let bell = async |name| world.visitor(name).await.opens("/notices").await.text;
        assert!(bell("manager").await.contains(told));
        assert!(!bell("adviser").await.contains(told), "who brought it knows");
    }
}

#[actix_web::test]
async fn the_second_of_two_who_change_an_item_sees_what_the_first_one_did() {
    let world = World::new().await;
    let id = one_item(&world).await;
    let path = format!("/factories/{}/improvement-plan/{id}", world.factory);
    let change = format!("{path}/change");
    let typed = |action: &'static str| {
        [("action", action), ("severity", "medium"), ("state", "open"), ("changes", "0")]
    };
    let (mut first, mut second) = (world.visitor("manager").await, world.visitor("adviser").await);
    assert_eq!(first.submits(&change, &change, &typed("A leave book")).await.status, 303);
    let answer = second.submits(&change, &change, &typed("A new calendar")).await;
    assert_eq!(answer.status, 409);
    for said in ["A leave book", "A new calendar", "Changed by", "manager"] {
        assert!(answer.text.contains(said), "{said}");
    }
    let mut caller = world.caller("adviser").await;
    let api = format!("/api/v1/improvement-items/{id}");
    let body = json!({ "changes": 0, "state": "under-way", "action": "Count it", "root_cause": "" });
    let (status, late) = caller.calls(actix_web::http::Method::PATCH, &api, Some(body), "").await;
    let differing = json!([
        { "name": "state", "theirs": "open", "yours": "under-way" },
        { "name": "action", "theirs": "A leave book", "yours": "Count it" },
    ]);
    assert_eq!((status, &late["changes"]), (409, &json!(1)), "{late}");
    let named = |name: &str| differing.as_array().unwrap().iter().find(|one| one["name"] == name).cloned();
    let told = late["differing"].as_array().unwrap();
    assert!(
        told.len() == 2 && told.iter().all(|one| named(one["name"].as_str().unwrap()).as_ref() == Some(one)),
        "{late}"
    );
    let body = json!({ "changes": 1, "state": "closed" });
    let (status, refused) = caller.calls(actix_web::http::Method::PATCH, &api, Some(body), "").await;
    assert_eq!((status, &refused["errors"][0]["field"]), (422, &json!("state")), "{refused}");
    let allowed = refused["errors"][0]["detail"].as_str().unwrap();
    assert!(allowed.contains("open, under-way, reported-fixed"), "{allowed}");
    let body = json!({ "changes": 1, "state": "under-way", "due_on": "2026-12-01" });
    let (status, item) = caller.calls(actix_web::http::Method::PATCH, &api, Some(body), "").await;
    assert_eq!((status, &item["state"], &item["changes"]), (200, &json!("under-way"), &json!(2)));
}

#[actix_web::test]
async fn evidence_is_downloaded_and_never_shown_and_strangers_find_nothing() {
    let world = World::new().await;
    let id = one_item(&world).await;
    let path = format!("/factories/{}/improvement-plan/{id}", world.factory);
    let mut manager = world.visitor("manager").await;
    let page = ("page.html", b"<!doctype html><script>alert(1)</script>".as_slice());
    assert_eq!(manager.uploads(&path, &format!("{path}/evidence"), page).await.status, 422);
    assert_eq!(brings_evidence(&mut manager, &path).await, 303);
    let (_, list) =
        world.caller("adviser").await.gets(&format!("/api/v1/improvement-items/{id}/evidence")).await;
    let file = format!("{path}/evidence/{}", list["evidence"][0]["id"].as_str().unwrap());
    let answer = manager.opens(&file).await;
    assert_eq!((answer.status.as_u16(), answer.text.as_str()), (200, "%PDF-1.7 leave %%EOF"));
    for stranger in ["far-adviser", "supervisor", "other-manager", "coordinator", "inspector"] {
        let mut stranger = world.visitor(stranger).await;
        for path in [&path, &file, &format!("/factories/{}/improvement-plan", world.factory)] {
            assert_eq!(stranger.opens(path).await.status, 404, "{path}");
        }
    }
    let elsewhere = path.replace(&world.factory.to_string(), &world.other_factory.to_string());
    assert_eq!(world.visitor("adviser").await.opens(&elsewhere).await.status, 404);
    let body = [("changes", String::new())];
    assert_eq!(
        manager.submits(&path, &format!("{file}/withdrawal"), &[("changes", &body[0].1)]).await.status,
        303
    );
    assert_eq!(manager.opens(&file).await.status, 404);
}

#[actix_web::test]
async fn a_progress_report_is_due_thirty_days_after_the_release() {
    let world = World::new().await;
    one_item(&world).await;
    let path = format!("/factories/{}/progress-report", world.factory);
    let (mut adviser, mut manager) = (world.visitor("adviser").await, world.visitor("manager").await);
    let release = format!("{path}/release");
    let on = |day: &'static str| [("cycle", "1"), ("released_on", day)];
    assert_eq!(adviser.submits(&path, &release, &on("2026-12-24")).await.status, 422);
    assert_eq!(manager.submits(&path, &release, &on("2026-10-22")).await.status, 403);
    assert_eq!(adviser.submits(&path, &release, &on("2026-10-22")).await.status, 303);
    let page = manager.opens(&path).await.text;
    assert!(page.contains("1 day late"), "{page}");
    let empty = [("cycle", "1"), ("changes", "0"), ("social_dialogue", "We met twice"), ("send", "yes")];
    let refused = manager.submits(&path, &path, &empty).await;
    assert_eq!(refused.status, 422);
    assert!(refused.text.contains("Write this section before the report is sent."));
    let text = [
        ("cycle", "1"),
        ("changes", "0"),
        ("social_dialogue", "We met twice"),
        ("systems", "A leave book"),
        ("continuous_learning", "A course"),
        ("send", "yes"),
    ];
    assert_eq!(manager.submits(&path, &path, &text).await.status, 303);
    let again = manager.submits(&path, &path, &text).await;
    assert_eq!(again.status, 422, "somebody else wrote in it meanwhile");
    assert!(manager.opens(&path).await.text.contains("Sent 1 day late"));
}

#[actix_web::test]
async fn the_lists_that_a_person_finds_are_those_that_they_may_see() {
    let world = World::new().await;
    one_item(&world).await;
    let page = world.visitor("adviser").await.opens("/improvement-plans").await.text;
    assert!(page.contains("Hoa Gạo") && page.contains("Bằng Lăng") && !page.contains("Romduol"));
    let page = world.visitor("group-manager").await.opens("/improvement-plans").await.text;
    assert!(page.contains("Hoa Gạo") && !page.contains("Bằng Lăng"));
    assert_eq!(world.visitor("coordinator").await.opens("/improvement-plans").await.status, 404);
    let factory = format!("/factories/{}/improvement-plan", world.factory);
    for query in [
        "?show=open",
        "?show=overdue",
        "?theme=paid-leave",
        "?search=leave",
        "?sort=-severity",
        "?sort=state",
    ] {
        let answer = world.visitor("manager").await.opens(&format!("{factory}{query}")).await;
        assert_eq!(answer.status, 200, "{query}");
        assert_eq!(answer.text.contains("Untaken leave"), query != "?show=overdue", "{query}");
    }
}

#[actix_web::test]
async fn administrators_change_points_and_whoever_sees_plans_reads_them() {
    let world = World::new().await;
    let mut administrator = world.visitor("administrator").await;
    assert!(administrator.opens("/compliance-frame").await.text.contains("Nghỉ có hưởng lương"));
    let form = "/compliance-frame/leave/change";
    let typed = [
        ("name_en", "Leave of all kinds"),
        ("name_vi", "Các loại nghỉ phép"),
        ("confirmed", "confirmed"),
        ("theme", "paid-leave"),
        ("valid_from", "2026-01-01"),
        ("changes", "0"),
    ];
    assert_eq!(administrator.submits(form, form, &typed).await.status, 303);
    assert_eq!(administrator.submits(form, form, &typed).await.status, 409, "changed meanwhile");
    // What an administrator changed stays when a server starts again.
    frame::furnish(world.academy.db()).await.unwrap();
    let point = frame::store::point(world.academy.db().read(), "leave").await.unwrap();
    assert_eq!((point.name_en.as_str(), point.confirmed, point.changes), ("Leave of all kinds", true, 1));
    for reader in ["adviser", "manager"] {
        let mut reader = world.visitor(reader).await;
        let frame = reader.opens("/compliance-frame").await.text;
        assert!(frame.contains("Leave of all kinds") && !frame.contains("/change\""), "{frame}");
        assert_eq!(reader.opens(form).await.status, 404);
    }
    assert_eq!(world.visitor("supervisor").await.opens("/compliance-frame").await.status, 404);
}

#[actix_web::test]
async fn a_plan_of_thirty_items_takes_as_many_queries_as_one_of_three() {
    let world = World::new().await;
    let mut adviser = world.caller("adviser").await;
    let points = crate::improvement::points(world.academy.db().read()).await.unwrap();
    let finding =
        |code: &str| json!({ "point": code, "source": "other", "reference": code, "found_on": "2026-11-02" });
    let bring = |from: usize, to: usize| {
        points[from..to].iter().map(|point| finding(&point.code)).collect::<Vec<_>>()
    };
    let findings = format!("/api/v1/factories/{}/findings", world.factory);
    adviser.posts(&findings, json!(bring(0, 3))).await;
    let mut manager = world.visitor("manager").await;
    let plan = format!("/factories/{}/improvement-plan", world.factory);
    let mut queries = async || {
        let before = world.academy.db().queries();
        assert_eq!(manager.opens(&plan).await.status, 200);
        world.academy.db().queries() - before
    };
    let few = queries().await;
    adviser.posts(&findings, json!(bring(3, 30))).await;
    assert_eq!(queries().await, few);
}

#[actix_web::test]
async fn the_list_reaches_exactly_the_factories_whose_plans_a_person_may_see() {
    let world = World::new().await;
    let seat = (world.person("supervisor"), Side::Workers);
    sits(&world.academy, seat, world.factory, (now().date_naive(), None)).await;
    let read = world.academy.db().read();
    let everywhere = Extent { everywhere: true, ..Extent::default() };
    let all = organisations::all_within(read, &everywhere).await.unwrap();
    let factories: Vec<_> = all.into_iter().filter(|one| one.kind == OrganisationKind::Factory).collect();
    for who in WHO {
        let now = world.academy.clock.now();
        let actor = engagement::actors().of_person(read, world.person(who), now).await.unwrap().unwrap();
        let reached = organisations::all_within(read, &SeePlan::visible_to(&actor)).await.unwrap();
        for factory in &factories {
            let listed = reached.iter().any(|one| one.id == factory.id);
            let judged = SeePlan::judge(&actor, factory) == Judgement::Allow;
            assert_eq!(listed, judged, "{who}, {}", factory.name);
            assert!(who != "supervisor" || listed == (factory.id == world.factory), "{}", factory.name);
        }
    }
}

#[actix_web::test]
async fn a_list_that_is_evidence_too_stays_when_its_import_is_over() {
    for world in World::on_both().await {
        let id = one_item(&world).await;
        let path = format!("/factories/{}/improvement-plan/{id}", world.factory);
        let list = ("list.csv", b"point,source,found_on\nleave,other,2026-11-01\n".as_slice());
        let mut manager = world.visitor("manager").await;
        assert_eq!(manager.uploads(&path, &format!("{path}/evidence"), list).await.status, 303);
        let mut adviser = world.visitor("adviser").await;
        let page = adviser.uploads("/imports", "/imports/findings", list).await.location.unwrap();
        world.academy.runs_jobs().await;
        let decided =
            adviser.submits(&page, &format!("{page}/decision"), &[("wrong_rows", "left-out")]).await;
        assert_eq!(decided.status, 303, "{}", decided.text);
        world.academy.runs_jobs().await;
        let evidence = format!("/api/v1/improvement-items/{id}/evidence");
        let (_, files) = world.caller("manager").await.gets(&evidence).await;
        let file = format!("{path}/evidence/{}", files["evidence"][0]["id"].as_str().unwrap());
        assert_eq!(manager.opens(&file).await.status, 200);
    }
}
