//! A pathway says what is broken and who must decide.

use std::rc::Rc;

use serde_json::{Value, json};

use super::world::{World, in_days, organisation, step_fields, today};
use crate::{
    app,
    catalogue::{self, ChangePublication},
    engagement::{committees::fixture::sits, cycles::store as cycles, model::Side},
    organisations::store::{memberships, organisations},
    platform::{
        Action, Actor, Language, Permit,
        personal_data::{DataSubject, erase},
        roles::{OrganisationKind, Role},
    },
};

async fn broken(world: &World, path: &str) -> Value {
    broken_for(world, "adviser", path).await
}

async fn broken_for(world: &World, name: &str, path: &str) -> Value {
    let api = path.replace("/pathways/", "/api/v1/pathways/");
    let (status, mut shown) = world.caller(name).await.gets(&api).await;
    assert_eq!(status, 200, "{shown}");
    shown["broken"].take()
}

async fn page(world: &World, path: &str) -> String {
    world.visitor("programme").await.opens(path).await.text
}

#[actix_web::test]
async fn a_course_that_is_withdrawn_or_replaced_is_named() {
    for world in World::on_both().await {
        let path = world.begins_pathway().await;
        world.confirmed_and_published(&path).await;
        assert!(!page(&world, &path).await.contains("What is broken"));
        world.offers("working-hours", &["overtime", "regular-hours"], false).await;
        assert!(page(&world, &path).await.contains("its course has a newer version"));
        let told = broken(&world, &path).await;
        assert_eq!((&told[0]["decider"], told[0]["step"].is_string()), (&json!("adviser"), true), "{told}");
        world.confirmed_and_published(&path).await;
        assert_eq!(broken(&world, &path).await, json!([]), "published anew it is whole");
        let slug = "working-hours";
        let course = catalogue::course_named(world.academy.db().read(), slug).await.unwrap();
        let actor = Rc::new(Actor::operator(Language::En));
        let permit = Permit::<ChangePublication>::judge(actor, course).unwrap();
        let mut work = world.academy.begin().await;
        catalogue::commands::withdraw(&mut work, &permit).await.unwrap();
        work.commit().await.unwrap();
        let shown = page(&world, &path).await;
        assert!(
            shown.contains("its course was withdrawn") && shown.contains("The adviser decides"),
            "{shown}"
        );
        assert!(broken(&world, &path).await[0]["what"].as_str().unwrap().contains("was withdrawn"));
        world.confirms(&path, "manager").await;
        world.confirms(&path, "representative").await;
        let (status, refused) = world.publishes(&path).await;
        assert_eq!(status, 422, "nobody is enrolled on what is not there: {refused}");
        assert_eq!(ChangePublication::NAME, "course.publish");
    }
}

#[actix_web::test]
async fn an_owner_who_left_is_named() {
    let world = World::new().await;
    let path = world.begins_pathway().await;
    world.confirmed_and_published(&path).await;
    let work = world.academy.begin().await;
    let yesterday = today().pred_opt().unwrap();
    memberships::end_all(&work, world.person("adviser"), yesterday).await.unwrap();
    work.commit().await.unwrap();
    let shown = page(&world, &path).await;
    assert!(shown.contains("adviser owns this pathway and does not belong here any more"), "{shown}");
    // Nobody advises the factory now, so the programme decides.
    assert!(shown.contains("adviser advises this factory and is not at work here any more"), "{shown}");
    let mut programme = world.caller("programme").await;
    let api = path.replace("/pathways/", "/api/v1/pathways/");
    let (_, now) = programme.gets(&api).await;
    let body = json!({ "changes": now["changes"] });
    let (status, refused) = programme.posts(&format!("{api}/publication"), body).await;
    assert!(status == 422 && refused.to_string().contains("Its owner has left."), "{refused}");
    let told = broken_for(&world, "programme", &path).await;
    let told = told.as_array().unwrap();
    assert!(told.len() == 2 && told.iter().all(|one| one["decider"] == "programme-manager"), "{told:?}");
}

