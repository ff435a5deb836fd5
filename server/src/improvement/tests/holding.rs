//! Findings of an assessment stay secret until its report is released.

use std::rc::Rc;

use chrono::{Days, NaiveDate};
use serde_json::{Value, json};

use super::world::World;
use crate::{
    engagement::{
        AssessmentId,
        assessments::{
            access::{AssessmentThere, ChangeAssessment},
            commands as assessments,
            store::{self as assessment_store, NewAssessment},
        },
        cycles::store::{self as cycles, CycleId, NewCycle},
        model::assessment::{Mode, template},
    },
    organisations::store::organisations,
    platform::{Permit, actor::Actors},
};

/// An assessment that began yesterday, by the adviser, in the first cycle.
async fn assessed(world: &World) -> AssessmentId {
    let cycle = enrolled(world, 1, 90).await;
    planned(world, cycle, 1, "adviser").await
}

async fn enrolled(world: &World, number: u32, days_ago: u64) -> CycleId {
    let adviser = world.person("adviser");
    let work = world.academy.begin().await;
    let new = NewCycle {
        factory: world.factory,
        number,
        started_on: world.academy.clock.now().date_naive() - Days::new(days_ago),
        adviser: Some(adviser),
        reference: None,
        by: adviser,
    };
    let cycle = cycles::add(&work, &new).await.unwrap();
    work.commit().await.unwrap();
    cycle
}

/// Begun so many days ago, by this person and one who reaches the factory from nowhere.
async fn planned(world: &World, cycle: CycleId, days_ago: u64, who: &str) -> AssessmentId {
    let first_on = world.academy.clock.now().date_naive() - Days::new(days_ago);
    planned_on(world, cycle, first_on, who).await
}

async fn planned_on(world: &World, cycle: CycleId, first_on: NaiveDate, who: &str) -> AssessmentId {
    let new = NewAssessment {
        factory: world.factory,
        cycle,
        mode: Mode::OnSite,
        first_on,
        last_on: first_on + Days::new(1),
        cause: None,
        cause_on: None,
        note: String::new(),
        scheduler: world.person(who),
        assessors: vec![world.person(who), world.person("far-adviser")],
        blocks: template(Mode::OnSite, 2),
    };
    let work = world.academy.begin().await;
    let id = assessment_store::add(&work, &new).await.unwrap();
    work.commit().await.unwrap();
    id
}

async fn brings(world: &World, days_ago: u64, source: &str, text: &str) -> Value {
    brings_as(world, days_ago, (source, &format!("{source}-{days_ago}")), text).await
}

async fn brings_as(world: &World, days_ago: u64, (source, reference): (&str, &str), text: &str) -> Value {
    let found_on = world.academy.clock.now().date_naive() - Days::new(days_ago);
    let body = json!({
        "point": "paid-leave", "source": source, "reference": reference, "found_on": found_on, "text": text,
    });
    let path = format!("/api/v1/factories/{}/findings", world.factory);
    let (status, answer) = world.caller("adviser").await.posts(&path, body).await;
    assert_eq!(status, 200, "{answer}");
    answer
}

async fn items(world: &World, who: &str) -> usize {
    let path = format!("/api/v1/factories/{}/improvement-plan", world.factory);
    let (_, plan) = world.caller(who).await.gets(&path).await;
    plan["items"].as_array().unwrap().len()
}

