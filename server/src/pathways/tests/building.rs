//! From a suggestion to people who are enrolled.

use super::world::{World, in_days, step_fields};
use crate::improvement::Severity;

#[actix_web::test]
async fn a_pathway_is_suggested_confirmed_and_published() {
    for world in World::on_both().await {
        world.finds(world.factory, 1, "overtime", Severity::High).await;
        let suggestions = format!("/api/v1/factories/{}/pathway-suggestions", world.factory);
        let (status, found) = world.caller("adviser").await.gets(&suggestions).await;
        assert_eq!(status, 200);
        let course =
            found["suggestions"].as_array().unwrap().iter().find(|one| one["course"] == "working-hours");
        let course = course.unwrap_or_else(|| panic!("{found}"));
        assert_eq!(course["reasons"][0], "The finding is severe.");
        assert_eq!(course["people"], 5);

        let path = world.begins_pathway().await;
        let (status, refused) = world.publishes(&path).await;
        assert_eq!(status, 422, "nobody confirmed it: {refused}");
        let published = world.confirmed_and_published(&path).await;
        assert_eq!((&published["revision"], &published["enrolled"]), (&1.into(), &3.into()));

        let (_, list) = world
            .caller("manager")
            .await
            .gets(&format!("/api/v1/factories/{}/pathways", world.factory))
            .await;
        let step = &list["pathways"][0]["steps"][0];
        assert_eq!((&step["expected"], &step["done"]), (&3.into(), &0.into()), "{list}");
        assert_eq!(list["pathways"][0]["changed_since"], false);
        world.academy.runs_jobs().await;
        assert_eq!(world.academy.letters().await.len(), 3, "one mail for each supervisor");
        let (_, own) = world.caller("supervisor-0").await.gets("/api/v1/enrolments").await;
        assert_eq!(own["enrolments"][0]["due_on"], in_days(20), "{own}");
        let mut supervisor = world.visitor("supervisor-0").await;
        let words = "Part of your factory’s pathway: Hours";
        let home = supervisor.opens("/learning").await.text;
        assert!(home.contains(words), "{home}");
        let enrolment = format!("/enrolments/{}", own["enrolments"][0]["id"].as_str().unwrap());
        let course = supervisor.opens(&enrolment).await.text;
        assert!(course.contains(words), "{course}");
        let seen = world.visitor("manager").await.opens(&enrolment).await.text;
        assert!(seen.contains("Part of the factory’s pathway: Hours"), "{seen}");
    }
}

#[actix_web::test]
async fn a_pathway_without_dates_and_owner_cannot_be_published() {
    let world = World::new().await;
    let mut adviser = world.visitor("adviser").await;
    let begin = format!("/factories/{}/pathways/new", world.factory);
    let fields = [("name", "Bare"), ("starts_on", ""), ("ends_on", ""), ("template", "")];
    let made = adviser.submits(&begin, &format!("/factories/{}/pathways", world.factory), &fields).await;
    let path = made.location.unwrap();
    let bare = [("seen", "0"), ("name", "Bare"), ("owner", ""), ("starts_on", ""), ("ends_on", "")];
    assert_eq!(adviser.submits(&path, &path, &bare).await.status, 303);
    let answer = adviser.submits(&path, &format!("{path}/publication"), &[("seen", "1")]).await;
    assert_eq!(answer.status, 422);
    for sentence in ["Name an owner.", "Say when it starts.", "Add a stage.", "Add a step.", "Add a goal."] {
        assert!(answer.text.contains(sentence), "{sentence}");
    }
}

#[actix_web::test]
async fn a_course_on_harassment_is_published_only_with_its_session() {
    let world = World::new().await;
    let path = world.begins_pathway().await;
    world.adds_course(&path, "harassment").await;
    world.confirms(&path, "manager").await;
    world.confirms(&path, "representative").await;
    let (status, refused) = world.publishes(&path).await;
    assert_eq!(status, 422);
    assert!(refused.to_string().contains("never complete by e-learning alone"), "{refused}");

    let (_, shown) =
        world.caller("adviser").await.gets(&path.replace("/pathways/", "/api/v1/pathways/")).await;
    let course =
        shown["steps"].as_array().unwrap().iter().find(|step| step["course"] == "harassment").unwrap();
    let stage = world.stage(&path).await;
    let mut fields = step_fields("workshop", "", &stage, &in_days(25));
    fields.push(("relation", "together".to_owned()));
    fields.push(("other", course["id"].as_str().unwrap().to_owned()));
    fields.push(("owner", world.person("adviser").to_string()));
    let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
    world.changes(&path, "steps", &fields).await;
    world.confirmed_and_published(&path).await;
    let letters = world.academy.letters().await;
    let expected = letters.iter().filter(|letter| letter.subject.contains("planned with you")).count();
    assert_eq!(expected, 3, "whoever is expected at the workshop is told");
}