#[actix_web::test]
async fn the_owner_of_a_step_who_left_is_named_until_the_step_is_done() {
    for mut world in World::on_both().await {
        world.joins("second-manager", Role::FactoryManager, world.factory).await;
        let path = world.begins_pathway().await;
        let mut fields = step_fields("visit", "", &world.stage(&path).await, &in_days(25));
        fields.push(("owner", world.person("manager").to_string()));
        let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
        world.changes(&path, "steps", &fields).await;
        world.confirmed_and_published(&path).await;
        let work = world.academy.begin().await;
        let yesterday = today().pred_opt().unwrap();
        memberships::end_all(&work, world.person("manager"), yesterday).await.unwrap();
        work.commit().await.unwrap();
        assert!(page(&world, &path).await.contains("its owner does not belong here any more"));
        let told = broken(&world, &path).await;
        let step = told[0]["step"].as_str().unwrap();
        assert_eq!(told[0]["decider"], "adviser", "{told}");
        let presence = format!("steps/{step}/presence");
        let mut came = vec![("done_on", today().to_string())];
        for number in 0..3 {
            came.push(("person", world.person(&format!("supervisor-{number}")).to_string()));
        }
        let came: Vec<(&str, &str)> = came.iter().map(|(name, value)| (*name, value.as_str())).collect();
        world.changes(&path, &presence, &came).await;
        assert_eq!(broken(&world, &path).await, json!([]), "what is done waits for nobody");
    }
}

#[actix_web::test]
async fn a_factory_that_changes_its_group_or_adviser_is_named() {
    let mut world = World::new().await;
    let path = world.begins_pathway().await;
    world.confirmed_and_published(&path).await;
    let office = organisation(&world.academy, OrganisationKind::Academy, "Second office", None).await;
    let next = world.joins("next", Role::Adviser, office).await;
    let read = world.academy.db().read();
    let cycle = cycles::current_cycle(read, world.factory).await.unwrap().unwrap();
    let mut factory = organisations::organisation(read, world.factory).await.unwrap();
    assert_eq!(factory.part_of, Some(world.group));
    factory.part_of = None;
    let work = world.academy.begin().await;
    cycles::hand_over(&work, &cycle, next, "Moves on", (today(), next)).await.unwrap();
    organisations::save_all(&work, &[factory]).await.unwrap();
    work.commit().await.unwrap();
    let shown = page(&world, &path).await;
    assert!(shown.contains("belongs to none now") && shown.contains("another adviser"), "{shown}");
    let told = broken_for(&world, "programme", &path).await;
    assert_eq!(
        (&told[0]["decider"], &told[1]["decider"]),
        (&json!("committee"), &json!("adviser")),
        "{told}"
    );
    let again = world.confirmed_and_published(&path).await;
    assert_eq!(again["revision"], 2);
    assert!(!page(&world, &path).await.contains("What is broken"));
}

#[actix_web::test]
async fn nobody_waits_for_somebody_who_was_erased_and_what_they_left_open_is_named() {
    for world in World::on_both().await {
        for (name, side) in [("manager", Side::Management), ("representative", Side::Workers)] {
            sits(&world.academy, (world.person(name), side), world.factory, (today(), None)).await;
        }
        let path = world.begins_pathway().await;
        world.confirmed_and_published(&path).await;
        assert_eq!(world.shown(&path).await["steps"][0]["expected"], 3);
        assert!(!page(&world, &path).await.contains("What is broken"));
        let work = world.academy.begin().await;
        for name in ["adviser", "representative", "supervisor-0"] {
            let (person, email) = (world.person(name), format!("{name}@people.example"));
            let subject = DataSubject { person, name: name.to_owned(), email };
            erase(&work, &app::personal_data(), &subject).await.unwrap();
            memberships::end_all(&work, person, today() - chrono::Days::new(1)).await.unwrap();
        }
        work.commit().await.unwrap();
        let shown = page(&world, &path).await;
        for words in [
            "Whoever owned this pathway does not belong here any more",
            "Whoever advised this factory is not at work here any more",
            "Nobody sits for the workers on the factory’s committee any more",
        ] {
            assert!(shown.contains(words), "{words}: {shown}");
        }
        assert!(!shown.contains("Nobody sits for management"), "{shown}");
        let api = path.replace("/pathways/", "/api/v1/pathways/");
        let (_, told) = world.caller("programme").await.gets(&api).await;
        assert_eq!(told["steps"][0]["expected"], 2, "{told}");
        assert!(
            told["broken"]
                .as_array()
                .unwrap()
                .iter()
                .all(|one| !one["what"].as_str().unwrap().starts_with(' '))
        );
    }
}
