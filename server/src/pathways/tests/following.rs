//! What is seen of pathways under way.

use super::world::{World, in_days, organisation, posts, step_fields, today};
use crate::{
    engagement::{
        assessments::store::{self as assessments, NewAssessment},
        cycles::store::{self as cycles, NewCycle},
        model::assessment::{Mode, template},
    },
    improvement::{
        self, Severity, SourceKind,
        store::sources::{self, Source},
    },
    learning::fixture,
    organisations::store::organisations,
    pathways::commands::{self, Description, Place},
    platform::roles::OrganisationKind,
    records::EnrolmentId,
    testing::TestAcademy,
};

async fn completes(world: &World, name: &str) {
    let (_, own) = world.caller(name).await.gets("/api/v1/enrolments").await;
    let id: EnrolmentId = own["enrolments"][0]["id"].as_str().unwrap().parse().unwrap();
    let work = world.academy.begin().await;
    fixture::completed(&work, id, world.person(name)).await;
    work.commit().await.unwrap();
}

async fn first_step(world: &World, path: &str) -> serde_json::Value {
    let api = path.replace("/pathways/", "/api/v1/pathways/");
    let (_, shown) = world.caller("adviser").await.gets(&api).await;
    shown["steps"][0].clone()
}

#[actix_web::test]
async fn what_was_learned_applied_verified_and_found_again_is_counted_apart() {
    for world in World::on_both().await {
        world.finds(world.factory, 1, "overtime", Severity::High).await;
        let path = world.begins_pathway().await;
        world.confirmed_and_published(&path).await;
        completes(&world, "supervisor-1").await;
        let step = first_step(&world, &path).await;
        assert_eq!(
            (&step["expected"], &step["done"], &step["women_done"]),
            (&3.into(), &1.into(), &1.into())
        );
        let mut manager = world.visitor("manager").await;
        let page = manager.opens(&format!("/factories/{}/pathway", world.factory)).await.text;
        assert!(page.contains("1 of 3 people are through"), "{page}");
        assert!(page.contains("no evidence yet") && page.contains("not assessed since"));
        assert!(page.contains("does not show that it was the reason"));
        world.finds(world.factory, 2, "overtime", Severity::High).await;
        let page = manager.opens(&format!("/factories/{}/pathway", world.factory)).await.text;
        assert!(page.contains("yes, in cycle 2"), "{page}");
        let people = manager.opens(&format!("{path}/people")).await.text;
        assert!(people.contains("supervisor-1") && people.contains("cell-done"), "{people}");
    }
}

/// The factory enters its second cycle, which is assessed; the report is released.
async fn is_assessed_again(world: &World) {
    let adviser = world.person("adviser");
    let work = world.academy.begin().await;
    let first = cycles::current_cycle(&work, world.factory).await.unwrap().unwrap();
    assert!(cycles::end(&work, &first, today()).await.unwrap());
    let new = NewCycle {
        factory: world.factory,
        number: 2,
        started_on: today(),
        adviser: Some(adviser),
        reference: None,
        by: adviser,
    };
    let cycle = cycles::add(&work, &new).await.unwrap();
    let new = NewAssessment {
        factory: world.factory,
        cycle,
        mode: Mode::OnSite,
        first_on: today(),
        last_on: today(),
        cause: None,
        cause_on: None,
        note: String::new(),
        scheduler: adviser,
        assessors: vec![adviser, world.person("programme")],
        blocks: template(Mode::OnSite, 1),
    };
    let id = assessments::add(&work, &new).await.unwrap();
    work.commit().await.unwrap();
    // As long as the report is not released, nothing tells of it.
    let page = again(world).await;
    assert!(page.contains("not assessed since"), "{page}");
    let work = world.academy.begin().await;
    assert!(assessments::release(&work, id, "Summary", (today(), adviser)).await.unwrap());
    work.commit().await.unwrap();
}

async fn again(world: &World) -> String {
    let path = format!("/factories/{}/pathway", world.factory);
    world.visitor("manager").await.opens(&path).await.text
}