#[actix_web::test]
async fn findings_of_an_unreleased_assessment_wait_where_only_its_people_see_them() {
    for world in World::on_both().await {
        let id = assessed(&world).await;
        let taken = brings(&world, 0, "bw-assessment", "kingfisher").await;
        assert_eq!((&taken["created"], &taken["items"]), (&json!(1), &json!([])), "{taken}");
        assert_eq!(brings(&world, 0, "bw-assessment", "kingfisher").await["unchanged"], 1);
        assert_eq!(brings(&world, 0, "bw-assessment", "kingfisher, twice").await["changed"], 1);
        world.academy.runs_jobs().await;
        for who in ["manager", "group-manager", "adviser", "administrator"] {
            assert_eq!(items(&world, who).await, 0, "{who}");
            let mut visitor = world.visitor(who).await;
            let factory = format!("/factories/{}", world.factory);
            for path in [
                format!("{factory}/improvement-plan"),
                format!("{factory}/progress-report"),
                format!("{factory}/pathway"),
                format!("{factory}/engagement"),
                "/improvement-plans".to_owned(),
                "/administration/audit?action=improvement.lead".to_owned(),
                "/notices".to_owned(),
            ] {
                let page = visitor.opens(&path).await.text;
                let told = page.contains("kingfisher") || page.contains("Findings that wait");
                assert!(!told, "{who} at {path}");
            }
        }
        let waiting = format!("/assessments/{id}/findings");
        for who in ["manager", "representative", "group-manager", "administrator", "inspector"] {
            assert_eq!(world.visitor(who).await.opens(&waiting).await.status, 404, "{who}");
        }
        let mut adviser = world.visitor("adviser").await;
        assert!(adviser.opens(&format!("/assessments/{id}")).await.text.contains(&waiting));
        assert!(adviser.opens(&waiting).await.text.contains("kingfisher, twice"));

        // What is dated before waits as well, or the day of the assessment could be asked for; what comes from elsewhere
        // does not.
        for days_ago in [1, 2, 3, 40] {
            let taken = brings(&world, days_ago, "bw-assessment", "before").await;
            assert_eq!((&taken["created"], &taken["items"]), (&json!(1), &json!([])), "{days_ago}: {taken}");
        }
        assert_eq!(items(&world, "manager").await, 0);
        brings(&world, 0, "worker-survey", "elsewhere").await;
        assert_eq!(items(&world, "manager").await, 1);

        let mut work = world.academy.begin().await;
        let now = world.academy.clock.now();
        let read = world.academy.db().read();
        let actor =
            crate::engagement::actors().of_person(read, world.person("adviser"), now).await.unwrap().unwrap();
        let assessment = assessment_store::assessment(&work, id).await.unwrap();
        let factory = organisations::organisation(&work, world.factory).await.unwrap();
        let there = AssessmentThere { assessment, factory };
        let permit = Permit::<ChangeAssessment>::judge(Rc::new(actor), there).unwrap();
        assessments::release(&mut work, &permit, "Leave is not paid").await.unwrap();
        work.commit().await.unwrap();
        world.academy.runs_jobs().await;
        let path = format!("/api/v1/factories/{}/improvement-plan", world.factory);
        let (_, plan) = world.caller("manager").await.gets(&path).await;
        assert!(plan.to_string().contains("kingfisher, twice"), "{plan}");
        // Brought again, it is known.
        assert_eq!(brings(&world, 0, "bw-assessment", "kingfisher, twice").await["unchanged"], 1);
        assert!(adviser.opens(&waiting).await.text.contains("Nothing waits."));
    }
}

/// The ids of what may be ticked on a page.
fn ticks(page: &str) -> Vec<String> {
    let ids = page.split("name=\"finding\" value=\"").skip(1);
    ids.map(|rest| rest.split('"').next().unwrap().to_owned()).collect()
}

#[actix_web::test]
async fn what_waited_for_a_cancelled_assessment_is_dropped_or_goes_to_another_of_its_people() {
    for world in World::on_both().await {
        let cycle = enrolled(&world, 1, 90).await;
        let cancelled = planned(&world, cycle, 1, "adviser").await;
        brings(&world, 1, "bw-assessment", "kingfisher").await;
        brings(&world, 0, "bw-assessment", "heron").await;
        let other = planned(&world, cycle, 9, "adviser").await;
        let unknown = planned(&world, cycle, 5, "administrator").await;
        let path = format!("/assessments/{cancelled}/findings");
        let mut adviser = world.visitor("adviser").await;
        let page = adviser.opens(&path).await.text;
        assert!(page.contains("kingfisher") && ticks(&page).is_empty(), "{page}");
        let early = adviser.submits(&path, &path, &[("finding", "x"), ("wanted", "dropped")]).await;
        assert_eq!(early.status, 409, "{}", early.text);

        let assessment = format!("/assessments/{cancelled}");
        let cancel = format!("{assessment}/cancellation");
        assert_eq!(adviser.submits(&assessment, &cancel, &[]).await.status, 303);
        let page = adviser.opens(&path).await.text;
        let ids = ticks(&page);
        assert_eq!(ids.len(), 2, "{page}");
        assert!(page.contains(&other.to_string()) && !page.contains(&unknown.to_string()), "{page}");
        let (heron, kingfisher) = match page.find("heron") < page.find("kingfisher") {
            true => (ids[0].as_str(), ids[1].as_str()),
            false => (ids[1].as_str(), ids[0].as_str()),
        };
        let none = adviser.submits(&path, &path, &[("wanted", "dropped")]).await;
        assert!(none.status == 422 && none.text.contains("Tick at least one"), "{}", none.text);
        let (to_other, to_unknown) = (other.to_string(), unknown.to_string());
        for wrong in ["", to_unknown.as_str(), "nonsense"] {
            let refused = adviser.submits(&path, &path, &[("finding", heron), ("wanted", wrong)]).await;
            assert!(refused.status == 422 && refused.text.contains("Choose what becomes"), "{wrong}");
        }
        for who in ["manager", "administrator"] {
            let hidden = world.visitor(who).await.submits("/profile", &path, &[("finding", heron)]).await;
            assert_eq!(hidden.status, 404, "{who}");
        }
        let moved = adviser.submits(&path, &path, &[("finding", heron), ("wanted", &to_other)]).await;
        assert_eq!(moved.status, 303, "{}", moved.text);
        let dropped = adviser.submits(&path, &path, &[("finding", kingfisher), ("wanted", "dropped")]).await;
        assert_eq!(dropped.status, 303, "{}", dropped.text);
        assert!(adviser.opens(&path).await.text.contains("Nothing waits."));
        let there = adviser.opens(&format!("/assessments/{other}/findings")).await.text;
        assert!(there.contains("heron") && !there.contains("kingfisher"), "{there}");
        assert_eq!(items(&world, "manager").await, 0);
    }
}

