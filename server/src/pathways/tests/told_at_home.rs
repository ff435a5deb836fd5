//! The adviser's home names what is broken in the pathways of the factories, since when, and who must decide.

use std::rc::Rc;

use sea_orm::ConnectionTrait;

use super::world::{World, in_days, organisation, posts, step_fields, today, with};
use crate::{
    catalogue::{self, ChangePublication},
    engagement::{committees::fixture::sits, cycles::store as cycles},
    improvement::Severity,
    organisations::store::{memberships, organisations},
    people::store::{persons, suspensions},
    platform::{
        Actor, Language, Permit,
        roles::{OrganisationKind, Role, Side},
    },
};

/// What waits, as somebody of the Academy reads it.
async fn home(world: &World, name: &str) -> String {
    world.visitor(name).await.opens("/pathways?factories=all").await.text
}

async fn withdraws(world: &World, slug: &str) {
    let course = catalogue::course_named(world.academy.db().read(), slug).await.unwrap();
    let permit = Permit::<ChangePublication>::judge(Rc::new(Actor::operator(Language::En)), course).unwrap();
    let mut work = world.academy.begin().await;
    catalogue::commands::withdraw(&mut work, &permit).await.unwrap();
    work.commit().await.unwrap();
}

/// The line that holds these words, up to the end of its list entry.
fn line<'h>(home: &'h str, words: &str) -> &'h str {
    let from = home.find(words).unwrap_or_else(|| panic!("{words}: {home}"));
    home[from..].split("</li>").next().unwrap()
}

#[actix_web::test]
async fn a_course_that_is_withdrawn_or_replaced_waits_for_the_adviser() {
    for world in World::on_both().await {
        let path = world.begins_pathway().await;
        world.adds_course(&path, "working-hours").await;
        // Twice for the same people it cannot be published.
        world.confirms(&path, "manager").await;
        world.confirms(&path, "representative").await;
        let (status, refused) = world.publishes(&path).await;
        assert_eq!(status, 422, "{refused}");
        assert!(refused.to_string().contains("Another step has this course"), "{refused}");
        let second = world.shown(&path).await["steps"][1]["id"].as_str().unwrap().to_owned();
        let fields = step_fields("course", "working-hours", &world.stage(&path).await, &in_days(20));
        let others = with(fields, "role", "factory-manager");
        assert_eq!(posts(&world, "adviser", &path, &format!("steps/{second}"), &others).await.status, 303);
        world.confirmed_and_published(&path).await;
        assert!(!home(&world, "adviser").await.contains("its course"));
        world.offers("working-hours", &["overtime", "regular-hours"], false).await;
        let shown = home(&world, "adviser").await;
        let told = line(&shown, "and 1 more: the course has a newer version");
        assert!(told.contains("soft\">since ") && told.contains("By whom: adviser"), "{told}");
        withdraws(&world, "working-hours").await;
        let work = world.academy.begin().await;
        persons::choose_language(&work, world.person("adviser"), Language::Vi).await.unwrap();
        work.commit().await.unwrap();
        let shown = home(&world, "adviser").await;
        let told = line(&shown, "và 1 bước khác: khoá học đã bị rút");
        assert!(told.contains("soft\">từ ") && told.contains("adviser"), "{told}");
    }
}

#[actix_web::test]
async fn an_owner_who_left_or_is_suspended_waits_for_another_one() {
    for world in World::on_both().await {
        let path = world.begins_pathway().await;
        let mut fields = step_fields("visit", "", &world.stage(&path).await, &in_days(25));
        fields.push(("owner", world.person("manager").to_string()));
        let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
        world.changes(&path, "steps", &fields).await;
        world.confirmed_and_published(&path).await;
        assert!(!home(&world, "programme").await.contains("not there any more"));
        let work = world.academy.begin().await;
        suspensions::add(&work, world.person("manager"), world.person("programme"), "").await.unwrap();
        let yesterday = today().pred_opt().unwrap();
        memberships::end_all(&work, world.person("adviser"), yesterday).await.unwrap();
        work.commit().await.unwrap();
        let shown = home(&world, "programme").await;
        for words in [
            "its owner is not there any more",
            "adviser owned the pathway and is not there any more",
            "adviser advised this factory and is not there any more",
        ] {
            let told = line(&shown, words);
            assert!(told.contains("soft\">since ") && told.contains("By whom: the programme"), "{told}");
        }
    }
}

