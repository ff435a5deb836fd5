//! What becomes of a workshop is told in the bell, to the same people as by mail.

use super::world::{World, in_days, posts, step_fields, with};
use crate::pathways::store::sessions;

/// What the bell says to somebody of workshops.
async fn bell(world: &World, name: &str) -> String {
    world.academy.runs_jobs().await;
    world.visitor(name).await.opens("/notices").await.text
}

#[actix_web::test]
async fn a_workshop_that_is_planned_moved_or_taken_out_is_told_in_the_bell_too() {
    for world in World::on_both().await {
        let path = world.begins_pathway().await;
        let fields = step_fields("workshop", "", &world.stage(&path).await, &in_days(12));
        let owner = world.person("adviser").to_string();
        let talk = with(with(fields, "name", "The talk"), "owner", &owner);
        assert_eq!(posts(&world, "adviser", &path, "steps", &talk).await.status, 303);
        world.confirmed_and_published(&path).await;
        let shown = bell(&world, "supervisor-0").await;
        assert!(shown.contains("You are expected at The talk, Hoa Gạo"), "{shown}");
        assert!(!bell(&world, "manager").await.contains("The talk"), "whoever is not meant is not told");
        let own = world.visitor("supervisor-0").await.opens("/learning").await.text;
        assert!(own.contains("Where you are expected") && own.contains("The talk"), "{own}");
        let other = world.visitor("manager").await.opens("/learning").await.text;
        assert!(!other.contains("The talk"), "{other}");
        let read = world.academy.db().read();
        let today = super::world::today();
        let (own, other) = (world.person("supervisor-0"), world.person("manager"));
        let expected = async |person| sessions::gatherings_of(read, person, today).await.unwrap().len();
        assert_eq!((expected(own).await, expected(other).await), (1, 0));

        let steps = world.shown(&path).await["steps"].as_array().unwrap().clone();
        let step = steps.iter().find(|step| step["name"] == "The talk").unwrap();
        let address = format!("steps/{}", step["id"].as_str().unwrap());
        let later = with(talk, "due_on", &in_days(14));
        assert_eq!(posts(&world, "adviser", &path, &address, &later).await.status, 303);
        world.confirmed_and_published(&path).await;
        let shown = bell(&world, "supervisor-0").await;
        assert_eq!(shown.matches("Another date or place: The talk, Hoa Gạo").count(), 1, "{shown}");
        assert_eq!(shown.matches("You are expected at The talk").count(), 1, "{shown}");

        let removal = format!("{address}/removal");
        assert_eq!(posts(&world, "adviser", &path, &removal, &Vec::new()).await.status, 303);
        world.confirmed_and_published(&path).await;
        let shown = bell(&world, "supervisor-0").await;
        assert!(shown.contains("You are not expected any more at The talk, Hoa Gạo"), "{shown}");
        let (_, told) = world.caller("supervisor-0").await.gets("/api/v1/notices").await;
        let told = told["notices"].as_array().unwrap();
        let kinds: Vec<&str> = told.iter().filter_map(|one| one["kind"].as_str()).collect();
        for kind in ["gathering-expected", "gathering-changed", "gathering-off"] {
            assert_eq!(kinds.iter().filter(|one| **one == kind).count(), 1, "{kinds:?}");
        }
        let step = told.iter().find(|one| one["kind"] == "gathering-off").unwrap();
        assert_eq!((&step["step"], &step["factory"]), (&"The talk".into(), &"Hoa Gạo".into()), "{step}");
        let letters = world.academy.letters().await;
        let own = letters.iter().filter(|letter| letter.address == "supervisor-0@people.example");
        let talked = own.filter(|letter| letter.text.contains("The talk")).count();
        assert_eq!(talked, 3, "one mail each time, which pathways send themselves");
    }
}
