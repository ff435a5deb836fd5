//! What becomes of a workshop is told in the bell, to the same people as by mail.

use chrono::NaiveDate;

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
        let mut learner = world.visitor("supervisor-0").await;
        learner.opens("/learning").await;
        let before = world.academy.db().queries();
        learner.opens("/learning").await;
        let cost = world.academy.db().queries() - before;
        assert!(cost <= 8, "what else waits is one question: {cost}");
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

#[actix_web::test]
async fn people_follow_what_was_published_and_not_what_is_made_of_it_since() {
    for world in World::on_both().await {
        let path = world.begins_pathway().await;
        let owner = world.person("adviser").to_string();
        let talk = with(step_fields("workshop", "", &world.stage(&path).await, &in_days(9)), "owner", &owner);
        let talk = with(with(talk, "name", "The talk"), "place", "Canteen");
        assert_eq!(posts(&world, "adviser", &path, "steps", &talk).await.status, 303);
        let done = vec![("done_on", in_days(0))];
        let step = world.shown(&path).await["steps"][1]["id"].as_str().unwrap().to_owned();
        let draft = posts(&world, "adviser", &path, &format!("steps/{step}/presence"), &done).await;
        assert_eq!(draft.status, 422);
        assert!(draft.text.contains("This step is not published yet"), "{}", draft.text);
        world.confirmed_and_published(&path).await;

        let (read, today) = (world.academy.db().read(), super::world::today());
        let person = world.person("supervisor-0");
        let followed = async || {
            let found = sessions::gatherings_of(read, person, today).await.unwrap();
            let told = |one: sessions::Gathering| (one.step.name, one.step.place, one.step.due_on);
            found.into_iter().map(told).collect::<Vec<_>>()
        };
        let as_published =
            vec![("The talk".to_owned(), "Canteen".to_owned(), in_days(9).parse::<NaiveDate>().ok())];
        assert_eq!(followed().await, as_published);
        let other = with(with(talk.clone(), "due_on", &in_days(19)), "place", "Hall of the draft");
        let other = with(other, "name", "Another talk");
        assert_eq!(posts(&world, "adviser", &path, &format!("steps/{step}"), &other).await.status, 303);
        let new = with(with(talk, "name", "A new one"), "owner", &world.person("manager").to_string());
        assert_eq!(posts(&world, "adviser", &path, "steps", &new).await.status, 303);
        for removed in [false, true] {
            if removed {
                let removal = format!("steps/{step}/removal");
                assert_eq!(posts(&world, "adviser", &path, &removal, &Vec::new()).await.status, 303);
            }
            assert_eq!(followed().await, as_published, "removed: {removed}");
            let home = world.visitor("supervisor-0").await.opens("/learning").await.text;
            assert!(home.contains("The talk") && home.contains("Canteen"), "{home}");
            assert!(!home.contains("Hall of the draft"), "{home}");
            let owner = world.visitor("manager").await.opens("/learning").await.text;
            assert!(!owner.contains("A new one"), "{owner}");
            let people = world.visitor("manager").await.opens(&format!("{path}/people")).await.text;
            assert!(people.contains("The talk") && !people.contains("A new one"), "{people}");
            let bell = bell(&world, "supervisor-0").await;
            assert!(
                bell.contains("You are expected at The talk") && !bell.contains("Another talk"),
                "{bell}"
            );
        }
        world.confirmed_and_published(&path).await;
        let new = ("A new one".to_owned(), "Canteen".to_owned(), in_days(9).parse::<NaiveDate>().ok());
        assert_eq!(followed().await, vec![new]);
        let owner = world.visitor("manager").await.opens("/learning").await.text;
        assert!(owner.contains("A new one"), "{owner}");
    }
}
