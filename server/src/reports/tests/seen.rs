//! Who sees which figures.

use super::*;

async fn status(caller: &mut Caller<'_>, query: &str) -> u16 {
    caller.gets(&format!("/api/v1/reports/learning?{query}")).await.0
}

#[actix_web::test]
async fn coordinators_see_their_organisation_and_its_parts_and_nothing_else() {
    for world in World::on_both().await {
        let mut coordinator = world.caller(Role::LearningCoordinator, world.first).await;
        let own = world.report(&mut coordinator, "").await;
        assert_eq!(own["place"]["organisation"], world.first.to_string());
        for other in [world.second, world.far, world.group, world.office] {
            assert_eq!(status(&mut coordinator, &format!("place={other}")).await, 404);
        }
        for place in ["VN", "BD"] {
            assert_eq!(status(&mut coordinator, &format!("place={place}")).await, 404);
        }
        let mut group = world.caller(Role::FactoryManager, world.group).await;
        world.learners(6, Sex::Female, world.first, "buying", Far::Enrolled).await;
        world.learners(6, Sex::Female, world.second, "buying", Far::Enrolled).await;
        let report = world.report(&mut group, "by=organisation").await;
        assert_eq!(report["place"]["with_parts"], true);
        assert_eq!(report["total"]["enrolled"], 12);
        assert_eq!(report["rows"].as_array().unwrap().len(), 2);
        assert_eq!(status(&mut group, &format!("place={}", world.second)).await, 200);
        assert_eq!(status(&mut group, &format!("place={}", world.far)).await, 404);
    }
}

#[actix_web::test]
async fn programme_managers_see_their_country() {
    let world = World::new().await;
    let mut manager = world.caller(Role::ProgrammeManager, world.office).await;
    let report = world.report(&mut manager, "by=organisation").await;
    assert_eq!(report["place"]["country"], "VN");
    assert_eq!(status(&mut manager, &format!("place={}", world.first)).await, 200);
    assert_eq!(status(&mut manager, "place=BD").await, 404);
    assert_eq!(status(&mut manager, &format!("place={}", world.far)).await, 404);
    assert_eq!(status(&mut manager, "by=country").await, 422);
}

#[actix_web::test]
async fn partners_see_countries_and_never_an_organisation() {
    for world in World::on_both().await {
        world.learners(12, Sex::Female, world.first, "buying", Far::Enrolled).await;
        world.learners(12, Sex::Female, world.far, "buying", Far::Enrolled).await;
        let mut donor = world.caller(Role::DevelopmentPartner, world.donor).await;
        let report = world.report(&mut donor, "by=country").await;
        assert_eq!(row(&report, "VN")["enrolled"], 12);
        let mut inspector = world.caller(Role::LabourInspector, world.ministry).await;
        assert_eq!(world.report(&mut inspector, "").await["place"]["country"], "VN");
        assert_eq!(status(&mut inspector, "place=BD").await, 404);
        for caller in [&mut donor, &mut inspector] {
            assert_eq!(status(caller, "place=VN&by=organisation").await, 422);
            assert_eq!(status(caller, &format!("place={}", world.first)).await, 404);
            assert_eq!(status(caller, "place=019dfc59-c609-7c54-8489-db6458446ed6").await, 404);
            assert_eq!(status(caller, "place=nowhere").await, 404);
        }
    }
}

#[actix_web::test]
async fn who_has_no_such_role_finds_no_reports_and_a_role_that_ends_is_gone_at_once() {
    let world = World::new().await;
    let mut member = world.caller(Role::OrganisationMember, world.first).await;
    assert_eq!(status(&mut member, "").await, 404);
    assert_eq!(status(&mut member, &format!("place={}", world.first)).await, 404);
    let (person, membership) = world.member(Sex::NotStated, Role::LearningCoordinator, world.first).await;
    let mut coordinator = Caller::of(&world.academy, person).await;
    assert_eq!(status(&mut coordinator, "").await, 200);
    let work = world.academy.begin().await;
    let yesterday = work.now().date_naive().pred_opt().unwrap();
    memberships::end(&work, membership, yesterday).await.unwrap();
    work.commit().await.unwrap();
    assert_eq!(status(&mut coordinator, "").await, 404);
}

#[actix_web::test]
async fn what_cannot_be_asked_is_refused_with_the_field() {
    let world = World::new().await;
    let mut administrator = world.caller(Role::Administrator, world.headquarters).await;
    assert_eq!(status(&mut administrator, "by=shoe-size").await, 422);
    assert_eq!(status(&mut administrator, "year=soon").await, 422);
    assert_eq!(status(&mut administrator, "by=sex&course=no-such-course").await, 404);
    assert_eq!(status(&mut administrator, "by=sex&course=buying&year=2026").await, 200);
}
