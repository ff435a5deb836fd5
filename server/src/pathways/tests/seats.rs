//! Whoever sits on the bipartite committee sees the pathway and answers for their side, whatever their role is.

use chrono::Days;
use serde_json::json;

use super::world::{World, posts, today};
use crate::{
    engagement::committees::fixture::sits,
    organisations::store::memberships,
    people::store::suspensions,
    platform::roles::{Role, Side},
};

const WHO: &str = "supervisor-0";

#[actix_web::test]
async fn a_seat_in_force_shows_the_pathway_and_confirms_it_for_its_side_alone() {
    for (side, own, by_role) in
        [(Side::Workers, "workers", "representative"), (Side::Management, "management", "manager")]
    {
        for world in World::on_both().await {
            let path = world.begins_pathway().await;
            let api = path.replace("/pathways/", "/api/v1/pathways/");
            let said = format!("{api}/confirmations");
            let changes: i32 = world.seen(&path).await.parse().unwrap();
            let yes = json!({ "changes": changes, "agreed": true });
            let mut caller = world.caller(WHO).await;
            let mut visitor = world.visitor(WHO).await;
            assert_eq!(visitor.opens(&path).await.status, 404);
            assert_eq!(caller.gets(&api).await.0, 404);
            assert_eq!(caller.posts(&said, yes.clone()).await.0, 404);

            sits(&world.academy, (world.person(WHO), side), world.factory, (today(), None)).await;
            let page = visitor.opens(&path).await;
            assert_eq!(page.status, 200);
            assert!(page.text.contains(&format!("{path}/confirmations\"")), "{}", page.text);
            assert!(!page.text.contains(&format!("{path}/stages\"")), "{}", page.text);
            assert_eq!(caller.gets(&api).await.0, 200);
            world.confirms(&path, WHO).await;
            let no = json!({ "changes": changes, "agreed": false, "comment": "Not in the season" });
            assert_eq!(caller.posts(&said, no).await.0, 201);
            let (_, all) = caller.gets(&said).await;
            let all = all["confirmations"].as_array().unwrap();
            assert_eq!(all.len(), 2, "{all:?}");
            assert!(all.iter().all(|one| one["side"] == own), "{all:?}");

            // Where somebody sits for a side, its role alone does not answer.
            assert_eq!(world.caller(by_role).await.posts(&said, yes).await.0, 403);
            let stage = vec![("stage_name", "Mine".to_owned())];
            assert_eq!(posts(&world, WHO, &path, "stages", &stage).await.status, 403);

            // The no of one member stands beside the yes of another, until whoever said it says yes.
            sits(&world.academy, (world.person(by_role), side), world.factory, (today(), None)).await;
            world.confirms(&path, by_role).await;
            world.confirms(&path, if side == Side::Workers { "manager" } else { "representative" }).await;
            let page = world.visitor("adviser").await.opens(&path).await.text;
            assert!(page.contains("Not in the season") && page.contains("· confirmed"), "{page}");
            let (_, refused) = world.publishes(&path).await;
            assert!(refused.to_string().contains("\"confirmation\""), "{refused}");
            world.confirms(&path, WHO).await;
            let (_, answer) = world.publishes(&path).await;
            assert!(!answer.to_string().contains("\"confirmation\""), "{answer}");
        }
    }
}

#[actix_web::test]
async fn the_yes_of_whoever_left_counts_no_more() {
    for world in World::on_both().await {
        let path = world.begins_pathway().await;
        sits(&world.academy, (world.person(WHO), Side::Workers), world.factory, (today(), None)).await;
        world.confirms(&path, WHO).await;
        world.confirms(&path, "manager").await;
        let yesterday = today().checked_sub_days(Days::new(1)).unwrap();
        let work = world.academy.begin().await;
        memberships::end_all(&work, world.person(WHO), yesterday).await.unwrap();
        work.commit().await.unwrap();
        let (_, refused) = world.publishes(&path).await;
        assert!(refused.to_string().contains("\"confirmation\""), "{refused}");
    }
}

