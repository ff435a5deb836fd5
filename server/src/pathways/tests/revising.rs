//! Publishing anew: who is released, who is told, and what the revision says of them.

use super::world::{World, course_step, in_days, posts, step_fields, with};
use crate::{learning::fixture, records::EnrolmentId};

/// The due date of somebody's only enrolment; none where they are on no course.
async fn due(world: &World, name: &str) -> Option<String> {
    let (_, own) = world.caller(name).await.gets("/api/v1/enrolments").await;
    let own = own["enrolments"].as_array().unwrap().clone();
    own.first().map(|one| one["due_on"].as_str().unwrap().to_owned())
}

async fn letters_to(world: &World, name: &str) -> Vec<String> {
    let address = format!("{name}@people.example");
    let letters = world.academy.letters().await;
    letters.into_iter().filter(|letter| letter.address == address).map(|letter| letter.text).collect()
}

/// A pathway with a course for everybody of the factory, published; the first supervisor has begun it.
async fn published(world: &World) -> String {
    let path = world.begins_pathway().await;
    let (step, fields) = course_step(world, &path).await;
    assert_eq!(posts(world, "adviser", &path, &step, &with(fields, "role", "")).await.status, 303);
    assert_eq!(world.confirmed_and_published(&path).await["enrolled"], 5);
    let (_, own) = world.caller("supervisor-0").await.gets("/api/v1/enrolments").await;
    let id: EnrolmentId = own["enrolments"][0]["id"].as_str().unwrap().parse().unwrap();
    let work = world.academy.begin().await;
    fixture::begun(&work, id, world.person("supervisor-0")).await;
    work.commit().await.unwrap();
    world.academy.runs_jobs().await;
    path
}

#[actix_web::test]
async fn a_revision_releases_whoever_is_not_meant_any_more_and_says_so() {
    for world in World::on_both().await {
        let path = published(&world).await;
        let (step, fields) = course_step(&world, &path).await;
        let narrower = with(with(fields, "role", "factory-manager"), "due_on", &in_days(25));
        assert_eq!(posts(&world, "adviser", &path, &step, &narrower).await.status, 303);
        let again = world.confirmed_and_published(&path).await;
        assert_eq!(
            (&again["revision"], &again["enrolled"], &again["people"]),
            (&2.into(), &0.into(), &1.into())
        );

        assert_eq!(due(&world, "manager").await, Some(in_days(25)));
        assert_eq!(due(&world, "supervisor-0").await, Some(in_days(20)), "what is under way stays as it is");
        assert_eq!(due(&world, "supervisor-1").await, None, "what was not begun is withdrawn");
        assert_eq!(world.shown(&path).await["steps"][0]["expected"], 1);
        let mut adviser = world.visitor("adviser").await;
        let people = adviser.opens(&format!("{path}/people")).await.text;
        assert!(people.contains(">manager<") && !people.contains("supervisor-1"), "{people}");
        let shown = adviser.opens(&path).await.text;
        for sentence in [
            "(for 1 person: manager)",
            "No longer expected: A step (for 4 people: ",
            "Taken off the course, not begun yet: A step (for 3 people: ",
            "Stay on the course, with their date: A step (for 1 person: supervisor-0)",
        ] {
            assert!(shown.contains(sentence), "{sentence}: {shown}");
        }

        world.academy.runs_jobs().await;
        let own = world.visitor("supervisor-1").await.opens("/notices").await.text;
        assert!(own.contains("You were taken off"), "{own}");
        let own = world.visitor("manager").await.opens("/notices").await.text;
        assert!(own.contains("Another date for"), "{own}");
        for (name, sentence) in [
            ("supervisor-1", "You were taken off the course, which you had not begun"),
            ("supervisor-0", "and can go on with the course"),
            ("manager", "Another date"),
        ] {
            let letters = letters_to(&world, name).await;
            assert_eq!(letters.len(), 2, "one for each time it was published: {letters:?}");
            assert!(letters.iter().any(|letter| letter.contains(sentence)), "{sentence}: {letters:?}");
        }
    }
}