#[actix_web::test]
async fn what_was_declined_is_offered_again_only_when_the_item_changed() {
    let world = World::new().await;
    world.finds(world.factory, 1, "overtime", Severity::Medium).await;
    let path = world.begins_pathway().await;
    let offered = async || {
        let address = format!("/api/v1/factories/{}/pathway-suggestions", world.factory);
        let (_, found) = world.caller("adviser").await.gets(&address).await;
        let all = found["suggestions"].as_array().unwrap().clone();
        all.into_iter().find(|one| one["code"] == "hours-planning")
    };
    assert!(offered().await.is_some());
    let mut adviser = world.visitor("adviser").await;
    let refusals = format!("{path}/suggestions/refusals");
    let bare = [("suggestion", "hours-planning"), ("reason", "")];
    let answer = adviser.submits(&path, &refusals, &bare).await;
    assert_eq!(answer.status, 422);
    let reason = [("suggestion", "hours-planning"), ("reason", "They plan their hours already.")];
    assert_eq!(adviser.submits(&path, &refusals, &reason).await.status, 303);
    assert!(offered().await.is_none());
    world.finds(world.factory, 2, "overtime", Severity::Medium).await;
    let again = offered().await.expect("it was found again");
    assert!(again["reasons"][0].as_str().unwrap().starts_with("Offered again"), "{again}");
}

#[actix_web::test]
async fn a_revision_keeps_the_history_and_says_what_changed_for_whom() {
    let world = World::new().await;
    let path = world.begins_pathway().await;
    world.confirmed_and_published(&path).await;
    world.adds_course(&path, "harassment").await;
    let shown = world.visitor("adviser").await.opens(&path).await.text;
    assert!(shown.contains("changed since it was published"), "{shown}");
    let (_, now) = world.caller("adviser").await.gets(&path.replace("/pathways/", "/api/v1/pathways/")).await;
    let step = now["steps"].as_array().unwrap().iter().find(|step| step["course"] == "harassment").unwrap();
    let removal = format!("steps/{}/removal", step["id"].as_str().unwrap());
    world.changes(&path, &removal, &[]).await;
    let first = now["steps"][0]["id"].as_str().unwrap();
    let fields = step_fields("course", "working-hours", &world.stage(&path).await, &in_days(25));
    let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
    world.changes(&path, &format!("steps/{first}"), &fields).await;
    let published = world.confirmed_and_published(&path).await;
    assert_eq!((&published["revision"], &published["enrolled"]), (&2.into(), &0.into()));
    let shown = world.visitor("manager").await.opens(&path).await.text;
    assert!(shown.contains("Another date: A step") && shown.contains("for 3 people"), "{shown}");
    assert!(shown.contains("Revision 1") && shown.contains("Revision 2"));
    let (_, own) = world.caller("supervisor-0").await.gets("/api/v1/enrolments").await;
    assert_eq!(own["enrolments"][0]["due_on"], in_days(25), "{own}");
}

#[actix_web::test]
async fn two_who_edit_one_pathway_see_each_other() {
    let world = World::new().await;
    let path = world.begins_pathway().await;
    let seen = world.seen(&path).await;
    world.changes(&path, "stages", &[("stage_name", "Change")]).await;
    let mut late = world.visitor("programme").await;
    let fields = [("seen", seen.as_str()), ("name", "My name for it"), ("owner", ""), ("starts_on", "")];
    let answer = late.submits(&path, &path, &fields).await;
    assert_eq!(answer.status, 409);
    assert!(answer.text.contains("My name for it") && answer.text.contains("Change"), "{}", answer.text);
}

#[actix_web::test]
async fn others_find_no_pathway() {
    let world = World::new().await;
    let path = world.begins_pathway().await;
    let factory = format!("/factories/{}/pathway", world.factory);
    for stranger in ["supervisor-0", "other-manager", "coordinator"] {
        let mut stranger = world.visitor(stranger).await;
        for page in [&path, &factory, &format!("{path}/people")] {
            assert_eq!(stranger.opens(page).await.status, 404, "{page}");
        }
    }
    let mut manager = world.visitor("manager").await;
    assert_eq!(manager.opens(&path).await.status, 200);
    let refused = manager.submits(&path, &format!("{path}/publication"), &[("seen", "0")]).await;
    assert_eq!(refused.status, 403, "they see it, and it is the adviser who publishes");
}

#[actix_web::test]
async fn publishing_for_ten_times_the_people_takes_no_more_statements() {
    let mut statements = Vec::new();
    for supervisors in [3, 30] {
        let world = World::of(crate::testing::TestAcademy::new().await, supervisors).await;
        let path = world.begins_pathway().await;
        world.confirms(&path, "manager").await;
        world.confirms(&path, "representative").await;
        let before = world.academy.db().queries();
        assert_eq!(world.publishes(&path).await.0, 201);
        statements.push(world.academy.db().queries() - before);
    }
    assert_eq!(statements[0], statements[1]);
}