#[actix_web::test]
async fn what_waits_is_listed_and_settled_by_calls_for_its_own_people_alone() {
    for world in World::on_both().await {
        let cycle = enrolled(&world, 1, 90).await;
        let id = planned(&world, cycle, 1, "adviser").await;
        brings(&world, 1, "bw-assessment", "kingfisher").await;
        brings(&world, 0, "bw-assessment", "heron").await;
        let other = planned(&world, cycle, 9, "adviser").await;
        let path = |id: AssessmentId| format!("/api/v1/assessments/{id}/findings");
        let mut adviser = world.caller("adviser").await;
        let (status, held) = adviser.gets(&path(id)).await;
        assert_eq!(status, 200, "{held}");
        let waiting = |text: &str| {
            let all = held["findings"].as_array().unwrap();
            all.iter().find(|one| one["text"] == text).unwrap()["id"].clone()
        };
        let (kingfisher, heron) = (waiting("kingfisher"), waiting("heron"));
        let drop = json!({ "finding": [kingfisher], "wanted": "dropped" });
        assert_eq!(adviser.posts(&path(id), drop.clone()).await.0, 409, "it goes on");
        for who in ["manager", "representative", "group-manager", "administrator", "inspector"] {
            let mut caller = world.caller(who).await;
            assert_eq!(caller.gets(&path(id)).await.0, 404, "{who}");
            assert_eq!(caller.posts(&path(id), drop.clone()).await.0, 404, "{who}");
        }
        let cancellation = format!("/api/v1/assessments/{id}/cancellation");
        assert_eq!(adviser.posts(&cancellation, json!({})).await.0, 200);
        for (wrong, field) in [
            (json!({ "finding": [], "wanted": "dropped" }), "finding"),
            (json!({ "finding": [heron] }), "wanted"),
            (json!({ "finding": [heron], "wanted": uuid::Uuid::from_u128(404) }), "wanted"),
        ] {
            let (status, refused) = adviser.posts(&path(id), wrong).await;
            assert_eq!((status, &refused["errors"][0]["field"]), (422, &json!(field)), "{refused}");
        }
        let moved = json!({ "finding": [heron], "wanted": other });
        let (status, left) = adviser.posts(&path(id), moved).await;
        assert_eq!((status, &left["findings"][0]["id"]), (200, &kingfisher), "{left}");
        assert_eq!(adviser.posts(&path(id), drop).await.1["findings"], json!([]));
        let (_, there) = adviser.gets(&path(other)).await;
        assert_eq!(there["findings"][0]["text"], "heron", "{there}");
    }
}

#[actix_web::test]
async fn the_same_reference_waits_in_each_cycle() {
    for world in World::on_both().await {
        let first = enrolled(&world, 1, 90).await;
        let before = planned(&world, first, 30, "adviser").await;
        let work = world.academy.begin().await;
        let last_day = world.academy.clock.now().date_naive() - Days::new(10);
        let cycle = cycles::cycle(&work, first).await.unwrap();
        assert!(cycles::end(&work, &cycle, last_day).await.unwrap());
        work.commit().await.unwrap();
        let second = enrolled(&world, 2, 9).await;
        let after = planned(&world, second, 2, "adviser").await;
        let source = ("bw-assessment", "CAT-Q-77");
        assert_eq!(brings_as(&world, 20, source, "kingfisher").await["created"], 1);
        assert_eq!(brings_as(&world, 1, source, "heron").await["created"], 1);
        let mut adviser = world.visitor("adviser").await;
        let page = adviser.opens(&format!("/assessments/{before}/findings")).await.text;
        assert!(page.contains("kingfisher") && !page.contains("heron"), "{page}");
        let page = adviser.opens(&format!("/assessments/{after}/findings")).await.text;
        assert!(page.contains("heron") && !page.contains("kingfisher"), "{page}");
    }
}

