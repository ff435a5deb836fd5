//! Findings of an assessment stay secret until its report is released.

use std::rc::Rc;

use chrono::Days;
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
        cycles::store::{self as cycles, NewCycle},
        model::assessment::{Mode, template},
    },
    organisations::store::organisations,
    platform::{Permit, actor::Actors},
};

/// An assessment that began yesterday, by the adviser.
async fn assessed(world: &World) -> AssessmentId {
    let adviser = world.person("adviser");
    let today = world.academy.clock.now().date_naive();
    let work = world.academy.begin().await;
    let new = NewCycle {
        factory: world.factory,
        number: 1,
        started_on: today - Days::new(90),
        adviser: Some(adviser),
        reference: None,
        by: adviser,
    };
    let cycle = cycles::add(&work, &new).await.unwrap();
    let new = NewAssessment {
        factory: world.factory,
        cycle,
        mode: Mode::OnSite,
        first_on: today - Days::new(1),
        last_on: today,
        cause: None,
        cause_on: None,
        note: String::new(),
        scheduler: adviser,
        assessors: vec![adviser, world.person("far-adviser")],
        blocks: template(Mode::OnSite, 2),
    };
    let id = assessment_store::add(&work, &new).await.unwrap();
    work.commit().await.unwrap();
    id
}

async fn brings(world: &World, days_ago: u64, source: &str, text: &str) -> Value {
    let found_on = world.academy.clock.now().date_naive() - Days::new(days_ago);
    let body = json!({
        "point": "paid-leave", "source": source, "reference": format!("{source}-{days_ago}"),
        "found_on": found_on, "text": text,
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

        // What came before the assessment, or from elsewhere, does not wait.
        brings(&world, 2, "bw-assessment", "before").await;
        assert_eq!(items(&world, "manager").await, 1);
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
