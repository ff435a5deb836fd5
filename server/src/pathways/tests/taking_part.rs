//! Who takes part, and what may be said of it.

use super::world::{World, course_step, in_days, posts, step_fields, today, with};
use crate::people::store::suspensions;

#[actix_web::test]
async fn a_step_of_a_department_is_for_its_people_alone() {
    for world in World::on_both().await {
        let path = world.begins_pathway().await;
        let (step, fields) = course_step(&world, &path).await;
        let fields = with(fields, "role", "");
        let nowhere = with(fields.clone(), "department", "Moon base");
        assert_eq!(posts(&world, "adviser", &path, &step, &nowhere).await.status, 303);
        let shown = world.visitor("adviser").await.opens(&path).await.text;
        assert!(shown.contains("A step: Nobody is known to work in this department."), "{shown}");
        let (status, refused) = world.publishes(&path).await;
        assert_eq!(status, 422);
        assert!(refused.to_string().contains("Nobody is known to work in this department"), "{refused}");

        world.works_in("supervisor-1", "Cắt").await;
        world.works_in("manager", "Sewing").await;
        assert_eq!(
            posts(&world, "adviser", &path, &step, &with(fields, "department", "cat")).await.status,
            303
        );
        let published = world.confirmed_and_published(&path).await;
        assert_eq!((&published["people"], &published["enrolled"]), (&1.into(), &1.into()));
        let (_, own) = world.caller("supervisor-1").await.gets("/api/v1/enrolments").await;
        assert_eq!(own["enrolments"].as_array().unwrap().len(), 1);
    }
}

#[actix_web::test]
async fn nobody_is_marked_by_hand_as_through_with_a_course() {
    for world in World::on_both().await {
        let path = world.begins_pathway().await;
        world.confirmed_and_published(&path).await;
        let (step, _) = course_step(&world, &path).await;
        let fields = vec![("done_on", in_days(0)), ("person", world.person("supervisor-0").to_string())];
        let answer = posts(&world, "adviser", &path, &format!("{step}/presence"), &fields).await;
        assert_eq!(answer.status, 422);
        assert!(answer.text.contains("follows from learning alone"), "{}", answer.text);
        assert_eq!(world.shown(&path).await["steps"][0]["done"], 0);
    }
}

#[actix_web::test]
async fn presence_takes_days_and_people_of_the_step_alone() {
    let world = World::new().await;
    let path = world.begins_pathway().await;
    let stage = world.stage(&path).await;
    let owner = world.person("adviser").to_string();
    let workshop = with(step_fields("workshop", "", &stage, &in_days(9)), "owner", &owner);
    assert_eq!(posts(&world, "adviser", &path, "steps", &workshop).await.status, 303);
    world.confirmed_and_published(&path).await;
    let step = world.shown(&path).await["steps"][1]["id"].as_str().unwrap().to_owned();
    let presence = format!("steps/{step}/presence");
    let expected = world.person("supervisor-0").to_string();
    let other = world.person("manager").to_string();
    for (day, person, sentence) in [
        ("1990-01-01", expected.as_str(), "had not begun on this day"),
        (&in_days(0), other.as_str(), "is not expected at this step"),
        (&in_days(0), "nobody", "is not expected at this step"),
    ] {
        let fields = vec![("done_on", day.to_owned()), ("person", person.to_owned())];
        let answer = posts(&world, "adviser", &path, &presence, &fields).await;
        assert_eq!(answer.status, 422, "{day} {person}");
        assert!(answer.text.contains(sentence), "{sentence}: {}", answer.text);
    }
    let fields = vec![("done_on", in_days(0)), ("person", expected)];
    assert_eq!(posts(&world, "adviser", &path, &presence, &fields).await.status, 303);
}