#[actix_web::test]
async fn a_seat_that_is_over_confirms_nothing() {
    for world in World::on_both().await {
        let path = world.begins_pathway().await;
        let api = path.replace("/pathways/", "/api/v1/pathways/");
        let yesterday = today().checked_sub_days(Days::new(1)).unwrap();
        let days = (yesterday, Some(yesterday));
        sits(&world.academy, (world.person(WHO), Side::Workers), world.factory, days).await;
        let yes = json!({ "changes": world.seen(&path).await.parse::<i32>().unwrap(), "agreed": true });
        let mut caller = world.caller(WHO).await;
        assert_eq!(caller.gets(&api).await.0, 404);
        assert_eq!(caller.posts(&format!("{api}/confirmations"), yes.clone()).await.0, 404);
        // The side is free for whoever has its role.
        let mut representative = world.caller("representative").await;
        assert_eq!(representative.posts(&format!("{api}/confirmations"), yes).await.0, 201);
    }
}

#[actix_web::test]
async fn whoever_left_the_factory_or_is_suspended_speaks_for_no_side_and_is_expected_nowhere() {
    for world in World::on_both().await {
        for (name, side) in [("manager", Side::Management), (WHO, Side::Workers)] {
            sits(&world.academy, (world.person(name), side), world.factory, (today(), None)).await;
        }
        let path = world.begins_pathway().await;
        world.confirms(&path, "manager").await;
        world.confirms(&path, WHO).await;
        assert_eq!(world.publishes(&path).await.0, 201);
        assert_eq!(world.shown(&path).await["broken"], json!([]));
        let work = world.academy.begin().await;
        let yesterday = today().pred_opt().unwrap();
        memberships::end_all(&work, world.person(WHO), yesterday).await.unwrap();
        suspensions::add(&work, world.person("manager"), world.person("programme"), "").await.unwrap();
        work.commit().await.unwrap();

        let committee = format!("/factories/{}/committee", world.factory);
        let page = world.visitor("programme").await.opens(&committee).await.text;
        assert_eq!(page.matches("cannot act here any more").count(), 2, "{page}");
        assert!(page.contains("Whoever sat for the workers belongs to the factory no more"), "{page}");
        let (_, shown) = world.caller("programme").await.gets(&format!("/api/v1{committee}")).await;
        let there = |one: &serde_json::Value| one["is_there"] == true;
        assert!(!shown["members"].as_array().unwrap().iter().any(there), "{shown}");

        let broken = world.shown(&path).await["broken"].take();
        let says = |words: &str| {
            let all = broken.as_array().unwrap().iter();
            assert!(
                all.clone().any(|one| one["what"].as_str().unwrap().contains(words)),
                "{words}: {broken}"
            );
        };
        says("Nobody sits for management");
        says("Nobody sits for the workers");
        says("One person who is expected in “Hours” does not belong to the factory any more");
        assert_eq!(broken.as_array().unwrap().len(), 3, "{broken}");
        let home = world.visitor("adviser").await.opens("/pathways").await.text;
        assert!(home.contains("“Hours”: one person who is expected has left the factory"), "{home}");

        // The representative answers by the role, and the people who left are let go.
        world.confirms(&path, "representative").await;
        let work = world.academy.begin().await;
        suspensions::lift(&work, world.person("manager"), world.person("programme")).await.unwrap();
        work.commit().await.unwrap();
        world.confirms(&path, "manager").await;
        assert_eq!(world.publishes(&path).await.0, 201);
        let shown = world.shown(&path).await;
        assert_eq!(shown["steps"][0]["expected"], 2, "{shown}");
        assert!(!shown["broken"].to_string().contains("who is expected"), "{shown}");
    }
}