#[actix_web::test]
async fn whether_a_point_was_found_again_is_told_by_assessments_alone() {
    for world in World::on_both().await {
        world.finds(world.factory, 1, "overtime", Severity::High).await;
        world.finds(world.factory, 2, "chemicals", Severity::High).await;
        // A self-diagnosis of something else says nothing of overtime.
        let page = again(&world).await;
        assert!(page.contains("not assessed since") && !page.contains("also not by"), "{page}");
        is_assessed_again(&world).await;
        let page = again(&world).await;
        assert!(page.contains("no, also not by the assessment of cycle 2"), "{page}");
        let item = world.finds(world.factory, 2, "overtime", Severity::High).await;
        let page = again(&world).await;
        assert!(page.contains("yes, in cycle 2, though not by an assessment"), "{page}");
        assert!(page.contains("small\">Cycle 1<") && page.contains("small\">Cycle 2<"), "{page}");
        let work = world.academy.begin().await;
        let source = Source {
            id: work.new_id(),
            item_id: item,
            factory_id: world.factory,
            kind: SourceKind::BwAssessment,
            reference: "second".to_owned(),
            found_on: today(),
            severity: Severity::High,
            text: String::new(),
            brought_at: work.now(),
            brought_by_person_id: world.person("adviser"),
            cycle_number: 2,
            root_cause: String::new(),
            action: String::new(),
            due_on: None,
            gone_on: None,
        };
        sources::save_all(&work, &[source]).await.unwrap();
        work.commit().await.unwrap();
        let page = again(&world).await;
        assert!(page.contains("yes, in cycle 2") && !page.contains("though not by"), "{page}");
    }
}

#[actix_web::test]
async fn a_step_from_a_suggestion_for_several_items_belongs_to_each_of_them() {
    for world in World::on_both().await {
        world.finds(world.factory, 1, "worker-protection", Severity::High).await;
        world.finds(world.factory, 1, "chemicals", Severity::Medium).await;
        world.offers("chemicals", &["chemicals", "worker-protection"], false).await;
        let path = world.begins_pathway().await;
        let none = "No step of a pathway belongs to this item.";
        assert_eq!(again(&world).await.matches(none).count(), 2);
        let taken = vec![("suggestion", "course-chemicals".to_owned())];
        assert_eq!(posts(&world, "adviser", &path, "suggestions", &taken).await.status, 303);
        let page = again(&world).await;
        assert_eq!(page.matches(none).count(), 0, "{page}");
        // The step's own item and its point are one thing.
        let step = world.shown(&path).await["steps"][1].clone();
        let items = improvement::items_of_plan(world.academy.db().read(), world.factory, None).await.unwrap();
        let own = items.iter().find(|item| step["item"] == item.id.to_string()).unwrap();
        let work = world.academy.begin().await;
        let id = step["id"].as_str().unwrap().parse().unwrap();
        let kept = crate::pathways::store::pathways::step(&work, id).await.unwrap();
        assert_eq!(kept.compliance_point.as_ref(), Some(&own.point_code));
    }
}

#[actix_web::test]
async fn whoever_came_to_an_equal_workshop_is_through_and_a_session_completes_its_course() {
    for world in World::on_both().await {
        let path = world.begins_pathway().await;
        let course = first_step(&world, &path).await["id"].as_str().unwrap().to_owned();
        let stage = world.stage(&path).await;
        for relation in ["equivalent", "together"] {
            let mut fields = step_fields("workshop", "", &stage, &in_days(25));
            fields.push(("relation", relation.to_owned()));
            fields.push(("other", course.clone()));
            fields.push(("owner", world.person("adviser").to_string()));
            let fields: Vec<(&str, &str)> =
                fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
            world.changes(&path, "steps", &fields).await;
        }
        world.confirmed_and_published(&path).await;
        let (_, shown) =
            world.caller("adviser").await.gets(&path.replace("/pathways/", "/api/v1/pathways/")).await;
        let (equal, session) = (&shown["steps"][1]["id"], &shown["steps"][2]["id"]);
        let mut adviser = world.visitor("adviser").await;
        let person = world.person("supervisor-0").to_string();
        let done_on = in_days(0);
        let came = [("done_on", done_on.as_str()), ("done_note", ""), ("person", person.as_str())];
        for (step, through) in [(equal, 0), (session, 1)] {
            let step = format!("{path}/steps/{}", step.as_str().unwrap());
            let answer = adviser.submits(&step, &format!("{step}/presence"), &came).await;
            assert_eq!(answer.status, 303, "{}", answer.text);
            assert_eq!(first_step(&world, &path).await["done"], through);
        }
        // The factory's progress report names both workshops, and not how few came.
        let report = format!("/factories/{}/progress-report", world.factory);
        let page = adviser.opens(&report).await.text;
        assert_eq!(page.matches("Fewer than 5").count(), 2, "{page}");
    }
}

