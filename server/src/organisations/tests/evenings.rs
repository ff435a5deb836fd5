//! From 17:00 UTC on it is the next day in Viet Nam: what begins and ends there goes by the clock there.

use super::*;

impl World {
    /// Half past midnight of 23 November in Viet Nam, half past five in the evening of 22 November in UTC.
    fn midnight_passes(&self) {
        self.academy.clock.advance(TimeDelta::minutes(570));
    }
}

#[actix_web::test]
async fn a_role_in_a_factory_begins_and_ends_with_the_day_there() {
    for world in World::on_both().await {
        let person = world.person("Nguyễn Thị Lan", "lan@factory.example").await;
        let token = world.token_as(Role::Administrator, world.headquarters).await;
        let grants = async |role: Role, organisation: OrganisationId| {
            let path = format!("/api/v1/organisations/{organisation}/memberships");
            let body = serde_json::json!({
                "person": person, "role": role.word(), "starts_on": "2026-11-23", "ends_on": "2026-11-23",
            });
            let granted = world.calls(&token, Method::POST, &path, Some(body)).await;
            assert_eq!(granted.status, 201, "{}", granted.text);
        };
        grants(Role::FactoryManager, world.factory).await;
        grants(Role::LearningCoordinator, world.brand).await;
        let mut lan = world.signed_in("lan@factory.example").await;
        let there = format!("/organisations/{}", world.factory);
        let viewers = format!("{there}/viewers");
        assert_eq!(lan.opens(&viewers).await.status, 404, "it is 15:00 of the day before");
        world.midnight_passes();
        assert_eq!(lan.opens(&viewers).await.status, 200, "the day has begun there");
        let ask = format!("/organisations/{}/consent-requests/new", world.brand);
        assert_eq!(lan.opens(&ask).await.status, 404, "where the clock is not one it goes by UTC");
        world.a_day_passes().await;
        assert_eq!(lan.opens(&viewers).await.status, 404, "the day is over there, and not yet in UTC");
        assert_eq!(lan.opens(&ask).await.status, 200);
    }
}

#[actix_web::test]
async fn what_begins_or_ends_at_once_does_so_whatever_the_clock_says() {
    for world in World::on_both().await {
        world.midnight_passes();
        let person = world.person("Nguyễn Thị Lan", "lan@factory.example").await;
        let token = world.token_as(Role::Administrator, world.headquarters).await;
        let path = format!("/api/v1/organisations/{}/memberships", world.factory);
        let body = serde_json::json!({ "person": person, "role": "factory-manager" });
        let granted = world.calls(&token, Method::POST, &path, Some(body)).await;
        assert_eq!(granted.status, 201, "{}", granted.text);
        let mut lan = world.signed_in("lan@factory.example").await;
        let viewers = format!("/organisations/{}/viewers", world.factory);
        assert_eq!(lan.opens(&viewers).await.status, 200);
        let found = world.calls(&token, Method::GET, &path, None).await;
        assert!(found.text.contains("Nguyễn Thị Lan"), "{}", found.text);
        let membership = json(&granted)["id"].as_str().unwrap().to_owned();
        let membership = format!("/api/v1/memberships/{membership}");
        assert_eq!(world.calls(&token, Method::DELETE, &membership, None).await.status, 204);
        assert_eq!(lan.opens(&viewers).await.status, 404);
    }
}

#[actix_web::test]
async fn a_consent_holds_from_its_first_to_its_last_day_at_the_factory() {
    for world in World::on_both().await {
        world
            .consent(serde_json::json!({
                "brand": world.brand, "scopes": ["plan"], "starts_on": "2026-11-23", "ends_on": "2026-11-23",
            }))
            .await;
        let mut clara = world.visitor_as(Role::LearningCoordinator, world.brand).await;
        let shared = format!("/organisations/{}/shared-factories/{}", world.brand, world.factory);
        let mut sees = async || {
            let list = clara.opens("/shared-factories").await.text.contains("Hải Đăng Garment");
            assert_eq!(clara.opens(&shared).await.status == 200, list, "page and list say the same");
            list
        };
        assert!(!sees().await, "15:00 of the day before");
        world.midnight_passes();
        assert!(sees().await, "the day has begun there");
        world.a_day_passes().await;
        assert!(!sees().await, "the day is over there, and not yet in UTC");

        // Given at that hour from today on, it holds at once; so does a brand that the factory names.
        world.consent(serde_json::json!({ "brand": world.brand, "scopes": ["plan"] })).await;
        assert!(sees().await, "from today on");
        let mut manager = world.visitor_as(Role::FactoryManager, world.factory).await;
        let viewers = format!("/organisations/{}/viewers", world.factory);
        let page = manager.opens(&viewers).await.text;
        assert!(page.contains("24 November 2026"), "{page}");
        world.sources().await;
        let ask = format!("/organisations/{}/consent-requests/new", world.brand);
        assert!(clara.opens(&ask).await.text.contains("Hải Đăng Garment"), "it may be asked at once");
    }
}