#[actix_web::test]
async fn a_side_for_which_nobody_can_answer_is_named() {
    for world in World::on_both().await {
        let path = world.begins_pathway().await;
        assert_eq!(world.shown(&path).await["broken"], json!([]), "each side answers by its role");
        let work = world.academy.begin().await;
        let yesterday = today().pred_opt().unwrap();
        memberships::end_all(&work, world.person("representative"), yesterday).await.unwrap();
        work.commit().await.unwrap();
        let broken = world.shown(&path).await["broken"].take();
        let words = "Nobody of the factory can answer for the workers";
        assert!(broken[0]["what"].as_str().unwrap().starts_with(words), "{broken}");
        assert_eq!((&broken[0]["decider"], broken.as_array().unwrap().len()), (&json!("adviser"), 1));
        assert!(world.visitor("manager").await.opens(&path).await.text.contains(words));
        let home = world.visitor("adviser").await.opens("/pathways").await.text;
        assert!(home.contains("“Hours”: nobody of the factory can answer for the workers"), "{home}");
        sits(&world.academy, (world.person(WHO), Side::Workers), world.factory, (today(), None)).await;
        let broken = world.shown(&path).await["broken"].to_string();
        assert!(!broken.contains(words), "{broken}");
    }
}

#[actix_web::test]
async fn whoever_joins_the_factory_is_taken_in_without_a_new_confirmation() {
    for mut world in World::on_both().await {
        let path = world.begins_pathway().await;
        world.confirmed_and_published(&path).await;
        let button = format!("{path}/publication\"");
        assert!(
            !world.visitor("adviser").await.opens(&path).await.text.contains(&button),
            "nothing to publish"
        );
        world.joins("newcomer", Role::Supervisor, world.factory).await;
        let broken = world.shown(&path).await["broken"].take();
        let words = "One person who joined the factory since takes part in “Hours”";
        assert!(broken[0]["what"].as_str().unwrap().starts_with(words), "{broken}");
        assert_eq!((&broken[0]["people"], broken.as_array().unwrap().len()), (&json!(1), 1), "{broken}");
        let page = world.visitor("adviser").await.opens(&path).await.text;
        assert!(page.contains(words) && page.contains(&button) && page.contains("Publish again"), "{page}");
        let home = world.visitor("adviser").await.opens("/pathways").await.text;
        assert!(home.contains("“Hours”: one person who joined the factory is not expected yet"), "{home}");
        let (status, published) = world.publishes(&path).await;
        assert_eq!((status, &published["enrolled"]), (201, &json!(1)), "{published}");
        let shown = world.shown(&path).await;
        assert_eq!((&shown["steps"][0]["expected"], &shown["broken"]), (&json!(4), &json!([])), "{shown}");
        // What was changed is confirmed anew.
        world.adds_course(&path, "harassment").await;
        let (status, refused) = world.publishes(&path).await;
        assert!(status == 422 && refused.to_string().contains("has not confirmed it as it is"), "{refused}");
    }
}

#[actix_web::test]
async fn what_waits_for_a_side_stands_on_its_home_and_its_no_on_the_home_of_the_adviser() {
    for world in World::on_both().await {
        sits(&world.academy, (world.person(WHO), Side::Workers), world.factory, (today(), None)).await;
        let path = world.begins_pathway().await;
        let waits = async || {
            let home = world.visitor(WHO).await.opens("/learning").await.text;
            home.contains("Waits for your side’s answer: pathway of Hoa Gạo")
        };
        assert!(waits().await);
        let changes: i32 = world.seen(&path).await.parse().unwrap();
        let api = path.replace("/pathways/", "/api/v1/pathways/");
        let no = json!({ "changes": changes, "agreed": false, "comment": "Not in the season" });
        assert_eq!(world.caller(WHO).await.posts(&format!("{api}/confirmations"), no).await.0, 201);
        assert!(!waits().await, "it has answered");
        let home = world.visitor("adviser").await.opens("/pathways").await.text;
        let from = home.find("“Hours”: a side of the committee said no").unwrap_or_else(|| panic!("{home}"));
        assert!(home[from..].split("</li>").next().unwrap().contains("By whom: adviser"), "{home}");
        world.adds_course(&path, "harassment").await;
        assert!(waits().await, "what was changed is asked anew");
    }
}