#[actix_web::test]
async fn the_home_of_forty_factories_costs_as_many_queries_as_that_of_one() {
    let world = World::new().await;
    let path = world.begins_pathway().await;
    world.confirmed_and_published(&path).await;
    world.finds(world.factory, 1, "overtime", Severity::High).await;
    let mut adviser = world.visitor("adviser").await;
    let mut queries = Vec::new();
    for more in [0, 39] {
        for number in 0..more {
            let name = format!("Factory {number}");
            let factory = organisation(&world.academy, OrganisationKind::Factory, &name, None).await;
            world.begins_cycle(factory).await;
            world.finds(factory, 1, "chemicals", Severity::Low).await;
        }
        let before = world.academy.db().queries();
        let home = adviser.opens("/pathways").await;
        assert_eq!(home.status, 200, "{}", home.text);
        queries.push(world.academy.db().queries() - before);
    }
    assert_eq!(queries[0], queries[1]);
    assert!(queries[0] <= 10, "{queries:?}");
    let more = organisation(&world.academy, OrganisationKind::Factory, "One more", None).await;
    world.begins_cycle(more).await;
    let home = adviser.opens("/pathways").await.text;
    assert!(home.contains("1–40 of 41 factories") && home.contains("page&#x3D;2"), "{home}");
    assert!(adviser.opens("/pathways?page=2").await.text.contains("41–41 of 41 factories"));
    let (status, followed) = world.caller("adviser").await.gets("/api/v1/followed-factories?page=2").await;
    assert_eq!((status, &followed["total"]), (200, &41.into()), "{followed}");
    assert_eq!(followed["factories"].as_array().unwrap().len(), 1, "{followed}");
    assert_eq!(world.caller("manager").await.gets("/api/v1/followed-factories").await.0, 404);
    let before = world.academy.db().queries();
    adviser.opens(&format!("/factories/{}/pathway", world.factory)).await;
    let of_factory = world.academy.db().queries() - before;
    assert!(of_factory <= 10, "{of_factory}");
}

#[actix_web::test]
async fn the_home_says_what_waits_and_by_whom() {
    let world = World::new().await;
    let begin = format!("/factories/{}/pathways", world.factory);
    let empty = [("name", "Begun only"), ("starts_on", ""), ("ends_on", ""), ("template", "")];
    let mut adviser = world.visitor("adviser").await;
    assert_eq!(adviser.submits(&format!("{begin}/new"), &begin, &empty).await.status, 303);
    let path = world.begins_pathway().await;
    let mut adviser = world.visitor("adviser").await;
    let home = adviser.opens("/pathways").await.text;
    assert!(home.contains("“Hours” waits for the yes of both sides"), "{home}");
    assert!(home.contains("The factory has no bipartite committee yet; help to form one"), "{home}");
    let (member, seat) = (world.person("manager"), crate::platform::roles::Side::Management);
    crate::engagement::committees::fixture::sits(
        &world.academy,
        (member, seat),
        world.factory,
        (today(), None),
    )
    .await;
    let home = adviser.opens("/pathways").await.text;
    assert!(home.contains("“Hours” waits for the committee"), "{home}");
    assert!(!home.contains("has no bipartite committee yet"), "{home}");
    assert!(home.contains("“Begun only” is begun: its dates or steps are missing"), "{home}");
    world.confirmed_and_published(&path).await;
    world.academy.clock.advance(chrono::TimeDelta::days(21));
    let mut adviser = world.visitor("adviser").await;
    let home = adviser.opens("/pathways").await.text;
    assert!(home.contains("late since") && home.contains("Supervisor"), "{home}");
    assert!(home.contains(&format!("{path}/people")) && home.contains("People by steps: Hours"), "{home}");
    let mut manager = world.visitor("manager").await;
    assert_eq!(manager.opens("/pathways").await.status, 404);
    let (_, followed) = world.caller("adviser").await.gets("/api/v1/followed-factories").await;
    let waits = followed["factories"][0]["waits_for"].as_array().unwrap();
    let late = waits.iter().find(|one| one["since"] == in_days(20)).unwrap_or_else(|| panic!("{followed}"));
    assert!(late["whom"].as_str().unwrap().starts_with("Supervisor"), "{followed}");
}

