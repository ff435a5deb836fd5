//! Lines of the self-diagnosis that are written anew, taken back or shared one by one, and what stays of earlier cycles.

use actix_web::http::Method;
use serde_json::{Value, json};

use super::world::World;
use crate::platform::roles::Role;

fn line(remark: &str) -> Value {
    json!({ "cluster": "working-time", "judgement": "to-improve", "point": "overtime", "remark": remark })
}

/// The id of the line that says this.
fn id_of(diagnosis: &Value, remark: &str) -> String {
    let lines = diagnosis["lines"].as_array().unwrap();
    let found = lines.iter().find(|line| line["remark"] == remark);
    found.unwrap_or_else(|| panic!("{remark}: {diagnosis}"))["id"].as_str().unwrap().to_owned()
}

#[actix_web::test]
async fn a_private_line_is_written_anew_taken_back_or_shared_alone_by_its_own_side() {
    for world in World::on_both().await {
        let huy = world.adviser("Le Huy").await;
        let ha = world.person("Tran Ha", Role::ProgrammeManager, world.office).await;
        let hanh = world.person("Do Hanh", Role::FactoryManager, world.factory).await;
        let lan = world.person("Pham Lan", Role::WorkersRepresentative, world.factory).await;
        let other = world.person("Linh", Role::FactoryManager, world.other_factory).await;
        world.enrolled(huy, 1, "2026-09-01").await;
        let path = format!("/factories/{}/self-diagnosis", world.factory);
        let api = format!("/api/v1{path}");
        let (mut worker, mut manager) = (world.caller(lan).await, world.caller(hanh).await);
        for remark in ["Lan Pham works Sundays", "Breaks are short", "Shifts change late"] {
            assert_eq!(worker.posts(&format!("{api}/lines"), line(remark)).await.0, 201);
        }
        let (_, written) = worker.gets(&api).await;
        let one = |remark: &str| format!("/api/v1/self-diagnosis-lines/{}", id_of(&written, remark));
        let (slip, short) = (one("Lan Pham works Sundays"), one("Breaks are short"));
        assert_eq!(manager.puts(&slip, line("Nobody does")).await.0, 403, "each side writes its own");
        assert_eq!(manager.posts(&format!("{slip}/removal"), json!({})).await.0, 403);
        for stranger in [huy, ha, other] {
            let mut stranger = world.caller(stranger).await;
            assert_eq!(stranger.puts(&slip, line("Nobody does")).await.0, 404);
            assert_eq!(stranger.posts(&format!("{slip}/removal"), json!({})).await.0, 404);
        }
        let nothing =
            worker.puts(&slip, json!({ "cluster": "working-time", "judgement": "to-improve" })).await;
        assert_eq!((nothing.0, &nothing.1["errors"][0]["field"]), (422, &json!("remark")));
        let (status, mended) = worker.puts(&slip, line("Some work Sundays")).await;
        assert_eq!((status, &mended["waiting"]), (200, &json!(3)), "{mended}");
        assert_eq!(worker.puts(&slip, line("Again")).await.0, 404, "it has another id now");
        let (status, left) = worker.posts(&format!("{short}/removal"), json!({})).await;
        assert_eq!((status, &left["waiting"]), (200, &json!(2)), "{left}");

        let sharing = format!("{api}/sharing");
        assert_eq!(worker.posts(&sharing, json!({})).await.0, 422);
        let (sundays, shifts) = (id_of(&left, "Some work Sundays"), id_of(&left, "Shifts change late"));
        let gone = json!({ "lines": [sundays, short.rsplit('/').next()] });
        assert_eq!(worker.posts(&sharing, gone).await.0, 409, "nothing is shared that is not there");
        let alone = json!({ "lines": [sundays] });
        let (status, shared) = worker.calls(Method::POST, &sharing, Some(alone), "").await;
        assert_eq!((status, &shared["waiting"]), (200, &json!(1)), "{shared}");
        let (_, read) = world.caller(huy).await.gets(&api).await;
        assert_eq!(read["lines"].as_array().map(Vec::len), Some(1), "{read}");
        let shared = format!("/api/v1/self-diagnosis-lines/{sundays}");
        assert_eq!(worker.posts(&format!("{shared}/removal"), json!({})).await.0, 409, "it is read already");

        // Those who may read it now are told.
        world.academy.runs_jobs().await;
        for reader in [huy, ha] {
            let notices = world.signed_in(reader).await.opens("/notices").await.text;
            assert!(notices.contains("Sao Mai 1 shared what it found out about itself"), "{notices}");
        }
        // The page has the same buttons.
        let mut representative = world.signed_in(lan).await;
        let page = representative.opens(&path).await.text;
        let change = format!("/self-diagnosis-lines/{shifts}/change");
        assert!(page.contains(&change) && !page.contains(&sundays), "{page}");
        let form = representative.opens(&change).await.text;
        assert!(form.contains("Shifts change late"), "{form}");
        let removal = format!("/self-diagnosis-lines/{shifts}/removal");
        assert_eq!(representative.submits(&path, &removal, &[]).await.status, 303);
        assert!(!representative.opens(&path).await.text.contains("Shifts change late"));
    }
}

