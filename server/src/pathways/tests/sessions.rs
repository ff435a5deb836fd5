//! A session completes the course with which it goes together, whichever of the two steps says so.

use super::world::{World, in_days, posts, step_fields};
use crate::{
    learning::fixture,
    records::{self, EnrolmentId},
};

/// Everything of the harassment course but its session.
async fn learns(world: &World, name: &str) {
    let (_, own) = world.caller(name).await.gets("/api/v1/enrolments").await;
    let own = own["enrolments"].as_array().unwrap();
    let one = own.iter().find(|one| one["course"] == "harassment").unwrap();
    let id: EnrolmentId = one["id"].as_str().unwrap().parse().unwrap();
    let work = world.academy.begin().await;
    fixture::learned(&work, id, world.person(name)).await;
    work.commit().await.unwrap();
}

async fn state_of(world: &World, name: &str) -> String {
    let (_, own) = world.caller(name).await.gets("/api/v1/enrolments").await;
    let own = own["enrolments"].as_array().unwrap();
    own.iter().find(|one| one["course"] == "harassment").unwrap()["state"].as_str().unwrap().to_owned()
}

async fn steps(world: &World, path: &str) -> Vec<serde_json::Value> {
    let api = path.replace("/pathways/", "/api/v1/pathways/");
    world.caller("adviser").await.gets(&api).await.1["steps"].as_array().unwrap().clone()
}

/// The step of a course, or of the workshop.
async fn step(world: &World, path: &str, what: &str) -> serde_json::Value {
    let all = steps(world, path).await;
    all.into_iter().find(|step| step["course"] == what || step["kind"] == what).unwrap()
}

