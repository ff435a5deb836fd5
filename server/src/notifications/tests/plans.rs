//! Notices about items of improvement plans and about assessment reports.

use actix_web::http::Method;
use chrono::TimeDelta;
use serde_json::json;

use super::*;
use crate::{
    engagement::{
        assessments::{
            access::{AssessmentThere, ChangeAssessment},
            commands as assessments,
            store::{self as assessment_store, NewAssessment},
        },
        cycles::store::{self as cycles, NewCycle},
        model::assessment::{Mode, template},
    },
    improvement,
    notifications::{digest::send_digests, plan_news::remind_of_items},
    platform::actor::Actors,
    testing::caller::Caller,
};

/// A factory with its manager, its workers' representative and a supervisor, and the country's advisers.
struct Factory {
    id: OrganisationId,
    manager: PersonId,
    representative: PersonId,
    supervisor: PersonId,
    adviser: PersonId,
    other_adviser: PersonId,
}

async fn factory(academy: &TestAcademy) -> Factory {
    improvement::furnish_frame(academy.db()).await.unwrap();
    let work = academy.begin().await;
    let add = async |kind, name: &str| {
        let country = Some("VN".to_owned());
        let new = NewOrganisation { kind, name: name.to_owned(), country, part_of: None };
        organisations::add(&work, &new).await.unwrap()
    };
    let office = add(OrganisationKind::Academy, "Office").await;
    let id = add(OrganisationKind::Factory, "Hoa Gạo").await;
    work.commit().await.unwrap();
    let adviser = member(academy, "Huy", Role::Adviser, office).await;
    let work = academy.begin().await;
    let started_on = in_days(academy, 0);
    let (number, reference) = (1, None);
    let new = NewCycle { factory: id, number, started_on, adviser: Some(adviser), reference, by: adviser };
    cycles::add(&work, &new).await.unwrap();
    work.commit().await.unwrap();
    Factory {
        id,
        adviser,
        other_adviser: member(academy, "Thu", Role::Adviser, office).await,
        manager: member(academy, "Hanh", Role::FactoryManager, id).await,
        representative: member(academy, "Lan", Role::WorkersRepresentative, id).await,
        supervisor: member(academy, "Tuan", Role::Supervisor, id).await,
    }
}

/// An item of the factory's plan, by the adviser.
async fn item(academy: &TestAcademy, factory: &Factory) -> String {
    let finding = json!({
        "point": "paid-leave", "source": "other", "reference": "1", "found_on": in_days(academy, 0),
    });
    let path = format!("/api/v1/factories/{}/findings", factory.id);
    let (status, answer) = Caller::of(academy, factory.adviser).await.posts(&path, finding).await;
    assert_eq!(status, 200, "{answer}");
    answer["items"][0].as_str().unwrap().to_owned()
}

async fn changes(academy: &TestAcademy, by: PersonId, item: &str, change: serde_json::Value) {
    let path = format!("/api/v1/improvement-items/{item}");
    let (status, answer) = Caller::of(academy, by).await.calls(Method::PATCH, &path, Some(change), "").await;
    assert_eq!(status, 200, "{answer}");
    academy.runs_jobs().await;
}