#[actix_web::test]
async fn what_was_written_in_an_earlier_cycle_stays_for_those_who_could_read_it() {
    for world in World::on_both().await {
        let huy = world.adviser("Le Huy").await;
        let ha = world.person("Tran Ha", Role::ProgrammeManager, world.office).await;
        let lan = world.person("Pham Lan", Role::WorkersRepresentative, world.factory).await;
        let other = world.person("Linh", Role::FactoryManager, world.other_factory).await;
        let cycle = world.enrolled(huy, 1, "2026-09-01").await;
        let path = format!("/factories/{}/self-diagnosis", world.factory);
        let api = format!("/api/v1{path}");
        let mut worker = world.caller(lan).await;
        assert_eq!(worker.posts(&format!("{api}/lines"), line("Breaks are short")).await.0, 201);
        assert_eq!(worker.posts(&format!("{api}/sharing"), json!({ "waiting": 1 })).await.0, 200);
        assert_eq!(worker.posts(&format!("{api}/lines"), line("For us alone")).await.0, 201);
        let end = json!({ "ended_on": "2026-11-20", "changes": 0 });
        let mut portal = world.caller(huy).await;
        assert_eq!(portal.posts(&format!("/api/v1/cycles/{cycle}/end"), end).await.0, 200);

        let count = |diagnosis: &Value| diagnosis["lines"].as_array().map(Vec::len);
        let (status, kept) = worker.gets(&api).await;
        assert_eq!((status, count(&kept), &kept["waiting"]), (200, Some(2), &Value::Null), "{kept}");
        for reader in [huy, ha] {
            let (status, read) = world.caller(reader).await.gets(&api).await;
            assert_eq!((status, count(&read)), (200, Some(1)), "{read}");
        }
        assert_eq!(worker.posts(&format!("{api}/lines"), line("Too late")).await.0, 409);
        let page = world.signed_in(lan).await.opens(&path).await.text;
        assert!(page.contains("cycle 1, which is over") && page.contains("For us alone"), "{page}");
        assert!(!page.contains("/lines/new") && page.contains("Shared, last on 22 November 2026"), "{page}");

        world.enrolled(huy, 2, "2026-11-22").await;
        assert_eq!(count(&worker.gets(&api).await.1), Some(0), "the new cycle begins anew");
        let earlier = format!("{api}?cycle=1");
        assert_eq!(count(&worker.gets(&earlier).await.1), Some(2));
        assert_eq!(count(&world.caller(ha).await.gets(&earlier).await.1), Some(1));
        assert_eq!(world.caller(other).await.gets(&earlier).await.0, 404);
        assert_eq!(worker.gets(&format!("{api}?cycle=3")).await.0, 404);
        let page = world.signed_in(lan).await.opens(&path).await.text;
        assert!(page.contains(&format!("{path}?cycle&#x3D;1")), "{page}");
    }
}