#[actix_web::test]
async fn the_next_enrolment_does_not_tell_on_which_side_of_it_a_secret_assessment_lies() {
    for is_ahead in [true, false] {
        for world in World::on_both().await {
            let first = enrolled(&world, 1, 90).await;
            let today = world.academy.clock.now().date_naive();
            let first_on = if is_ahead { today + Days::new(2) } else { today - Days::new(6) };
            let id = planned_on(&world, first, first_on, "adviser").await;
            let work = world.academy.begin().await;
            let cycle = cycles::cycle(&work, first).await.unwrap();
            assert!(cycles::end(&work, &cycle, today - Days::new(1)).await.unwrap());
            work.commit().await.unwrap();
            let mut adviser = world.caller("adviser").await;
            let enrol = format!("/api/v1/factories/{}/cycles", world.factory);
            let (status, answer) = adviser.posts(&enrol, json!({ "started_on": today })).await;
            assert_eq!(status, 201, "{answer}");
            world.academy.runs_jobs().await;
            let moved = assessment_store::assessment(world.academy.db().read(), id).await.unwrap();
            assert_eq!(moved.cycle != first, is_ahead, "only what lies ahead is taken along");

            let findings = format!("/api/v1/factories/{}/findings", world.factory);
            for (cycle, found_on) in [(1, today - Days::new(2)), (2, today)] {
                let body = json!({
                    "point": "paid-leave", "source": "bw-assessment", "reference": format!("R-{cycle}"),
                    "found_on": found_on, "text": "kingfisher", "cycle": cycle,
                });
                let (status, answer) = adviser.posts(&findings, body).await;
                assert_eq!(
                    (status, &answer["items"]),
                    (200, &json!([])),
                    "cycle {cycle}, {is_ahead}: {answer}"
                );
            }
            assert_eq!(items(&world, "adviser").await, 0, "{is_ahead}");
            let waiting = format!("/assessments/{id}/findings");
            let page = world.visitor("adviser").await.opens(&waiting).await.text;
            assert_eq!(page.matches("kingfisher").count(), 2, "{page}");
        }
    }
}

#[actix_web::test]
async fn what_a_later_assessment_says_of_a_known_finding_waits_for_its_release_too() {
    for world in World::on_both().await {
        let cycle = enrolled(&world, 1, 90).await;
        let source = ("bw-assessment", "CAT-Q-77");
        // Known before anybody plans another: it stands in the plan.
        assert_eq!(brings_as(&world, 40, source, "Known").await["items"].as_array().unwrap().len(), 1);
        let id = planned(&world, cycle, 1, "adviser").await;
        let plan = format!("/api/v1/factories/{}/improvement-plan", world.factory);
        let before = world.caller("manager").await.gets(&plan).await.1;
        let known = brings_as(&world, 40, source, "Known").await;
        assert_eq!(known["unchanged"], 1, "the same again is nothing new: {known}");
        for days_ago in [0, 40] {
            let said = brings_as(&world, days_ago, source, "kingfisher").await;
            assert_eq!(said["items"], json!([]), "{days_ago}: {said}");
        }
        let after = world.caller("manager").await.gets(&plan).await.1;
        assert_eq!(before, after, "nothing of it is seen");
        let page = world.visitor("adviser").await.opens(&format!("/assessments/{id}/findings")).await.text;
        assert!(page.contains("kingfisher"), "{page}");
        let work = world.academy.begin().await;
        let day = world.academy.clock.now().date_naive();
        let by = world.person("adviser");
        assert!(assessment_store::release(&work, id, "Done", (day, by)).await.unwrap());
        crate::engagement::news::tell(&work, id, world.factory).await.unwrap();
        work.commit().await.unwrap();
        world.academy.runs_jobs().await;
        let (_, released) = world.caller("manager").await.gets(&plan).await;
        assert!(released.to_string().contains("kingfisher"), "{released}");
        assert_eq!(released["items"].as_array().unwrap().len(), 1, "the item that was known: {released}");
    }
}