#[actix_web::test]
async fn a_factory_that_changes_its_group_or_adviser_waits_for_its_committee_and_the_new_adviser() {
    for mut world in World::on_both().await {
        let path = world.begins_pathway().await;
        world.confirmed_and_published(&path).await;
        let office = organisation(&world.academy, OrganisationKind::Academy, "Second office", None).await;
        let next = world.joins("next", Role::Adviser, office).await;
        let read = world.academy.db().read();
        let cycle = cycles::current_cycle(read, world.factory).await.unwrap().unwrap();
        let mut factory = organisations::organisation(read, world.factory).await.unwrap();
        factory.part_of = None;
        let work = world.academy.begin().await;
        cycles::hand_over(&work, &cycle, next, "Moves on", (today(), next)).await.unwrap();
        organisations::save_all(&work, &[factory]).await.unwrap();
        organisations::note_regrouped(&work, &[world.factory]).await.unwrap();
        work.commit().await.unwrap();
        let shown = home(&world, "next").await;
        for (words, whom) in [
            ("belongs to no group any more", "management and the workers’ representatives"),
            ("has another adviser", "next"),
        ] {
            let told = line(&shown, words);
            assert!(told.contains("soft\">since ") && told.contains(&format!("By whom: {whom}")), "{told}");
        }
    }
}

#[actix_web::test]
async fn an_item_that_nobody_planned_waits_and_is_told_apart_from_those_under_way() {
    for world in World::on_both().await {
        world.finds(world.factory, 1, "overtime", Severity::Critical).await;
        let work = world.academy.begin().await;
        work.execute_unprepared("UPDATE improvement_item SET due_on = NULL").await.unwrap();
        work.commit().await.unwrap();
        let shown = home(&world, "adviser").await;
        let told = line(&shown, "One open item has no action, nobody in charge or no day");
        assert!(told.contains("(one open item is critical)") && told.contains("By whom: "), "{told}");
        assert!(shown.contains("cell-not-started") && shown.contains("1 not begun; 1 critical"), "{shown}");
        let work = world.academy.begin().await;
        let planned = "UPDATE improvement_item SET due_on = '2027-11-22', action = 'Plan hours', \
            owner_name = 'Planning', state = 'under-way'";
        work.execute_unprepared(planned).await.unwrap();
        work.commit().await.unwrap();
        let shown = home(&world, "adviser").await;
        assert!(!shown.contains("nobody in charge"), "{shown}");
        assert!(shown.contains("1 under way; 1 critical"), "{shown}");
    }
}

#[actix_web::test]
async fn a_side_of_the_committee_on_which_nobody_sits_is_named_wherever_its_pathways_stand() {
    for world in World::on_both().await {
        let path = world.begins_pathway().await;
        world.confirmed_and_published(&path).await;
        let draft = world.begins_pathway().await;
        let yesterday = today().pred_opt().unwrap();
        for (name, side, until) in
            [("manager", Side::Management, None), ("representative", Side::Workers, Some(yesterday))]
        {
            sits(&world.academy, (world.person(name), side), world.factory, (yesterday, until)).await;
        }
        let shown = home(&world, "adviser").await;
        let told = line(&shown, "nobody sits for the workers on the committee any more");
        assert!(told.contains("soft\">since ") && told.contains("By whom: The committee"), "{told}");
        assert!(!shown.contains("nobody sits for management"), "{shown}");
        let words = "Nobody sits for the workers on the factory’s committee any more";
        for path in [&path, &draft] {
            assert!(world.visitor("programme").await.opens(path).await.text.contains(words));
            let broken = world.shown(path).await["broken"].take();
            let told = broken[0]["what"].as_str().unwrap();
            assert!(told.starts_with(words) && broken[0]["decider"] == "committee", "{broken}");
            assert_eq!(broken.as_array().unwrap().len(), 1, "{broken}");
        }
    }
}
