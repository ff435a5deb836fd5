//! Somebody else was quicker, or it is over.

use super::world::{World, course_step, in_days, posts, step_fields, with};
use crate::improvement::Severity;

#[actix_web::test]
async fn whoever_saves_a_step_too_late_sees_every_field_that_stands_otherwise() {
    let world = World::new().await;
    let path = world.begins_pathway().await;
    let (step, fields) = course_step(&world, &path).await;
    let women = with(fields.clone(), "sex", "female");
    assert_eq!(posts(&world, "adviser", &path, &step, &women).await.status, 303);
    let seen = world.seen(&path).await;
    let everybody = with(with(fields, "role", ""), "due_on", &in_days(22));
    assert_eq!(posts(&world, "programme", &path, &step, &everybody).await.status, 303);
    let mut late: Vec<(&str, &str)> = vec![("seen", seen.as_str())];
    late.extend(women.iter().map(|(name, value)| (*name, value.as_str())));
    let mut adviser = world.visitor("adviser").await;
    let answer = adviser.submits(&path, &format!("{path}/{step}"), &late).await;
    assert_eq!(answer.status, 409);
    let now = answer.text.split("As it is now").nth(1).unwrap().split("</dl>").next().unwrap();
    assert_eq!(now.matches("Anybody").count(), 2, "of the role and of the sex: {now}");
    assert!(now.contains("Sex") && now.contains("Role") && now.contains("Due on"), "{now}");
    assert!(!now.contains(&in_days(22)), "a day as people write it: {now}");
}

#[actix_web::test]
async fn whoever_describes_a_pathway_too_late_sees_which_field_stands_otherwise() {
    let world = World::new().await;
    let path = world.begins_pathway().await;
    let seen = world.seen(&path).await;
    let owner = world.person("adviser").to_string();
    let (start, end, later) = (in_days(0), in_days(90), in_days(95));
    let head = |seen, ends_on| {
        [("seen", seen), ("name", "Hours"), ("owner", owner.as_str()), ("starts_on", start.as_str()), ends_on]
    };
    let first = head(seen.as_str(), ("ends_on", later.as_str()));
    assert_eq!(world.visitor("programme").await.submits(&path, &path, &first).await.status, 303);
    let second = head(seen.as_str(), ("ends_on", end.as_str()));
    let answer = world.visitor("adviser").await.submits(&path, &path, &second).await;
    assert_eq!(answer.status, 409);
    let now = answer.text.split("As it is now").nth(1).unwrap().split("</dl>").next().unwrap();
    assert!(now.contains("Ends on") && !now.contains("Starts on") && !now.contains("Owner"), "{now}");
}

#[actix_web::test]
async fn a_suggestion_that_a_colleague_took_is_said_to_be_taken_and_comes_back_with_its_step_gone() {
    for world in World::on_both().await {
        world.finds(world.factory, 1, "overtime", Severity::Medium).await;
        let path = world.begins_pathway().await;
        let offered = async || {
            let address = format!("/api/v1/factories/{}/pathway-suggestions", world.factory);
            let (_, found) = world.caller("adviser").await.gets(&address).await;
            found["suggestions"].as_array().unwrap().iter().any(|one| one["code"] == "hours-planning")
        };
        assert!(offered().await);
        let taken = vec![("suggestion", "hours-planning".to_owned())];
        assert_eq!(posts(&world, "adviser", &path, "suggestions", &taken).await.status, 303);
        for (what, reason) in [("suggestions", ""), ("suggestions/refusals", "No."), ("steps", "")] {
            let stage = world.stage(&path).await;
            let mut fields = step_fields("workshop", "", &stage, &in_days(9));
            fields.extend([("suggestion", "hours-planning".to_owned()), ("reason", reason.to_owned())]);
            let answer = posts(&world, "programme", &path, what, &fields).await;
            assert_eq!(answer.status, 422, "{what}");
            assert!(answer.text.contains("was taken or declined already"), "{what}: {}", answer.text);
        }
        assert!(!offered().await);
        let shown = world.shown(&path).await;
        let step = shown["steps"].as_array().unwrap().last().unwrap()["id"].as_str().unwrap().to_owned();
        let removal = format!("steps/{step}/removal");
        assert_eq!(posts(&world, "adviser", &path, &removal, &Vec::new()).await.status, 303);
        assert!(offered().await, "the item is still open, and nothing answers it");
    }
}

#[actix_web::test]
async fn a_pathway_that_has_ended_says_so_to_whoever_confirms_or_changes_it() {
    let world = World::new().await;
    let path = world.begins_pathway().await;
    world.changes(&path, "end", &[]).await;
    let yes = vec![("answer", "yes".to_owned()), ("comment", String::new())];
    let stage = vec![("stage_name", "Late".to_owned())];
    for (name, what, fields) in [
        ("representative", "confirmations", &yes),
        ("adviser", "stages", &stage),
        ("adviser", "publication", &stage),
    ] {
        let answer = posts(&world, name, &path, what, fields).await;
        assert_eq!(answer.status, 409, "{what}: {}", answer.text);
        assert!(answer.text.contains("This pathway has ended"), "{what}: {}", answer.text);
    }
}

#[actix_web::test]
async fn two_who_change_different_steps_do_not_meet() {
    for world in World::on_both().await {
        let path = world.begins_pathway().await;
        let stage = world.stage(&path).await;
        let talk = with(step_fields("workshop", "", &stage, &in_days(9)), "name", "Talk");
        assert_eq!(posts(&world, "adviser", &path, "steps", &talk).await.status, 303);
        let (course, fields) = course_step(&world, &path).await;
        let second = world.shown(&path).await["steps"][1]["id"].as_str().unwrap().to_owned();
        let second = format!("{path}/steps/{second}");
        let seen = world.seen(&path).await;
        let late = |fields: &[(&'static str, String)]| {
            let fields = fields.iter().map(|(name, value)| (*name, value.clone()));
            fields.chain([("seen", seen.clone())]).collect::<Vec<_>>()
        };
        let saves = async |to: &str, fields: Vec<(&'static str, String)>| {
            let fields: Vec<(&str, &str)> =
                fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
            world.visitor("adviser").await.submits(&path, to, &fields).await
        };
        let later = with(fields.clone(), "due_on", &in_days(22));
        assert_eq!(posts(&world, "programme", &path, &course, &later).await.status, 303);
        let answer = saves(&second, late(&with(talk.clone(), "place", "Hall A"))).await;
        assert_eq!(answer.status, 303, "{}", answer.text);
        let shown = world.shown(&path).await;
        assert_eq!(
            (&shown["steps"][0]["due_on"], &shown["steps"][1]["place"]),
            (&in_days(22).into(), &"Hall A".into())
        );
        // The same step, or a stage that is gone, is another thing.
        assert_eq!(saves(&format!("{path}/{course}"), late(&fields)).await.status, 409);
        let gone = vec![("stage", stage)];
        assert_eq!(posts(&world, "programme", &path, "stages/removal", &gone).await.status, 303);
        let now = world.seen(&path).await;
        let mut talk = with(talk, "place", "Hall B");
        talk.push(("seen", now));
        assert_ne!(saves(&second, talk).await.status, 303);
        assert_eq!(world.shown(&path).await["steps"][1]["place"], "Hall A");
    }
}