#[actix_web::test]
async fn a_workshop_of_today_is_noted_by_the_clock_of_the_factory() {
    for world in World::on_both().await {
        let path = world.begins_pathway().await;
        let stage = world.stage(&path).await;
        let owner = world.person("adviser").to_string();
        let workshop = with(step_fields("workshop", "", &stage, &in_days(9)), "owner", &owner);
        let workshop = with(workshop, "starts_on", &in_days(1));
        assert_eq!(posts(&world, "adviser", &path, "steps", &workshop).await.status, 303);
        world.confirmed_and_published(&path).await;
        let step = world.shown(&path).await["steps"][1]["id"].as_str().unwrap().to_owned();
        let presence = format!("steps/{step}/presence");
        // It is half past midnight in Viet Nam.
        world.academy.clock.advance(chrono::TimeDelta::minutes(570));
        for (day, person, sentence) in [
            (in_days(2), "", "This day is still to come"),
            (in_days(0), "", "had not begun on this day"),
            (String::new(), "supervisor-1", "Say on which day it was"),
        ] {
            let mut fields = vec![("done_on", day)];
            if !person.is_empty() {
                fields.push(("person", world.person(person).to_string()));
            }
            let answer = posts(&world, "adviser", &path, &presence, &fields).await;
            assert_eq!(answer.status, 422);
            assert!(answer.text.contains(sentence), "{sentence}: {}", answer.text);
        }
        let people = world.visitor("adviser").await.opens(&format!("{path}/people")).await.text;
        assert_eq!(people.matches("did not come").count(), 1, "the legend alone: {people}");
        let fields = vec![("done_on", in_days(1)), ("person", world.person("supervisor-1").to_string())];
        assert_eq!(posts(&world, "adviser", &path, &presence, &fields).await.status, 303);
        let people = world.visitor("adviser").await.opens(&format!("{path}/people")).await.text;
        assert_eq!(people.matches("did not come").count(), 3, "two people and the legend: {people}");
    }
}

#[actix_web::test]
async fn a_step_takes_dates_and_choices_that_can_be() {
    let world = World::new().await;
    let path = world.begins_pathway().await;
    let (step, fields) = course_step(&world, &path).await;
    let elsewhere = "019dfd8d-1791-759b-a080-2001a84647a8";
    for (field, value, sentence) in [
        ("starts_on", in_days(21).as_str(), "due before it starts"),
        ("stage", elsewhere, "not there any more"),
        ("item", elsewhere, "not in the plan"),
        ("role", "administrator", "Nobody in a factory has this role"),
        ("sex", "x", "Choose from the list"),
    ] {
        let answer = posts(&world, "adviser", &path, &step, &with(fields.clone(), field, value)).await;
        assert_eq!(answer.status, 422, "{field}");
        assert!(answer.text.contains(sentence), "{field}: {}", answer.text);
    }
    let yesterday = today().pred_opt().unwrap().to_string();
    let head = vec![("name", "Hours".to_owned()), ("starts_on", yesterday.clone()), ("ends_on", in_days(90))];
    let head = with(head, "owner", &world.person("adviser").to_string());
    let seen = world.seen(&path).await;
    let mut all: Vec<(&str, &str)> = vec![("seen", seen.as_str())];
    all.extend(head.iter().map(|(name, value)| (*name, value.as_str())));
    assert_eq!(world.visitor("adviser").await.submits(&path, &path, &all).await.status, 303);
    let past = with(fields, "due_on", &yesterday);
    assert_eq!(posts(&world, "adviser", &path, &step, &past).await.status, 303);
    let (status, refused) = world.publishes(&path).await;
    assert_eq!(status, 422);
    assert!(refused.to_string().contains("over before the step is published"), "{refused}");
    // The page says it of the step by its name.
    let seen = world.seen(&path).await;
    let publication = format!("{path}/publication");
    let answer = world.visitor("adviser").await.submits(&path, &publication, &[("seen", &seen)]).await;
    assert!(answer.text.contains("A step: The date is over before"), "{}", answer.text);
}

#[actix_web::test]
async fn a_suspended_owner_counts_as_one_who_left() {
    for world in World::on_both().await {
        let path = world.begins_pathway().await;
        world.confirmed_and_published(&path).await;
        let work = world.academy.begin().await;
        suspensions::add(&work, world.person("adviser"), world.person("programme"), "…").await.unwrap();
        work.commit().await.unwrap();
        let shown = world.visitor("programme").await.opens(&path).await.text;
        assert!(shown.contains("adviser owns this pathway and does not belong here any more"), "{shown}");
        let api = path.replace("/pathways/", "/api/v1/pathways/");
        let mut programme = world.caller("programme").await;
        let changes = programme.gets(&api).await.1["changes"].clone();
        let body = serde_json::json!({ "changes": changes });
        let (status, refused) = programme.posts(&format!("{api}/publication"), body).await;
        assert_eq!(status, 422);
        assert!(refused.to_string().contains("Its owner has left"), "{refused}");
    }
}
