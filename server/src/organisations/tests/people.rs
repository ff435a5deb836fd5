//! People as coordinators and staff see them.

use super::*;
use crate::testing::caller::Caller;

#[actix_web::test]
async fn a_coordinator_finds_their_own_people_without_marks_and_nobody_else() {
    for world in World::on_both().await {
        let lan = world.person("Nguyễn Thị Lan", "lan@brand.example").await;
        world.makes(lan, Role::Buyer, world.brand).await;
        world.makes(lan, Role::OrganisationMember, world.factory).await;
        let stranger = world.person("Nguyễn Thị Hoa", "hoa@factory.example").await;
        world.makes(stranger, Role::Supervisor, world.factory).await;
        let mut coordinator = world.visitor_as(Role::LearningCoordinator, world.brand).await;
        let found = coordinator.opens("/people?search=nguyen+thi").await;
        assert!(
            found.text.contains("Nguyễn Thị Lan") && !found.text.contains("Nguyễn Thị Hoa"),
            "{}",
            found.text
        );
        let page = coordinator.opens(&format!("/people/{lan}")).await;
        assert!(page.text.contains("Northwind Apparel") && !page.text.contains("Hải Đăng"), "{}", page.text);
        assert_eq!(coordinator.opens(&format!("/people/{stranger}")).await.status, 404);
    }
}

#[actix_web::test]
async fn an_administrator_suspends_with_a_reason_and_lifts_it() {
    for world in World::on_both().await {
        let lan = world.person("Nguyễn Thị Lan", "lan@brand.example").await;
        let mut hers = world.signed_in("lan@brand.example").await;
        let mut administrator = world.visitor_as(Role::Administrator, world.headquarters).await;
        let page = format!("/people/{lan}");
        let path = format!("{page}/suspension");
        let without = administrator.submits(&page, &path, &[("reason", " ")]).await;
        assert!(without.status == 422 && without.text.contains("Say why"), "{}", without.text);
        administrator.submits(&page, &path, &[("reason", "Left the company")]).await;
        assert_eq!(hers.opens("/profile").await.status, 303);
        assert!(administrator.opens(&page).await.text.contains("Left the company"));
        administrator.submits(&page, &format!("{path}/lifting"), &[]).await;
        assert!(!administrator.opens(&page).await.text.contains("Left the company"));
    }
}

#[actix_web::test]
async fn what_somebody_came_in_by_before_a_suspension_stays_void_after_it() {
    for world in World::on_both().await {
        let lan = world.person("Nguyễn Thị Lan", "lan@brand.example").await;
        world.makes(lan, Role::Buyer, world.brand).await;
        let mut hers = world.signed_in("lan@brand.example").await;
        let mut program = Caller::of(&world.academy, lan).await;
        assert_eq!(
            (hers.opens("/profile").await.status.as_u16(), program.gets("/api/v1/me").await.0),
            (200, 200)
        );
        world.academy.clock.advance(TimeDelta::seconds(1));
        let administrator = world.token_as(Role::Administrator, world.headquarters).await;
        let path = format!("/api/v1/people/{lan}/suspension");
        let reason = Some(serde_json::json!({ "reason": "…" }));
        assert_eq!(world.calls(&administrator, Method::POST, &path, reason).await.status, 204);
        assert_eq!(world.calls(&administrator, Method::DELETE, &path, None).await.status, 204);
        assert_eq!(
            (hers.opens("/profile").await.status.as_u16(), program.gets("/api/v1/me").await.0),
            (303, 401)
        );
        let mut again = world.signed_in("lan@brand.example").await;
        assert_eq!(again.opens("/profile").await.status, 200);
    }
}

#[actix_web::test]
async fn a_coordinator_suspends_nobody_and_nobody_suspends_themselves() {
    for world in World::on_both().await {
        let lan = world.person("Nguyễn Thị Lan", "lan@brand.example").await;
        world.makes(lan, Role::Buyer, world.brand).await;
        let reason = || Some(serde_json::json!({ "reason": "…" }));
        let coordinator = world.token_as(Role::LearningCoordinator, world.brand).await;
        let path = format!("/api/v1/people/{lan}/suspension");
        assert_eq!(world.calls(&coordinator, Method::POST, &path, reason()).await.status, 403);
        let buyer = world.token_as(Role::Buyer, world.brand).await;
        assert_eq!(world.calls(&buyer, Method::POST, &path, reason()).await.status, 404);
        let administrator = world.token_as(Role::Administrator, world.headquarters).await;
        let me = json(&world.calls(&administrator, Method::GET, "/api/v1/me", None).await);
        let own = format!("/api/v1/people/{}/suspension", me["id"].as_str().unwrap());
        assert_eq!(world.calls(&administrator, Method::POST, &own, reason()).await.status, 403);
        assert_eq!(world.calls(&administrator, Method::POST, &path, reason()).await.status, 204);
        assert_eq!(world.calls(&administrator, Method::DELETE, &path, None).await.status, 204);
        assert_eq!(world.calls(&administrator, Method::DELETE, &path, None).await.status, 404);
    }
}

#[actix_web::test]
async fn a_list_of_thirty_costs_as_many_queries_as_a_list_of_three() {
    let world = World::new().await;
    let mut administrator = world.visitor_as(Role::Administrator, world.headquarters).await;
    let mut costs = Vec::new();
    for number in 0..30 {
        let person = world.person("Nguyễn Thị Lan", &format!("lan-{number}@brand.example")).await;
        world.makes(person, Role::Buyer, world.brand).await;
        if number == 2 || number == 29 {
            let before = world.academy.db().queries();
            assert_eq!(administrator.opens("/people").await.status, 200);
            let people = world.academy.db().queries() - before;
            administrator.opens(&format!("/organisations/{}", world.brand)).await;
            costs.push((people, world.academy.db().queries() - before - people));
        }
    }
    assert_eq!(costs.first(), costs.last());
    assert!(costs.iter().all(|(list, page)| *list <= 8 && *page <= 8), "{costs:?}");
}

#[actix_web::test]
async fn long_lists_have_pages() {
    let world = World::new().await;
    for number in 0..30 {
        world.person(&format!("Person {number:02}"), &format!("person-{number}@brand.example")).await;
    }
    let token = world.token_as(Role::Administrator, world.headquarters).await;
    let first =
        json(&world.calls(&token, Method::GET, "/api/v1/people?search=person&sort=-name", None).await);
    assert_eq!((first["total"].as_u64(), first["people"].as_array().unwrap().len()), (Some(30), 25));
    assert_eq!(first["people"][0]["name"], "Person 29");
    let second = json(&world.calls(&token, Method::GET, "/api/v1/people?search=person&page=2", None).await);
    assert_eq!(second["people"].as_array().unwrap().len(), 5);
}
