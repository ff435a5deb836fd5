//! A pathway says what is broken and who must decide.

use std::rc::Rc;

use super::world::{World, organisation, today};
use crate::{
    catalogue::{self, ChangePublication},
    engagement::cycles::store as cycles,
    organisations::store::{memberships, organisations},
    platform::{Action, Actor, Language, Permit, roles::OrganisationKind},
};

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
}

#[actix_web::test]
async fn a_factory_that_changes_its_group_or_adviser_is_named() {
    let mut world = World::new().await;
    let path = world.begins_pathway().await;
    world.confirmed_and_published(&path).await;
    let office = organisation(&world.academy, OrganisationKind::Academy, "Second office", None).await;
    let next = world.joins("next", crate::platform::roles::Role::Adviser, office).await;
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
    assert!(shown.contains("another group") && shown.contains("another adviser"), "{shown}");
    let again = world.confirmed_and_published(&path).await;
    assert_eq!(again["revision"], 2);
    assert!(!page(&world, &path).await.contains("What is broken"));
}