async fn saves(world: &World, path: &str, what: &str, fields: Vec<(&'static str, String)>) {
    let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
    world.changes(path, what, &fields).await;
}

/// A pathway with the course and a workshop, published; the relation stands at one of the two.
async fn pathway(world: &World, said_at: &str) -> String {
    let path = world.begins_pathway().await;
    world.adds_course(&path, "harassment").await;
    let stage = world.stage(&path).await;
    let mut workshop = step_fields("workshop", "", &stage, &in_days(25));
    workshop.push(("owner", world.person("adviser").to_string()));
    if said_at == "workshop" {
        let course = step(world, &path, "harassment").await["id"].as_str().unwrap().to_owned();
        workshop.extend([("relation", "together".to_owned()), ("other", course)]);
    }
    saves(world, &path, "steps", workshop).await;
    if said_at == "course" {
        let course = step(world, &path, "harassment").await["id"].as_str().unwrap().to_owned();
        let session = step(world, &path, "workshop").await["id"].as_str().unwrap().to_owned();
        let mut fields = step_fields("course", "harassment", &stage, &in_days(20));
        fields.extend([("relation", "together".to_owned()), ("other", session)]);
        saves(world, &path, &format!("steps/{course}"), fields).await;
    }
    world.confirmed_and_published(&path).await;
    path
}

#[actix_web::test]
async fn whoever_came_to_the_session_completes_the_course() {
    for said_at in ["workshop", "course"] {
        for world in World::on_both().await {
            let path = pathway(&world, said_at).await;
            for name in ["supervisor-0", "supervisor-2"] {
                learns(&world, name).await;
            }
            assert_eq!(state_of(&world, "supervisor-0").await, "under-way");
            let session = step(&world, &path, "workshop").await["id"].as_str().unwrap().to_owned();
            let session = format!("{path}/steps/{session}");
            let done_on = in_days(0);
            let (first, second) =
                (world.person("supervisor-0").to_string(), world.person("supervisor-1").to_string());
            let came =
                [("done_on", done_on.as_str()), ("person", first.as_str()), ("person", second.as_str())];
            let mut known = Vec::new();
            for _ in 0..2 {
                let mut adviser = world.visitor("adviser").await;
                let answer = adviser.submits(&session, &format!("{session}/presence"), &came).await;
                assert_eq!(answer.status, 303, "{}", answer.text);
                known.push(records::record_count(world.academy.db().read()).await.unwrap());
            }
            assert_eq!(known[0], known[1], "presence noted again changes nothing");
            assert_eq!(state_of(&world, "supervisor-0").await, "done");
            assert_ne!(state_of(&world, "supervisor-1").await, "done", "came, and has not learned yet");
            assert_ne!(state_of(&world, "supervisor-2").await, "done", "learned, and did not come");
            assert_eq!(step(&world, &path, "harassment").await["done"], 1);
            assert_eq!(step(&world, &path, "workshop").await["done"], 2);
            let people = world.visitor("adviser").await.opens(&format!("{path}/people")).await.text;
            assert!(people.contains("cell-done"), "{people}");
        }
    }
}

#[actix_web::test]
async fn presence_that_stands_in_the_records_of_a_course_is_not_taken_back() {
    for world in World::on_both().await {
        let path = pathway(&world, "workshop").await;
        learns(&world, "supervisor-0").await;
        let session = step(&world, &path, "workshop").await["id"].as_str().unwrap().to_owned();
        let session = format!("{path}/steps/{session}");
        let presence = format!("{session}/presence");
        let people: Vec<String> = ["supervisor-0", "supervisor-1", "supervisor-2"]
            .map(|name| world.person(name).to_string())
            .into();
        let day = in_days(0);
        let came = |which: &[usize]| {
            let of = which.iter().map(|number| ("person", people[*number].clone()));
            std::iter::once(("done_on", day.clone())).chain(of).collect::<Vec<_>>()
        };
        let mut adviser = world.visitor("adviser").await;
        for (which, status) in [(&[0, 1][..], 303), (&[1], 422), (&[0], 422), (&[], 422), (&[0, 1, 2], 303)] {
            let fields = came(which);
            let fields: Vec<(&str, &str)> =
                fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
            let answer = adviser.submits(&session, &presence, &fields).await;
            assert_eq!(answer.status, status, "{which:?}: {}", answer.text);
            assert_eq!(answer.text.contains("never taken back"), status == 422, "{}", answer.text);
        }
        assert_eq!(step(&world, &path, "workshop").await["done"], 3);
        assert_eq!(state_of(&world, "supervisor-0").await, "done");
    }
}

#[actix_web::test]
async fn a_session_without_people_does_not_let_a_course_be_published() {
    let world = World::new().await;
    let path = world.begins_pathway().await;
    world.adds_course(&path, "harassment").await;
    let course = step(&world, &path, "harassment").await["id"].as_str().unwrap().to_owned();
    let stage = world.stage(&path).await;
    let mut workshop = step_fields("workshop", "", &stage, &in_days(25));
    workshop.retain(|(name, _)| *name != "role");
    workshop.push(("role", "learning-coordinator".to_owned()));
    workshop.push(("owner", world.person("adviser").to_string()));
    workshop.extend([("relation", "together".to_owned()), ("other", course)]);
    saves(&world, &path, "steps", workshop).await;
    let page = world.visitor("adviser").await.opens(&path).await.text;
    assert!(page.contains("A step: Nobody is expected at the session"), "{page}");
    world.confirms(&path, "manager").await;
    world.confirms(&path, "representative").await;
    let (status, refused) = world.publishes(&path).await;
    assert_eq!(status, 422, "{refused}");
    assert!(refused.to_string().contains("Nobody is expected at the session"), "{refused}");
}

#[actix_web::test]
async fn a_session_that_a_course_needs_is_made_up_for_at_another_date_and_by_no_reason() {
    for world in World::on_both().await {
        let path = pathway(&world, "workshop").await;
        learns(&world, "supervisor-0").await;
        let session = step(&world, &path, "workshop").await["id"].as_str().unwrap().to_owned();
        let come = async |step: &str, name: &str| {
            let came = vec![("done_on", in_days(0)), ("person", world.person(name).to_string())];
            posts(&world, "adviser", &path, &format!("steps/{step}/presence"), &came).await.status
        };
        assert_eq!(come(&session, "supervisor-1").await, 303);
        let excuse =
            vec![("people", world.person("supervisor-0").to_string()), ("reason", "Has no time".to_owned())];
        let answer = posts(&world, "adviser", &path, &format!("steps/{session}/excuses"), &excuse).await;
        assert_eq!(answer.status, 422);
        assert!(answer.text.contains("never complete without it"), "{}", answer.text);

        let mut next = step_fields("workshop", "", &world.stage(&path).await, &in_days(30));
        next.push(("owner", world.person("adviser").to_string()));
        next.extend([("relation", "equivalent".to_owned()), ("other", session)]);
        saves(&world, &path, "steps", next).await;
        world.confirmed_and_published(&path).await;
        let all = steps(&world, &path).await;
        let next = all.last().unwrap();
        assert_eq!((&next["relation"], &next["expected"]), (&"equivalent".into(), &2.into()), "{next}");
        assert_eq!(come(next["id"].as_str().unwrap(), "supervisor-0").await, 303);
        assert_eq!(state_of(&world, "supervisor-0").await, "done");
        assert_eq!(step(&world, &path, "harassment").await["done"], 1);
    }
}

#[actix_web::test]
async fn a_session_is_for_those_who_take_its_course() {
    for world in World::on_both().await {
        let path = world.begins_pathway().await;
        world.adds_course(&path, "harassment").await;
        let course = step(&world, &path, "harassment").await["id"].as_str().unwrap().to_owned();
        let mut workshop = step_fields("workshop", "", &world.stage(&path).await, &in_days(25));
        workshop.retain(|(name, _)| *name != "role");
        workshop.push(("role", "factory-manager".to_owned()));
        workshop.push(("owner", world.person("adviser").to_string()));
        workshop.extend([("relation", "together".to_owned()), ("other", course)]);
        saves(&world, &path, "steps", workshop).await;
        world.confirms(&path, "manager").await;
        world.confirms(&path, "representative").await;
        let (status, refused) = world.publishes(&path).await;
        assert_eq!(status, 422, "{refused}");
        assert!(refused.to_string().contains("is expected at no session of it"), "{refused}");
    }
}