#[actix_web::test]
async fn a_template_gives_dates_and_can_be_made_ones_own() {
    let world = World::of(TestAcademy::new().await, 1).await;
    let mut adviser = world.visitor("programme").await;
    let begin = format!("/factories/{}/pathways/new", world.factory);
    let (start, end) = (in_days(0), in_days(120));
    let fields = [
        ("name", "Hours"),
        ("starts_on", start.as_str()),
        ("ends_on", end.as_str()),
        ("template", "working-hours"),
    ];
    let made = adviser.submits(&begin, &format!("/factories/{}/pathways", world.factory), &fields).await;
    let path = made.location.unwrap();
    let step = first_step(&world, &path).await;
    assert_eq!((&step["course"], &step["due_on"]), (&"working-hours".into(), &in_days(30).into()));
    let cloned =
        adviser.submits("/pathway-templates", "/pathway-templates", &[("template", "working-hours")]).await;
    let template = cloned.location.unwrap();
    let page = adviser.opens(&template).await.text;
    assert!(page.contains("Understand"), "{page}");
    let bare = [("seen", "0"), ("name", "Giờ làm"), ("country", "VN"), ("text", "Một")];
    assert_eq!(adviser.submits(&template, &template, &bare).await.status, 422, "a text is missing");
    let elsewhere = [("seen", "0"), ("name", "Giờ làm"), ("country", "KH"), ("text", "Một")];
    assert_eq!(adviser.submits(&template, &template, &elsewhere).await.status, 422);
    assert!(adviser.opens("/suggestions").await.text.contains("osh-walk-through"));
}

#[actix_web::test]
async fn a_factory_known_through_its_group_only_is_not_counted_as_one_of_better_work() {
    for world in World::on_both().await {
        let through =
            organisation(&world.academy, OrganisationKind::Factory, "Through", Some(world.group)).await;
        let resting =
            organisation(&world.academy, OrganisationKind::Factory, "Resting", Some(world.group)).await;
        let work = world.academy.begin().await;
        organisations::mark_group_only(&work, through, true).await.unwrap();
        let description =
            Description { name: "Begun".to_owned(), owner: None, starts_on: None, ends_on: None };
        for factory in [through, resting] {
            let by = world.person("adviser");
            let place = Place { factory, cycle: None, group: None };
            commands::begin(&work, by, &place, &description, None).await.unwrap();
        }
        work.commit().await.unwrap();
        let home = world.visitor("adviser").await.opens("/pathways?factories=all").await.text;
        assert!(home.contains("2 factories of Better Work, 1 known through a group only"), "{home}");
        assert_eq!(home.matches("through its group only").count(), 1, "{home}");
        assert_eq!(
            home.matches("in no cycle now").count(),
            1,
            "one without a cycle may be one of Better Work"
        );
    }
}

#[actix_web::test]
async fn what_serves_management_systems_is_seen_by_itself() {
    for world in World::on_both().await {
        let item = world.finds(world.factory, 1, "overtime", Severity::High).await;
        world.finds(world.factory, 1, "chemicals", Severity::High).await;
        let path = world.begins_pathway().await;
        let mut fields = step_fields("task", "", &world.stage(&path).await, &in_days(25));
        fields.retain(|(name, _)| !matches!(*name, "goal" | "name"));
        fields.push(("goal", "internal-systems".to_owned()));
        fields.push(("name", "A register of hours".to_owned()));
        fields.push(("item", item.to_string()));
        let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
        world.changes(&path, "steps", &fields).await;
        let mut manager = world.visitor("manager").await;
        let page = format!("/factories/{}/pathway", world.factory);
        let all = manager.opens(&page).await.text;
        assert!(all.contains("A step") && all.contains("A register of hours"), "{all}");
        assert_eq!(all.matches("/improvement-plan/").count(), 2, "{all}");
        let systems = manager.opens(&format!("{page}?goal=internal-systems")).await.text;
        assert!(!systems.contains("A step<") && systems.contains("A register of hours"), "{systems}");
        assert_eq!(systems.matches("/improvement-plan/").count(), 1, "{systems}");
        assert!(systems.contains(&format!("/improvement-plan/{item}")));
    }
}
