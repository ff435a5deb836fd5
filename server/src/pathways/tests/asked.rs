//! Who is told that a pathway waits for their answer, and who hears what the committee said.

use chrono::TimeDelta;
use serde_json::json;

use super::world::{World, today};
use crate::{engagement::committees::fixture::sits, platform::roles::Side};

const WAITS: &str = "The pathway Hours of Hoa Gạo waits for your side’s answer";
const CONFIRMED: &str = "Both sides of Hoa Gạo confirmed the pathway Hours";
const REFUSED: &str = "A side of Hoa Gạo does not confirm the pathway Hours";

/// How often the bell says so to somebody.
async fn bell(world: &World, name: &str, words: &str) -> usize {
    world.academy.academy.runner().schedule().await.unwrap();
    world.academy.runs_jobs().await;
    world.visitor(name).await.opens("/notices").await.text.matches(words).count()
}

#[actix_web::test]
async fn a_pathway_that_nobody_changes_any_more_asks_those_who_may_answer() {
    for world in World::on_both().await {
        let path = world.begins_pathway().await;
        assert_eq!(bell(&world, "manager", WAITS).await, 0, "somebody may still be at it");
        sits(&world.academy, (world.person("supervisor-0"), Side::Workers), world.factory, (today(), None))
            .await;
        world.academy.clock.advance(TimeDelta::minutes(40));
        for (name, told) in
            [("manager", 1), ("supervisor-0", 1), ("representative", 0), ("supervisor-1", 0), ("adviser", 0)]
        {
            assert_eq!(bell(&world, name, WAITS).await, told, "{name}");
        }
        let letters = world.academy.letters().await;
        let letter = letters.iter().find(|letter| letter.subject.contains(WAITS));
        assert!(letter.is_some_and(|letter| letter.text.contains(&path)), "the mail leads to the pathway");
        // Asked once, and not again once their side has answered.
        world.academy.clock.advance(TimeDelta::minutes(40));
        assert_eq!(bell(&world, "manager", WAITS).await, 1);
        world.confirms(&path, "manager").await;
        world
            .changes(
                &path,
                "goals",
                &[("goal_kind", "learning"), ("goal_text", "All know"), ("goal_measure", "Nine of ten")],
            )
            .await;
        world.confirms(&path, "manager").await;
        world.academy.clock.advance(TimeDelta::days(1));
        assert_eq!(bell(&world, "manager", WAITS).await, 1, "their side has answered");
    }
}

#[actix_web::test]
async fn the_adviser_hears_of_a_no_and_of_both_sides_yes() {
    for world in World::on_both().await {
        let path = world.begins_pathway().await;
        let said = format!("{}/confirmations", path.replace("/pathways/", "/api/v1/pathways/"));
        let changes: i32 = world.seen(&path).await.parse().unwrap();
        let no = json!({ "changes": changes, "agreed": false, "comment": "Not in the season" });
        assert_eq!(world.caller("manager").await.posts(&said, no).await.0, 201);
        assert_eq!(bell(&world, "adviser", REFUSED).await, 1);
        world.confirms(&path, "representative").await;
        assert_eq!(bell(&world, "adviser", CONFIRMED).await, 0, "the other side still says no");
        world.confirms(&path, "manager").await;
        assert_eq!(bell(&world, "adviser", CONFIRMED).await, 1);
        assert_eq!(bell(&world, "manager", CONFIRMED).await, 0);
        let (_, told) = world.caller("adviser").await.gets("/api/v1/notices").await;
        let told = told["notices"].as_array().unwrap();
        let told = told.iter().find(|one| one["kind"] == "pathway-confirmed").unwrap();
        assert_eq!(
            (&told["pathway"], &told["path"], &told["factory"]),
            (&json!("Hours"), &json!(path), &json!("Hoa Gạo"))
        );
    }
}
