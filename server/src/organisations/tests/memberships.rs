//! Roles are given and taken away.

use super::*;

#[actix_web::test]
async fn a_role_taken_away_is_gone_at_the_next_request() {
    for world in World::on_both().await {
        let person = world.person("Hana Weber", "hana@brand.example").await;
        let membership = world.makes(person, Role::LearningCoordinator, world.brand).await;
        let mut hana = world.signed_in("hana@brand.example").await;
        assert_eq!(hana.opens("/people").await.status, 200);
        let token = world.token_as(Role::Administrator, world.headquarters).await;
        let path = format!("/api/v1/memberships/{membership}");
        assert_eq!(world.calls(&token, Method::DELETE, &path, None).await.status, 204);
        assert_eq!(hana.opens("/people").await.status, 404);
        assert_eq!(world.calls(&token, Method::DELETE, &path, None).await.status, 404);
    }
}

#[actix_web::test]
async fn a_role_begins_and_ends_on_its_days() {
    for world in World::on_both().await {
        let person = world.person("Hana Weber", "hana@brand.example").await;
        let token = world.token_as(Role::Administrator, world.headquarters).await;
        let path = format!("/api/v1/organisations/{}/memberships", world.brand);
        let body = serde_json::json!({
            "person": person, "role": "learning-coordinator", "starts_on": "2026-11-23", "ends_on": "2026-11-23",
        });
        let granted = world.calls(&token, Method::POST, &path, Some(body)).await;
        assert_eq!(granted.status, 201, "{}", granted.text);
        let mut hana = world.signed_in("hana@brand.example").await;
        assert_eq!(hana.opens("/people").await.status, 404);
        world.a_day_passes().await;
        assert_eq!(hana.opens("/people").await.status, 200);
        world.a_day_passes().await;
        assert_eq!(hana.opens("/people").await.status, 404);
    }
}

#[actix_web::test]
async fn nobody_grants_what_they_do_not_hold_nor_to_whom_they_do_not_see() {
    for world in World::on_both().await {
        let stranger = world.person("Stranger", "stranger@factory.example").await;
        world.makes(stranger, Role::Supervisor, world.factory).await;
        let token = world.token_as(Role::LearningCoordinator, world.brand).await;
        let path = format!("/api/v1/organisations/{}/memberships", world.brand);
        let body = serde_json::json!({ "person": stranger, "role": "buyer" });
        let unseen = world.calls(&token, Method::POST, &path, Some(body)).await;
        assert!(unseen.status == 422 && unseen.text.contains("no such person"), "{}", unseen.text);
        let missing =
            serde_json::json!({ "person": "00000000-0000-7000-8000-0000000000ff", "role": "buyer" });
        let missing = world.calls(&token, Method::POST, &path, Some(missing)).await;
        assert_eq!(json(&missing)["errors"], json(&unseen)["errors"]);
        let elsewhere = format!("/api/v1/organisations/{}/memberships", world.factory);
        let body = serde_json::json!({ "person": stranger, "role": "supervisor" });
        assert_eq!(world.calls(&token, Method::POST, &elsewhere, Some(body)).await.status, 404);
    }
}

#[actix_web::test]
async fn a_lesser_one_cannot_end_a_greater_one_s_role() {
    for world in World::on_both().await {
        let adviser = world.token_as(Role::Adviser, world.office).await;
        let programme = world.token_as(Role::ProgrammeManager, world.office).await;
        let administrator = world.person("Minh", "minh@academy.example").await;
        let membership = world.makes(administrator, Role::Administrator, world.office).await;
        let path = format!("/api/v1/memberships/{membership}");
        assert_eq!(world.calls(&adviser, Method::DELETE, &path, None).await.status, 404);
        assert_eq!(world.calls(&programme, Method::DELETE, &path, None).await.status, 403);
    }
}

#[actix_web::test]
async fn the_last_administrator_stays() {
    for world in World::on_both().await {
        let person = world.person("Minh", "minh@academy.example").await;
        let membership = world.makes(person, Role::Administrator, world.headquarters).await;
        let mut minh = world.signed_in("minh@academy.example").await;
        let path = format!("/memberships/{membership}/end");
        let refused = minh.submits("/organisations", &path, &[]).await;
        assert!(
            refused.status == 403 && refused.text.contains("This is the last administrator."),
            "{}",
            refused.text
        );
        world.visitor_as(Role::Administrator, world.headquarters).await;
        assert_eq!(minh.submits("/organisations", &path, &[]).await.status, 303);
    }
}

#[actix_web::test]
async fn a_repeated_call_has_one_effect_and_the_first_answer() {
    for world in World::on_both().await {
        let person = world.person("Hana Weber", "hana@brand.example").await;
        let token = world.token_as(Role::Administrator, world.headquarters).await;
        let path = format!("/api/v1/organisations/{}/memberships", world.brand);
        let body = serde_json::json!({ "person": person, "role": "buyer" }).to_string();
        let bearer = format!("Bearer {token}");
        let headers = [
            ("content-type", "application/json"),
            ("authorization", bearer.as_str()),
            ("idempotency-key", "one-key"),
        ];
        let mut visitor = world.academy.visitor().await;
        let first = visitor.sends(Method::POST, &path, Some(body.clone()), &headers).await;
        let second = visitor.sends(Method::POST, &path, Some(body), &headers).await;
        assert_eq!((first.status.as_u16(), second.status.as_u16()), (201, 201));
        assert_eq!(json(&first)["id"], json(&second)["id"]);
    }
}