#[actix_web::test]
async fn a_revision_says_what_counts_otherwise_and_which_version_is_taken_now() {
    for world in World::on_both().await {
        let path = published(&world).await;
        let (step, fields) = course_step(&world, &path).await;
        let half = with(with(fields, "role", ""), "coverage", "50");
        assert_eq!(posts(&world, "adviser", &path, &step, &half).await.status, 303);
        world.confirmed_and_published(&path).await;
        // The course is published anew: the same pathway takes it with its next revision.
        world.offers("working-hours", &["overtime", "gender"], false).await;
        world.confirmed_and_published(&path).await;
        let stage = world.stage(&path).await;
        let course = step.trim_start_matches("steps/").to_owned();
        let owner = world.person("adviser").to_string();
        let workshop = with(step_fields("workshop", "", &stage, &in_days(9)), "owner", &owner);
        let workshop = with(workshop, "name", "Talk");
        assert_eq!(posts(&world, "adviser", &path, "steps", &workshop).await.status, 303);
        world.confirmed_and_published(&path).await;
        let talk = world.shown(&path).await["steps"][1]["id"].as_str().unwrap().to_owned();
        let equal = with(with(workshop, "relation", "equivalent"), "other", &course);
        assert_eq!(posts(&world, "adviser", &path, &format!("steps/{talk}"), &equal).await.status, 303);
        world.confirmed_and_published(&path).await;

        let api = path.replace("/pathways/", "/api/v1/pathways/");
        let (_, revisions) = world.caller("adviser").await.gets(&format!("{api}/revisions")).await;
        let kinds: Vec<Vec<&str>> =
            revisions["revisions"].as_array().unwrap().iter().rev().map(kinds).collect();
        let expected: [&[&str]; 5] =
            [&[], &["step-coverage"], &["step-version"], &["step-added"], &["step-relation"]];
        assert_eq!(kinds, expected, "{revisions}");
        let shown = world.visitor("adviser").await.opens(&path).await.text;
        assert!(shown.contains("A step (100 % → 50 %)"), "{shown}");
    }
}

fn kinds(revision: &serde_json::Value) -> Vec<&str> {
    let differences = revision["differences"].as_array().unwrap().iter();
    differences.map(|one| one["kind"].as_str().unwrap()).collect()
}

#[actix_web::test]
async fn whoever_was_released_can_be_meant_again() {
    for world in World::on_both().await {
        let path = published(&world).await;
        let (step, fields) = course_step(&world, &path).await;
        let narrower = with(fields.clone(), "role", "factory-manager");
        assert_eq!(posts(&world, "adviser", &path, &step, &narrower).await.status, 303);
        world.confirmed_and_published(&path).await;
        assert_eq!(posts(&world, "adviser", &path, &step, &with(fields, "role", "")).await.status, 303);
        let again = world.confirmed_and_published(&path).await;
        assert_eq!((&again["enrolled"], &again["people"]), (&3.into(), &5.into()));
        assert_eq!(due(&world, "supervisor-1").await, Some(in_days(20)));
        let shown = world.visitor("adviser").await.opens(&path).await.text;
        assert!(shown.contains("Newly expected: A step (for 4 people: "), "{shown}");
    }
}

#[actix_web::test]
async fn everybody_for_whom_a_gathering_changed_gets_one_mail_that_says_what() {
    for world in World::on_both().await {
        let path = world.begins_pathway().await;
        let stage = world.stage(&path).await;
        let owner = world.person("adviser").to_string();
        let workshop = with(step_fields("workshop", "", &stage, &in_days(9)), "owner", &owner);
        let workshop = with(with(workshop, "place", "Hall A"), "name", "Talk");
        assert_eq!(posts(&world, "adviser", &path, "steps", &workshop).await.status, 303);
        world.confirmed_and_published(&path).await;
        let step = world.shown(&path).await["steps"][1]["id"].as_str().unwrap().to_owned();
        let step = format!("steps/{step}");
        let later = with(with(workshop.clone(), "due_on", &in_days(12)), "place", "Hall B");
        assert_eq!(posts(&world, "adviser", &path, &step, &later).await.status, 303);
        let second = with(workshop, "name", "Second talk");
        assert_eq!(posts(&world, "adviser", &path, "steps", &second).await.status, 303);
        let before = letters_to(&world, "supervisor-2").await.len();
        world.confirmed_and_published(&path).await;
        let letters = letters_to(&world, "supervisor-2").await;
        assert_eq!(letters.len(), before + 1);
        let told = letters.iter().find(|letter| letter.contains("was Hall A")).expect("it says what changed");
        for words in ["Talk", "Another date", "now Hall B", "You are now expected at", "Second talk"] {
            assert!(told.contains(words), "{words}: {told}");
        }
        let shown = world.visitor("adviser").await.opens(&path).await.text;
        assert!(shown.contains("Another place: Talk (for 3 people: "), "{shown}");

        assert_eq!(
            posts(&world, "adviser", &path, &format!("{step}/removal"), &Vec::new()).await.status,
            303
        );
        world.confirmed_and_published(&path).await;
        let letters = letters_to(&world, "supervisor-2").await;
        assert_eq!(letters.len(), before + 2);
        assert!(letters.iter().any(|letter| letter.contains("It does not take place")), "{letters:?}");
        // Nothing changed for anybody.
        world.confirmed_and_published(&path).await;
        assert_eq!(letters_to(&world, "supervisor-2").await.len(), before + 2);
    }
}