#[actix_web::test]
async fn owners_hear_of_their_items_once_and_those_who_answer_of_what_is_reported_fixed() {
    for academy in TestAcademy::on_both().await {
        let factory = factory(&academy).await;
        let id = item(&academy, &factory).await;
        let due_on = in_days(&academy, 20);
        let own = json!({ "changes": 0, "owner": factory.supervisor, "due_on": due_on });
        changes(&academy, factory.manager, &id, own).await;
        assert_eq!(words(&academy, factory.supervisor).await, ["item-owned"]);
        let mut supervisor = fixture::signed_in(&academy, factory.supervisor).await;
        let page = supervisor.opens("/notices").await.text;
        assert!(page.contains("Paid leave") && page.contains("Hoa Gạo"), "{page}");
        let letters = academy.letters().await;
        assert!(letters[0].text.contains(&format!("/improvement-items/{id}")), "{}", letters[0].text);
        let there = supervisor.opens(&format!("/improvement-items/{id}")).await.location;
        let own = format!("/factories/{}/improvement-plan/{id}", factory.id);
        assert_eq!(there.as_deref(), Some(own.as_str()));
        // The owner sees the item, and no more of the plan than their role says.
        assert_eq!(supervisor.opens(&own).await.status, 200);
        let plan = format!("/factories/{}/improvement-plan", factory.id);
        assert_eq!(supervisor.opens(&plan).await.status, 404);

        let fixed = json!({ "changes": 1, "state": "reported-fixed" });
        changes(&academy, factory.manager, &id, fixed).await;
        assert_eq!(words(&academy, factory.supervisor).await, ["item-changed", "item-owned"]);
        let comments = format!("/api/v1/improvement-items/{id}/comments");
        for _ in 0..2 {
            let said = json!({ "text": "A photo of the book would help." });
            let (status, answer) = Caller::of(&academy, factory.adviser).await.posts(&comments, said).await;
            assert_eq!(status, 200, "{answer}");
        }
        academy.runs_jobs().await;
        let told = words(&academy, factory.supervisor).await;
        assert_eq!(told, ["item-changed", "item-commented", "item-owned"], "once a day");
        for person in [factory.representative, factory.adviser] {
            assert_eq!(words(&academy, person).await, ["item-reported-fixed"]);
        }
        // Whoever did it knows; whoever does not advise this factory has nothing to do with it.
        for person in [factory.manager, factory.other_adviser] {
            assert!(words(&academy, person).await.is_empty());
        }
        let (status, all) = Caller::of(&academy, factory.adviser).await.gets("/api/v1/notices").await;
        assert_eq!((status, &all["notices"][0]["factory"]), (200, &json!("Hoa Gạo")), "{all}");
    }
}

#[actix_web::test]
async fn an_item_is_reminded_of_a_week_before_and_when_it_is_late_until_it_is_reported_fixed() {
    for academy in TestAcademy::on_both().await {
        let factory = factory(&academy).await;
        let id = item(&academy, &factory).await;
        let due_on = in_days(&academy, 10);
        let own = json!({ "changes": 0, "owner": factory.supervisor, "due_on": due_on });
        changes(&academy, factory.manager, &id, own).await;
        let mut told = Vec::new();
        for _ in 0..14 {
            for _ in 0..2 {
                remind_of_items(&context(&academy), &academy.academy.secret).await.unwrap();
            }
            told.push(words(&academy, factory.supervisor).await.len());
            academy.clock.advance(TimeDelta::days(1));
        }
        let first_with = |count: usize| told.iter().position(|told| *told == count);
        assert_eq!([1, 2, 3].map(first_with), [Some(0), Some(3), Some(11)], "{told:?}");
        let all = ["item-due-soon", "item-overdue", "item-owned"];
        assert_eq!(words(&academy, factory.supervisor).await, all);
        assert_eq!(academy.letters().await.len(), 3);
    }
}

#[actix_web::test]
async fn whoever_left_the_factory_finds_nothing_of_it_in_their_notices() {
    let academy = TestAcademy::new().await;
    let factory = factory(&academy).await;
    let id = item(&academy, &factory).await;
    let own = json!({ "changes": 0, "owner": factory.supervisor, "due_on": in_days(&academy, 10) });
    changes(&academy, factory.manager, &id, own).await;
    let read = academy.db().read();
    let left = (factory.supervisor, in_days(&academy, 0));
    let told = async || store::notices_of(read, left, false, 0, 10).await.unwrap().1;
    assert_eq!(told().await, 1);
    let work = academy.begin().await;
    let held = memberships::memberships_of(&work, [factory.supervisor], in_days(&academy, 0)).await.unwrap();
    memberships::end(&work, held[0].id, in_days(&academy, 0) - Days::new(1)).await.unwrap();
    work.commit().await.unwrap();
    assert_eq!(told().await, 0);
    academy.clock.advance(TimeDelta::days(5));
    remind_of_items(&context(&academy), &academy.academy.secret).await.unwrap();
    assert_eq!(academy.letters().await.len(), 1);
}

