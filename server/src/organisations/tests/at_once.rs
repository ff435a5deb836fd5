//! What is given twice at the same moment.

use futures_util::future::join_all;

use super::*;

#[actix_web::test]
async fn of_consents_that_are_given_at_the_same_moment_one_is_in_force() {
    for world in World::on_both().await {
        let token = world.token_of(Role::FactoryManager, world.factory).await;
        let path = format!("/api/v1/organisations/{}/consents", world.factory);
        let gives = async |scopes: &[&str]| {
            let body = serde_json::json!({ "brand": world.brand, "scopes": scopes });
            world.calls(&token, Method::POST, &path, Some(body)).await.status.as_u16()
        };
        let both: [&[&str]; 2] = [&["plan", "learning"], &["plan"]];
        let given = join_all((0..8_usize).map(|number| gives(both[number % 2]))).await;
        assert!(given.iter().all(|status| *status == 201), "{given:?}");
        let list = json(&world.calls(&token, Method::GET, &path, None).await);
        let consents = list["consents"].as_array().unwrap();
        let open: Vec<_> = consents.iter().filter(|one| one["revoked_at"].is_null()).collect();
        assert_eq!((consents.len(), open.len()), (8, 1), "{list}");
        let revoke = format!("/api/v1/consents/{}/revocation", open[0]["id"].as_str().unwrap());
        let revoked = world.calls(&token, Method::POST, &revoke, Some(serde_json::json!({}))).await;
        assert_eq!(revoked.status, 204, "{}", revoked.text);
        let mut clara = world.visitor_as(Role::LearningCoordinator, world.brand).await;
        let shared = format!("/organisations/{}/shared-factories/{}", world.brand, world.factory);
        assert_eq!(clara.opens(&shared).await.status, 404, "one revocation is enough");
    }
}

#[actix_web::test]
async fn the_page_names_everybody_of_the_factory_who_sees_without_a_consent() {
    let world = World::new().await;
    let mut manager = world.visitor_as(Role::FactoryManager, world.factory).await;
    let page = manager.opens(&format!("/organisations/{}/viewers", world.factory)).await.text;
    for who in [
        "workers’ representatives see the plan",
        "a seat on the bipartite committee",
        "administrators of the Academy",
    ] {
        assert!(page.contains(who), "{who}: {page}");
    }
}