#[actix_web::test]
async fn whoever_came_to_what_counts_as_well_is_taken_off_the_course_and_not_put_on_it_again() {
    for world in World::on_both().await {
        let path = world.begins_pathway().await;
        let (step, _) = course_step(&world, &path).await;
        let course = step.trim_start_matches("steps/").to_owned();
        let stage = world.stage(&path).await;
        let owner = world.person("adviser").to_string();
        let workshop = with(step_fields("workshop", "", &stage, &in_days(9)), "owner", &owner);
        let workshop = with(with(workshop, "relation", "equivalent"), "other", &course);
        assert_eq!(posts(&world, "adviser", &path, "steps", &workshop).await.status, 303);
        world.confirmed_and_published(&path).await;
        let equal = world.shown(&path).await["steps"][1]["id"].as_str().unwrap().to_owned();
        let came = vec![("done_on", in_days(0)), ("person", world.person("supervisor-1").to_string())];
        let presence = format!("steps/{equal}/presence");
        assert_eq!(posts(&world, "adviser", &path, &presence, &came).await.status, 303);
        assert_eq!(due(&world, "supervisor-1").await, None);
        assert_eq!(due(&world, "supervisor-2").await, Some(in_days(20)));
        let again = world.confirmed_and_published(&path).await;
        assert_eq!(again["enrolled"], 0);
        assert_eq!(due(&world, "supervisor-1").await, None);
        let shown = world.shown(&path).await;
        assert_eq!((&shown["steps"][0]["expected"], &shown["steps"][0]["done"]), (&3.into(), &1.into()));
        // Ticked by mistake: the course and its date come back, once.
        let nobody = vec![("done_on", String::new())];
        for _ in 0..2 {
            assert_eq!(posts(&world, "adviser", &path, &presence, &nobody).await.status, 303);
            assert_eq!(due(&world, "supervisor-1").await, Some(in_days(20)));
            let (_, own) = world.caller("supervisor-1").await.gets("/api/v1/enrolments").await;
            assert_eq!(own["enrolments"].as_array().unwrap().len(), 1, "{own}");
        }
        let shown = world.shown(&path).await;
        assert_eq!((&shown["steps"][0]["expected"], &shown["steps"][0]["done"]), (&3.into(), &0.into()));
        assert_eq!(posts(&world, "adviser", &path, &presence, &came).await.status, 303);
        assert_eq!(due(&world, "supervisor-1").await, None);
    }
}

#[actix_web::test]
async fn the_end_of_a_pathway_lets_people_go_and_tells_them() {
    for world in World::on_both().await {
        let path = published(&world).await;
        assert_eq!(posts(&world, "adviser", &path, "end", &Vec::new()).await.status, 303);
        assert_eq!(due(&world, "supervisor-0").await, Some(in_days(20)), "what is under way stays as it is");
        assert_eq!(due(&world, "supervisor-1").await, None, "what was not begun is withdrawn");
        let shown = world.visitor("manager").await.opens(&path).await.text;
        assert!(shown.contains("ended on") && shown.contains("(adviser)"), "{shown}");
        world.academy.runs_jobs().await;
        for (name, sentence) in [
            ("supervisor-1", "You were taken off the course, which you had not begun"),
            ("supervisor-0", "and can go on with the course"),
        ] {
            let letters = letters_to(&world, name).await;
            assert!(letters.iter().any(|letter| letter.contains(sentence)), "{sentence}: {letters:?}");
        }
    }
}