#[actix_web::test]
async fn the_release_of_a_report_is_told_to_those_who_answer_for_the_factory_and_not_before() {
    for academy in TestAcademy::on_both().await {
        let factory = factory(&academy).await;
        let work = academy.begin().await;
        let cycle = cycles::current_cycle(&work, factory.id).await.unwrap().unwrap();
        let on = in_days(&academy, 0);
        let new = NewAssessment {
            factory: factory.id,
            cycle: cycle.id,
            mode: Mode::OnSite,
            first_on: on,
            last_on: on,
            cause: None,
            cause_on: None,
            note: String::new(),
            scheduler: factory.adviser,
            assessors: vec![factory.adviser, factory.other_adviser],
            blocks: template(Mode::OnSite, 1),
        };
        let id = assessment_store::add(&work, &new).await.unwrap();
        work.commit().await.unwrap();
        academy.runs_jobs().await;
        assert!(words(&academy, factory.manager).await.is_empty());

        let mut work = academy.begin().await;
        let now = academy.clock.now();
        let actor = crate::engagement::actors()
            .of_person(academy.db().read(), factory.adviser, now)
            .await
            .unwrap()
            .unwrap();
        let place = organisations::organisation(&work, factory.id).await.unwrap();
        let assessment = assessment_store::assessment(&work, id).await.unwrap();
        let there = AssessmentThere { assessment, factory: place };
        let permit = Permit::<ChangeAssessment>::judge(Rc::new(actor), there).unwrap();
        assessments::release(&mut work, &permit, "What was found").await.unwrap();
        work.commit().await.unwrap();
        academy.runs_jobs().await;
        for person in [factory.manager, factory.representative, factory.adviser] {
            assert_eq!(words(&academy, person).await, ["assessment-released"]);
        }
        for person in [factory.supervisor, factory.other_adviser] {
            assert!(words(&academy, person).await.is_empty());
        }
        let mut manager = fixture::signed_in(&academy, factory.manager).await;
        let page = manager.opens("/notices").await.text;
        assert!(page.contains("assessment report of Hoa Gạo"), "{page}");
        assert_eq!(manager.opens(&format!("/assessments/{id}")).await.status, 200);
    }
}

#[actix_web::test]
async fn a_summary_of_the_day_leaves_out_what_is_no_longer_to_be_done() {
    for academy in TestAcademy::on_both().await {
        let factory = factory(&academy).await;
        let id = item(&academy, &factory).await;
        let daily = json!({ "rhythm": "daily", "topics": [] });
        let mut supervisor = Caller::of(&academy, factory.supervisor).await;
        assert_eq!(supervisor.puts("/api/v1/me/notice-choices", daily).await.0, 200);
        let own = json!({ "changes": 0, "owner": factory.supervisor, "due_on": in_days(&academy, 5) });
        changes(&academy, factory.manager, &id, own).await;
        academy.clock.advance(TimeDelta::days(1));
        remind_of_items(&context(&academy), &academy.academy.secret).await.unwrap();
        assert_eq!(words(&academy, factory.supervisor).await, ["item-due-soon", "item-owned"]);
        changes(&academy, factory.manager, &id, json!({ "changes": 1, "state": "reported-fixed" })).await;
        academy.clock.advance(TimeDelta::days(1));
        send_digests(&context(&academy), &academy.academy.secret).await.unwrap();
        let letters = academy.letters().await;
        let of_day: Vec<_> = letters.iter().filter(|one| one.text.contains("is yours now")).collect();
        assert_eq!(of_day.len(), 1, "{letters:?}");
        assert!(!letters.iter().any(|letter| letter.text.contains("is due soon")), "{letters:?}");
    }
}
